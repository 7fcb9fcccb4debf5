"""Stated percentages whose two numbers stand in the text. Two answers mean none: a percentage is never guessed at."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from ..models import Check, Quantity
from ..normalise import Source
from .base import Found
from .patterns import CAPITAL
from .quantities import plain_number

_SENTENCE_END = re.compile(rf"[.!?](?=\s+[{CAPITAL}])|\n")
_OTHER_BASE = re.compile(
    r"\s*(?:so với|kế hoạch|chỉ tiêu|dự toán|mục tiêu|tổng|cùng kỳ|nghị quyết|năm trước)", re.IGNORECASE
)
_TOTAL = re.compile(r"\s*(?P<name>tổng(?:[ \t]+[^\W\d]+){1,6})", re.IGNORECASE)
_IN_BRACKET = re.compile(r"[^.;:()\n\d]{0,80}\(\s*")
_REACHED = re.compile(
    r"[^.;:\n\d]{0,30}[.;,:]?\s*(?:=|(?:đạt|bằng|chiếm)(?:\s+(?:tỷ lệ|tỉ lệ|khoảng|gần))?)\s*", re.IGNORECASE
)
_CHANGED = re.compile(
    r"(?<!\w)(?:(?P<up>tăng|vượt|cao hơn)|giảm|thấp hơn)(?:\s+(?:thêm|khoảng|gần))?\s*$", re.IGNORECASE
)
_AGAINST = re.compile(r"[^.,;:()\n]{0,40}?so\s+(?:với|cùng)\s", re.IGNORECASE)
_AGAINST_PLAN = re.compile(r"\s*so\s+với\s+(?:kế hoạch|KH|chỉ tiêu|dự toán|mục tiêu)", re.IGNORECASE)
_TARGET = re.compile(
    r"\s*(?:so với\s+)?(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu)(?:\s+(?:năm|giao|đề ra|được giao))?\s*\(\s*(?:là\s+)?",
    re.IGNORECASE,
)
_TIMES = re.compile(r"^lượt\s+(?=\S)")
_FIRST_WORD = re.compile(r"[^\s,;/]+")
_SINCE = re.compile(r"\s*so\s+(?:với\s+)?[^().;\n]{2,60}\(\s*(?:là\s+)?", re.IGNORECASE)
_TIME_LABEL = re.compile(r"(?:[nN]ăm|[qQ]uý|[tT]háng)\s+[\dIVX]+(?:/\d{4})?(?!\w)")
_NAMED_TIME = re.compile(rf"\s*so\s+với\s+(?:cùng\s+kỳ\s+)?(?P<time>{_TIME_LABEL.pattern})")
_CLOSE = 40
_TARGET_NAMED = re.compile(
    r"\s*\([^().;\n\d]{0,40}?(?:chỉ tiêu|kế hoạch|dự toán|mục tiêu|tổng)[^().;\n\d]{0,40}", re.IGNORECASE
)
_BRACKET_THEN_REACHED = re.compile(
    r"[^().;\n\d]{0,30}\)\s*,?\s*(?:đạt|bằng|chiếm)\s+(?:tỷ lệ\s+)?", re.IGNORECASE
)
_SHARE_BEFORE = re.compile(r"[^.;:\n\d]{0,40}[(,]\s*(?:(?:chiếm|đạt|bằng)\s+)?(?:tỷ lệ\s+)?", re.IGNORECASE)
_OPENS_SHARE = re.compile(r"[^.;:()\n\d]{0,40}\(\s*(?:chiếm\s+)?(?:(?:tỷ|tỉ)\s+lệ\s+)?", re.IGNORECASE)
_OF_EACH = re.compile(r"(?<!\w)có\s+(?:số|tỷ lệ|tỉ lệ|trên|từ|ít nhất)(?!\w)")
_ALL = 100
_ENOUGH_SHARES = 3
_MOST_SHARES = 12
_SHARE_SAID = re.compile(
    r"[^.;:()\n\d]{0,40}[,;]\s*(?:chiếm|đạt|bằng)\s+(?:(?:tỷ|tỉ)\s+lệ\s+)?", re.IGNORECASE
)
_SLASH = re.compile(r"\s?/\s?")
_NEAR = 160
_EARLIER = 100

Pair = tuple[Quantity, Quantity]


def find_checks(source: Source, found: Found) -> list[Check]:
    """Return the percentages that can be checked: quotient rounded half up or half even to the stated decimals.

    >>> from nhipcau.reading.finders import find
    >>> from nhipcau.reading.normalise import normalise
    >>> [(c.stated, c.agrees) for c in find(normalise("có 486/520 hộ, đạt 93,6%")).checks]
    [('93.6', False)]
    """
    starts = [quantity.start for quantity in found.quantities]
    checks = []
    for index, quantity in enumerate(found.quantities):
        if quantity.unit.startswith("%"):
            pair = _pair(source, found.quantities, starts, index)
            if pair:
                checks.append(_check(source, quantity, *pair))
    return checks


def rounds_to(part: Decimal, whole: Decimal, stated: Decimal, decimals: int) -> bool:
    """Whether 100 part/whole, rounded half up or half even, is `stated`.

    >>> rounds_to(Decimal(4319), Decimal(4332), Decimal("99.69"), 2)
    False
    """
    quotient = 100 * part / whole
    step = Decimal(1).scaleb(-decimals)
    return stated in (quotient.quantize(step, ROUND_HALF_UP), quotient.quantize(step, ROUND_HALF_EVEN))


def _check(source: Source, percent: Quantity, part: Quantity, whole: Quantity) -> Check:
    start, end = min(part.start, whole.start, percent.start), max(part.end, whole.end, percent.end)
    if end - start > 3 * _NEAR:
        start, end = percent.start, percent.end
    return Check(
        text=source.nfc[start:end],
        start=start,
        end=end,
        stated=percent.value,
        agrees=_agrees(percent, part, whole),
        part=part.value,
        whole=whole.value,
    )


def _agrees(percent: Quantity, part: Quantity, whole: Quantity) -> bool:
    match = re.match(r"\d+(?:[.,](?P<decimals>\d+))?", percent.text)
    decimals = len(match["decimals"] or "") if match else 0
    try:
        return rounds_to(Decimal(part.value), Decimal(whole.value), Decimal(percent.value), decimals)
    except ArithmeticError:
        return False


def _pair(source: Source, quantities: tuple[Quantity, ...], starts: list[int], index: int) -> Pair | None:
    percent = quantities[index]
    begin, end = _sentence(source.plain, percent.start)
    near = quantities[bisect_left(starts, begin) : bisect_left(starts, end)]
    numbers = [quantity for quantity in near if not quantity.unit.startswith("%")]
    ratio = _ratio(source, quantities, index, begin)
    if ratio and _says_of_each(source.plain, ratio, percent):
        return None
    if ratio:
        moved = _CHANGED.search(source.plain[max(0, percent.start - 24) : percent.start])
        return _change(source, percent, ratio, up=bool(moved["up"])) if moved else ratio
    matching = (
        _since(source, numbers, percent)
        or _since_named(source, quantities[max(0, index - _EARLIER // 4) : index], percent)
        or _target(source, numbers, percent)
        or _target_before(source, numbers, percent)
        or _matching(numbers, percent)
        or _matching_earlier(source, quantities[max(0, index - _EARLIER // 4) : index], numbers, percent)
    )
    if matching:
        return matching
    percents = [quantity for quantity in near if quantity.unit.startswith("%")]
    share = _share_of_above(
        source, quantities[max(0, index - _EARLIER // 4) : index], numbers, percent
    ) or _odd_share(source, numbers, percent, percents)
    if share:
        return share
    total = _named_total(source, quantities[max(0, index - _EARLIER) : index], numbers, percent)
    return total or _only_two(source, numbers, percent, percents)


def _line_start(plain: str, offset: int) -> int:
    """Where the line of `offset` begins, or how far back one looks for a number that belongs to it."""
    low = max(0, offset - 8 * _NEAR)
    return max(low, plain.rfind("\n", low, offset))


def _sentence(plain: str, offset: int) -> tuple[int, int]:
    begin = max(0, offset - 4 * _NEAR)
    for match in _SENTENCE_END.finditer(plain, begin, offset):
        begin = match.end()
    limit = min(len(plain), offset + 2 * _NEAR)
    end = _SENTENCE_END.search(plain, offset, limit)
    return begin, end.start() if end else limit


def _ratio(source: Source, quantities: tuple[Quantity, ...], index: int, begin: int) -> Pair | None:
    """A written ratio a/b right before the percentage in its sentence, or in the bracket right after it."""
    percent = quantities[index]
    before, after = quantities[max(0, index - 2) : index], quantities[index + 1 : index + 3]
    near = _is_ratio(source, before) and percent.start - before[1].end < _NEAR
    own = near and before[0].start >= begin and ";" not in source.plain[before[1].end : percent.start]
    if own or (near and _REACHED.fullmatch(source.plain, before[1].end, percent.start)):
        return before[0], before[1]
    if _is_ratio(source, after) and _IN_BRACKET.fullmatch(source.plain, percent.end, after[0].start):
        return after[0], after[1]
    return None


def _says_of_each(plain: str, ratio: Pair, percent: Quantity) -> bool:
    """Whether the percentage is said of each part: "8/9 xã có số hộ tham gia đạt 100%", and no share of the ratio."""
    between = plain[ratio[1].end : percent.start]
    if percent.start < ratio[0].start or re.search(r"[,;:(=.\n]", between):
        return False
    whole = Decimal(percent.value) == _ALL and Decimal(ratio[0].value) != Decimal(ratio[1].value)
    return whole or bool(_OF_EACH.search(between))


def _change(source: Source, percent: Quantity, pair: Pair, *, up: bool) -> Pair | None:
    """What "53/50 ha, tăng 6%" divides: the difference and the plan; only where that, and no other time, is meant."""
    part, whole = pair
    difference = Decimal(part.value) - Decimal(whole.value)
    if (difference > 0) != up or difference == 0:
        return None
    changed = replace(part, value=plain_number(abs(difference)))
    if _AGAINST_PLAN.match(source.plain, percent.end):
        return changed, whole
    if _AGAINST.match(source.plain, percent.end) or not _agrees(percent, changed, whole):
        return None
    return changed, whole


def _target(source: Source, numbers: list[Quantity], percent: Quantity) -> Pair | None:
    """What was reached, and the target in the bracket after the percentage: "đạt 113% kế hoạch (40.000 lượt)"."""
    bracket = _TARGET.match(source.plain, percent.end)
    after = [number for number in numbers if bracket and number.start == bracket.end()]
    before = [number for number in numbers if number.end <= percent.start]
    if not (after and before and _same_unit(before[-1], after[0]) and Decimal(after[0].value)):
        return None
    return before[-1], after[0]


def _since(source: Source, numbers: list[Quantity], percent: Quantity) -> Pair | None:
    """The growth since a time whose number stands in the bracket: "tăng 12% so với năm 2024 (1.200 lượt)"."""
    moved = _CHANGED.search(source.plain[max(0, percent.start - 24) : percent.start])
    bracket = _SINCE.match(source.plain, percent.end) if moved else None
    after = [number for number in numbers if bracket and number.start == bracket.end()]
    before = [
        number
        for number in numbers
        if after
        and number.end <= percent.start
        and _same_unit(number, after[0])
        and not _is_beside(source.plain, number, percent)
    ]
    if not (moved and before):
        return None
    return _grown(before[-1], after[0], up=bool(moved["up"]))


def _is_beside(plain: str, number: Quantity, percent: Quantity) -> bool:
    """Whether the number stands in a bracket that is closed before the percentage: it belongs to something else."""
    opened = plain.rfind("(", max(0, number.start - _CLOSE), number.start)
    closed = plain.find(")", number.end, percent.start)
    return opened >= 0 and closed >= 0 and ")" not in plain[opened : number.start]


def _grown(now: Quantity, then: Quantity, *, up: bool) -> Pair | None:
    """The growth and what it grew from; None where it went the other way."""
    difference = Decimal(now.value) - Decimal(then.value)
    if difference == 0 or (difference > 0) != up or not Decimal(then.value):
        return None
    return replace(now, value=plain_number(abs(difference))), then


def _since_named(source: Source, earlier: tuple[Quantity, ...], percent: Quantity) -> Pair | None:
    """The growth since a time that was named with its number: "năm 2024: 80 lớp; năm 2025: 90 lớp, tăng …"."""
    moved = _CHANGED.search(source.plain[max(0, percent.start - 24) : percent.start])
    named = _NAMED_TIME.match(source.plain, percent.end) if moved else None
    if not (moved and named and earlier):
        return None
    line = _line_start(source.plain, percent.start)
    now = earlier[-1]
    if now.start < line or percent.start - now.end > _CLOSE:
        return None
    wholes = [
        q for q in earlier[:-1] if q.start >= line and _same_unit(now, q) and _is_of(source, q, named["time"])
    ]
    return _grown(now, wholes[0], up=bool(moved["up"])) if len({q.value for q in wholes}) == 1 else None


def _is_of(source: Source, quantity: Quantity, time: str) -> bool:
    """Whether the time last named right before the number is `time`."""
    times = _TIME_LABEL.findall(source.plain[max(0, quantity.start - _CLOSE) : quantity.start])
    return bool(times) and times[-1].lower().split() == time.lower().split()


def _target_before(source: Source, numbers: list[Quantity], percent: Quantity) -> Pair | None:
    """The target in a bracket before the percentage: "1.528 đồng chí (chỉ tiêu là 1.643 người), đạt 93%"."""
    before = [number for number in numbers if number.end <= percent.start][-2:]
    if len(before) < 2 or not Decimal(before[1].value):
        return None
    opens = _TARGET_NAMED.fullmatch(source.plain, before[0].end, before[1].start)
    closes = opens and _BRACKET_THEN_REACHED.fullmatch(source.plain, before[1].end, percent.start)
    return (before[0], before[1]) if closes else None


def _matching_earlier(
    source: Source, earlier: tuple[Quantity, ...], numbers: list[Quantity], percent: Quantity
) -> Pair | None:
    """The one number of a sentence before of which "49 hộ (chiếm 3,2%)" is that part; a doubtful one is none."""
    before = [number for number in numbers if number.end <= percent.start]
    if not before or not _SHARE_BEFORE.fullmatch(source.plain, before[-1].end, percent.start):
        return None
    part = before[-1]
    line = _line_start(source.plain, percent.start)
    wholes = [
        q
        for q in earlier
        if q.start >= line
        and q.end <= part.start
        and _same_unit(part, q)
        and Decimal(q.value) >= max(Decimal(part.value), Decimal(10))
        and _agrees(percent, part, q)
    ]
    return (part, wholes[0]) if len({q.value for q in wholes}) == 1 else None


def _share_of_above(
    source: Source, earlier: tuple[Quantity, ...], numbers: list[Quantity], percent: Quantity
) -> Pair | None:
    """The one total in the lines just above of which the line's only number is that part: "Số hộ A: 313 hộ, chiếm …"."""
    before = [number for number in numbers if number.end <= percent.start] if "," in percent.text else []
    if len(before) != 1 or not _SHARE_SAID.fullmatch(source.plain, before[0].end, percent.start):
        return None
    part = before[0]
    wholes = [
        q
        for q in earlier
        if part.start - q.end < 4 * _NEAR
        and q.end < source.plain.rfind("\n", 0, part.start)
        and _same_unit(part, q)
        and Decimal(q.value) >= max(Decimal(part.value), Decimal(100))
        and _agrees(percent, part, q)
    ]
    return (part, wholes[0]) if len({q.value for q in wholes}) == 1 else None


