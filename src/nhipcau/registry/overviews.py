"""What the pages of the register show, gathered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from nhipcau.registry import access, rules
from nhipcau.registry.models import Document, Finding, FindingField, FindingState
from nhipcau.shell import formats


@dataclass(frozen=True, slots=True)
class Line:
    """One finding in the list: what it says in a line, and the registered document it names if `cited` is seen."""

    pk: int
    field: str
    state: str
    state_label: str
    says: str
    was: str
    cited: Document | None
    agrees: bool

    @property
    def waiting(self) -> bool:
        """Whether no one has decided on it."""
        return self.state == FindingState.PROPOSED


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind, in the order of the text.

    A kind with very many shows only SHOWN lines, those that wait first; `number` and `waiting` count all of them.
    """

    field: str
    label: str
    lines: tuple[Line, ...]
    number: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Begin:
    """Where a finding begins in the text, with the word for its kind."""

    pk: int
    field: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; `pk` and `field` are of the narrowest finding over it, `wide` of a paragraph's;
    `over` names every finding over it, a space between.
    """

    text: str
    pk: int | None
    over: str
    field: str
    label: str
    wide: str
    begins: tuple[Begin, ...]


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as it is read: its text in pieces, its findings in groups, the percentages that are wrong."""

    pieces: tuple[Piece, ...]
    groups: tuple[Group, ...]
    wrong: tuple[Line, ...]
    checks: int

    @property
    def waiting(self) -> int:
        """How many findings no one has decided on."""
        return sum(group.waiting for group in self.groups)


# The order in which a reader works through them: what the document refers to, says, counts, orders.
ORDER = (
    FindingField.CHECK,
    FindingField.CITATION,
    FindingField.LAW,
    FindingField.DATE,
    FindingField.QUANTITY,
    FindingField.OUTLINE,
    FindingField.DUTY,
    FindingField.RECIPIENT,
)
# A page of more lines than this takes seconds to make and to show.
SHOWN = 300
_WIDE = frozenset({FindingField.OUTLINE, FindingField.DUTY})


def read_document(user: Any, document: Document) -> ReadDocument:
    """Return `document` as `user` reads it. Five queries, however long it is."""
    findings = list(document.findings.with_cited())
    cited = {finding.cited_id for finding in findings if finding.cited_id}
    seen = (
        set(access.visible_documents(user).filter(pk__in=cited).values_list("pk", flat=True))
        if cited
        else set()
    )
    groups = tuple(_group(field, [one for one in findings if one.field == field], seen) for field in ORDER)
    checks = [one for one in findings if one.field == FindingField.CHECK]
    live = [_line(one, seen) for one in checks if one.state != FindingState.REJECTED]
    return ReadDocument(
        pieces=tuple(_pieces(document.text, findings)),
        groups=groups,
        wrong=tuple(line for line in live if not line.agrees),
        checks=len(live),
    )


def _group(field: FindingField, findings: Sequence[Finding], seen: set[int]) -> Group:
    waiting = [one for one in findings if one.state == FindingState.PROPOSED]
    shown = findings
    if len(findings) > SHOWN:
        decided = (one for one in findings if one.state != FindingState.PROPOSED)
        shown = sorted([*waiting, *decided][:SHOWN], key=lambda one: (one.start, one.pk))
    lines = tuple(_line(one, seen) for one in shown)
    return Group(field, str(field.label), lines, len(findings), len(waiting))


def _line(finding: Finding, seen: set[int]) -> Line:
    return Line(
        pk=finding.pk,
        field=finding.field,
        state=finding.state,
        state_label=finding.get_state_display(),
        says=says(finding.field, finding.fields),
        was=says(finding.field, finding.value) if finding.state == FindingState.CORRECTED else "",
        cited=finding.cited if finding.cited_id in seen else None,
        agrees=finding.fields.get("agrees") is not False,
    )


def says(field: str, values: dict[str, Any]) -> str:
    """Return in a line what a finding says, in the forms of the page's language."""
    if field == FindingField.CHECK:
        parts = {name: _figure(values.get(name)) for name in ("stated", "part", "whole")}
        return _("%(stated)s%% stated for %(part)s of %(whole)s") % parts
    if field == FindingField.QUANTITY:
        return f"{_figure(values.get('value'))} {values.get('unit') or ''}".strip()
    if field == FindingField.OUTLINE:
        return f"{values.get('label') or ''}. {values.get('starts') or ''}"
    if field == FindingField.DUTY:
        return f"{values.get('unit') or ''}: {values.get('starts') or ''}"
    order = ("kind", "number", "name", "value", "date", "authority")
    return " · ".join(_day(values[name]) for name in order if values.get(name))


def _figure(plain: object) -> str:
    try:
        return formats.number(Decimal(str(plain)))
    except InvalidOperation:
        return str(plain or "")


def _day(value: object) -> str:
    try:
        return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
    except ValueError:
        return str(value)


def _pieces(text: str, findings: Sequence[Finding]) -> list[Piece]:
    live = {finding.pk: finding for finding in findings if finding.state != FindingState.REJECTED}
    marks = [rules.Mark(finding.pk, finding.start, finding.end) for finding in live.values()]
    return [_piece(segment, live) for segment in rules.segments(text, marks)]


def _piece(segment: rules.Segment, live: dict[int, Finding]) -> Piece:
    over = [live[pk] for pk in segment.over]
    narrow = next((one for one in over if one.field not in _WIDE), None)
    wide = next((one for one in over if one.field == FindingField.DUTY), None) or next(
        (one for one in over if one.field in _WIDE), None
    )
    top = narrow or wide
    return Piece(
        text=segment.text,
        pk=top.pk if top else None,
        over=" ".join(str(one.pk) for one in over),
        field=top.field if top else "",
        label=top.get_field_display() if top else "",
        wide=wide.field if wide else "",
        begins=tuple(Begin(pk, live[pk].field, live[pk].get_field_display()) for pk in segment.begins),
    )
