"""What the reading page of the register shows, gathered."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.db.models import Count, Q
from django.utils.functional import Promise

from nhipcau.reading.pictures import Size
from nhipcau.registry import pages, rules
from nhipcau.registry.lines import Line, Surroundings, line_of, surroundings, surroundings_of
from nhipcau.registry.models import Document, Finding, FindingField, FindingState, Reading
from nhipcau.registry.paper import Page, Place, lay_out
from nhipcau.registry.wording import LAYOUTS, day

# The order in which a reader works through them: what the document refers to, says, counts, orders.
ORDER = (
    FindingField.CHECK,
    FindingField.CITATION,
    FindingField.SHORT_FORM,
    FindingField.LAW,
    FindingField.DATE,
    FindingField.QUANTITY,
    FindingField.QUALIFIER,
    FindingField.COMPARISON,
    FindingField.OUTLINE,
    FindingField.DUTY,
    FindingField.DEADLINE,
    FindingField.RECIPIENT,
    FindingField.PLACE,
    FindingField.SIGNATURE,
)
# A document with more findings than this shows one kind at a time, so many lines a page: more take seconds.
ALL_AT_ONCE = 200
A_PAGE = 50
_WIDE = frozenset({FindingField.OUTLINE, FindingField.DUTY})
# Neither is in the text as people see it: a person took it out, or it is no longer found.
_UNDRAWN = frozenset({FindingState.REJECTED, FindingState.GONE})
_PERCENTAGE = "percentage"
# What the rules of layout ask of a file, told apart from what is wrong in what it says.
_LAYOUT = frozenset({"page-size", "margin", "page-number", "look", "number-line", "date-line", "end-mark"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines a person asked for: those around finding `at`, or page `page` of the kind `field`."""

    at: int | None = None
    field: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of a kind there are, how many wait, and how many of those are uncertain."""

    field: str
    label: str
    number: int
    waiting: int
    uncertain: int

    @property
    def certain(self) -> int:
        """How many of those to decide on are certain."""
        return self.waiting - self.uncertain


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind, in the order of the text.

    Only some may have lines: those of page `page` of `page_count`, and of a kind that is not asked for none (`page`
    0). `first_waiting` is the first to decide on.
    """

    tally: Tally
    lines: tuple[Line, ...]
    page: int
    page_count: int
    first_waiting: int | None

    @property
    def later(self) -> int:
        """The number of the next page of its lines; 0 for none."""
        return self.page + 1 if self.page < self.page_count else 0

    @property
    def earlier(self) -> int:
        """The number of the page of its lines before this one; 0 for none."""
        return max(self.page - 1, 0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the document: its text in pieces, and its pictures with their numbers, where there are any."""

    page: Page
    pictures: tuple[tuple[int, Size], ...]
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class FaultSaid:
    """Something wrong in the document: a sentence, and where it stands (`anchor` "" for the whole document)."""

    anchor: str
    page: int
    says: str
    is_layout: bool


@dataclass(frozen=True, slots=True)
class RepairSaid:
    """A word that the reading put right, as it stood and as it is read."""

    anchor: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as it is read.

    `wrong` are the percentages that do not agree with their numbers, of `checks` that were worked out; `places` of
    issue and `signatures` are shown with the header as well.
    """

    sheets: tuple[Sheet, ...]
    groups: tuple[Group, ...]
    wrong: tuple[Line, ...]
    checks: int
    faults: tuple[FaultSaid, ...]
    layout_faults: tuple[FaultSaid, ...]
    repairs: tuple[RepairSaid, ...]
    places: tuple[Line, ...]
    signatures: tuple[Line, ...]
    layout: str

    @property
    def faulty(self) -> int:
        """How many places there are to look at."""
        return len(self.wrong) + len(self.faults) + len(self.layout_faults)

    @property
    def waiting(self) -> int:
        """How many findings no one has decided on."""
        return sum(group.tally.waiting for group in self.groups)

    @property
    def found(self) -> int:
        """How many findings there are."""
        return sum(group.tally.number for group in self.groups)

    @property
    def has_pictures(self) -> bool:
        """Whether the pages can be seen as they are."""
        return any(sheet.pictures for sheet in self.sheets)

    @property
    def whole(self) -> bool:
        """Whether every finding has its line."""
        return self.found <= ALL_AT_ONCE


def read_document(user: Any, document: Document, wanted: Wanted) -> ReadDocument:
    """Return `document` as `user` reads it. Five queries, however long it is."""
    findings = [one for one in document.findings.with_cited() if one.state != FindingState.GONE]
    around = surroundings(user, findings)
    checks = [one for one in findings if one.field == FindingField.CHECK and one.state not in _UNDRAWN]
    lines = [line_of(one, around) for one in checks]
    faults, repairs = _faults(document), _repairs(document)
    drawn = [one for one in findings if one.state not in _UNDRAWN]
    return ReadDocument(
        sheets=_sheets(document, [*map(_place, drawn), *(place for place, _ in (*faults, *repairs))]),
        groups=_groups(findings, wanted, around),
        wrong=tuple(line for line in lines if not line.agrees),
        checks=len(lines),
        faults=tuple(said for _, said in faults if not said.is_layout),
        layout_faults=tuple(said for _, said in faults if said.is_layout),
        repairs=tuple(said for _, said in repairs),
        places=tuple(line_of(one, around) for one in drawn if one.field == FindingField.PLACE),
        signatures=tuple(line_of(one, around) for one in drawn if one.field == FindingField.SIGNATURE),
        layout=str(LAYOUTS.get(document.layout, "")),
    )


@dataclass(frozen=True, slots=True)
class HeadChange:
    """A field of the header that a newer reading finds otherwise: its label, what is entered, what is found."""

    label: str
    now: str
    newer: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What the readings since the first changed and no one has answered: shown in part where there is much.

    `differing` are those a person decided on, `gone` those nobody had. The counts are of all of them.
    """

    reading: Reading
    differing: tuple[Line, ...]
    new: tuple[Line, ...]
    gone: tuple[Line, ...]
    head: tuple[HeadChange, ...]
    new_count: int
    gone_count: int
    text_changed: bool


# Of what is new or gone; what differs from a person's word is shown whole.
CHANGES_SHOWN = 30
_HEAD = ("kind", "number", "date", "authority", "subject", "signer")


def changes_of(user: Any, document: Document) -> Changed | None:
    """Return what the latest re-reading changed; None where there is nothing to say. At most six queries."""
    changes = document.reading_changes()
    if changes.reading is None or not changes:
        return None
    new, gone = changes.new[:CHANGES_SHOWN], changes.gone[:CHANGES_SHOWN]
    around = surroundings(user, [*changes.differing, *new])
    return Changed(
        reading=changes.reading,
        differing=tuple(line_of(one, around) for one in changes.differing),
        new=tuple(line_of(one, around) for one in new),
        gone=tuple(line_of(one, around) for one in gone),
        head=tuple(
            _head_change(document, name, changes.header[name]) for name in _HEAD if name in changes.header
        ),
        new_count=len(changes.new),
        gone_count=len(changes.gone),
        text_changed=changes.text_changed,
    )


def _head_change(document: Document, name: str, newer: str | None) -> HeadChange:
    field = Document._meta.get_field("issued_on" if name == "date" else name)
    now = getattr(document, field.name)
    shown = [day(value) if name == "date" else str(value or "") for value in (now, newer)]
    return HeadChange(str(getattr(field, "verbose_name", name)).capitalize(), *shown)


def read_line(user: Any, finding: Finding) -> Line:
    """Return one finding as its line."""
    return line_of(finding, surroundings_of(user, finding))


def left_to_decide(finding: Finding) -> tuple[Tally, int]:
    """Return what is left to decide on of the finding's kind, and in all of its document. One query."""
    of_kind, waits = Q(field=finding.field), Q(state=FindingState.PROPOSED)
    counts = Finding.objects.filter(document=finding.document_id).aggregate(
        number=Count("pk", filter=of_kind & ~Q(state=FindingState.GONE)),
        waiting=Count("pk", filter=of_kind & waits),
        uncertain=Count("pk", filter=of_kind & waits & Q(uncertain=True)),
        in_document=Count("pk", filter=waits),
    )
    in_document = counts.pop("in_document")
    return Tally(finding.field, finding.get_field_display(), **counts), in_document


def _groups(findings: Sequence[Finding], wanted: Wanted, around: Surroundings) -> tuple[Group, ...]:
    kinds = {field: [one for one in findings if one.field == field] for field in ORDER}
    if len(findings) <= ALL_AT_ONCE:
        return tuple(_group(field, found, found, around, page=1, count=1) for field, found in kinds.items())
    field, page = _opened(kinds, wanted)
    groups = []
    for kind, found in kinds.items():
        count = -(-len(found) // A_PAGE)
        number = min(max(page, 1), count) if kind == field else 0
        shown = found[(number - 1) * A_PAGE : number * A_PAGE] if number else []
        groups.append(_group(kind, found, shown, around, page=number, count=count))
    return tuple(groups)


def _opened(kinds: dict[FindingField, list[Finding]], wanted: Wanted) -> tuple[str, int]:
    """Return the kind whose lines are shown, and which page of them."""
    for field, found in kinds.items():
        index = next((index for index, one in enumerate(found) if one.pk == wanted.at), None)
        if index is not None:
            return field, index // A_PAGE + 1
    if wanted.field in kinds and kinds[FindingField(wanted.field)]:
        return wanted.field, wanted.page
    waiting = (field for field, found in kinds.items() if any(_waits(one) for one in found))
    return next(waiting, next(field for field, found in kinds.items() if found)), 1


def _group(
    field: FindingField,
    found: Sequence[Finding],
    shown: Sequence[Finding],
    around: Surroundings,
    *,
    page: int,
    count: int,
) -> Group:
    waiting = [one for one in found if _waits(one)]
    uncertain = sum(one.uncertain for one in waiting)
    return Group(
        tally=Tally(field, str(field.label), len(found), len(waiting), uncertain),
        lines=tuple(line_of(one, around) for one in shown),
        page=page,
        page_count=count,
        first_waiting=waiting[0].pk if waiting else None,
    )


def _waits(finding: Finding) -> bool:
    return finding.state == FindingState.PROPOSED


def _sheets(document: Document, places: Sequence[Place]) -> tuple[Sheet, ...]:
    """The pages with their pictures; where the text does not say its pages, all pictures stand by the whole of it."""
    laid = lay_out(document.text, places, document.page_starts)
    pictures = list(enumerate(pages.sizes(document), start=1))
    if not document.page_starts:
        return (Sheet(laid[0], tuple(pictures)),)
    pairs = zip_longest(laid, pictures)
    return tuple(
        Sheet(
            page or Page(number),
            (picture,) if picture else (),
            recognised=number in document.recognised_pages,
        )
        for number, (page, picture) in enumerate(pairs, start=1)
    )


def _place(finding: Finding) -> Place:
    return Place(
        anchor=f"t{finding.pk}",
        start=finding.start,
        end=finding.end,
        kind=finding.field,
        label=str(_LABELS[finding.field]),
        wide=finding.field in _WIDE,
        uncertain=finding.uncertain,
        pk=finding.pk,
    )


_LABELS: dict[str, str | Promise] = {field.value: field.label for field in FindingField}


def _faults(document: Document) -> list[tuple[Place, FaultSaid]]:
    """The faults of the document; percentages are told by the findings, which a person may have put right."""
    found = []
    for number, fault in enumerate(document.faults_said()):
        if fault.code == _PERCENTAGE:
            continue
        anchor = f"c{number}" if fault.end > fault.start else ""
        is_layout = fault.code in _LAYOUT
        place = Place(f"c{number}", fault.start, fault.end, "layout" if is_layout else "fault", fault.says)
        page = document.page_of(fault.start) if anchor else 0
        found.append((place, FaultSaid(anchor, page, fault.says, is_layout=is_layout)))
    return found


def _repairs(document: Document) -> list[tuple[Place, RepairSaid]]:
    letters = [(one["start"], one["repaired"]) for one in document.repairs]
    return [
        (
            Place(f"r{number}", word.start, word.start + len(word.was), "repair", f"{word.was} → {word.now}"),
            RepairSaid(f"r{number}", word.was, word.now),
        )
        for number, word in enumerate(rules.repaired_words(document.text, letters))
    ]
