"""The rules of activities: plain values in, plain values out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import prod
from typing import Any

from nhipcau.activities.kinds import BY_CODE as BY_CODE
from nhipcau.activities.kinds import CASE, CHOICE, DAY, MONEY, NUMBERS, PRESENT, ROWS, Field, Kind

SUM = "sum"
MEAN = "mean"
_FOUR_PLACES = Decimal("0.0001")
MOST_ROWS = 100
LONGEST_TEXT = 300
# Above these a figure is a slip of the keyboard.
LARGEST_COUNT = 10**12
LARGEST_MONEY = 10**15


def _(message: str) -> str:
    """Mark `message` for translation, which happens where it is shown."""
    return message


@dataclass(frozen=True, slots=True)
class CountRow:
    """A count of an activity: `indicator` is the code, that of the whole for a part."""

    activity: int
    indicator: str
    number: Decimal
    key: int = 0


def over_time(numbers: Sequence[tuple[date, Decimal]], over_periods: str) -> Decimal:
    """Return what counts of one indicator, each with its day, come to in a window.

    Sums are summed and means averaged. What is only true of a moment, or never adds up, is taken from the newest
    day; where that day has several counts, the largest, for they cannot be told apart.

    >>> days = [(date(2026, 1, 5), Decimal(7)), (date(2026, 3, 1), Decimal(3)), (date(2026, 3, 1), Decimal(4))]
    >>> over_time(days, "sum"), over_time(days, "latest"), over_time(days, "none")
    (Decimal('14'), Decimal('4'), Decimal('4'))

    Raises ValueError when `numbers` is empty.
    """
    if not numbers:
        raise ValueError("no numbers")
    if over_periods == SUM:
        return sum((number for _day, number in numbers), Decimal(0))
    if over_periods == MEAN:
        total = sum((number for _day, number in numbers), Decimal(0))
        return (total / len(numbers)).quantize(_FOUR_PLACES)
    newest = max(day for day, _number in numbers)
    return max(number for day, number in numbers if day == newest)


def counted_once(rows: Iterable[CountRow], hosts: Mapping[int, int | None]) -> list[CountRow]:
    """Return the counts that stand: people present at an event are counted at the event, not again at its themes.

    `hosts` is activity → the event it is a theme of, None for none.

    >>> rows = [CountRow(1, "attendances", Decimal(300)), CountRow(2, "attendances", Decimal(300)),
    ...         CountRow(2, "sessions", Decimal(1))]
    >>> [(row.activity, row.indicator) for row in counted_once(rows, {1: None, 2: 1})]
    [(1, 'attendances'), (2, 'sessions')]
    """
    return [row for row in rows if hosts.get(row.activity) is None or row.indicator not in PRESENT]


def proposed(kind: Kind, details: Mapping[str, Any], *, is_theme: bool = False) -> dict[str, Decimal]:
    """Return code of an indicator → the count that the particulars propose; what is not told proposes nothing.

    >>> proposed(BY_CODE["broadcast"], {"minutes": 15, "repeats": 3})
    {'broadcasts': Decimal('3'), 'broadcast_minutes': Decimal('45')}
    """
    found = {}
    for proposal in kind.proposals:
        if proposal.when and details.get(proposal.when[0]) != proposal.when[1]:
            continue
        if is_theme and proposal.indicator in PRESENT:
            continue
        numbers = [_told(name, details) for name in proposal.of]
        if None not in numbers:
            found[proposal.indicator] = Decimal(prod(number for number in numbers if number is not None))
    return found


def _told(name: str, details: Mapping[str, Any]) -> int | None:
    """Return the number that `name` stands for, None when nothing was told."""
    code, _dot, column = name.partition(".")
    value = details.get(code)
    if column:
        told = [row[column] for row in value or () if row.get(column) is not None]
        return sum(told) if told else None
    return len(value) or None if isinstance(value, list) else value


def own_cases(channel: str, stream: str, details: Mapping[str, Any]) -> dict[str, str]:
    """Return split → the case an activity falls into, from its own fields.

    >>> own_cases("", "border", {"language": "lo"})
    {'stream': 'border', 'language': 'lo', 'language_kind': 'foreign'}
    """
    told = {"channel3": channel, "stream": stream}
    told |= {split: str(details.get(split) or "") for split in ("language", "market", "audience")}
    language = told["language"]
    # A tongue of this country is no foreign language; "other" may be either.
    told["language_kind"] = {"": "", "vi": "vi", "local": "", "other": ""}.get(language, "foreign")
    return {split: case for split, case in told.items() if case}


def part_for(parts: Mapping[int, Mapping[str, str]], own: Mapping[str, str]) -> int | None:
    """Return the one part of an indicator whose every case is the activity's own; None when that is not told.

    `parts` is part → its split → case.

    >>> parts = {7: {"stream": "sea"}, 8: {"stream": "border"}}
    >>> part_for(parts, {"stream": "border", "channel3": "party"}), part_for(parts, {"channel3": "party"})
    (8, None)
    """
    fits = [
        part
        for part, cases in parts.items()
        if cases and all(own.get(split) == case for split, case in cases.items())
    ]
    return fits[0] if len(fits) == 1 else None


def mistakes_in(
    kind: Kind, details: Mapping[str, Any], cases: Mapping[str, Collection[str]]
) -> dict[str, str]:
    """Return path of a field → what is wrong with it, in English, the key of its translation; {} when all is right.

    A path is `copies`, or `sites.0.attendance` for a cell of rows. `cases` is split → its cases.

    >>> mistakes_in(BY_CODE["delegation"], {"direction": "in", "members": -1}, {})["members"]
    'Write a whole number, 0 or more.'
    """
    if not isinstance(details, Mapping):
        return {"": _("These particulars are not of this kind of activity.")}
    found = _mistakes(kind.fields, details, cases, "")
    first, last = details.get("up_on"), details.get("down_on")
    if kind.field("down_on") and not found and first and last and last < first:
        found["down_on"] = _("This day is before the one they were put up. Check both days.")
    return found


def _mistakes(
    fields: Sequence[Field], told: Mapping[str, Any], cases: Mapping[str, Collection[str]], before: str
) -> dict[str, str]:
    known = {field.code for field in fields}
    found = {
        f"{before}{code}": _("These particulars are not of this kind of activity.")
        for code in told
        if code not in known
    }
    for field in fields:
        path, value = f"{before}{field.code}", told.get(field.code)
        if value is None or value in ("", []):
            if field.required:
                found[path] = _("This must be told for this kind of activity.")
        elif field.type == ROWS:
            found |= _mistakes_in_rows(field, value, cases, path)
        else:
            wrong = _mistake(field, value, cases)
            found |= {path: wrong} if wrong else {}
    return found


def _mistakes_in_rows(
    field: Field, rows: Any, cases: Mapping[str, Collection[str]], path: str
) -> dict[str, str]:
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        return {path: _("These particulars are not of this kind of activity.")}
    if len(rows) > MOST_ROWS:
        return {path: _("At most 100 rows. Put the others into a file and add it.")}
    found: dict[str, str] = {}
    for number, row in enumerate(rows):
        found |= _mistakes(field.columns, row, cases, f"{path}.{number}.")
    return found


def _mistake(field: Field, value: Any, cases: Mapping[str, Collection[str]]) -> str:
    if field.type in NUMBERS:
        right = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        if not right:
            return _("Write a whole number, 0 or more.")
        largest = LARGEST_MONEY if field.type == MONEY else LARGEST_COUNT
        return (
            "" if value <= largest else _("This figure is too large to be true. Check the number of zeros.")
        )
    if not isinstance(value, str):
        return _("These particulars are not of this kind of activity.")
    if field.type == DAY:
        return "" if _is_day(value) else _("Write the day as day/month/year, for example 05/09/2026.")
    if field.type == CHOICE:
        return "" if value in dict(field.choices) else _("Choose one of the list.")
    if field.type == CASE:
        return "" if value in cases.get(field.split, ()) else _("Choose one of the list.")
    return (
        "" if len(value) <= LONGEST_TEXT else _("At most 300 characters. Put the rest into the description.")
    )


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def as_template(kind: Kind, details: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the next activity of the same kind takes over: words and choices, no numbers and no days.

    >>> as_template(BY_CODE["broadcast"], {"programme": "Cửa biển", "minutes": 15, "repeats": 3})
    {'programme': 'Cửa biển', 'repeats': 1}
    """
    return _without_numbers(kind.fields, details)


