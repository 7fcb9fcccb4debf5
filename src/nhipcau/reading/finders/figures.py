"""How figures are meant ("hơn", "ít nhất", "lũy kế"), and what they are compared with ("tăng 12% so với cùng kỳ")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..models import Comparison, Qualifier, Quantity
from ..normalise import Source
from ..tables.figures import AFTER, DIRECTIONS, QUALIFIERS
from .base import Found
from .patterns import a_word, any_of

_WORD = re.compile(rf"(?P<word>{a_word(QUALIFIERS, any_case=True)})\s+(?:là\s+)?$")
# "thấp hơn 5%" compares, and does not say "more than".
_COMPARES = re.compile(r"(?<!\w)(?:cao|thấp|nhiều|ít|lớn|nhỏ)\s+$", re.IGNORECASE)
_SIGN = re.compile(r"(?P<word>[≥≤])\s*$")
_NOT_MOVED = re.compile(r"(?<!\w)(?:không|đạt\s+và|hoàn\s+thành\s+và|đạt,|đạt\s+hoặc)\s+$", re.IGNORECASE)
_AFTER = re.compile(rf"[^.,;:()\n\d]{{0,30}}?\s(?P<word>{any_of(AFTER)})(?!\w)")
_CUMULATIVE = re.compile(r"(?<!\w)(?P<word>[lL]ũy\s+kế|[cC]ộng\s+dồn)(?!\w)[^.;\n\d]{0,40}$")
_MOVED = re.compile(rf"(?P<word>{a_word(DIRECTIONS, any_case=True)})\s+(?:{any_of(QUALIFIERS)}\s+)?$")
_AGAINST = re.compile(r"[^.,;:()\n]{0,40}?(?:so\s+với|so\s+cùng\s+kỳ)\s*(?P<base>[^.,;:()\n]{0,60})")
_AGAINST_BEFORE = re.compile(r"(?<!\w)[sS]o\s+với\s+(?P<base>[^.,;()\n]{2,60}?)\s*(?:,\s*)?$")
_SAME_PERIOD = re.compile(r"\s*(?:cùng\s+kỳ|năm\s+trước|kế\s+hoạch)[^.,;()\n]{0,30}")
_BASE_END = re.compile(r"\s+(?:và|với|trong\s+đó|do|nhờ|đạt|là|tăng|giảm)\s")
_BEFORE = 48


def find_qualifiers(source: Source, found: Found) -> list[Qualifier]:
    """Return the words that say how a figure is meant, the nearest one of each figure.

    >>> from nhipcau.reading.finders import find
    >>> from nhipcau.reading.normalise import normalise
    >>> [(q.text, q.meaning, q.value) for q in find(normalise("in hơn 5.000 bản, ít nhất 02 hội nghị")).qualifiers]
    [('hơn', 'more', '5000'), ('ít nhất', 'at-least', '2')]
    """
    return [one for quantity in found.quantities for one in _qualifier(source, quantity)]


def _qualifier(source: Source, quantity: Quantity) -> Iterator[Qualifier]:
    begin = max(0, quantity.start - _BEFORE)
    before = source.plain[begin : quantity.start]
    word = _WORD.search(before) or _SIGN.search(before) or _CUMULATIVE.search(before)
    if word and word["word"].lower().startswith("đạt"):
        word = _CUMULATIVE.search(before) or word  # "lũy kế từ đầu năm đạt": the total so far
    if word and not (word["word"].lower() == "hơn" and _COMPARES.search(before[: word.start("word")])):
        name = re.sub(r"\s+", " ", word["word"].lower())
        start, end = begin + word.start("word"), begin + word.end("word")
        yield _qualified(source, quantity, start, end, QUALIFIERS[name])
        return
    after = _AFTER.match(source.plain, quantity.end)
    if after:
        name = re.sub(r"\s+", " ", after["word"])
        yield _qualified(source, quantity, after.start("word"), after.end("word"), AFTER[name])


def _qualified(source: Source, quantity: Quantity, start: int, end: int, meaning: str) -> Qualifier:
    return Qualifier(
        text=source.nfc[start:end],
        start=start,
        end=end,
        meaning=meaning,
        value=quantity.value,
        unit=quantity.unit,
        figure_start=quantity.start,
    )


def find_comparisons(source: Source, found: Found) -> list[Comparison]:
    """Return the figures that are set against another time or a plan, with what they are set against.

    >>> from nhipcau.reading.finders import find
    >>> from nhipcau.reading.normalise import normalise
    >>> text = "phát 312 chương trình, tăng 24 chương trình so với năm 2020"
    >>> [(one.direction, one.value, one.base) for one in find(normalise(text)).comparisons]
    [('up', '24', 'năm 2020')]
    """
    return [one for quantity in found.quantities for one in _comparison(source, quantity)]


def _comparison(source: Source, quantity: Quantity) -> Iterator[Comparison]:
    begin = max(0, quantity.start - _BEFORE)
    moved = _MOVED.search(source.plain[begin : quantity.start])
    if moved is None:
        return
    if _NOT_MOVED.search(source.plain[begin : begin + moved.start("word")]):
        return
    direction = DIRECTIONS[re.sub(r"\s+", " ", moved["word"].lower())]
    start = begin + moved.start("word")
    base, end = _base(source, quantity, start)
    if base is None and direction in ("equal", "times"):
        return
    yield Comparison(
        text=source.nfc[start:end],
        start=start,
        end=end,
        direction=direction,
        value=quantity.value,
        unit=quantity.unit,
        base=base,
    )


def _base(source: Source, quantity: Quantity, start: int) -> tuple[str | None, int]:
    """What the figure is set against, and where the comparison ends."""
    after = _AGAINST.match(source.plain, quantity.end)
    if after:
        begin, end = after.span("base")
        stop = _BASE_END.search(source.plain, begin, end)
        end = stop.start() if stop else end
        return source.written(begin, end) or "cùng kỳ", max(end, quantity.end)
    period = _SAME_PERIOD.match(source.plain, quantity.end)
    if period:
        written = source.written(*period.span())
        return written, quantity.end + len(period.group().rstrip())
    low = max(0, start - _BEFORE - 20)
    before = _AGAINST_BEFORE.search(source.plain[low:start])
    if before is None:
        return None, quantity.end
    stop = _BASE_END.search(source.plain, low + before.start("base"), low + before.end("base"))
    end = stop.start() if stop else low + before.end("base")
    return source.written(low + before.start("base"), end), quantity.end
