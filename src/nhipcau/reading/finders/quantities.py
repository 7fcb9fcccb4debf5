"""Numbers in digits that say how many or how much, with their units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..models import Heading, Quantity
from ..normalise import Line, Source
from ..tables.units import (
    AMOUNT_BEFORE_SO,
    AMOUNT_WORDS,
    BEFORE_NAME,
    BEFORE_PERIOD,
    BEFORE_REFERENCE,
    COMPOUNDS,
    COUNTED_IN_TITLES,
    COUNTED_THINGS,
    MEASURES,
    NOISE_LINES,
    NOT_A_UNIT,
    NUMBER_WORDS,
    OCCASIONS,
    PHRASES,
    SCALES,
)
from .base import Found, Mask
from .cells import find_cells
from .citations import document_numbers
from .digits import digit_runs, has_digits
from .patterns import CAPITAL, SMALL, any_of

# A single space may part thousands: 356 800.
_TOKEN = re.compile(
    r"(?<![\w.,])(?<![^\W\d]-)(?<!\d:)(?:(?<!\d )[1-9]\d{0,2}(?: \d{3})+(?![\w.,/:%-]|\s\d|\s?-\s?\d)|\d+(?:[.,]\d+)*)"
)
_NOISE = re.compile(r"(?:" + "|".join(NOISE_LINES) + r")", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?<!\w)(?<![tT]hành )(?<![cC]ổ )(?P<word>"
    + any_of((*BEFORE_REFERENCE, *BEFORE_NAME, *BEFORE_PERIOD), any_case=True)
    + r")\s*(?::\s*)?[(“\"]?\s*$"
)
_WORD_BEFORE = re.compile(r"(?<![\w&])(?P<word>[\w&]+)[ \t]+$")
_CHAIN = re.compile(r"\s*(?:,|và|-|đến|hoặc|;)\s*")
_AMOUNT_SO = re.compile(r"(?<!\w)" + any_of(AMOUNT_BEFORE_SO, any_case=True) + r"\s+[sS][ốỐ]\s*$")
_EACH = re.compile(
    r"(?<!\w)(?:(?:mỗi|hằng|hàng|một)\s+(?:ngày|tuần|tháng|quý|năm|kỳ)|mỗi\s+[^\W\d]+(?:\s+[^\W\d]+)?)\s*$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"(?<!\w)" + any_of(AMOUNT_WORDS, any_case=True) + r"\s*(?::\s*)?$")
# "Trung Quốc 07 đoàn": a leading zero, or one of the things that names are not numbered by.
_COUNTED_AFTER_NAME = re.compile(
    rf"0\d\s+(?!(?:{any_of(NOT_A_UNIT)}|xã|phường|thôn|khu|thị|huyện|tỉnh)(?!\w))[{SMALL}]"
    r"|\d+\s+(?:đoàn|người|lượt|cuộc|suất|con|chiếc|trẻ|đồng chí)(?!\w)"
)
# "ĐỐI VỚI 62 HUYỆN": in a title of capitals a capital names nothing.
_COUNTED_IN_CAPITALS = re.compile(
    rf"\d+(?:[.,]\d+)*\s+{any_of(word.upper() for word in COUNTED_IN_TITLES)}(?!\w)"
)
_OPENS_WITH_VERB = re.compile(r"[-+•*\s]*Hướng dẫn\s*$")
_CAPITAL_NEXT = re.compile(rf"\d+\s+[{CAPITAL}]")
_COMPOUND = re.compile(r"(?<!\w)" + any_of(COMPOUNDS, any_case=True) + r"\s*(?::\s*)?$")
_TELEPHONE = re.compile(r"0\d{1,4}(?:\.\d{2,9})+(?![,\d])|0\d{8,10}(?![.,\d])")
_ROUND_THE_CLOCK = re.compile(r"24/24")
# "tiếp nhận: 156; đã xử lý 149 (95,5%)": a bare number that a count or a percentage stands by.
_COUNT_BEFORE = re.compile(
    r"(?<!\w)(?:(?:tổng|số lượng|số lượt|số người|số hộ|tiếp nhận|trong đó|còn lại|kết quả)[^.;:\n\d]{0,60}:"
    r"|(?:đã|đang|chưa)\s+[^\W\d]+(?:\s+[^\W\d]+)?)\s*$",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"\s*(?:[;,.)]|\(\s*\d|$)", re.MULTILINE)
_SCALE = re.compile(rf"\s*{any_of(SCALES, any_case=True)}(?!\w)(?!\s+[lL][ệỆ])")
_AND_LESS = re.compile(r"(?P<n>[1-9]\d{0,2})\s+(?:nghìn\s+tỷ|tỷ|tỉ|triệu)\s+")
_SCALED = re.compile(r"\d{1,3}\s+(?:tỷ|tỉ|triệu|nghìn|ngàn)\s")
_PERCENT = re.compile(r"\s?(?P<unit>%(?:/\w+)?|‰|phần trăm)")
_MEASURE = re.compile(rf"(?P<unit>{any_of(MEASURES, any_case=True)})(?!\w)")
_DEGREE = re.compile(r"\s?(?P<unit>°\s?[CF]?)(?!\w)")
_GLUED = re.compile(rf"(?P<unit>{any_of(COUNTED_THINGS, any_case=True)})(?!\w)")
_PHRASE = re.compile(rf"\s+(?P<unit>{any_of(PHRASES, any_case=True)})(?!\w)")
_NUMBER_WORD = any_of(NUMBER_WORDS, any_case=True)
_IN_WORDS = re.compile(rf"\s*\(\s*{_NUMBER_WORD}(?:\s+{_NUMBER_WORD})*\s*\)")
# The letter of the next answer in a quiz: "A. 15 B. 16".
_OPTION = re.compile(r"[A-Z]\.(?=\s)")
# "1.562/1.562 (100%) tổ bầu cử": what is counted stands behind the share.
_SHARE_BETWEEN = re.compile(rf"\s*\(\s*\d+(?:[.,]\d+)?\s?%\s*\)(?=\s+[{SMALL}])")
_WORDS = re.compile(
    r"[ \t]*(?:\n[ \t]*)?(?P<unit>[^\W\d_][\w&]*(?:/[^\W\d_]\w*)*)(?P<more>[ \t]+[^\W\d_]\w*)?"
)
_TIME = re.compile(
    r"\d{1,2}(?::\d{2}|\s?h(?:\d{2})?(?!\w)|\s?giờ\s?\d{1,2}|g\d{2}|\s+giờ\s*,?\s+(?:sáng|chiều|tối|đêm|trưa|ngày|hôm|thứ)\s)"
)
_HOUR_BEFORE = re.compile(r"(?<!\w)(?:lúc|vào|từ|hồi|đến|trước|sau)\s*$", re.IGNORECASE)
_HOUR_AHEAD = re.compile(r"\d{1,2}\s?(?:giờ|h)\s*$")
_RATIO = re.compile(r"\s?/\s?(?=\d)")
_DAY_MONTH = re.compile(r"(?P<day>\d{1,2})\s?/\s?(?P<month>\d{1,2})(?![\d/]|\.\d{3}(?!\d))")
_COUNTED = re.compile(rf"\s+(?!{any_of(NOT_A_UNIT)}(?!\w))[{SMALL}]")
_MONTH_YEAR = re.compile(r"\d{1,2}\s?/\s?\d{4}(?!\d)")
# "12/15, đạt 80%": a percentage says that the two numbers are a ratio.
_SHARE = re.compile(
    r"\d+(?:[.,]\d+)*\s?/\s?\d+(?:[.,]\d+)*\s*[,;=(]?\s*(?:(?:đạt|chiếm|bằng|là|tỷ lệ|tỉ lệ)\s+)*\d+(?:[.,]\d+)?\s?%"
)
_FIRST_OF_TWO = re.compile(r"\d[\d.,]*\s?/\s?$")
_RANGE = re.compile(r"\s?(?:-|đến|lên|xuống|tới)\s?(?=\d)")
_OCCASION = re.compile(rf"(?<!\w)(?:{any_of(OCCASIONS, any_case=True)}|\()\s*$")
_TIME_BEFORE = re.compile(r"\d{1,2}:\d{2}[\s\d]*$")
_MISPLACED = re.compile(r"\d{1,3}(?:\.\d+){2,}")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?")
_RANK = re.compile(r"(?<!\w)thứ\s+\d+/$")
_PERIOD = re.compile(r"\s+(?:năm|tháng|ngày|tuần|lần(?=/))(?!\s+(?:\d|học))(?!\w)")
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class _Unit:
    text: str
    end: int
    scale: int = 1
    sure: bool = False


_NONE = _Unit("", 0)


def find_quantities(source: Source, found: Found) -> list[Quantity]:
    """Return the quantities in order.

    >>> from nhipcau.reading.normalise import normalise
    >>> [(q.value, q.unit) for q in find_quantities(normalise("có 02 cuốn, 3,5 tỷ đồng"), Found())]
    [('2', 'cuốn'), ('3500000000', 'đồng')]
    """
    taken = Mask(_spoken_for(source, found))
    cells = {cell.start: cell for cell in find_cells(source)}
    quantities: list[Quantity] = []
    dropped = -1
    for token in _tokens(source):
        cell = cells.get(token.start())
        if cell is not None and token.end() == cell.end:
            if cell.unit is not None and not taken.covers(token.start(), token.end()):
                quantities.append(_quantity(source, token, _Unit(cell.unit, token.end(), cell.scale)))
            continue
        if taken.covers(token.start(), token.end()) or _is_reference(source.plain, token, dropped):
            dropped = token.end()
            continue
        unit = _unit(source, token)
        if unit is not None:
            quantities.append(_quantity(source, token, unit))
    return list(_joined(source, quantities))


def _tokens(source: Source) -> Iterator[re.Match[str]]:
    """The matches of _TOKEN in order."""
    end = 0
    for start in source.once(digit_runs):
        token = _TOKEN.match(source.plain, start) if start >= end else None
        if token:
            end = token.end()
            yield token


def _joined(source: Source, quantities: list[Quantity]) -> Iterator[Quantity]:
    """The quantities, an amount in two scales as one: "2 tỷ 350 triệu đồng"."""
    pending: Quantity | None = None
    for quantity in quantities:
        if pending and _goes_on(source, pending, quantity):
            total = Decimal(pending.value) + Decimal(quantity.value)
            quantity = Quantity(
                text=source.nfc[pending.start : quantity.end],
                start=pending.start,
                end=quantity.end,
                value=plain_number(total),
                unit=quantity.unit,
            )
        elif pending:
            yield pending
        pending = quantity
    if pending:
        yield pending


def _goes_on(source: Source, first: Quantity, second: Quantity) -> bool:
    """Whether the second amount goes on with the first: only a scale word stands between, and it is smaller."""
    if first.unit or second.start - first.start > 24:
        return False
    amount = _AND_LESS.fullmatch(source.plain, first.start, second.start)
    if amount is None or not _SCALED.match(source.plain, second.start):
        return False
    return Decimal(second.value) * int(amount["n"]) < Decimal(first.value)


def number_of(written: str) -> Decimal:
    """The number that is written in the Vietnamese way.

    >>> [str(number_of(text)) for text in ("16.974", "68,4", "1.250.0000.000", "12.5", "2026.11.1")]
    ['16974', '68.4', '12500000000', '12.5', '2026111']
    """
    written = written.replace(" ", "")
    if _ENGLISH.fullmatch(written):
        return Decimal(written.replace(",", ""))
    whole, comma, decimals = written.partition(",")
    if "," in decimals or (comma and "." in decimals):
        return Decimal(re.sub(r"[.,]", "", written))
    if (
        not comma
        and whole.count(".") == 1
        and not (_THOUSANDS.fullmatch(whole) or _MISPLACED.fullmatch(whole))
    ):
        return Decimal(whole)
    return Decimal(whole.replace(".", "") + ("." + decimals if comma else ""))


def plain_number(number: Decimal) -> str:
    """Digits with a decimal point, without needless zeros.

    >>> plain_number(Decimal("2.50"))
    '2.5'
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _quantity(source: Source, token: re.Match[str], unit: _Unit) -> Quantity:
    value = number_of(token.group()) * unit.scale
    end = (
        max(token.end(), unit.end)
        if unit.end - token.end() < 80 and not _RATIO.match(source.plain, token.end())
        else token.end()
    )
    return Quantity(
        text=source.nfc[token.start() : end],
        start=token.start(),
        end=end,
        value=plain_number(value),
        unit=unit.text,
    )


