"""The rules of reporting: periods, figures, timeliness. Plain values in, plain values out."""

from calendar import monthrange
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "nine_months": 9, "year": 12}
OWN_DAYS = frozenset({"thematic", "ad_hoc"})  # the kinds of periods that have a title and days of their own
JUST_ENDED = 10  # days after its end in which a period is still the one at hand
CUT_OFF_DAY = 14  # Source: Nghị định 09/2019/NĐ-CP, Điều 12 (text from secondary sources: to be confirmed)

_NAMES = {
    "vi": {"month": "Tháng {n}/{y}", "quarter": "Quý {r}/{y}", "half_year": "6 tháng {h} năm {y}",
           "nine_months": "9 tháng năm {y}", "year": "Năm {y}"},
    "en": {"month": "Month {n}/{y}", "quarter": "Quarter {r}/{y}", "half_year": "Half-year {r}/{y}",
           "nine_months": "Nine months of {y}", "year": "Year {y}"},
}  # fmt: skip
_ROMAN = ("", "I", "II", "III", "IV")


def period_name(kind: str, year: int, number: int, *, language: str) -> str:
    """Return what people call a period.

    >>> period_name("quarter", 2026, 4, language="vi"), period_name("half_year", 2026, 1, language="vi")
    ('Quý IV/2026', '6 tháng đầu năm 2026')
    """
    half = "đầu" if number == 1 else "cuối"
    roman = _ROMAN[number] if number < len(_ROMAN) else str(number)
    names = _NAMES.get(language, _NAMES["vi"])
    return names[kind].format(n=number, r=roman, h=half, y=year)


def periods_a_year(kind: str) -> int:
    """Return how many periods of a kind a year has; the nine months are one.

    >>> [periods_a_year(kind) for kind in MONTHS]
    [12, 4, 2, 1, 1]
    """
    return 12 // MONTHS[kind]


def period_days(kind: str, calendar: str, year: int, number: int) -> tuple[date, date]:
    """Return the first and the last day of a period, in the calendar or in the official 15th-to-14th regime.

    >>> [f"{day:%d/%m/%Y}" for day in period_days("quarter", "official", 2026, 4)]
    ['15/09/2026', '14/12/2026']
    >>> [f"{day:%d/%m/%Y}" for day in period_days("month", "official", 2026, 1)]
    ['15/12/2025', '14/01/2026']
    >>> [f"{day:%d/%m/%Y}" for day in period_days("half_year", "official", 2026, 1)]
    ['15/12/2025', '14/06/2026']
    >>> [f"{day:%d/%m/%Y}" for day in period_days("nine_months", "official", 2026, 1)]
    ['15/12/2025', '14/09/2026']
    >>> [f"{day:%d/%m/%Y}" for day in period_days("year", "official", 2026, 1)]
    ['15/12/2025', '14/12/2026']
    >>> [f"{day:%d/%m/%Y}" for day in period_days("quarter", "calendar", 2026, 4)]
    ['01/10/2026', '31/12/2026']

    Source: Nghị định 09/2019/NĐ-CP, Điều 12 (facts/reporting.md section 6; to be confirmed against the text).
    Raises ValueError when the year has no such period.
    """
    if not 1 <= number <= periods_a_year(kind):
        raise ValueError(f"a year has no {kind} number {number}")
    last_month = MONTHS[kind] * number
    first_month = last_month - MONTHS[kind] + 1
    if calendar == "calendar":
        return date(year, first_month, 1), date(year, last_month, monthrange(year, last_month)[1])
    before = date(year - 1, 12, CUT_OFF_DAY) if first_month == 1 else date(year, first_month - 1, CUT_OFF_DAY)
    return before + timedelta(days=1), date(year, last_month, CUT_OFF_DAY)


def previous_period(kind: str, year: int, number: int) -> tuple[int, int] | None:
    """Return (year, number) of the period of the same kind before; None where the kind has none: a theme, ad hoc.

    >>> previous_period("quarter", 2026, 1), previous_period("month", 2026, 5), previous_period("year", 2026, 1)
    ((2025, 4), (2026, 4), (2025, 1))
    >>> previous_period("thematic", 2026, 2)
    """
    if kind not in MONTHS:
        return None
    return (year, number - 1) if number > 1 else (year - 1, periods_a_year(kind))


def period_at_hand(kind: str, calendar: str, today: date) -> tuple[int, int]:
    """Return (year, number) of the period that reports are asked for on `today`: it runs, or ended within ten days.

    >>> period_at_hand("quarter", "official", date(2026, 12, 20)), period_at_hand("month", "official", date(2026, 12, 28))
    ((2026, 4), (2027, 1))
    >>> period_at_hand("nine_months", "calendar", date(2026, 11, 3))
    (2026, 1)
    """
    since = today - timedelta(days=JUST_ENDED)
    for year in (since.year, since.year + 1):
        for number in range(1, periods_a_year(kind) + 1):
            if since <= period_days(kind, calendar, year, number)[1]:
                return year, number
        if kind == "nine_months":
            return year, 1
    return today.year, 1


