"""What tasks a document proposes: its duties and its outline points, in the order of the text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nhipcau.programmes import rules
from nhipcau.registry.models import Document, Finding, FindingField, FindingState


@dataclass(frozen=True, slots=True)
class Proposal:
    """A task that a finding would become; `lead` and `partners` are suggested units, `clause` the text it came from."""

    finding: Finding
    title: str
    theme: str
    lead: int | None
    partners: tuple[int, ...]
    due_on: date | None
    clause_label: str
    clause: str
    called: str

    @property
    def is_duty(self) -> bool:
        """Whether the document itself assigns it, so that it is chosen beforehand."""
        return self.finding.field == FindingField.DUTY


def proposals(document: Document, names: Mapping[int, str]) -> list[Proposal]:
    """Return the proposals of `document`, rejected findings left out; `names` are the units to suggest. One query.

    An outline point that is the paragraph of a duty is that duty's label, not a task of its own.
    """
    kinds = (FindingField.DUTY, FindingField.OUTLINE, FindingField.DATE)
    found = list(document.findings.filter(field__in=kinds).exclude(state=FindingState.REJECTED))
    duties = [one for one in found if one.field == FindingField.DUTY]
    points = [one for one in found if one.field == FindingField.OUTLINE]
    dates = [one for one in found if one.field == FindingField.DATE]
    headings = [rules.Heading(_said(p, "label"), _said(p, "starts"), p.start) for p in points]
    free = [point for point in points if not any(_holds(point, duty) for duty in duties)]
    ends = sorted([point.start for point in points] + [len(document.text)])
    return [
        _proposal(document.text, one, points, headings, dates, names, _end(one, ends))
        for one in sorted((*duties, *free), key=lambda one: (one.start, one.pk))
    ]


def _proposal(
    text: str,
    finding: Finding,
    points: Sequence[Finding],
    headings: Sequence[rules.Heading],
    dates: Iterable[Finding],
    names: Mapping[int, str],
    end: int,
) -> Proposal:
    duty = finding.field == FindingField.DUTY
    clause = finding.text if duty else text[finding.start : end].strip()
    point = next((point for point in reversed(points) if _holds(point, finding)), None) if duty else finding
    called = _said(finding, "unit")
    lead = rules.suggest_unit(called, names) if duty else None
    return Proposal(
        finding=finding,
        title=rules.title_from(clause),
        theme=rules.theme_of(finding.start, headings)[:200],
        lead=lead,
        partners=rules.suggest_partners(clause, names, lead) if duty else (),
        due_on=_due(text, finding, dates),
        clause_label=_said(point, "label")[:40] if point else "",
        clause=clause,
        called=called,
    )


def _end(finding: Finding, starts: Sequence[int]) -> int:
    return next((start for start in starts if start > finding.start), finding.end)


def _holds(point: Finding, inner: Finding) -> bool:
    return point.start <= inner.start < point.end


def _due(text: str, finding: Finding, dates: Iterable[Finding]) -> date | None:
    """Return the one day in the finding that its words make a due date, else None."""
    inside = (one for one in dates if _holds(finding, one))
    due = {_said(one, "value") for one in inside if rules.opens_due_date(text[: one.start][-40:])}
    return date.fromisoformat(due.pop()) if len(due) == 1 else None


def _said(finding: Finding, name: str) -> str:
    return str(finding.fields.get(name) or "")