def _spoken_for(source: Source, found: Found) -> list[tuple[int, int]]:
    """Stretches that hold no quantities: dates, document numbers, laws, labels, recipients, noise."""
    spans = [
        (item.start, item.end)
        for group in (found.dates, found.impossible_dates, found.laws, found.recipients)
        for item in group
    ]
    spans += [(match.start(), match.end()) for match in source.once(document_numbers)]
    spans += [(item.start, item.end) for item in found.citations]
    spans += [
        (line.start, line.start + _label_length(line, item.label)) for line, item in _labelled(source, found)
    ]
    spans += [
        (line.start, line.end)
        for line in source.lines
        if has_digits(source, line.start, line.end) and _NOISE.match(line.text)
    ]
    return spans


def _labelled(source: Source, found: Found) -> Iterator[tuple[Line, Heading]]:
    for heading in found.outline:
        yield source.lines[source.line_at(heading.start)], heading


def _label_length(line: Line, label: str) -> int:
    return line.text.find(label.rsplit(" ", 1)[-1]) + len(label.rsplit(" ", 1)[-1])


def _is_reference(plain: str, token: re.Match[str], dropped: int) -> bool:
    """Whether the number is a reference, year, ordinal, time or part of a name."""
    start, end = token.span()
    before = plain[max(0, start - 24) : start].rpartition("\n")[2]
    if _TELEPHONE.fullmatch(token.group()):
        return True
    if _is_year(plain, token, before) or _is_time(plain, start, before) or _is_day(plain, token, before):
        return True
    word = _BEFORE.search(before)
    if word and _refers(plain, token, word["word"].lower(), before):
        return True
    joined = plain[start - 1 : start] in ("/", "-") and dropped == start - 1
    if joined and _RANK.search(before):
        return False
    if joined or (
        0 <= start - dropped < 8 and _CHAIN.fullmatch(plain, dropped, start) and not _sure_unit(plain, end)
    ):
        return True
    return _is_name(plain, token, before)


