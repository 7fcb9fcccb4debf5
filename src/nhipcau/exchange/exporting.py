"""What is given to other systems: values, completeness and metadata of a form, as far as a person may read them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from nhipcau.exchange import access
from nhipcau.exchange.errors import NothingToWriteError, UnreadableError
from nhipcau.exchange.formats import (
    Case,
    Category,
    Combo,
    DataSet,
    DataValue,
    Element,
    FormatError,
    Metadata,
    Option,
    OrgUnit,
    PeriodName,
    Ratio,
    Registration,
    make_uid,
    say_not_applicable,
    uids,
    write_adx,
    write_csv,
    write_json,
    write_metadata,
    write_period,
    write_registrations,
    write_units_csv,
)
from nhipcau.exchange.formats.periods import named
from nhipcau.exchange.identity import Named, cases_of, figure_names, option_of, unit_names
from nhipcau.indicators.models import Additivity, Indicator, Split, ValueType
from nhipcau.reporting.comparisons import plain
from nhipcau.reporting.models import (
    Calendar,
    Collection,
    Form,
    Period,
    SubmissionState,
    Value,
    ValueState,
)
from nhipcau.reporting.sheet import fields_of
from nhipcau.units.access import visible_units
from nhipcau.units.models import UnitVersion

JSON, CSV, ADX, COMPLETENESS, METADATA, UNITS = "json", "csv", "adx", "completeness", "metadata", "units"
FORMATS = {
    JSON: ("json", "application/json"),
    CSV: ("csv", "text/csv; charset=utf-8"),
    ADX: ("xml", "application/adx+xml"),
    COMPLETENESS: ("json", "application/json"),
    METADATA: ("json", "application/json"),
    UNITS: ("csv", "text/csv; charset=utf-8"),
}
PERIOD_TYPES = {"month": "Monthly", "quarter": "Quarterly", "half_year": "SixMonthly", "year": "Yearly"}
VALUE_TYPES = {ValueType.DECIMAL: "NUMBER"}
COUNTED = "INTEGER_ZERO_OR_POSITIVE"
# (over units, over periods) → what DHIS2 calls it; anything else it is not to add up.
AGGREGATIONS = {
    (Additivity.SUM, Additivity.SUM): "SUM",
    (Additivity.SUM, Additivity.MEAN): "AVERAGE_SUM_ORG_UNIT",
    (Additivity.SUM, Additivity.LATEST): "LAST",
    (Additivity.MEAN, Additivity.MEAN): "AVERAGE",
    (Additivity.MEAN, Additivity.LATEST): "LAST_AVERAGE_ORG_UNIT",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written. `official_too`: days from the 15th to the 14th take the name of the calendar period."""

    form: Form
    periods: tuple[Period, ...]
    format: str = JSON
    by_uid: bool = False
    unapproved_too: bool = False
    official_too: bool = False

    @property
    def states(self) -> tuple[str, ...]:
        """The states in which answers are given."""
        sent = (SubmissionState.SUBMITTED,) if self.unapproved_too else ()
        return (SubmissionState.APPROVED, *sent)


@dataclass(frozen=True, slots=True)
class Written:
    """A file for another system."""

    name: str
    content: bytes
    media_type: str


def write(user: Any, wanted: Wanted, at: datetime) -> Written:
    """Return the file of what `user` may read of it. Raises UnreadableError, NothingToWriteError."""
    try:
        content = _content(user, wanted, at)
    except FormatError as error:
        raise UnreadableError(error) from error
    suffix, media_type = FORMATS[wanted.format]
    return Written(f"{_file_name(wanted)}.{suffix}", content, media_type)


def _content(user: Any, wanted: Wanted, at: datetime) -> bytes:
    match wanted.format:
        case "completeness":
            return write_registrations(_some(completeness_of(user, wanted)))
        case "metadata":
            return write_metadata(metadata_of(user, wanted, at.date()))
        case "units":
            return write_units_csv(org_units(user, at.date()))
        case "csv":
            return write_csv(_some(values_of(user, wanted)))
        case "adx":
            values = _some(values_of(user, wanted))
            return write_adx(values, exported=at, said=_renamed(wanted))
        case _:
            return write_json(_some(values_of(user, wanted)))


def _some(rows: Sequence[Any]) -> Sequence[Any]:
    if not rows:
        raise NothingToWriteError
    return rows