def _without_numbers(fields: Sequence[Field], told: Mapping[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for field in fields:
        value = told.get(field.code)
        if field.type == ROWS and isinstance(value, list):
            kept[field.code] = [_without_numbers(field.columns, row) for row in value]
        elif field.first and field.type in NUMBERS:
            kept[field.code] = int(field.first)
        elif value is not None and field.type not in {*NUMBERS, DAY}:
            kept[field.code] = value
    return kept


@dataclass(frozen=True, slots=True)
class CountTyped:
    """A row of counts as it stands on the form: `proposed` is (indicator, number) it was filled in with, if it was."""

    indicator: str = ""
    number: str = ""
    proposed: tuple[str, str] | None = None


def with_proposals(rows: Sequence[CountTyped], proposals: Mapping[str, str]) -> list[CountTyped]:
    """Return the rows with what is proposed now; what a person typed, changed or took away stays so.

    >>> with_proposals([CountTyped("7", "12"), CountTyped()], {"7": "9", "8": "45"})[1]
    CountTyped(indicator='8', number='45', proposed=('8', '45'))
    """
    kept = [_proposed_again(row, proposals) for row in rows]
    named = {row.indicator for row in kept} | {row.proposed[0] for row in kept if row.proposed}
    new = [CountTyped(one, number, (one, number)) for one, number in proposals.items() if one not in named]
    for place, row in enumerate(kept):
        if new and row == CountTyped():
            kept[place] = new.pop(0)
    return [*kept, *new]


def _proposed_again(row: CountTyped, proposals: Mapping[str, str]) -> CountTyped:
    if row.proposed != (row.indicator, row.number):
        return row
    number = proposals.get(row.indicator)
    return CountTyped() if number is None else CountTyped(row.indicator, number, (row.indicator, number))
