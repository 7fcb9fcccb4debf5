"""How wide a line of bold Times New Roman is, so that a rule under it can have the right length."""

from __future__ import annotations

import unicodedata
from typing import Final

MM_PER_POINT: Final = 25.4 / 72

# Advance widths of U+0020 to U+007E in thousandths of the size.
# Source: Adobe Times-Bold metrics, which Times New Roman Bold shares.
_FIRST: Final = 0x20
_WIDTHS: Final = (
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667,
    611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722,
    722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556,
    278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
)  # fmt: skip
_OTHER: Final = 500
_STEP_MM: Final = 1.0
_HORN: Final = 70  # ơ and ư are a little wider than o and u


def bold_width_mm(text: str, size: float) -> float:
    """Return the width of `text` (its longest line) set in bold Times New Roman of `size` points.

    >>> round(bold_width_mm("Độc lập - Tự do - Hạnh phúc", 14))
    61
    """
    widest = max((_units(line) for line in text.splitlines()), default=0)
    return widest / 1000 * size * MM_PER_POINT


def balanced_width_mm(text: str, size: float, room_mm: float) -> float:
    """Return the least width that sets `text` in as many lines as `room_mm` does: its lines come out alike.

    >>> bold_width_mm("SỞ Y TẾ", 13) == balanced_width_mm("SỞ Y TẾ", 13, 67)
    True
    >>> 33 < balanced_width_mm("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", 13, 67) < 60
    True
    """
    lines = [line.split(" ") for line in text.splitlines()]  # the gaps of an undated draft count as well
    words = [word for line in lines for word in line]
    narrowest = max((bold_width_mm(word, size) for word in words), default=0.0)
    allowed = sum(_line_count(line, size, room_mm) for line in lines)
    width = min(room_mm, max(narrowest, bold_width_mm(text, size) / max(1, allowed)))
    while width < room_mm and sum(_line_count(line, size, width) for line in lines) > allowed:
        width = min(room_mm, width + _STEP_MM)
    return width


def broken_at_comma(text: str, size: float, room_mm: float) -> str:
    """Return a name too long for one line in two lines, where one of its commas divides it; else as it is.

    >>> broken_at_comma("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", 13, 67)
    'SỞ VĂN HÓA,\\nTHỂ THAO VÀ DU LỊCH'
    >>> broken_at_comma("SỞ TÀI CHÍNH, GIÁ", 13, 67)
    'SỞ TÀI CHÍNH, GIÁ'
    """
    if "\n" in text or bold_width_mm(text, size) <= room_mm:
        return text
    words = text.split(" ")
    ways = [
        f"{' '.join(words[: index + 1])}\n{' '.join(words[index + 1 :])}"
        for index, word in enumerate(words[:-1])
        if word.endswith(",")
    ]
    fitting = [way for way in ways if bold_width_mm(way, size) <= room_mm]
    return min(fitting, key=lambda way: bold_width_mm(way, size), default=text)


def wrapped(text: str, size: float, room_mm: float) -> tuple[str, ...]:
    """Return `text` in lines that take as many words as fit; a word that is too long has a line of its own.

    >>> wrapped("Sở Văn hóa, Thể thao và Du lịch", 11, 30)
    ('Sở Văn hóa, Thể', 'thao và Du lịch')
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and bold_width_mm(longer, size) <= room_mm:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _line_count(words: list[str], size: float, room_mm: float) -> int:
    """Return how many lines `words` fill when each line takes as many as fit."""
    space = _WIDTHS[0] / 1000 * size * MM_PER_POINT
    count, used = 1, 0.0
    for word in words:
        width = bold_width_mm(word, size)
        if used and used + space + width > room_mm + 0.01:
            count, used = count + 1, width
        else:
            used += (space if used else 0) + width
    return count


def _units(line: str) -> int:
    total = 0
    for letter in unicodedata.normalize("NFD", line).translate(str.maketrans("Đđ", "Dd")):
        if letter == "\u031b":
            total += _HORN
        elif not unicodedata.combining(letter):
            index = ord(letter) - _FIRST
            total += _WIDTHS[index] if 0 <= index < len(_WIDTHS) else _OTHER
    return total