def _refers(plain: str, token: re.Match[str], word: str, before: str) -> bool:
    """Whether the word before the number makes it a reference."""
    if word == "số" and (_AMOUNT_SO.search(before) or not token.group().isdigit()):
        return False
    if _EACH.search(before):
        return False
    if word == "hướng dẫn" and _OPENS_WITH_VERB.match(before) and _CAPITAL_NEXT.match(plain, token.start()):
        return False  # "- Hướng dẫn 21 Ban Công tác Mặt trận"
    if _COMPOUND.search(before) and (_sure_unit(plain, token.end()) or _COUNTED.match(plain, token.end())):
        return False
    if word in BEFORE_NAME and "(" in before[-3:]:
        return False  # "23 lớp (02 lớp …)": what is in the bracket counts anew
    if word in BEFORE_PERIOD:
        return not _PERIOD.match(plain, token.end())
    return word in BEFORE_REFERENCE or not (
        _sure_unit(plain, token.end()) or _COUNTED_AFTER_NAME.match(plain, token.start())
    )


def _is_year(plain: str, token: re.Match[str], before: str) -> bool:
    text = token.group()
    if not (len(text) == 4 and text.isdigit() and int(text) in _YEARS):
        return False
    return not _sure_unit(plain, token.end()) or bool(
        re.search(r"(?:năm|đoạn|kỳ|khóa|khoá|mùa|nhìn|-|/|đến)\s*$", before, re.IGNORECASE)
    )


