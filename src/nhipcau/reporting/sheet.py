"""The sheet of an answer: its sections and cells with all that is shown beside them. Read by the pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, FilteredRelation, Q

from nhipcau.indicators.models import Indicator
from nhipcau.reporting import rules
from nhipcau.reporting.checking import Broken, broken_rules, rules_of, whole_of
from nhipcau.reporting.comparisons import (
    BLANK,
    DIFFERS,
    FAR,
    PERIOD_RUNS,
    RULE,
    SHOWN,
    Cell,
    Past,
    Question,
    earlier_cells,
    kept_in,
    numbers_in,
)
from nhipcau.reporting.counting import counted_for
from nhipcau.reporting.models import (
    Attachment,
    Decision,
    FormField,
    FormQuestion,
    FormSection,
    Submission,
    SubmissionState,
    SubmittedVersion,
    ValueState,
)

SENT = frozenset({SubmissionState.SUBMITTED, SubmissionState.APPROVED})


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One cell: this period's figure, what activities count, and what was sent before; None where nothing was.

    `past` are earlier periods, newest first. `decided` is the cell as the last return found it; `asked` is what that
    return said about it. `moved_from` is what the activities gave at the sending where they give something else now
    (`moved`).
    """

    indicator: Indicator
    required: bool
    cell: Cell
    counted: Decimal | None
    previous: Cell | None
    last_year: Cell | None
    history: tuple[Decimal, ...]
    past: tuple[Past, ...] = ()
    decided: Cell | None = None
    asked: str = ""
    moved: bool = False
    moved_from: Decimal | None = None

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

    @property
    def whole(self) -> Indicator | None:
        """The indicator whose parts add up to it, when this is one of them."""
        return whole_of(self.indicator)

    @property
    def line(self) -> str:
        """The numbers of the past as the points of a small line, oldest first; "" for fewer than two."""
        return rules.small_line([one.cell.number for one in reversed(self.past)])


