"""Which periods a table sets side by side: the pieces of a longer one, or the same one year after year."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from nhipcau.reporting.models import Period, PeriodKind
from nhipcau.rollup.composing import composes
from nhipcau.rollup.question import Window

YEARS = "years"
MOST_YEARS = 5
# The longer first: what a year is usually looked at in.
PIECES = (PeriodKind.HALF_YEAR, PeriodKind.QUARTER, PeriodKind.MONTH)


def overs(period: Period, known: Sequence[Period]) -> tuple[tuple[str, str], ...]:
    """Return the ways to set periods beside `period`, (key, name), of what was asked for."""
    pieces = [(str(kind), str(kind.label)) for kind in PIECES if _pieces(period, known, kind)]
    return (*pieces, (YEARS, _("Year after year")))


def along(period: Period, known: Sequence[Period], over: str) -> tuple[Period, ...]:
    """Return the periods of an axis, oldest first: pieces with the whole after them, or the years up to this one."""
    if over == YEARS:
        return years(period, known)
    return (*_pieces(period, known, over), period)


def years(period: Period, known: Sequence[Period]) -> tuple[Period, ...]:
    """Return `period` and the same one of the years before, oldest first, of those that something was asked in."""
    if period.title:
        return (period,)
    same = [
        one
        for one in known
        if (one.kind, one.calendar, one.number) == (period.kind, period.calendar, period.number)
        and one.year <= period.year
    ]
    return tuple(sorted(same, key=lambda one: one.year))[-MOST_YEARS:] or (period,)


def _pieces(period: Period, known: Sequence[Period], kind: str) -> tuple[Period, ...]:
    window = Window(period.starts_on, period.ends_on)
    found = [
        one
        for one in known
        if one.kind == kind
        and one.calendar == period.calendar
        and (one.starts_on, one.ends_on) != (period.starts_on, period.ends_on)
        and composes(one.starts_on, one.ends_on, window)
    ]
    return tuple(sorted(found, key=lambda one: one.ends_on))
