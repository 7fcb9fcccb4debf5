"""What of a total a figure shows: the total itself, the plan, the share of it, or how it differs from a year before.

Words are made from the two numbers alone, so that no direction and no percentage can be wrong.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.drafting import rules
from nhipcau.drafting.models import Boundaries, Counting, Figure, FigureAspect
from nhipcau.indicators.models import Additivity, Indicator
from nhipcau.reporting import rules as reporting_rules
from nhipcau.reporting.against import PER_CENT, amount, change_in_words, percent_of_plan
from nhipcau.reporting.models import Period
from nhipcau.reporting.overviews import CellState
from nhipcau.reporting.planning import targets_of
from nhipcau.reporting.tables import Asked, Axis, table
from nhipcau.reporting.totalling import totals
from nhipcau.rollup import Reason
from nhipcau.units.models import Unit

LANGUAGE = "vi"  # documents are written in Vietnamese, whatever the language of the page
COMPARED = (FigureAspect.CHANGE, FigureAspect.CHANGE_SHARE)


@dataclass(frozen=True, slots=True)
class Counted:
    """A total as the draft needs it: its number, why there is none, and how many of the units have reported."""

    number: Decimal | None
    why: str | Promise = ""
    reported: int = 0
    expected: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What a figure shows: a number, the words that stand in the text (empty: `why`), and the total behind it."""

    number: Decimal | None
    words: str
    why: str | Promise
    counted: Counted


Group = tuple[int, int, str, str]  # unit, period, counting, boundaries


def shown_of(figures: Sequence[Figure]) -> list[Shown]:
    """Return what each figure shows, in their order. Some eight queries for each unit, period and way of counting."""
    now = _counted(figures)
    compared = [one for one in figures if one.aspect in COMPARED]
    earlier = {one.period_id: year_before(one.period) for one in compared}
    then_figures = [
        Figure(
            indicator=one.indicator,
            unit=one.unit,
            period=before,
            counting=one.counting,
            boundaries=one.boundaries,
        )
        for one in compared
        if (before := earlier[one.period_id])
    ]
    then = _counted(then_figures)
    plans = _plans(figures)
    return [
        _shown(
            one,
            now[_key(one)],
            then.get((*_group(one, earlier.get(one.period_id)), one.indicator_id)),
            earlier.get(one.period_id),
            plans.get((one.unit_id, one.period_id), {}).get(one.indicator_id),
        )
        for one in figures
    ]


def year_before(period: Period) -> Period | None:
    """Return the same period of the year before, of those that were made; None for a period with a title of its own."""
    if period.title:
        return None
    same = Period.objects.filter(kind=period.kind, calendar=period.calendar, number=period.number)
    return same.filter(year=period.year - 1).first()


def _shown(
    figure: Figure, now: Counted, then: Counted | None, before: Period | None, plan: Decimal | None
) -> Shown:
    computed = is_computed(figure.indicator)
    match figure.aspect:
        case FigureAspect.PLAN:
            words = "" if plan is None else rules.printed(plan, computed=computed)
            return Shown(plan, words, "" if words else _("has no plan for this period: enter it"), now)
        case FigureAspect.PLAN_SHARE:
            share = percent_of_plan(now.number, plan)
            why = now.why or _("has no plan for this period: enter it")
            return Shown(
                share, "" if share is None else f"{_plainly(share)}%", "" if share is not None else why, now
            )
        case FigureAspect.CHANGE | FigureAspect.CHANGE_SHARE:
            return _compared(figure, now, then, before)
        case _:
            words = "" if now.number is None else total_in_words(now.number, computed=computed)
            return Shown(now.number, words, now.why, now)


def _compared(figure: Figure, now: Counted, then: Counted | None, before: Period | None) -> Shown:
    if now.number is None:
        return Shown(None, "", now.why, now)
    if before is None or then is None or then.number is None:
        return Shown(
            None, "", _("cannot be compared: there is no figure of the same period a year before"), now
        )
    since = f"so với {period_words(before)}"
    if figure.aspect == FigureAspect.CHANGE:
        words = change_in_words(now.number, then.number, language=LANGUAGE)
        measured = f"{words} {figure.indicator.measure}" if now.number != then.number else words
        return Shown(now.number - then.number, f"{measured} {since}", "", now)
    share = change_share(now.number, then.number)
    if share is None:
        return Shown(None, "", _("cannot be compared in per cent: the figure of the year before is 0"), now)
    return Shown(share, f"{share_in_words(share)} {since}", "", now)


def change_share(number: Decimal, before: Decimal) -> Decimal | None:
    """Return by how many per cent a figure grew, to one decimal; below 0 where it fell, None where it was 0 or less.

    >>> change_share(Decimal(21), Decimal(16)), change_share(Decimal(1), Decimal(4)), change_share(Decimal(1), Decimal(0))
    (Decimal('31.3'), Decimal('-75.0'), None)
    """
    if before <= 0:
        return None
    return ((number - before) * 100 / before).quantize(PER_CENT, ROUND_HALF_UP)