def _odd_share(
    source: Source, numbers: list[Quantity], percent: Quantity, percents: list[Quantity]
) -> Pair | None:
    """The total of which two other shares in brackets of the sentence are parts: "96 khách (80%); 20 khách (…)"."""
    if not _ENOUGH_SHARES <= len(percents) <= _MOST_SHARES:
        return None
    shares = [(part, share) for share in percents if (part := _bracketed(source, numbers, share))]
    own = next((part for part, share in shares if share is percent), None)
    if own is None or len(shares) < _ENOUGH_SHARES:
        return None
    wholes = {
        whole.value: whole
        for whole in numbers
        if all(
            share is percent or (Decimal(whole.value) > Decimal(part.value) and _agrees(share, part, whole))
            for part, share in shares
        )
    }
    return (own, next(iter(wholes.values()))) if len(wholes) == 1 else None


def _bracketed(source: Source, numbers: list[Quantity], share: Quantity) -> Quantity | None:
    """The number right before a share that stands in a bracket: "96 khách (80%)"."""
    before = [number for number in numbers if number.end <= share.start]
    return (
        before[-1] if before and _OPENS_SHARE.fullmatch(source.plain, before[-1].end, share.start) else None
    )


def _is_ratio(source: Source, pair: tuple[Quantity, ...]) -> bool:
    if (
        len(pair) != 2
        or any(quantity.unit.startswith("%") for quantity in pair)
        or Decimal(pair[1].value) == 0
    ):
        return False
    if pair[0].text[-1:].isalpha() and not _same_unit(*pair):
        return False  # "14 hội nghị/1.250 lượt người": two figures, no ratio
    return bool(_SLASH.fullmatch(source.plain, pair[0].end, pair[1].start))