@dataclass(frozen=True, slots=True)
class Told:
    """A question of the form and what the unit wrote to it; `decided` is that text as the last return found it."""

    question: FormQuestion
    text: str
    decided: str | None = None

    @property
    def missing(self) -> bool:
        """Whether an answer that must be given is not."""
        return self.question.required and not self.text

    @property
    def changed(self) -> bool:
        """Whether the text is not what it was at the last return."""
        return self.decided is not None and self.decided != self.text


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A part of the form with its cells and the questions to be answered in words."""

    section: FormSection
    rows: tuple[SheetRow, ...]
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole answer. `decisions` are all that were taken on it, newest first; `returned` is the last return."""

    submission: Submission
    sections: tuple[SheetSection, ...]
    decisions: tuple[Decision, ...]
    returned: Decision | None
    decided_narrative: str | None
    broken: tuple[Broken, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        """Every row, in the order of the form; an indicator asked in two sections stands in the first."""
        return tuple(row for section in self.sections for row in section.rows)

    @property
    def told(self) -> tuple[Told, ...]:
        """What was written to the questions, in the order of the form."""
        return tuple(one for section in self.sections for one in section.told)

    @property
    def missing(self) -> tuple[SheetRow, ...]:
        """The required rows that are blank."""
        return tuple(row for row in self.rows if row.required and row.cell.state == ValueState.BLANK)

    @property
    def untold(self) -> tuple[Told, ...]:
        """The questions that must be answered and are not."""
        return tuple(one for one in self.told if one.missing)

    @property
    def blocking(self) -> tuple[Broken, ...]:
        """The rules that must hold before sending and do not."""
        return tuple(one for one in self.broken if one.blocking)

    @property
    def ready(self) -> bool:
        """Whether nothing keeps the answer from being sent."""
        return not (self.missing or self.untold or self.blocking)

    @property
    def changed(self) -> tuple[SheetRow, ...]:
        """The rows changed since the last return."""
        return tuple(row for row in self.rows if row.changed)

    @property
    def retold(self) -> tuple[Told, ...]:
        """The answers in words that were changed since the last return."""
        return tuple(one for one in self.told if one.changed)

    @property
    def moved(self) -> tuple[SheetRow, ...]:
        """The rows whose activities were changed after the sending."""
        return tuple(row for row in self.rows if row.moved)

    @property
    def narrative_changed(self) -> bool:
        """Whether the text was changed since the last return."""
        return self.decided_narrative is not None and self.decided_narrative != self.submission.narrative

    def questions(self, *, period_runs: bool) -> tuple[Question, ...]:
        """Return what to look at again before sending."""
        found = [Question(PERIOD_RUNS)] if period_runs else []
        found += [
            Question(RULE, next((each.code for each in one.indicators), ""), one.message)
            for one in self.broken
            if not one.blocking
        ]
        for row in self.rows:
            one = row.indicator
            if row.far:
                found.append(Question(FAR, one.code, one.local_name, row.cell.number))
            if row.differs:
                found.append(Question(DIFFERS, one.code, one.local_name, row.cell.number, row.counted))
        return tuple(found)


def fields_of(form_id: int) -> list[FormField]:
    """Return the fields of a form in order, each indicator once. One query."""
    fields = FormField.objects.filter(section__form=form_id).select_related("section", "indicator__whole")
    seen: dict[int, FormField] = {}
    for field in fields.order_by("section__position", "position", "pk"):
        seen.setdefault(field.indicator_id, field)
    return list(seen.values())


def told_in(submission: Submission) -> dict[int, str]:
    """Return question → what was written to it. One query."""
    return dict(submission.narratives.order_by().values_list("question_id", "text"))


def questions_of(form_id: int) -> list[FormQuestion]:
    """Return the questions of a form in order, with their sections. One query."""
    asked = FormQuestion.objects.filter(section__form=form_id).select_related("section")
    return list(asked.order_by("section__position", "position", "pk"))


def open_sheet(submission: Submission, *, with_files: bool = True) -> Sheet:
    """Return the sheet of an answer whose collection, form and period are at hand. At most ten queries.

    Without `with_files` the files kept with it are left out, where no page shows them.
    """
    form_id = submission.collection.form_id
    fields = fields_of(form_id)
    decisions = tuple(submission.decisions.select_related("by").order_by("-at", "-pk"))
    returned = next((one for one in decisions if not one.approved), None)
    decided = _version_returned(submission, returned)
    rows = _rows(submission, fields, returned, decided)
    told = _told(submission, decided)
    sections = {field.section.pk: field.section for field in fields}
    sections |= {one.question.section.pk: one.question.section for one in told}
    indicators = [field.indicator for field in fields]
    numbers = {row.indicator.pk: row.cell.number for row in rows.values() if row.cell.number is not None}
    return Sheet(
        submission=submission,
        sections=tuple(
            SheetSection(
                section,
                tuple(rows[field.indicator_id] for field in fields if field.section_id == pk),
                tuple(one for one in told if one.question.section_id == pk),
            )
            for pk, section in sorted(sections.items(), key=lambda pair: pair[1].position)
        ),
        decisions=decisions,
        returned=returned,
        decided_narrative=decided.narrative if decided else None,
        broken=broken_rules(rules_of(form_id), indicators, numbers),
        attachments=_files(submission) if with_files else (),
    )


def _rows(
    submission: Submission,
    fields: list[FormField],
    returned: Decision | None,
    decided: SubmittedVersion | None,
) -> dict[int, SheetRow]:
    """Return indicator → row. Three queries."""
    unit, period = submission.unit_id, submission.collection.period
    indicators = [field.indicator_id for field in fields]
    cells, then = kept_in(submission)
    earlier = earlier_cells([unit], indicators, period)
    counted = counted_for([unit], period, indicators, known=[field.indicator for field in fields])
    before = rules.previous_period(period.kind, period.year, period.number)
    rows = {}
    for field in fields:
        pk, code = field.indicator_id, field.indicator.code
        history = earlier.get((unit, pk), {})
        now, was = counted.get((unit, pk)), then.get(pk)
        rows[pk] = SheetRow(
            indicator=field.indicator,
            required=field.required,
            cell=cells.get(pk, BLANK),
            counted=now,
            previous=_cell_of(history.get(before)) if before else None,
            last_year=_cell_of(history.get((period.year - 1, period.number))),
            history=tuple(numbers_in(history, period)),
            past=tuple(reversed(history.values()))[:SHOWN],
            decided=_cell_sent(decided, code) if decided else None,
            asked=returned.cells.get(code, "") if returned else "",
            moved=submission.state in SENT and now != was,
            moved_from=was,
        )
    return rows


def _told(submission: Submission, decided: SubmittedVersion | None) -> tuple[Told, ...]:
    """Return what was written to each question. One query."""
    kept = FilteredRelation("narratives", condition=Q(narratives__submission=submission.pk))
    asked = FormQuestion.objects.filter(section__form=submission.collection.form_id).select_related("section")
    rows = asked.annotate(kept=kept, written=F("kept__text"))
    before = decided.told if decided else None
    return tuple(
        Told(
            one,
            one.written or "",
            None if before is None else str(before.get(str(one.pk), "")),
        )
        for one in rows.order_by("section__position", "position", "pk")
    )


def _files(submission: Submission) -> tuple[Attachment, ...]:
    return tuple(submission.attachments.select_related("added_by").order_by("pk"))


def _cell_of(past: Past | None) -> Cell | None:
    return past.cell if past else None


def _version_returned(submission: Submission, returned: Decision | None) -> SubmittedVersion | None:
    """Return the version that was returned last."""
    if returned is None:
        return None
    return submission.versions.filter(at__lte=returned.at).order_by("-number").first()


def _cell_sent(version: SubmittedVersion, code: str) -> Cell:
    values: Mapping[str, Mapping[str, str | None]] = version.values
    return read_sent(values[code]) if code in values else BLANK


def read_sent(sent: Mapping[str, str | None]) -> Cell:
    """Return a cell from how it was frozen (`Cell.as_sent`)."""
    number = sent.get("number")
    return Cell(sent.get("state") or "", None if number is None else Decimal(number), sent.get("note") or "")