def _file_name(wanted: Wanted) -> str:
    names = [_period(wanted, period) for period in wanted.periods] if wanted.format != UNITS else []
    parts = [
        wanted.format,
        make_uid(uids.DATA_SET, wanted.form.pk),
        *(write_period(one) for one in names[:3]),
    ]
    return "-".join([*parts, *(["15-14"] if _is_renamed(wanted) else [])])


def _is_renamed(wanted: Wanted) -> bool:
    return any(period.calendar == Calendar.OFFICIAL for period in wanted.periods)


def _renamed(wanted: Wanted) -> str:
    """Return what a file says of periods that bear the name of another one; "" where none does."""
    if not _is_renamed(wanted):
        return ""
    days = "; ".join(
        f"{write_period(_period(wanted, one))} = {one.starts_on:%d/%m/%Y}–{one.ends_on:%d/%m/%Y}"
        for one in wanted.periods
        if one.calendar == Calendar.OFFICIAL
    )
    said = _("Periods run from the 15th to the 14th and bear the name of the calendar period: {days}.")
    return said.format(days=days)


def _period(wanted: Wanted, period: Period) -> PeriodName:
    return named(period.kind, period.calendar, period.year, period.number, official_too=wanted.official_too)


def values_of(user: Any, wanted: Wanted) -> list[DataValue]:
    """Return the values of the answers that `user` may read, by period, unit and figure. Five queries, one a period.

    A blank cell is left out unless it has a note; zero is a value. Raises FormatError for a period without a name.
    """
    periods = {one.pk: (_period(wanted, one), one.ends_on) for one in wanted.periods}
    answers = access.answers(user, wanted.form, wanted.periods, wanted.states).order_by().values("pk")
    rows = Value.objects.filter(submission__in=answers).select_related("submission__collection")
    figures = figure_names((one.indicator for one in fields_of(wanted.form.pk)), by_uid=wanted.by_uid)
    units = {day: unit_names(day, by_uid=wanted.by_uid) for _name, day in periods.values()}
    found = []
    for row in rows.order_by("submission__collection__period", "submission__unit", "indicator__code"):
        period, day = periods[row.submission.collection.period_id]
        figure, unit = figures.get(row.indicator_id), units[day].get(row.submission.unit_id)
        said = row.state != ValueState.BLANK or row.note
        if figure and unit and said:
            found.append(_value(row, figure, unit, period, make_uid(uids.DATA_SET, wanted.form.pk)))
    return found


def _value(row: Value, figure: Named, unit: str, period: PeriodName, data_set: str) -> DataValue:
    absent = row.state == ValueState.NOT_APPLICABLE
    return DataValue(
        element=figure.element,
        period=period,
        unit=unit,
        value="" if row.number is None else plain(row.number),
        option=figure.option,
        cases=figure.cases,
        comment=say_not_applicable(row.note) if absent else row.note,
        follow_up=row.follow_up or None,
        data_set=data_set,
    )


def completeness_of(user: Any, wanted: Wanted) -> list[Registration]:
    """Return who has sent the answer, when first, of those `user` may read. Raises FormatError."""
    sent = (SubmissionState.SUBMITTED, SubmissionState.APPROVED)
    answers = access.answers(user, wanted.form, wanted.periods, sent).select_related("collection__period")
    days = {one.ends_on: unit_names(one.ends_on, by_uid=wanted.by_uid) for one in wanted.periods}
    names = {one.pk: _period(wanted, one) for one in wanted.periods}
    return [
        Registration(
            make_uid(uids.DATA_SET, wanted.form.pk),
            names[one.collection.period_id],
            unit,
            one.first_submitted_at.date() if one.first_submitted_at else None,
        )
        for one in answers.order_by("collection__period", "unit")
        if (unit := days[one.collection.period.ends_on].get(one.unit_id))
    ]


def org_units(user: Any, day: date) -> list[OrgUnit]:
    """Return the units `user` sees as they are latest: other systems know one tree. Two queries."""
    codes = unit_names(day)
    newest: dict[int, UnitVersion] = {}
    began: dict[int, date] = {}
    for version in UnitVersion.objects.filter(unit__in=visible_units(user)).order_by("unit", "valid_from"):
        began.setdefault(version.unit_id, version.valid_from)
        newest[version.unit_id] = version
    return [
        OrgUnit(
            uid=make_uid(uids.UNIT, pk),
            name=one.local_name,
            code=one.code if codes.get(pk) == one.code else "",
            parent=make_uid(uids.UNIT, one.parent_id) if one.parent_id in newest else "",
            opened=began[pk],
            closed=one.valid_to,
        )
        for pk, one in newest.items()
    ]