def _matching(numbers: list[Quantity], percent: Quantity) -> Pair | None:
    """The pair of one unit whose quotient is the percentage, the part being nearest before it."""
    before = [number for number in numbers if number.start < percent.start]
    for part in reversed(before[-4:]):
        for whole in reversed(numbers[-12:]):
            if (
                whole is part
                or not (_same_unit(part, whole) or part.unit == whole.unit == "")
                or Decimal(whole.value) < max(Decimal(part.value), Decimal(1))
            ):
                continue
            if _agrees(percent, part, whole) and Decimal(whole.value) >= 10:
                return part, whole
    return None


def _same_unit(part: Quantity, whole: Quantity) -> bool:
    return bool(_unit_words(part) & _unit_words(whole))


def _unit_words(quantity: Quantity) -> set[str]:
    """The first word of a unit; of "lượt khách" also what comes in turns."""
    unit = quantity.unit.lower()
    return {
        match.group() for match in (_FIRST_WORD.match(unit), _FIRST_WORD.match(_TIMES.sub("", unit))) if match
    }


def _named_total(
    source: Source, earlier: tuple[Quantity, ...], numbers: list[Quantity], percent: Quantity
) -> Pair | None:
    """The whole that is named: "chiếm 40% tổng lượt khách", and "Tổng lượt khách … 48.250" before."""
    name = _TOTAL.match(source.plain, percent.end)
    before = [number for number in numbers if number.start < percent.start]
    if name is None or not before:
        return None
    words = name["name"].lower().split()
    for count in range(len(words), 2, -1):
        wholes = [
            q for q in earlier if _follows(source, q, " ".join(words[:count])) and q.start < before[-1].start
        ]
        if len({q.value for q in wholes}) == 1:
            return before[-1], wholes[0]
    return None


def _follows(source: Source, quantity: Quantity, name: str) -> bool:
    window = source.plain[max(0, quantity.start - len(name) - 40) : quantity.start].lower()
    return name in window and not quantity.unit.startswith("%")


def _only_two(
    source: Source, numbers: list[Quantity], percent: Quantity, percents: list[Quantity]
) -> Pair | None:
    """Two numbers of one unit, one percentage, and no other base named after it."""
    if len(numbers) != 2 or len(percents) != 1 or _OTHER_BASE.match(source.plain, percent.end):
        return None
    whole, part = numbers
    if Decimal(whole.value) < Decimal(part.value):
        whole, part = part, whole
    between = source.plain[min(part.start, whole.start) : percent.start]
    if ";" in source.plain[max(part.end, whole.end) : percent.start]:
        return None
    if (
        not _same_unit(part, whole)
        or max(part.start, whole.start) > percent.start
        or Decimal(whole.value) == 0
    ):
        return None
    return (part, whole) if re.search(r"trong đó|được giao|/|trên tổng|có|đã", between) else None
