"""The rules of figures: how a number typed by a person is understood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

COUNT = "count"
DECIMAL = "decimal"
MONEY = "money"

# Above these a figure is a slip of the keyboard, not a result of a local government's year.
LARGEST = {COUNT: Decimal(10) ** 12, DECIMAL: Decimal(10) ** 12, MONEY: Decimal(10) ** 15}
DECIMAL_PLACES = 4

_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_MINUS = re.compile(r"^[-\u2212\u2013]\s*[0-9]")
_GROUPED = {
    mark: re.compile(rf"[1-9][0-9]{{0,2}}(?:{re.escape(mark)}[0-9]{{3}})+") for mark in (".", ",", " ")
}


@dataclass(frozen=True, slots=True)
class IndicatorFields:
    """What an indicator is: its code, its words in both languages, and how its values behave."""

    code: str
    name: str
    name_en: str
    measure: str
    measure_en: str
    value_type: str = COUNT
    over_units: str = "sum"
    over_periods: str = "sum"
    stage: str = "output"
    definition: str = ""
    definition_en: str = ""
    not_counted: str = ""
    not_counted_en: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """One of the cases a split tells apart."""

    code: str
    name: str
    name_en: str


def part_code(whole: str, cases: Sequence[str]) -> str:
    """Return the code of the part of an indicator that counts some cases only.

    >>> part_code("posts", ["vi", "portal"])
    'posts-vi-portal'
    """
    return "-".join([whole, *cases])


def part_name(whole: str, cases: Sequence[str]) -> str:
    """Return the name of such a part.

    >>> part_name("Tin, bài", ["Tiếng Việt"])
    'Tin, bài: Tiếng Việt'
    """
    return f"{whole}: {', '.join(cases)}"


# What cannot change once something is counted under it: it would change what the old figures say.
FIXED_ONCE_USED = ("code", "value_type", "over_units", "over_periods")


class NumberError(ValueError):
    """A typed figure that is refused; `message` says what to do next, in English, the key of its translation."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


def _(message: str) -> str:
    """Mark `message` for translation, which happens where it is shown."""
    return message


def parse_number(text: str, value_type: str, *, language: str = "vi") -> Decimal:
    """Return the figure a person typed for a value of `value_type`: `1.200` and `1 200` are 1200, `0,5` is a half.

    In English (`language` "en") comma and point change places. What can only be read one way is read that way
    in both: `0.5` and `1,200,000` in Vietnamese.

    >>> parse_number("1.200", "count"), parse_number("0,5", "decimal"), parse_number("1,200", "count", language="en")
    (Decimal('1200'), Decimal('0.5'), Decimal('1200'))

    Raises NumberError when it is not a number, is negative, absurdly large, or has decimals where none can be.
    """
    typed = _SPACES.sub(" ", text).strip()
    if not typed:
        raise NumberError(_("Write a number, or leave the whole row blank."))
    if _MINUS.match(typed):
        raise NumberError(_("A figure cannot be below zero. Write 0 or more."))
    whole, fraction = _split(typed, "." if language == "en" else ",")
    if fraction and value_type != DECIMAL:
        raise NumberError(_("Write a whole number, without decimals. One thousand two hundred is 1200."))
    if len(fraction) > DECIMAL_PLACES:
        raise NumberError(_("Write at most four decimals."))
    value = Decimal(f"{whole}.{fraction}") if fraction else Decimal(whole)
    check_number(value, value_type)
    return value


def check_number(value: Decimal, value_type: str) -> None:
    """Raise NumberError unless `value` can be a figure of `value_type`.

    >>> check_number(Decimal("12.0"), "count")
    """
    if not value.is_finite() or value < 0:
        raise NumberError(_("A figure cannot be below zero. Write 0 or more."))
    if value > LARGEST[value_type]:
        raise NumberError(_("This figure is too large to be true. Check the number of zeros."))
    if value_type != DECIMAL and value != value.to_integral_value():
        raise NumberError(_("Write a whole number, without decimals. One thousand two hundred is 1200."))


def _split(typed: str, mark: str) -> tuple[str, str]:
    """Return the digits before and after the decimal mark."""
    other = "," if mark == "." else "."
    whole, _mark, fraction = typed.rpartition(mark)
    if typed.count(mark) == 1 and fraction.isascii() and fraction.isdigit():
        digits = _whole(whole, other)
        if digits is not None:
            return digits, fraction
    for sign in (other, mark):
        digits = _whole(typed, sign)
        if digits is not None and (sign == other or typed.count(sign) != 1):
            return digits, ""
    whole, _mark, fraction = typed.rpartition(other)
    digits = _whole(whole, mark)
    if typed.count(other) == 1 and digits is not None and fraction.isascii() and fraction.isdigit():
        return digits, fraction
    raise NumberError(_("This is not a number. Use digits only, such as 1200."))


def _whole(text: str, grouping: str) -> str | None:
    """Return the digits of a whole number, with spaces or `grouping` between its thousands, or None."""
    if text.isascii() and text.isdigit():
        return text
    for sign in (grouping, " "):
        if _GROUPED[sign].fullmatch(text):
            return text.replace(sign, "")
    return None