def metadata_of(user: Any, wanted: Wanted, day: date) -> Metadata:
    """Return units, figures with their cases, the form and the ratios of its figures. A dozen queries."""
    fields = [one.indicator for one in fields_of(wanted.form.pk)]
    wholes = {(one.whole or one).pk for one in fields}
    elements = list(Indicator.objects.filter(pk__in=wholes).order_by("code"))
    parts = _parts(wholes)
    combos, of_element = _combos(parts)
    asked = Collection.objects.filter(form=wanted.form, period__in=wanted.periods)
    units = sorted(set(asked.values_list("units", flat=True)) & visible_units(user))
    kind = wanted.periods[0].kind if wanted.periods else wanted.form.period_kind
    form = DataSet(
        make_uid(uids.DATA_SET, wanted.form.pk),
        str(wanted.form),
        PERIOD_TYPES.get(kind, "Monthly"),
        tuple(make_uid(uids.ELEMENT, one.pk) for one in elements),
        tuple(make_uid(uids.UNIT, pk) for pk in units),
        _renamed(wanted),
    )
    return Metadata(
        units=tuple(org_units(user, day)),
        categories=tuple(_categories(parts)),
        combos=tuple(combos),
        elements=tuple(_element(one, of_element.get(one.pk, "")) for one in elements),
        data_sets=(form,),
        ratios=tuple(_ratios(wholes)),
    )


def _parts(wholes: Iterable[int]) -> list[Indicator]:
    found = Indicator.objects.filter(whole__in=list(wholes), active=True).select_related("whole")
    return [one for one in found.prefetch_related("options__split") if one.options.all()]


def _categories(parts: Iterable[Indicator]) -> list[Category]:
    splits = {option.split_id for part in parts for option in part.options.all()}
    return [
        Category(
            make_uid(uids.CATEGORY, split.pk),
            split.code,
            split.local_name,
            tuple(
                Option(make_uid(uids.OPTION, one.pk), f"{split.code}-{one.code}", one.local_name)
                for one in split.options.all()
            ),
        )
        for split in Split.objects.filter(pk__in=splits).prefetch_related("options")
    ]


def _combos(parts: Iterable[Indicator]) -> tuple[list[Combo], dict[int, str]]:
    """Return the ways in which figures are told apart, one for each whole, and whole → that way."""
    of_whole: dict[int, list[Indicator]] = {}
    for part in parts:
        of_whole.setdefault(part.whole_id or 0, []).append(part)
    combos = [_combo(whole, some) for whole, some in of_whole.items()]
    return combos, dict(zip(of_whole, (one.uid for one in combos), strict=True))


def _combo(whole: int, parts: Sequence[Indicator]) -> Combo:
    cases = []
    for part in parts:
        options = sorted(part.options.all(), key=lambda option: option.split.code)
        name = ", ".join(option.local_name for option in options)
        code = option_of(part, part.whole) if part.whole else "-".join(case for _s, case in cases_of(part))
        of = tuple(make_uid(uids.OPTION, option.pk) for option in options)
        cases.append(Case(make_uid(uids.COMBO, part.pk), code, name, of))
    splits = {option.split_id: option.split for part in parts for option in part.options.all()}
    ordered = sorted(splits.values(), key=lambda split: split.code)
    name = f"{parts[0].whole}: {', '.join(split.local_name for split in ordered)}"
    categories = tuple(make_uid(uids.CATEGORY, split.pk) for split in ordered)
    return Combo(make_uid(uids.CATEGORIES, whole), name, categories, tuple(cases))


def _element(one: Indicator, combo: str) -> Element:
    return Element(
        make_uid(uids.ELEMENT, one.pk),
        one.code,
        one.local_name,
        VALUE_TYPES.get(ValueType(one.value_type), COUNTED),
        _aggregation(one),
        combo,
        one.local_definition,
    )


def _aggregation(one: Indicator) -> str:
    known: Mapping[tuple[str, str], str] = {(str(a), str(b)): name for (a, b), name in AGGREGATIONS.items()}
    return known.get((one.over_units, one.over_periods), "NONE")


def _ratios(elements: Iterable[int]) -> list[Ratio]:
    known = list(elements)
    found = Indicator.objects.filter(numerator__in=known, denominator__in=known, active=True)
    return [
        Ratio(
            make_uid(uids.RATIO, one.pk),
            one.code,
            one.local_name,
            make_uid(uids.ELEMENT, one.numerator_id or 0),
            make_uid(uids.ELEMENT, one.denominator_id or 0),
            100 if "%" in one.measure else 1,
        )
        for one in found
    ]
