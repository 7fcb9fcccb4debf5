"""The sheet of an answer: its sections and cells with all that is shown beside them. Read by the pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from nhipcau.indicators.models import Indicator
from nhipcau.reporting import rules
from nhipcau.reporting.comparisons import (
    BLANK,
    DIFFERS,
    FAR,
    PERIOD_RUNS,
    Cell,
    Question,
    cells_of,
    earlier_cells,
    numbers_in,
)
from nhipcau.reporting.counting import counted_for
from nhipcau.reporting.models import (
    Decision,
    FormField,
    FormSection,
    Submission,
    SubmittedVersion,
    ValueState,
)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One cell: this period's figure, what activities count, and what was sent before; None where nothing was.

    `decided` is the cell as the last return found it; `asked` is what that return said about it.
    """

    indicator: Indicator
    required: bool
    cell: Cell
    counted: Decimal | None
    previous: Cell | None
    last_year: Cell | None
    history: tuple[Decimal, ...]
    decided: Cell | None = None
    asked: str = ""

    @property
    def changed(self) -> bool:
        """Whether the cell is not what it was at the last return."""
        return self.decided is not None and self.decided != self.cell

    @property
    def far(self) -> bool:
        """Whether the figure lies far from its history."""
        return self.cell.number is not None and rules.is_far_from(self.cell.number, self.history)

    @property
    def differs(self) -> bool:
        """Whether the figure is not what the activities count."""
        return self.counted is not None and self.counted != self.cell.number


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A part of the form with its cells."""

    section: FormSection
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole answer. `decisions` are all that were taken on it, newest first; `returned` is the last return."""

    submission: Submission
    sections: tuple[SheetSection, ...]
    decisions: tuple[Decision, ...]
    returned: Decision | None
    decided_narrative: str | None

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        """Every row, in the order of the form; an indicator asked in two sections stands in the first."""
        return tuple(row for section in self.sections for row in section.rows)

    @property
    def missing(self) -> tuple[SheetRow, ...]:
        """The required rows that are blank."""
        return tuple(row for row in self.rows if row.required and row.cell.state == ValueState.BLANK)

    @property
    def changed(self) -> tuple[SheetRow, ...]:
        """The rows changed since the last return."""
        return tuple(row for row in self.rows if row.changed)

    @property
    def narrative_changed(self) -> bool:
        """Whether the text was changed since the last return."""
        return self.decided_narrative is not None and self.decided_narrative != self.submission.narrative

    def questions(self, *, period_runs: bool) -> tuple[Question, ...]:
        """Return what to look at again before sending."""
        found = [Question(PERIOD_RUNS)] if period_runs else []
        for row in self.rows:
            one = row.indicator
            if row.far:
                found.append(Question(FAR, one.code, one.local_name, row.cell.number))
            if row.differs:
                found.append(Question(DIFFERS, one.code, one.local_name, row.cell.number, row.counted))
        return tuple(found)


def fields_of(form_id: int) -> list[FormField]:
    """Return the fields of a form in order, each indicator once. One query."""
    fields = FormField.objects.filter(section__form=form_id).select_related("section", "indicator")
    seen: dict[int, FormField] = {}
    for field in fields.order_by("section__position", "position", "pk"):
        seen.setdefault(field.indicator_id, field)
    return list(seen.values())


def open_sheet(submission: Submission) -> Sheet:
    """Return the sheet of an answer whose collection, form and period are at hand. Six queries."""
    fields = fields_of(submission.collection.form_id)
    period = submission.collection.period
    indicators = [field.indicator_id for field in fields]
    cells = cells_of(submission)
    earlier = earlier_cells([submission.unit_id], indicators, period)
    counted = counted_for([submission.unit_id], period, indicators)
    decisions = tuple(submission.decisions.select_related("by").order_by("-at", "-pk"))
    returned = next((one for one in decisions if not one.approved), None)
    decided = _version_returned(submission, returned)
    before = rules.previous_period(period.kind, period.year, period.number)
    rows: dict[int, list[SheetRow]] = {}
    for field in fields:
        code, history = field.indicator.code, earlier.get((submission.unit_id, field.indicator_id), {})
        row = SheetRow(
            indicator=field.indicator,
            required=field.required,
            cell=cells.get(field.indicator_id, BLANK),
            counted=counted.get((submission.unit_id, field.indicator_id)),
            previous=history.get(before),
            last_year=history.get((period.year - 1, period.number)),
            history=tuple(numbers_in(history)),
            decided=_cell_sent(decided, code) if decided else None,
            asked=returned.cells.get(code, "") if returned else "",
        )
        rows.setdefault(field.section_id, []).append(row)
    sections = {field.section_id: field.section for field in fields}
    return Sheet(
        submission=submission,
        sections=tuple(SheetSection(section, tuple(rows[pk])) for pk, section in sections.items()),
        decisions=decisions,
        returned=returned,
        decided_narrative=decided.narrative if decided else None,
    )


def _version_returned(submission: Submission, returned: Decision | None) -> SubmittedVersion | None:
    """Return the version that was returned last."""
    if returned is None:
        return None
    return submission.versions.filter(at__lte=returned.at).order_by("-number").first()


def _cell_sent(version: SubmittedVersion, code: str) -> Cell:
    values: Mapping[str, Mapping[str, str | None]] = version.values
    sent = values.get(code)
    if sent is None:
        return BLANK
    number = sent.get("number")
    return Cell(sent.get("state") or "", None if number is None else Decimal(number), sent.get("note") or "")
