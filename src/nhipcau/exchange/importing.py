"""Values of other systems held against what is here: which figure each is, what it would change, what is refused.

Everything is written by the actions of reporting that the pages call. Trying out does the same and takes it back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.audit.errors import NhipCauError
from nhipcau.exchange import access
from nhipcau.exchange.errors import said
from nhipcau.exchange.formats import (
    DataValue,
    FormatError,
    PeriodName,
    Registration,
    ValueSet,
    is_default,
    read_number,
    said_not_applicable,
)
from nhipcau.exchange.identity import Figures, form_named, units_named
from nhipcau.indicators.figures import write_figure
from nhipcau.indicators.models import Indicator
from nhipcau.reporting import actions
from nhipcau.reporting.comparisons import BLANK, Cell, cells_of
from nhipcau.reporting.models import Calendar, Collection, Submission, SubmissionState, ValueState
from nhipcau.reporting.sheet import fields_of
from nhipcau.units.access import visible_units
from nhipcau.units.models import Unit, User

SENT = frozenset({SubmissionState.SUBMITTED, SubmissionState.APPROVED})


@dataclass(frozen=True, slots=True)
class How:
    """What a person says of a file: which days its periods mean, and whether what it calls complete is sent."""

    calendar: str = Calendar.CALENDAR
    sends: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that is not taken over: what it is of, and what to do. `row` 0 is the file as a whole."""

    row: int
    what: str
    message: str


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that becomes another; `old` and `new` as people read them."""

    row: int
    unit: str
    period: str
    figure: str
    old: str
    new: str


@dataclass(slots=True)
class Outcome:
    """What became of the rows, or would become. `imported` were blank before, `ignored` are as they were."""

    imported: int = 0
    updated: int = 0
    ignored: int = 0
    deleted: int = 0
    sent: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the same for a JSON field."""
        return asdict(self)

    def in_short(self) -> dict[str, Any]:
        """Return how many rows it was, and whose reports were sent: what an audit row says of it."""
        counts = {name: getattr(self, name) for name in ("imported", "updated", "deleted")}
        return {**counts, "sent": self.sent, "conflicts": len(self.conflicts)}


@dataclass(frozen=True, slots=True)
class _Cell:
    """A value that is understood: where it belongs, and what the cell is to be."""

    value: DataValue
    indicator: Indicator
    cell: Cell


class _TakenBackError(Exception):
    """Ends a trial, so that the database takes everything back."""


def import_values(values: ValueSet, *, how: How, by: User, at: datetime, dry_run: bool = False) -> Outcome:
    """Take over the values, as far as `by` may and the rules allow, and return what became of each.

    What is as it is here already is ignored, so that taking over the same file twice changes nothing.
    """
    importing = _Importing(how, by, at)
    try:
        with transaction.atomic():
            importing.run(values)
            if dry_run:
                raise _TakenBackError
    except _TakenBackError:
        pass
    importing.outcome.conflicts.sort(key=lambda one: one.row)
    return importing.outcome


