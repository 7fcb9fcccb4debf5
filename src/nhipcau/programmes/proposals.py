"""What tasks a document proposes: its duties and its outline points, in the order of the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from nhipcau.programmes import rules
from nhipcau.registry.models import Document, Finding, FindingField


@dataclass(frozen=True, slots=True)
class Proposal:
    """A task that a finding would become; `lead` and `partners` are suggested units, `clause` the text it came from.

    `each` is the audience whose units each do it, where the words name a kind of units; `due_words` a deadline in words.
    """

    finding: Finding
    title: str
    theme: str
    lead: int | None
    partners: tuple[int, ...]
    due_on: date | None
    due_words: str
    each: str
    clause_label: str
    clause: str
    called: str

    @property
    def is_duty(self) -> bool:
        """Whether the document itself assigns it, so that it is chosen beforehand."""
        return self.finding.field == FindingField.DUTY


def proposals(document: Document, names: Mapping[int, str]) -> list[Proposal]:
    """Return the proposals of `document`, by its live findings; `names` are the units to suggest. One query.

    An outline point that is the paragraph of a duty is that duty's label, not a task of its own.
    """
    kinds = (FindingField.DUTY, FindingField.OUTLINE, FindingField.DATE)
    rows = document.findings.live().filter(field__in=kinds).order_by("start", "pk")
    found = list(rows)
    source = _Source(document.text, _of(found, FindingField.OUTLINE), _of(found, FindingField.DATE))
    duties = _of(found, FindingField.DUTY)
    taken = {point.pk for duty in duties if (point := source.point_over(duty))}
    free = [point for point in source.points if point.pk not in taken]
    return [
        _duty(source, one, names) if one.field == FindingField.DUTY else _point(source, one)
        for one in sorted((*duties, *free), key=lambda one: (one.start, one.pk))
    ]


class _Source:
    """The text of a document with its outline points and dates, in the order of the text."""

    def __init__(self, text: str, points: list[Finding], dates: list[Finding]) -> None:
        self.text, self.points, self.dates = text, points, dates
        self.starts = [point.start for point in points]
        self.date_starts = [one.start for one in dates]
        headings = (rules.Heading(_said(p, "label"), _said(p, "starts"), p.start) for p in points)
        self.chiefs = [heading for heading in headings if rules.is_chief(heading.label)]

    def point_over(self, duty: Finding) -> Finding | None:
        """Return the nearest outline point whose paragraph holds the beginning of the duty."""
        before = bisect_right(self.starts, duty.start)
        return self.points[before - 1] if before and duty.start < self.points[before - 1].end else None

    def clause_of(self, point: Finding) -> str:
        """Return an outline point with everything under it, down to the next point."""
        following = bisect_right(self.starts, point.start)
        end = self.starts[following] if following < len(self.starts) else len(self.text)
        return self.text[point.start : end].strip()

    def due_in(self, finding: Finding) -> date | None:
        """Return the one day in the finding that its words make a due date, else None."""
        first, last = (bisect_left(self.date_starts, place) for place in (finding.start, finding.end))
        inside = self.dates[first:last]
        due = {
            _said(one, "value")
            for one in inside
            if rules.opens_due_date(self.text[max(0, one.start - 40) : one.start])
        }
        return date.fromisoformat(due.pop()) if len(due) == 1 else None

    def theme_at(self, start: int) -> str:
        """Return the chief heading over a place in the text."""
        return rules.theme_of(start, self.chiefs)[:200]


def _duty(source: _Source, finding: Finding, names: Mapping[int, str]) -> Proposal:
    called = _said(finding, "unit")
    lead = rules.suggest_unit(called, names)
    point = source.point_over(finding)
    return Proposal(
        finding=finding,
        title=rules.title_from(finding.text),
        theme=source.theme_at(finding.start),
        lead=lead,
        partners=rules.suggest_partners(finding.text, names, lead),
        due_on=source.due_in(finding),
        due_words=rules.deadline_in_words(finding.text),
        each="" if lead else rules.suggest_audience(called),
        clause_label=_said(point, "label")[:40] if point else "",
        clause=finding.text,
        called=called,
    )


def _point(source: _Source, finding: Finding) -> Proposal:
    clause = source.clause_of(finding)
    return Proposal(
        finding=finding,
        title=rules.title_from(clause),
        theme=source.theme_at(finding.start),
        lead=None,
        partners=(),
        due_on=source.due_in(finding),
        due_words=rules.deadline_in_words(clause),
        each="",
        clause_label=_said(finding, "label")[:40],
        clause=clause,
        called="",
    )


def _of(findings: Iterable[Finding], field: FindingField) -> list[Finding]:
    return [one for one in findings if one.field == field]


def _said(finding: Finding, name: str) -> str:
    return str(finding.fields.get(name) or "")
