"""Identifiers of organisations and documents. Both forms of an organisation's circulate, and mixed ones."""

import re
from datetime import date

_LEVEL_ONE = re.compile(r"[A-Y]\d{2}")
_NUMBER = re.compile(r"\s*(\d+[a-zđ]?)\s*[/-]\s*(.+)", re.IGNORECASE)


def key_of(organ_id: str) -> str:
    """Return what identifiers are compared by: level 1 first, groups of zeros dropped, zeros stripped inside numbers.

    >>> key_of("000.00.00.H49"), key_of("H49"), key_of("28.22.H17"), key_of("H17.22.28")
    ('H49', 'H49', 'H17.22.28', 'H17.22.28')
    >>> key_of("G11.07.05"), key_of("0101234567")
    ('G11.7.5', '101234567')
    """
    groups = [group.strip().upper() for group in organ_id.split(".")]
    told = [_short(group) for group in groups if group.strip("0")]
    if not told:
        return organ_id.strip().upper()
    if _LEVEL_ONE.fullmatch(told[-1]) and not _LEVEL_ONE.fullmatch(told[0]):
        told.reverse()
    return ".".join(told)


def _short(group: str) -> str:
    return group.lstrip("0") if group.isascii() and group.isdigit() else group


def document_id(organ_id: str, day: date, code: str) -> str:
    """Return the identifier of a document: its sender, its day, its number.

    >>> document_id("H49.02", date(2026, 8, 20), "45/KH-UBND")
    'H49.02,2026/08/20,45/KH-UBND'
    """
    return f"{organ_id},{day:%Y/%m/%d},{code}"


def split_number(number: str) -> tuple[str, str]:
    """Return number and notation, apart.

    >>> split_number("45/KH-UBND"), split_number("25-KH/TU"), split_number("KH-UBND")
    (('45', 'KH-UBND'), ('25', 'KH/TU'), ('', 'KH-UBND'))
    """
    found = _NUMBER.fullmatch(number)
    return (found[1], found[2].strip()) if found else ("", number.strip())
