"""A value as other systems write it, and what all formats of values have in common."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from nhipcau.exchange.formats import errors
from nhipcau.exchange.formats.errors import Fault, FormatError
from nhipcau.exchange.formats.periods import PeriodName

MOST_BYTES = 10 * 1024 * 1024
MOST_VALUES = 100_000
# What DHIS2 calls the case of what is not told apart, by name and by its fixed uid.
DEFAULT = ("", "default", "HllvX50cXC0")
NOT_APPLICABLE = "#not-applicable"
_NUMBER = re.compile(r"[0-9]{1,40}(?:\.[0-9]{1,40})?(?:[eE]\+?[0-9]{1,2})?")
_TRUE, _FALSE = frozenset({"true", "1", "t"}), frozenset({"false", "0", "f"})
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class DataValue:
    """One value. `option` names the case it is of (`cases` the same by split), "" where it is not told apart.

    `value` is "" where there is only a comment. `row` says where it stood in the file, as people count.
    """

    element: str
    period: PeriodName
    unit: str
    value: str
    option: str = ""
    cases: tuple[tuple[str, str], ...] = ()
    attribute: str = ""
    comment: str = ""
    follow_up: bool | None = None
    deleted: bool = False
    data_set: str = ""
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Registration:
    """That a unit has entered all of a data set for a period, on a day, and who said so."""

    data_set: str
    period: PeriodName
    unit: str
    day: date | None = None
    by: str = ""
    completed: bool = True
    attribute: str = ""
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ValueSet:
    """What stands in a file of values; `faults` are the rows that could not be read."""

    values: tuple[DataValue, ...]
    completed: tuple[Registration, ...] = ()
    faults: tuple[Fault, ...] = ()
    dry_run: bool = False


def is_default(combo: str) -> bool:
    """Return whether the name of a case says that nothing is told apart."""
    return combo in DEFAULT


def say_not_applicable(note: str) -> str:
    """Return the comment that says a value did not occur, for which the formats have no word.

    >>> say_not_applicable(""), say_not_applicable("mưa bão")
    ('#not-applicable', '#not-applicable: mưa bão')
    """
    return f"{NOT_APPLICABLE}: {note}" if note else NOT_APPLICABLE


def said_not_applicable(comment: str) -> tuple[bool, str]:
    """Return whether a comment says that the value did not occur, and the note without that word.

    >>> said_not_applicable("#not-applicable: mưa bão"), said_not_applicable("đã kiểm tra")
    ((True, 'mưa bão'), (False, 'đã kiểm tra'))
    """
    if comment == NOT_APPLICABLE or comment.startswith(f"{NOT_APPLICABLE}:"):
        return True, comment.removeprefix(NOT_APPLICABLE).removeprefix(":").strip()
    return False, comment


def read_number(text: str) -> Decimal:
    """Return the number other systems write so: a point before decimals, no grouping.

    >>> read_number("1.200"), read_number("0"), read_number("1.2E3")
    (Decimal('1.200'), Decimal('0'), Decimal('1.2E+3'))

    Raises FormatError.
    """
    said = text.strip()
    if not _NUMBER.fullmatch(said):
        raise FormatError(errors.NOT_A_NUMBER, text=text[:40])
    return Decimal(said)


def read_flag(name: str, said: object) -> bool | None:
    """Return a yes or no in any of its spellings; None for nothing.

    >>> read_flag("followup", "T"), read_flag("followup", False), read_flag("followup", "")
    (True, False, None)

    Raises FormatError.
    """
    if said is None or isinstance(said, bool):
        return said
    text = str(said).strip().lower()
    if not text:
        return None
    if text not in _TRUE | _FALSE:
        raise FormatError(errors.NOT_A_FLAG, name=name, text=str(said)[:40])
    return text in _TRUE


def read_day(name: str, text: str) -> date | None:
    """Return the day at the beginning of a moment; None for nothing. Raises FormatError."""
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise FormatError(errors.NOT_A_DAY, name=name, text=text[:40]) from error


def required(name: str, text: str) -> str:
    """Return `text`. Raises FormatError when it is empty."""
    if not text:
        raise FormatError(errors.MISSING, name=name)
    return text


def decoded(content: bytes) -> str:
    """Return the text of a file. Raises FormatError for one that is too large, or not in UTF-8."""
    if len(content) > MOST_BYTES:
        raise FormatError(errors.TOO_LARGE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(errors.NOT_UTF8) from error


def require_few(count: int) -> None:
    """Raise FormatError for more values than one file may hold."""
    if count > MOST_VALUES:
        raise FormatError(errors.TOO_MANY)


def clean(text: str) -> str:
    """Return `text` without the characters that no XML can hold.

    >>> clean("mưa\\x0bbão")
    'mưa bão'
    """
    return _CONTROLS.sub(" ", text)


def one_data_set(values: Iterable[DataValue]) -> str:
    """Return the data set that all values are of; "" where they are of several, or of none."""
    found = {value.data_set for value in values}
    return found.pop() if len(found) == 1 else ""
