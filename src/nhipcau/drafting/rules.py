"""The rules of drafting: how a typed text becomes paragraphs and figures. Plain values in, plain values out."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from nhipcau.reading import read_text
from nhipcau.writing import format_number

MAX_SECTIONS = 40
KEY_LENGTH = 40
STORED_PLACES = 4
COMPUTED_PLACES = 2

_MARK = re.compile(r"\{\{([^{}\n]*)\}\}")
_BRACES = re.compile(r".{0,20}(?:\{\{|\}\}).{0,20}")
_BLANK = "…"
TERRITORIES = frozenset({"province", "city", "commune", "ward", "special_zone", "district"})
_PLACE_WORDS = ("Tỉnh ", "Thành phố ", "Xã ", "Phường ", "Đặc khu ", "Huyện ")

LineKind = Literal["paragraph", "bullet", "sub_bullet"]
_STARTS: tuple[tuple[str, LineKind], ...] = (("- ", "bullet"), ("+ ", "sub_bullet"))


@dataclass(frozen=True, slots=True)
class FigureMark:
    """A place in the text where the figure of `key` stands."""

    key: str


Piece = str | FigureMark


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a bullet, made of text and figures."""

    kind: LineKind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section as a person writes it."""

    heading: str
    body: str


def lines_of(body: str) -> tuple[Line, ...]:
    """Return the lines of a section's text; blank lines only part them.

    >>> lines_of("Đã tổ chức {{sessions}} cuộc.")[0].pieces
    ('Đã tổ chức ', FigureMark(key='sessions'), ' cuộc.')
    >>> [line.kind for line in lines_of("Kết quả:" + chr(10) + "- Một" + chr(10) * 2 + "+ Hai")]
    ['paragraph', 'bullet', 'sub_bullet']
    """
    return tuple(line for text in body.splitlines() if (line := _line(text.strip())).pieces)


def _line(text: str) -> Line:
    for start, kind in _STARTS:
        if text.startswith(start) or text == start.strip():
            return Line(kind, _pieces(text[1:].strip()))
    return Line("paragraph", _pieces(text))


def _pieces(text: str) -> tuple[Piece, ...]:
    # The pattern has one group, so every second part is what stood between braces.
    parts = _MARK.split(text)
    pieces = [FigureMark(part.strip()) if n % 2 else part for n, part in enumerate(parts)]
    return tuple(piece for piece in pieces if piece != "")


def keys_in(text: str) -> tuple[str, ...]:
    """Return the keys of the figures in a text, each once, in order.

    >>> keys_in("{{b}} và {{ a }}, {{b}}")
    ('b', 'a')
    """
    return tuple(dict.fromkeys(found.strip() for found in _MARK.findall(text)))


def loose_braces(text: str) -> tuple[str, ...]:
    """Return the places where braces do not enclose a key on one line.

    >>> loose_braces("có {{sessions cuộc"), loose_braces("có {{sessions}} cuộc")
    (('có {{sessions cuộc',), ())
    """
    return tuple(_BRACES.findall(_MARK.sub("", text)))


def has_blank(text: str) -> bool:
    """Return whether a text still has a gap to fill in, written as three dots."""
    return _BLANK in text or "..." in text


def moved(texts: Sequence[SectionText], index: int, by: int) -> tuple[SectionText, ...]:
    """Return `texts` with the one at `index` moved by `by` places, as far as there is room.

    >>> [text.heading for text in moved([SectionText("a", ""), SectionText("b", "")], 0, 1)]
    ['b', 'a']
    """
    rest = [*texts[:index], *texts[index + 1 :]]
    rest.insert(max(0, index + by), texts[index])
    return tuple(rest)


def without(texts: Sequence[SectionText], index: int) -> tuple[SectionText, ...]:
    """Return `texts` without the one at `index`."""
    return (*texts[:index], *texts[index + 1 :])


def with_new(texts: Sequence[SectionText], after: int) -> tuple[SectionText, ...]:
    """Return `texts` with an empty section after the one at `after`."""
    return (*texts[: after + 1], SectionText("", ""), *texts[after + 1 :])


def printed(number: Decimal, *, computed: bool = False) -> str:
    """Return a figure as the document prints it; a mean or a ratio is rounded to two decimals.

    >>> printed(Decimal("1230.0000")), printed(Decimal("93.2824"), computed=True), printed(Decimal("0.5000"))
    ('1.230', '93,28', '0,5')
    """
    return format_number(number, places(number, computed=computed))


def places(number: Decimal, *, computed: bool = False) -> int:
    """Return how many decimals a figure is printed with: those it has, at most.

    >>> places(Decimal("12.5000")), places(Decimal("93.2824"), computed=True), places(Decimal("50.0010"), computed=True)
    (1, 2, 0)
    """
    most = COMPUTED_PLACES if computed else STORED_PLACES
    rounded = number.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
    # `normalize` would turn 1200 into 12E+2, whose exponent is no count of decimals.
    return max(0, -int(rounded.normalize().as_tuple().exponent))


def plain_text(texts: Sequence[SectionText], show: Callable[[str], str]) -> str:
    """Return the running text of the sections, every figure replaced by what `show` prints for its key."""
    return "\n".join(
        f"{text.heading}\n{_MARK.sub(lambda m: show(m[1].strip()), text.body)}" for text in texts
    )


def wrong_percentages(text: str) -> tuple[str, ...]:
    """Return the places where a stated percentage is not that of its two numbers.

    >>> wrong_percentages("có 486/520 hộ, đạt 93,6%; có 57/60 điểm (95%)")
    ('486/520 hộ, đạt 93,6%',)
    """
    return tuple(check.text for check in read_text(text).checks if not check.agrees)


def agency_code(name: str) -> str:
    """Return the short form of an agency's name for its symbol: its initials, without the joining word.

    >>> agency_code("Sở Văn hóa, Thể thao và Du lịch"), agency_code("Ủy ban nhân dân tỉnh Bến Đá")
    ('SVHTTDL', 'UBND')
    """
    if name.casefold().startswith("ủy ban nhân dân"):
        return "UBND"
    words = [word.strip(",.()-–") for word in name.split()]
    initials = [word[0].upper() for word in words if word and word.casefold() != "và" and word[0].isalpha()]
    # The symbols of documents write initials without marks: Ủy is U, Ấp is A; only Đ stays.
    return "".join(initials).translate(_BARE)


_BARE = str.maketrans(
    "ÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ",
    "A" * 17 + "E" * 11 + "I" * 5 + "O" * 17 + "U" * 11 + "Y" * 5,
)


def issuing_body(name: str, kind: str) -> str:
    """Return who issues for a unit: a territory's people's committee, broken where its name begins, or the unit.

    >>> issuing_body("Tỉnh Bến Đá", "province").split(chr(10)), issuing_body("Sở Ngoại vụ", "department")
    (['Ủy ban nhân dân', 'tỉnh Bến Đá'], 'Sở Ngoại vụ')
    """
    if kind not in TERRITORIES:
        return name
    return f"Ủy ban nhân dân\n{name[:1].lower()}{name[1:]}"


def superior_body(name: str, kind: str) -> str:
    """Return the body printed above a department's name: the committee of the territory it belongs to."""
    return " ".join(issuing_body(name, kind).split())


