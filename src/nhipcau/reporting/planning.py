"""Plan figures: what a unit is to reach of an indicator in a period, set by an officer of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.audit import log
from nhipcau.indicators.errors import FigureError
from nhipcau.indicators.figures import read_figure
from nhipcau.indicators.models import Indicator
from nhipcau.reporting import access, events
from nhipcau.reporting.listing import Listed
from nhipcau.reporting.models import Period, Target
from nhipcau.units.models import Unit, User

LONGEST_SOURCE = 300


@dataclass(frozen=True, slots=True)
class Planned:
    """What became of the plan figures: `kept` by indicator, `refused` maps codes to what is wrong."""

    kept: Mapping[int, Decimal]
    refused: Mapping[str, str]


@transaction.atomic
def set_targets(
    unit: Unit,
    period: Period,
    typed: Mapping[str, str],
    *,
    indicators: Sequence[Indicator],
    source: str,
    by: User,
    at: datetime,
) -> Planned:
    """Keep the plan figures `typed` (code → text) of some of `indicators`; an empty text takes the figure away.

    One wrong figure keeps none of them. A period nobody was asked for yet is made. Raises PermissionDenied.
    """
    access.require_officer(by, unit.pk)
    known = {one.code: one for one in indicators if one.numerator_id is None}
    read: dict[int, Decimal | None] = {}
    refused: dict[str, str] = {}
    for code, text in typed.items():
        if code not in known:
            continue
        try:
            read[known[code].pk] = read_figure(text, known[code].value_type) if text.strip() else None
        except FigureError as error:
            refused[code] = str(error.message)
    if refused:
        return Planned({}, refused)
    saved = _saved(period)
    before = targets_of(unit, saved)
    changed = {pk: number for pk, number in read.items() if number != before.get(pk)}
    _store(unit, saved, changed, source.strip()[:LONGEST_SOURCE])
    if changed:
        log.record(
            events.PLAN_SET,
            unit,
            by=by,
            at=at.isoformat(),
            period=str(saved),
            source=source.strip()[:LONGEST_SOURCE],
            figures={str(pk): None if number is None else str(number) for pk, number in changed.items()},
        )
    return Planned({pk: number for pk, number in read.items() if number is not None}, {})


def targets_of(unit: Unit, period: Period) -> dict[int, Decimal]:
    """Return indicator → what the unit is to reach in those days. One query."""
    found = Target.objects.filter(
        unit=unit,
        period__kind=period.kind,
        period__calendar=period.calendar,
        period__year=period.year,
        period__number=period.number,
    )
    return dict(found.values_list("indicator_id", "number"))


def source_of(unit: Unit, period: Period) -> str:
    """Return the document that set the plan of the unit for those days, as last written. One query."""
    found = Target.objects.filter(
        unit=unit, period__starts_on=period.starts_on, period__ends_on=period.ends_on
    )
    return found.exclude(source="").values_list("source", flat=True).order_by("-pk").first() or ""


def _saved(period: Period) -> Period:
    """Return the period as it stands in the database, made where it was only composed of shorter ones."""
    if period.pk:
        return period
    saved, _made = Period.objects.get_or_create(
        kind=period.kind,
        calendar=period.calendar,
        year=period.year,
        number=period.number,
        defaults={"starts_on": period.starts_on, "ends_on": period.ends_on},
    )
    return saved


def _store(unit: Unit, period: Period, changed: Mapping[int, Decimal | None], source: str) -> None:
    for pk, number in changed.items():
        if number is None:
            Target.objects.filter(unit=unit, period=period, indicator=pk).delete()
        else:
            Target.objects.update_or_create(
                unit=unit, period=period, indicator_id=pk, defaults={"number": number, "source": source}
            )


def pasted_figures(text: str, names: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return (code → figure, lines that name nothing) of rows copied from a spreadsheet: a name or code, and a figure.

    `names` maps what may stand in the first column, in small letters, to the code.

    >>> pasted_figures("Số lễ hội\\t12\\nabc\\t3", {"số lễ hội": "festivals"})
    ({'festivals': '12'}, ('abc\\t3',))
    """
    found: dict[str, str] = {}
    strange: list[str] = []
    for line in filter(str.strip, text.splitlines()):
        cells = [cell.strip() for cell in line.split("\t" if "\t" in line else ";")]
        code = names.get(cells[0].lower())
        figures = [cell for cell in cells[1:] if cell]
        if code is None or not figures:
            strange.append(line)
        else:
            found[code] = figures[-1]
    return found, tuple(strange)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of a list of plan figures: what it would make of the plan, or why it is left out."""

    row: int
    name: str
    figure: str
    indicator: Indicator | None = None
    now: Decimal | None = None
    new: Decimal | None = None
    error: str = ""

    @property
    def changes(self) -> bool:
        """Whether the plan would become another."""
        return self.new is not None and self.new != self.now


def plan_rows(
    listed: Sequence[Listed],
    indicators: Sequence[Indicator],
    now: Mapping[int, Decimal],
    units: Sequence[str],
) -> tuple[PlanRow, ...]:
    """Return what each row of a list would do to the plan `now` of the unit called `units`; nothing is written."""
    known = {
        name.casefold(): one
        for one in indicators
        if one.numerator_id is None
        for name in (one.name, one.name_en, one.code)
        if name
    }
    own = {name.casefold() for name in units}
    seen: set[int] = set()
    rows = []
    for one in listed:
        indicator = known.get(one.indicator.casefold())
        if one.unit and one.unit.casefold() not in own:
            rows.append(_wrong(one, _("This row is of another unit. Open the plan of that unit.")))
        elif indicator is None:
            rows.append(
                _wrong(one, _("The period’s forms ask for no indicator of this name or code. Check it."))
            )
        elif indicator.pk in seen:
            rows.append(_wrong(one, _("This figure stands in the file twice. Keep one row of it.")))
        else:
            seen.add(indicator.pk)
            rows.append(_plan_row(one, indicator, now.get(indicator.pk)))
    return tuple(rows)


def _plan_row(one: Listed, indicator: Indicator, now: Decimal | None) -> PlanRow:
    try:
        new = read_figure(one.figure, indicator.value_type)
    except FigureError as error:
        return _wrong(one, str(error.message))
    return PlanRow(one.row, indicator.local_name, one.figure, indicator, now, new)


def _wrong(one: Listed, message: str) -> PlanRow:
    return PlanRow(one.row, one.indicator, one.figure, error=message)