def _is_time(plain: str, start: int, before: str) -> bool:
    if _ROUND_THE_CLOCK.match(plain, start) or before.endswith("24/"):
        return False
    time = _TIME.match(plain, start)
    if time or _HOUR_AHEAD.search(before):
        return True
    return bool(re.match(r"\d{1,2}\s+giờ", plain[start : start + 8]) and _HOUR_BEFORE.search(before)) or bool(
        _TIME_BEFORE.search(before)
    )


def _is_day(plain: str, token: re.Match[str], before: str) -> bool:
    """Day and month without a year, month and year."""
    if _MONTH_YEAR.match(plain, token.start()):
        return True
    match = _DAY_MONTH.match(plain, token.start())
    if match is None or int(match["day"]) > 31 or int(match["month"]) > 12:
        return False
    if _SHARE.match(plain, token.start()):
        return False
    return bool(_OCCASION.search(before)) or not (
        _COUNTED.match(plain, match.end()) or _sure_unit(plain, match.end())
    )


def _is_name(plain: str, token: re.Match[str], before: str) -> bool:
    """Whether the number belongs to a name: "Phú Thịnh 5", "SEA Games 32"."""
    word = _WORD_BEFORE.search(before)
    if word and word["word"].isupper() and _COUNTED_IN_CAPITALS.match(plain, token.start()):
        return False
    if (
        word is None
        or word["word"].islower()
        or word["word"].isdigit()
        or "." in token.group()
        or "," in token.group()
    ):
        return False
    if _COUNTED_AFTER_NAME.match(plain, token.start()):
        return False
    inside = before[: word.start()].rstrip()
    return bool(inside) and inside[-1] not in '.:;-+|“"(!?' and not _sure_unit(plain, token.end())


