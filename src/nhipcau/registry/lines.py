"""A finding as one line of the list beside the text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nhipcau.registry import access, rules
from nhipcau.registry.models import Document, Finding, FindingField, FindingState
from nhipcau.registry.wording import MEANINGS, says

_LIVE = frozenset({FindingState.PROPOSED, FindingState.CONFIRMED, FindingState.CORRECTED})


@dataclass(frozen=True, slots=True)
class Line:
    """One finding in a line.

    `says` is what it says, `was` what was found where a person corrected it, `newer` what a newer reading says where
    that is not answered yet, `besides` what was read about it beside (how a figure is meant, by when a duty is due).
    `cited` is the registered document it names, if that is seen. `text` are its words in the document.
    """

    pk: int
    field: str
    kind: str
    state: str
    state_label: str
    says: str
    was: str
    newer: str
    besides: tuple[str, ...]
    cited: Document | None
    agrees: bool
    uncertain: bool
    added: bool
    text: str

    @property
    def waiting(self) -> bool:
        """Whether no one has decided on it."""
        return self.state == FindingState.PROPOSED


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lines need to know of the other findings of the document.

    `seen` are the cited documents that the person may see, `meant` those by the number they are cited with,
    `besides` the words read about what begins at an offset, by kind.
    """

    seen: frozenset[int]
    meant: Mapping[str, Document]
    besides: Mapping[tuple[str, int], list[str]]


def surroundings(user: Any, findings: Iterable[Finding]) -> Surroundings:
    """Return what the lines of `findings` need to know. At most four queries."""
    live = [finding for finding in findings if finding.state in _LIVE]
    cited = {finding.cited_id for finding in live if finding.cited_id}
    visible = access.visible_documents(user).filter(pk__in=cited).values_list("pk", flat=True)
    seen = frozenset(visible) if cited else frozenset()
    return Surroundings(seen, _meant(live, seen), _besides(live))


def surroundings_of(user: Any, finding: Finding) -> Surroundings:
    """Return what the line of one finding needs to know: what is about it, and what a short form may mean."""
    others = Finding.objects.with_cited().filter(document=finding.document_id)
    near = others.filter(about=finding.start)
    if finding.field == FindingField.SHORT_FORM:
        near = near | others.of_kind(FindingField.CITATION)
    return surroundings(user, [finding, *near])


def _meant(live: Iterable[Finding], seen: frozenset[int]) -> dict[str, Document]:
    """The one document that each number stands for where it is cited in full."""
    found: dict[str, dict[int, Document]] = defaultdict(dict)
    for finding in live:
        if finding.cited is not None and finding.cited_id in seen:
            found[finding.number_key][finding.cited.pk] = finding.cited
    return {key: one for key, documents in found.items() if len(documents) == 1 for one in documents.values()}


def _besides(live: Iterable[Finding]) -> dict[tuple[str, int], list[str]]:
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for finding in live:
        if finding.about is None:
            continue
        if finding.field == FindingField.QUALIFIER:
            meaning = MEANINGS.get(str(finding.fields.get("meaning")), "")
            found[FindingField.QUANTITY, finding.about].append(str(meaning))
        elif finding.field == FindingField.DEADLINE:
            due = says(finding.field, finding.fields, finding.text)
            found[FindingField.DUTY, finding.about].append(_("due: %(due)s") % {"due": due})
    return found


def line_of(finding: Finding, around: Surroundings) -> Line:
    """Return `finding` as a line."""
    return Line(
        pk=finding.pk,
        field=finding.field,
        kind=finding.get_field_display(),
        state=finding.state,
        state_label=finding.get_state_display(),
        says=said(finding, finding.fields),
        was=said(finding, finding.value) if finding.state == FindingState.CORRECTED else "",
        newer=_newer(finding),
        besides=tuple(around.besides.get((finding.field, finding.start), ())),
        cited=_cited(finding, around),
        agrees=finding.fields.get("agrees") is not False,
        uncertain=finding.uncertain,
        added=finding.added,
        text=finding.text,
    )


def said(finding: Finding, values: Mapping[str, Any]) -> str:
    """Return what the finding says with these values; its own words where the values say nothing."""
    return says(finding.field, dict(values), finding.text).strip(" :.·→") or finding.text


def _newer(finding: Finding) -> str:
    if not finding.has_news or finding.newer is None:
        return ""
    if not finding.newer.get("found"):
        return _("no longer found")
    return says(finding.field, finding.newer.get("value") or {}, str(finding.newer.get("text") or ""))


def _cited(finding: Finding, around: Surroundings) -> Document | None:
    if finding.cited_id in around.seen:
        return finding.cited
    if finding.field == FindingField.SHORT_FORM:
        return around.meant.get(rules.number_key(str(finding.fields.get("number") or "")))
    return None