class _Importing:
    """One file being taken over."""

    def __init__(self, how: How, by: User, at: datetime) -> None:
        self.how, self.by, self.at = how, by, at
        self.outcome = Outcome()
        self.known = _Known(by, how.calendar)

    def run(self, values: ValueSet) -> None:
        """Sort the values by answer, write each answer, and send what is said to be complete."""
        self.outcome.conflicts += [Conflict(one.row, "", said(one)) for one in values.faults]
        answers: dict[tuple[int, int], dict[int, _Cell]] = {}
        for value in values.values:
            self._sort(value, answers)
        for (collection, unit), cells in answers.items():
            self._take_over(self.known.collections[collection], unit, list(cells.values()))
        for registration in values.completed:
            self._complete(registration)

    def _sort(self, value: DataValue, answers: dict[tuple[int, int], dict[int, _Cell]]) -> None:
        try:
            place = self.known.place_of(value)
            cell = _Cell(value, place.indicator, _cell_of(value))
            others = answers.setdefault((place.collection.pk, place.unit), {})
            if place.indicator.pk in others:
                raise _RefusedError(_("This figure stands in the file twice. Keep one of them."))
            others[place.indicator.pk] = cell
        except (_RefusedError, FormatError) as error:
            message = said(error) if isinstance(error, FormatError) else str(error)
            self._conflict(value, message)

    def _conflict(self, value: DataValue, message: str) -> None:
        what = " · ".join(part for part in (value.unit, value.element, value.option) if part)
        self.outcome.conflicts.append(Conflict(value.row, what, message))

    def _take_over(self, collection: Collection, unit: int, cells: list[_Cell]) -> None:
        answer = Submission.objects.filter(collection=collection, unit=unit).first()
        before = cells_of(answer) if answer else {}
        changed = [one for one in cells if _over(one.cell, old := before.get(one.indicator.pk, BLANK)) != old]
        self.outcome.ignored += len(cells) - len(changed)
        if not changed:
            return
        try:
            with transaction.atomic():
                self._write(collection, unit, answer, changed)
        except (NhipCauError, PermissionDenied) as error:
            for one in changed:
                self._conflict(one.value, _sentence(error))

    def _write(
        self, collection: Collection, unit: int, answer: Submission | None, changed: list[_Cell]
    ) -> None:
        if answer is None:
            place = Unit.objects.prefetch_related("versions").get(pk=unit)
            answer = actions.start_submission(collection, place, by=self.by, at=self.at)
        before = cells_of(answer)
        entries = {
            one.indicator.code: _entry(_over(one.cell, before.get(one.indicator.pk, BLANK)))
            for one in changed
        }
        saved = actions.save_values(answer, entries, revision=answer.revision, by=self.by, at=self.at)
        for one in changed:
            if one.indicator.code in saved.refused:
                self._conflict(one.value, saved.refused[one.indicator.code])
            else:
                self._count(one, before.get(one.indicator.pk, BLANK), collection, unit)

    def _count(self, one: _Cell, old: Cell, collection: Collection, unit: int) -> None:
        if one.cell.state == ValueState.BLANK:
            self.outcome.deleted += 1
        elif old.state == ValueState.BLANK or _over(one.cell, old) == old:
            self.outcome.imported += 1  # the same as what the activities proposed is new all the same
        else:
            self.outcome.updated += 1
        name = self.known.name_of(unit)
        told = _said(old), _said(_over(one.cell, old))
        self.outcome.changes.append(
            Change(one.value.row, name, str(collection.period), one.indicator.local_name, *told)
        )

    def _complete(self, registration: Registration) -> None:
        what = f"{registration.unit} · {registration.data_set}"
        try:
            collection, unit = self.known.answer_of(registration)
            if not self.how.sends:
                raise _RefusedError(
                    _(
                        "Not sent: this file is taken over without sending. Choose sending, or send on the page."
                    )
                )
            if not registration.completed:
                raise _RefusedError(
                    _(
                        "What was sent is not taken back by a file. Ask the receiving office to return the report."
                    )
                )
            answer = Submission.objects.filter(collection=collection, unit=unit).first()
            if answer is None:
                raise _RefusedError(_("There is no figure of this report yet. Fill it in before sending."))
            if answer.state in SENT:
                self.outcome.ignored += 1
                return
            with transaction.atomic():
                actions.submit_submission(answer, revision=answer.revision, by=self.by, at=self.at)
            self.outcome.sent.append(f"{self.known.name_of(unit)}: {collection}")
        except (_RefusedError, NhipCauError, PermissionDenied) as error:
            self.outcome.conflicts.append(Conflict(registration.row, what, _sentence(error)))


class _RefusedError(Exception):
    """A row that cannot be taken over, with the sentence for it."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The cell a value is of."""

    collection: Collection
    unit: int
    indicator: Indicator