def place_name(name: str) -> str:
    """Return the place before the date: a territory's own name; one that is a number or letter keeps its kind.

    >>> place_name("Tỉnh Bến Đá"), place_name("Phường 1"), place_name("Xã Bến Cát")
    ('Bến Đá', 'Phường 1', 'Bến Cát')
    """
    bare = next((name.removeprefix(word) for word in _PLACE_WORDS if name.startswith(word)), name)
    return bare if len(bare) > 2 and not bare.isdigit() else name


def fingerprint(revision: int, numbers: Mapping[str, Decimal | None]) -> str:
    """Return what stands for a text and its figures as somebody saw them: another text or figure gives another.

    >>> fingerprint(3, {"sessions": Decimal("20.0000"), "copies": None})
    '3;copies=;sessions=20'
    """
    shown = (_shown(key, value) for key, value in sorted(numbers.items()))
    return ";".join([str(revision), *shown])


def as_looked_at(looked_at: str, numbers: Mapping[str, Decimal | None]) -> frozenset[str]:
    """Return the keys whose number is the one that stood in the fingerprint `looked_at`.

    >>> sorted(as_looked_at("3;copies=;sessions=20", {"sessions": Decimal(21), "copies": None}))
    ['copies']
    """
    looked = set(looked_at.split(";")[1:])
    return frozenset(key for key, value in numbers.items() if _shown(key, value) in looked)


def _shown(key: str, value: Decimal | None) -> str:
    return f"{key}={'' if value is None else f'{value.normalize():f}'}"


def roman(number: int) -> str:
    """Return a number from 1 to 49 in Roman numerals, as sections are counted.

    >>> [roman(number) for number in (1, 4, 9, 14, 40)]
    ['I', 'IV', 'IX', 'XIV', 'XL']
    """
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    tens = ("", "X", "XX", "XXX", "XL")
    return tens[number // 10] + ones[number % 10]
