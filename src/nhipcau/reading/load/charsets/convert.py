"""Old characters to Unicode."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import normalize

from .tables import TCVN3, VNI

_TCVN3 = str.maketrans(TCVN3)
_VNI = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Charset:
    """An encoding: what people call it, and how its bytes become text."""

    name: str
    decode: Callable[[bytes], str]


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """Return the letters that a TCVN3 font shows for `text`; with `capitals`, a font whose name ends in H.

    >>> from_tcvn3("KÕ ho¹ch"), from_tcvn3("kÕ ho¹ch", capitals=True)
    ('Kế hoạch', 'KẾ HOẠCH')
    """
    letters = text.translate(_TCVN3)
    return letters.upper() if capitals else letters


def from_vni(text: str) -> str:
    """Return the letters that a VNI font shows for `text`.

    >>> from_vni("Keá hoaïch naêm 2026 cuûa ñôn vò")
    'Kế hoạch năm 2026 của đơn vị'
    """
    return _VNI.sub(lambda match: VNI[match[0]], text)


def _windows(data: bytes) -> str:
    """As Windows-1252, with the five codes that it leaves open; every byte one character."""
    return "".join(map(_WINDOWS.__getitem__, data))


_WINDOWS = [bytes((code,)).decode("cp1252", "ignore") or chr(code) for code in range(256)]


def _decode_tcvn3(data: bytes) -> str:
    """A line of a plain text without small Latin letters was typed in capitals, whose toned letters have no code."""
    lines = _windows(data).split("\n")
    return "\n".join(from_tcvn3(line, capitals=_is_in_capitals(line)) for line in lines)


def _is_in_capitals(line: str) -> bool:
    return not re.search("[a-z]", line) and bool(re.search("[A-Z]{2}", line))


def _decode_vni(data: bytes) -> str:
    return from_vni(_windows(data))


def _decode_1258(data: bytes) -> str:
    """Its tone marks stand behind the letters: composed here."""
    return normalize("NFC", data.decode("cp1258"))


CHARSETS: tuple[Charset, ...] = (
    Charset("Windows-1258", _decode_1258),
    Charset("TCVN3 (ABC)", _decode_tcvn3),
    Charset("VNI", _decode_vni),
)
"""Every encoding that is tried on a text that is not Unicode."""
