"""Identifiers of 11 characters as DHIS2 wants them, made from our keys and read back, without a table.

They name things within one installation. Between installations, codes do.
"""

import re

UNIT, ELEMENT, DATA_SET, OPTION, COMBO, CATEGORY = "U", "E", "S", "O", "K", "C"
CATEGORIES, RATIO, RATIO_TYPE = "B", "R", "T"
LONGEST_KEY = 10**10 - 1
_UID = re.compile(r"([A-Z])([0-9]{10})")


def make_uid(kind: str, key: int) -> str:
    """Return the identifier of the thing of a kind with a key.

    >>> make_uid(UNIT, 3321), make_uid(ELEMENT, 7)
    ('U0000003321', 'E0000000007')

    Raises ValueError for a key that has no such identifier.
    """
    if not 0 <= key <= LONGEST_KEY:
        raise ValueError(key)
    return f"{kind}{key:010}"


def read_uid(kind: str, text: str) -> int | None:
    """Return the key in an identifier of a kind; None where it is none of ours.

    >>> read_uid(UNIT, "U0000003321"), read_uid(UNIT, "E0000000007"), read_uid(UNIT, "ImspTQPwCqd")
    (3321, None, None)
    """
    found = _UID.fullmatch(text)
    return int(found[2]) if found and found[1] == kind and text.isascii() else None