def is_working_day(day: date, holidays: Collection[date] = ()) -> bool:
    """Return whether offices work on `day`: Monday to Friday, but for `holidays`."""
    return day.weekday() < 5 and day not in holidays


def working_day_after(day: date, count: int, holidays: Collection[date] = ()) -> date:
    """Return the `count`-th working day after `day`.

    >>> working_day_after(date(2026, 12, 14), 2), working_day_after(date(2026, 8, 14), 1)
    (datetime.date(2026, 12, 16), datetime.date(2026, 8, 17))
    """
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, holidays)
    return day


def earliest_due(cut_off: date, holidays: Collection[date] = ()) -> date:
    """Return the first day a report may be due: units keep one whole working day after the cut-off.

    >>> earliest_due(date(2026, 12, 14))
    datetime.date(2026, 12, 15)

    Source: Nghị định 09/2019/NĐ-CP, Điều 8 khoản 5 (from a secondary source: to be confirmed).
    """
    return working_day_after(cut_off, 1, holidays)


def suggested_due(cut_off: date, holidays: Collection[date] = ()) -> date:
    """Return the day usually set: two working days after the cut-off, as provinces do (Khánh Hòa, QĐ 01/2023)."""
    return working_day_after(cut_off, 2, holidays)


# Days before the due day (negative: after it) on which units that have not sent are reminded, then each seventh.
REMINDED_AT = (3, 1, 0, -1, -3)
EVERY = 7
CATCH_UP = 2  # a reminder missed because nothing ran is sent this many days later at most


def reminder_asked(days_left: int) -> int | None:
    """Return which reminder is to have gone out by now, as the days left on its day; None where none is.

    >>> [reminder_asked(left) for left in (4, 3, 2, 0, -1, -7, -8, -14, -10)]
    [None, 3, 3, 0, -1, -7, -7, -14, None]
    """
    for missed in range(CATCH_UP + 1):
        asked = days_left + missed
        if asked in REMINDED_AT or (asked < 0 and asked % EVERY == 0):
            return asked
    return None


def is_on_time(first_submitted_at: datetime, due_at: datetime) -> bool:
    """Return whether a report came in time: a fact of its first sending, whatever was returned later."""
    return first_submitted_at <= due_at


def is_late(first_submitted_at: datetime | None, due_at: datetime, now: datetime) -> bool:
    """Return whether a report came late, or is due and has not come."""
    return (first_submitted_at or now) > due_at


FAR = 3  # so many times more than ever, or less than ever, is worth a question
NEAR = Decimal(10)  # a difference below this is no question, whatever the factor


def is_far_from(number: Decimal, history: Sequence[Decimal]) -> bool:
    """Return whether `number` lies so far from earlier figures that the reporter is asked to look again.

    >>> is_far_from(Decimal(640), [Decimal(64), Decimal(70)]), is_far_from(Decimal(80), [Decimal(64), Decimal(70)])
    (True, False)
    >>> is_far_from(Decimal(0), [Decimal(31), Decimal(28)]), is_far_from(Decimal(500), [])
    (True, False)
    """
    if not history:
        return False
    low, high = min(history), max(history)
    return (number > high * FAR and number - high >= NEAR) or (number * FAR < low and low - number >= NEAR)


def small_line(numbers: Sequence[Decimal | None], width: int = 72, height: int = 18) -> str:
    """Return figures in order as the points of a small line, one pixel off the edges; "" for fewer than two numbers.

    What is no number leaves its place empty; the line passes over it.

    >>> small_line([Decimal(1), None, Decimal(3)])
    '1,17 71,1'
    """
    known = [(place, number) for place, number in enumerate(numbers) if number is not None]
    if len(known) < 2:
        return ""
    low, high = min(number for _place, number in known), max(number for _place, number in known)
    step, span = Decimal(width - 2) / (len(numbers) - 1), high - low
    return " ".join(
        f"{round(1 + place * step)},{round(1 + (height - 2) * ((high - number) / span if span else Decimal('0.5')))}"
        for place, number in known
    )


def changed_cells(old: dict[str, dict[str, str | None]], new: dict[str, dict[str, str | None]]) -> list[str]:
    """Return the codes of the indicators whose cell is not what it was at the last sending, in the order of `new`.

    >>> changed_cells({"a": {"state": "number", "number": "3"}}, {"a": {"state": "number", "number": "4"}, "b": {}})
    ['a', 'b']
    """
    return [
        code for code in [*new, *(gone for gone in old if gone not in new)] if old.get(code) != new.get(code)
    ]