def share_in_words(share: Decimal) -> str:
    """Return a change in per cent as reports write it.

    >>> share_in_words(Decimal("31.3")), share_in_words(Decimal("-75.0")), share_in_words(Decimal("0.0"))
    ('tăng 31,3%', 'giảm 75%', 'không đổi')
    """
    if not share:
        return "không đổi"
    return f"{'tăng' if share > 0 else 'giảm'} {_plainly(abs(share))}%"


def total_in_words(number: Decimal, *, computed: bool) -> str:
    """Return a total as a sentence has it: a whole number below ten with two digits.

    >>> total_in_words(Decimal("5.0000"), computed=False), total_in_words(Decimal(1200), computed=False)
    ('05', '1.200')
    >>> total_in_words(Decimal("5.0000"), computed=True), total_in_words(Decimal(0), computed=False)
    ('5', '0')
    """
    if computed or number < 0 or number != number.to_integral_value():
        return rules.printed(number, computed=computed)
    return amount(number, language=LANGUAGE)


def _plainly(number: Decimal) -> str:
    return rules.printed(number, computed=True)


def is_computed(indicator: Indicator) -> bool:
    """Return whether totals of the indicator are divided, so that they have more decimals than anybody counted."""
    means = Additivity.MEAN in (indicator.over_units, indicator.over_periods)
    return indicator.numerator_id is not None or means


def period_words(period: Period) -> str:
    """Return a period as a sentence names it: `năm 2026`, `quý IV/2026`."""
    name = period.title or reporting_rules.period_name(
        period.kind, period.year, period.number, language=LANGUAGE
    )
    return name[:1].lower() + name[1:]


# --- the totals behind ---


def _group(figure: Figure, period: Period | None = None) -> Group:
    period_id = period.pk if period else figure.period_id
    return figure.unit_id, period_id, str(figure.counting), str(figure.boundaries)


def _key(figure: Figure) -> tuple[int, int, str, str, int]:
    return (*_group(figure), figure.indicator_id)


def _counted(figures: Iterable[Figure]) -> dict[tuple[int, int, str, str, int], Counted]:
    groups: dict[Group, dict[int, Figure]] = {}
    for figure in figures:
        groups.setdefault(_group(figure), {})[figure.indicator_id] = figure
    found = {}
    for group, members in groups.items():
        first = next(iter(members.values()))
        wanted = [one.indicator for one in members.values()]
        for indicator, counted in zip(wanted, _asked(wanted, first), strict=True):
            found[(*group, indicator.pk)] = counted
    return found


def _asked(indicators: Sequence[Indicator], like: Figure) -> list[Counted]:
    both = like.counting == Counting.SUBMITTED
    if like.boundaries == Boundaries.TODAY:
        return _in_todays_boundaries(indicators, like.unit, like.period, include_unapproved=both)
    found = totals(indicators, like.unit, like.period, include_unapproved=both, with_parts=False)
    return [
        Counted(one.number, _why(one.number, one.state, one.reason, one.expected), one.reported, one.expected)
        for one in found
    ]


def _in_todays_boundaries(
    indicators: Sequence[Indicator], unit: Unit, period: Period, *, include_unapproved: bool
) -> list[Counted]:
    today = timezone.localdate()
    asked = Asked(
        Axis.INDICATOR,
        Axis.NOTHING,
        tuple(indicators),
        unit,
        (period,),
        boundaries=today,
        include_unapproved=include_unapproved,
    )
    found = table(asked, today=today)
    rows = {
        heading.indicator.pk: row[0]
        for heading, row in zip(found.rows, found.cells, strict=True)
        if heading.indicator
    }
    return [
        Counted(
            cell.number,
            _why(cell.number, cell.state, cell.reason, cell.expected),
            cell.reported,
            cell.expected,
        )
        if (cell := rows.get(one.pk))
        else Counted(None, _why(None, CellState.BLANK, None, 0))
        for one in indicators
    ]


def _plans(figures: Iterable[Figure]) -> Mapping[tuple[int, int], Mapping[int, Decimal]]:
    planned = (FigureAspect.PLAN, FigureAspect.PLAN_SHARE)
    wanted = {(one.unit_id, one.period_id): one for one in figures if one.aspect in planned}
    return {key: targets_of(one.unit, one.period) for key, one in wanted.items()}


def _why(number: Decimal | None, state: CellState, reason: Reason | None, expected: int) -> str | Promise:
    """Return why there is no number, and what to do next; empty when there is one."""
    if number is not None:
        return ""
    if reason is not None:
        return _(
            "is never added up over units or periods: name the figure of one unit and one period instead"
        )
    if not expected:
        return _("is asked for by no form in this period: choose another period, or take it out of the text")
    if state == CellState.NOT_DUE:
        return _("is not due yet: wait until its period has ended and the answers are approved")
    return _("has no approved value yet: have the units' answers approved, or take it out of the text")