def _sure_unit(plain: str, end: int) -> bool:
    """Whether a known unit or scale word follows."""
    if _PERCENT.match(plain, end) or _SCALE.match(plain, end) or _PHRASE.match(plain, end):
        return True
    ratio = _RATIO.match(plain, end) or _RANGE.match(plain, end)
    if ratio:
        other = _TOKEN.match(plain, ratio.end()) or re.compile(r"\d+(?:[.,]\d+)*").match(plain, ratio.end())
        return (
            other is not None
            and other.end() - end < 16
            and bool(
                _PERCENT.match(plain, other.end())
                or _SCALE.match(plain, other.end())
                or _PHRASE.match(plain, other.end())
            )
        )
    measure = re.compile(r"\s?").match(plain, end)
    return bool(measure and _MEASURE.match(plain, measure.end()))


def _unit(source: Source, token: re.Match[str]) -> _Unit | None:
    """The unit of a number; None where it is no quantity."""
    plain, end = source.plain, token.end()
    before = plain[max(0, token.start() - 24) : token.start()]
    partner = _RATIO.match(plain, end) or _RANGE.match(plain, end)
    other = re.compile(r"\d+(?:[.,]\d+)*").match(plain, partner.end()) if partner else None
    first = _FIRST_OF_TWO.search(before)
    unit = _simple_unit(
        source, other.end() if other else end, before[: first.start()] if first else before, token.group()
    )
    if unit is None and (
        _SHARE.match(plain, token.start() - len(first.group()) if first else token.start())
        or _is_bare_count(plain, token)
    ):
        return _Unit("", end)
    return unit


def _is_bare_count(plain: str, token: re.Match[str]) -> bool:
    """Whether a number without a unit counts: a clause ends after it, and what stands before it counts."""
    if not _CLAUSE_END.match(plain, token.end()):
        return False
    before = plain[max(0, token.start() - 80) : token.start()].rpartition("\n")[2]
    return bool(_COUNT_BEFORE.search(before))


def _simple_unit(source: Source, end: int, before: str, written: str) -> _Unit | None:
    plain = source.plain
    in_words = _IN_WORDS.match(plain, end)
    end = in_words.end() if in_words else end
    share = _SHARE_BETWEEN.match(plain, end)
    end = share.end() if share else end
    percent = _PERCENT.match(plain, end)
    if percent:
        return _Unit(source.written(percent.start("unit"), percent.end()), percent.end(), 1, sure=True)
    scale = _SCALE.match(plain, end)
    factor = 1
    if scale:
        factor, end = SCALES[re.sub(r"\s+", " ", scale.group().strip().lower())], scale.end()
    if plain[end : end + 1].isalpha() or _DEGREE.match(plain, end):
        measure = _DEGREE.match(plain, end) or _MEASURE.match(plain, end)
        if measure and len(measure.group()) == 1 and measure.group().isupper():
            return None  # 5G
        measure = measure or _GLUED.match(plain, end)
        return _Unit(source.written(end, measure.end()), measure.end(), factor) if measure else None
    phrase = _PHRASE.match(plain, end)
    if phrase:
        return _Unit(source.written(phrase.start("unit"), phrase.end()), phrase.end(), factor)
    word = _WORDS.match(plain, end)
    if word and _OPTION.match(plain, word.start("unit")):
        return None
    if word and (word["unit"].lower() not in NOT_A_UNIT or word["unit"].lower() == "năm"):
        stop = word.end("unit")
        if (
            word["more"]
            and word["more"].strip().lower() not in NOT_A_UNIT
            and not _MEASURE.fullmatch(word["unit"])
        ):
            stop = word.end()
        return _Unit(source.written(word.start("unit"), stop), stop, factor)
    if scale or _THOUSANDS.fullmatch(written) or "," in written or _AMOUNT.search(before):
        return _Unit("", end, factor)
    return None
