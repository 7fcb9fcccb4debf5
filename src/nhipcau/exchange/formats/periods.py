"""Names of periods: ours, DHIS2's and ADX's. Facts: DHIS2 `Period.Input`, ADX `start/duration`.

Both other systems know calendar periods only. Nine months have no name there, and neither have the days from the 15th
to the 14th: those are written under the name of the calendar period, and only when a person says so.
"""

import re
from dataclasses import dataclass

from nhipcau.exchange.formats.errors import NO_SUCH_PERIOD, NOT_WRITTEN, OFFICIAL, FormatError

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
DURATIONS = {"P1M": "month", "P3M": "quarter", "P6M": "half_year", "P1Y": "year", "P12M": "year"}
_YEAR = r"([1-9][0-9]{3})"
_MONTH = re.compile(_YEAR + r"-?(0[1-9]|1[0-2])")
_NUMBERED = re.compile(_YEAR + r"([QS])([1-4])")
_ALONE = re.compile(_YEAR)
_ADX = re.compile(_YEAR + r"-(0[1-9]|1[0-2])-01(?:T00:00:00(?:\.0+)?Z?)?/(P[0-9]{1,2}[MY])")


@dataclass(frozen=True, slots=True, order=True)
class PeriodName:
    """A month, quarter, half-year or year, counted within its year from 1."""

    kind: str
    year: int
    number: int = 1


def read_period(text: str) -> PeriodName:
    """Return the period that DHIS2 or ADX calls so.

    >>> read_period("202604"), read_period("2026-04"), read_period("2026-04-01/P3M")
    (PeriodName(kind='month', year=2026, number=4), PeriodName(kind='month', year=2026, number=4), \
PeriodName(kind='quarter', year=2026, number=2))

    Raises FormatError for days, weeks, financial years and whatever else is not asked for here.
    """
    said = text.strip()
    if found := _MONTH.fullmatch(said):
        return PeriodName("month", int(found[1]), int(found[2]))
    if found := _ALONE.fullmatch(said):
        return PeriodName("year", int(found[1]))
    if (found := _NUMBERED.fullmatch(said)) and (found[2] == "Q" or found[3] in "12"):
        return PeriodName("quarter" if found[2] == "Q" else "half_year", int(found[1]), int(found[3]))
    if found := _ADX.fullmatch(said):
        return _from_start(said, int(found[1]), int(found[2]), found[3])
    raise FormatError(NO_SUCH_PERIOD, text=text[:40])


def _from_start(said: str, year: int, month: int, duration: str) -> PeriodName:
    kind = DURATIONS.get(duration)
    if kind is None or (month - 1) % MONTHS[kind]:
        raise FormatError(NO_SUCH_PERIOD, text=said[:40])
    return PeriodName(kind, year, (month - 1) // MONTHS[kind] + 1)


def named(kind: str, calendar: str, year: int, number: int, *, official_too: bool = False) -> PeriodName:
    """Return the name other systems know one of our periods by.

    >>> named("quarter", "official", 2026, 4, official_too=True)
    PeriodName(kind='quarter', year=2026, number=4)

    Raises FormatError for kinds without a name there, and for days from the 15th to the 14th unless `official_too`.
    """
    if kind not in MONTHS:
        raise FormatError(NOT_WRITTEN)
    if calendar == "official" and not official_too:
        raise FormatError(OFFICIAL)
    return PeriodName(kind, year, number)


def write_period(name: PeriodName) -> str:
    """Return a period as DHIS2 writes it.

    >>> [write_period(PeriodName(*one)) for one in (("month", 2026, 4), ("half_year", 2026, 1), ("year", 2026, 1))]
    ['202604', '2026S1', '2026']
    """
    match name.kind:
        case "month":
            return f"{name.year}{name.number:02}"
        case "quarter":
            return f"{name.year}Q{name.number}"
        case "half_year":
            return f"{name.year}S{name.number}"
        case _:
            return str(name.year)


def write_adx_period(name: PeriodName) -> str:
    """Return a period as ADX writes it.

    >>> write_adx_period(PeriodName("quarter", 2026, 4)), write_adx_period(PeriodName("year", 2026))
    ('2026-10-01/P3M', '2026-01-01/P1Y')
    """
    duration = next(text for text, kind in DURATIONS.items() if kind == name.kind)
    month = MONTHS[name.kind] * (name.number - 1) + 1
    return f"{name.year}-{month:02}-01/{duration}"