class _Known:
    """What is asked of the units a person sees, read once for a file. A few queries, and some for each form."""

    def __init__(self, by: User, calendar: str) -> None:
        self.seen = visible_units(by)
        found = access.collections(by).filter(period__calendar=calendar)
        self.collections = {one.pk: one for one in found}
        self.forms = {one.form_id: one.form for one in self.collections.values()}
        self.by_period: dict[PeriodName, list[Collection]] = {}
        for one in self.collections.values():
            name = PeriodName(one.period.kind, one.period.year, one.period.number)
            self.by_period.setdefault(name, []).append(one)
        self._units: dict[PeriodName, Mapping[str, int]] = {}
        self._asks: dict[int, frozenset[int]] = {}
        self._owing: dict[int, frozenset[int]] = {}
        self._figures: dict[PeriodName, Figures] = {}
        self._names: dict[int, str] = {}

    def place_of(self, value: DataValue) -> _Place:
        """Return the cell a value is of. Raises _RefusedError."""
        if not is_default(value.attribute):
            raise _RefusedError(
                _("Figures that are split as a whole form are not asked for here. Leave the split out.")
            )
        collections = self._collections(value.period, value.data_set)
        unit = self._unit(value.unit, value.period)
        indicator = self._figures_of(value.period).find(value.element, value.option, value.cases)
        if indicator is None:
            raise _RefusedError(
                _("No form of this period asks for this figure or this case. Check its code.")
            )
        asking = [one for one in collections if indicator.pk in self._asked(one.form_id)]
        return _Place(self._only(asking, unit), unit, indicator)

    def answer_of(self, registration: Registration) -> tuple[Collection, int]:
        """Return whose answer to what a registration is of. Raises _RefusedError."""
        collections = self._collections(registration.period, registration.data_set)
        unit = self._unit(registration.unit, registration.period)
        return self._only(collections, unit), unit

    def name_of(self, unit: int) -> str:
        """Return the name of a unit. One query for each."""
        if unit not in self._names:
            self._names[unit] = Unit.objects.prefetch_related("versions").get(pk=unit).name
        return self._names[unit]

    def _collections(self, period: PeriodName, data_set: str) -> list[Collection]:
        some = self.by_period.get(period, [])
        if not some:
            raise _RefusedError(
                _(
                    "Nothing is asked of you for this period. Check the period, and whether it runs from 15th to 14th."
                )
            )
        if data_set:
            form = form_named(data_set, self.forms)
            some = [one for one in some if one.form_id == form]
        if not some:
            raise _RefusedError(
                _("This form (dataSet) is not asked of you for this period. Check its identifier.")
            )
        return some

    def _unit(self, text: str, period: PeriodName) -> int:
        if period not in self._units:
            self._units[period] = units_named(self.by_period[period][0].period.ends_on)
        unit = self._units[period].get(text)
        if unit is None or unit not in self.seen:
            raise _RefusedError(
                _("You see no unit of this code or identifier at the end of the period. Check it.")
            )
        return unit

    def _figures_of(self, period: PeriodName) -> Figures:
        if period not in self._figures:
            forms = {one.form_id for one in self.by_period[period]}
            asked = [one.indicator for form in forms for one in fields_of(form)]
            self._figures[period] = Figures(asked)
        return self._figures[period]

    def _asked(self, form: int) -> frozenset[int]:
        if form not in self._asks:
            self._asks[form] = frozenset(one.indicator_id for one in fields_of(form))
        return self._asks[form]

    def _only(self, collections: Iterable[Collection], unit: int) -> Collection:
        owed = [one for one in collections if unit in self._owed(one)]
        if not owed:
            raise _RefusedError(
                _("This unit is not asked for this for this period. Check the unit and the figure.")
            )
        if len(owed) > 1:
            raise _RefusedError(_("Several forms ask for this. Name the form in the file (dataSet)."))
        return owed[0]

    def _owed(self, collection: Collection) -> frozenset[int]:
        if collection.pk not in self._owing:
            self._owing[collection.pk] = frozenset(collection.units.values_list("pk", flat=True))
        return self._owing[collection.pk]


def _cell_of(value: DataValue) -> Cell:
    """Return what the cell is to be. Raises FormatError for what is no number, _RefusedError for nothing at all."""
    if value.deleted:
        return BLANK
    absent, note = said_not_applicable(value.comment)
    if not value.value and absent:
        return Cell(ValueState.NOT_APPLICABLE, None, note)
    if value.value:
        return Cell(ValueState.NUMBER, read_number(value.value), value.comment)
    if not value.comment:
        raise _RefusedError(
            _("There is no value. Write 0 where it is zero, and deleted where the figure is to be blank.")
        )
    return Cell(ValueState.BLANK, None, value.comment)


def _over(new: Cell, old: Cell) -> Cell:
    """Return what the cell becomes: a figure without a comment keeps the note that is there."""
    return new if new.note or new.state == ValueState.BLANK else replace(new, note=old.note)


def _entry(cell: Cell) -> actions.Entry:
    """Return the cell as a person would type it."""
    text = write_figure(cell.number) if cell.number is not None else ""
    return actions.Entry(text, not_applicable=cell.state == ValueState.NOT_APPLICABLE, note=cell.note)


def _said(cell: Cell) -> str:
    """Return the cell as people read it."""
    text = write_figure(cell.number) if cell.number is not None else str(ValueState(cell.state).label)
    return f"{text} ({cell.note})" if cell.note else text


def _sentence(error: Exception) -> str:
    if isinstance(error, PermissionDenied):
        return _("You do not report for this unit. Ask its reporter, or who gives out roles.")
    return str(error.message) if isinstance(error, NhipCauError) else str(error)
