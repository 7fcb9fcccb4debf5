"""The rules of drafting: how a typed text becomes paragraphs and figures. Plain values in, plain values out."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from nhipcau.writing import format_number

MAX_SECTIONS = 40
KEY_LENGTH = 40
CITATION_LENGTH = 80
STORED_PLACES = 4
COMPUTED_PLACES = 2

_MARK = re.compile(r"\{\{([^{}\n]*)\}\}")
_CITATION = re.compile(r"\[\[([^\[\]\n]*)\]\]")
_ANY_MARK = re.compile(r"(\{\{[^{}\n]*\}\}|\[\[[^\[\]\n]*\]\])")
_BRACES = re.compile(r".{0,20}(?:\{\{|\}\}).{0,20}")
_KEY_WORDS = re.compile(r"[a-z0-9_]+")
_NO_BRACKETS = str.maketrans("[]{}", "()()")
_BLANK = "…"
TERRITORIES = frozenset({"province", "city", "commune", "ward", "special_zone", "district"})

LineKind = Literal["paragraph", "bullet", "sub_bullet", "clause", "point"]
# The number or letter typed is a sign only: the page counts anew.
_STARTS: tuple[tuple[re.Pattern[str], LineKind], ...] = (
    (re.compile(r"-(?:\s+|$)"), "bullet"),
    (re.compile(r"\+(?:\s+|$)"), "sub_bullet"),
    (re.compile(r"[0-9]{1,2}\.\s+"), "clause"),
    (re.compile(r"[a-zđ]\)\s+"), "point"),
)


@dataclass(frozen=True, slots=True)
class FigureMark:
    """A place in the text where the figure of `key` stands."""

    key: str


@dataclass(frozen=True, slots=True)
class CitationMark:
    """A place in the text where the document of `key` is named."""

    key: str


Piece = str | FigureMark | CitationMark


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a bullet, made of text and figures."""

    kind: LineKind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section as a person writes it: see `models.Section`. `uid` tells sections apart and is "" for a new one."""

    heading: str
    body: str
    kind: str = "text"
    level: str = "section"
    spec: Mapping[str, Any] = field(default_factory=dict)
    picture: str = ""
    chapter: str = ""
    uid: str = field(default="", compare=False)


def lines_of(body: str) -> tuple[Line, ...]:
    """Return the lines of a section's text; blank lines only part them.

    >>> lines_of("Đã tổ chức {{sessions}} cuộc.")[0].pieces
    ('Đã tổ chức ', FigureMark(key='sessions'), ' cuộc.')
    >>> [line.kind for line in lines_of("Kết quả:" + chr(10) + "- Một" + chr(10) * 2 + "+ Hai")]
    ['paragraph', 'bullet', 'sub_bullet']
    >>> [(line.kind, line.pieces) for line in lines_of("1. Theo [[57-KL/TW]]" + chr(10) + "đ) Hai")]
    [('clause', ('Theo ', CitationMark(key='57-KL/TW'))), ('point', ('Hai',))]
    """
    return tuple(line for text in body.splitlines() if (line := _line(text.strip())).pieces)


def _line(text: str) -> Line:
    for start, kind in _STARTS:
        if found := start.match(text):
            return Line(kind, pieces_of(text[found.end() :].strip()))
    return Line("paragraph", pieces_of(text))


def pieces_of(text: str) -> tuple[Piece, ...]:
    """Return a line of text in pieces: words, figures and citations."""
    # The pattern has one group, so every second part is a mark.
    parts = _ANY_MARK.split(text)
    pieces = [_marked(part) if n % 2 else part for n, part in enumerate(parts)]
    return tuple(piece for piece in pieces if piece != "")


def _marked(mark: str) -> Piece:
    key = mark[2:-2].strip()
    return FigureMark(key) if mark.startswith("{{") else CitationMark(key)


def cited_in(text: str) -> tuple[str, ...]:
    """Return the keys of the citations in a text, each once, in order.

    >>> cited_in("[[57-KL/TW]], [[72/2015/NĐ-CP]] và [[ 57-KL/TW ]]")
    ('57-KL/TW', '72/2015/NĐ-CP')
    """
    return tuple(dict.fromkeys(found.strip() for found in _CITATION.findall(text)))


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


# Words in a question that tell which chapter of a report its answers belong to, the surer first.
_CHAPTERS = (
    ("shortcomings", ("hạn chế", "khó khăn", "tồn tại", "vướng mắc", "nguyên nhân")),
    ("direction", ("kiến nghị", "đề xuất", "phương hướng", "nhiệm vụ trọng tâm")),
    ("steering", ("chỉ đạo", "điều hành", "triển khai")),
    ("highlights", ("tiêu biểu", "nổi bật", "cách làm hay")),
    ("results", ("kết quả", "đánh giá")),
)


def chapter_of(question: str) -> str:
    """Return the chapter of a report that the answers to a question belong to; "" where its words do not tell.

    >>> chapter_of("Khó khăn, vướng mắc trong kỳ"), chapter_of("Kết quả nổi bật"), chapter_of("Ghi chú")
    ('shortcomings', 'highlights', '')
    """
    asked = question.casefold()
    return next((chapter for chapter, words in _CHAPTERS if any(word in asked for word in words)), "")


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


def with_new(texts: Sequence[SectionText], after: int, kind: str = "text") -> tuple[SectionText, ...]:
    """Return `texts` with an empty section after the one at `after`."""
    return (*texts[: after + 1], SectionText("", "", kind), *texts[after + 1 :])


def free_key(parts: Sequence[str], taken: Collection[str], most: int = KEY_LENGTH) -> str:
    """Return a readable key made of `parts`, with a number behind it where another has it already.

    >>> free_key(["sessions", "Phường Đá", "quý I/2025"], [])
    'sessions-phuong-da-quy-i-2025'
    >>> free_key(["sessions"], ["sessions", "sessions-2"])
    'sessions-3'
    """
    words = ["-".join(_KEY_WORDS.findall(_plain_letters(part))) for part in parts]
    key = "-".join(word for word in words if word)[:most].strip("-") or "figure"
    number, found = 1, key
    while found in taken:
        number += 1
        found = f"{key[: most - 1 - len(str(number))]}-{number}"
    return found


def citation_key(name: str, part: str, taken: Collection[str]) -> str:
    """Return what stands in double brackets for a document: its number or title, with the part where that is taken.

    >>> citation_key("57-KL/TW", "", []), citation_key("57-KL/TW", "điểm 2", ["57-KL/TW"])
    ('57-KL/TW', '57-KL/TW, điểm 2')
    """
    bare, number = " ".join(name.translate(_NO_BRACKETS).split())[:CITATION_LENGTH], 1
    found = bare
    if found in taken and part:
        found = bare = f"{bare}, {' '.join(part.translate(_NO_BRACKETS).split())}"[:CITATION_LENGTH]
    while found in taken:
        number += 1
        found = f"{bare[: CITATION_LENGTH - 1 - len(str(number))]} {number}"
    return found


def _plain_letters(text: str) -> str:
    folded = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def renamed(text: SectionText, uid: str) -> SectionText:
    """Return the section under another mark."""
    return replace(text, uid=uid)


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


def fingerprint(revision: int, numbers: Mapping[str, Decimal | None], page: str = "") -> str:
    """Return what stands for a text and its figures as somebody saw them: another text or figure gives another.

    `page` is the whole document as it was shown, with its tables.

    >>> fingerprint(3, {"sessions": Decimal("20.0000"), "copies": None})
    '3;copies=;sessions=20'
    >>> fingerprint(3, {}, "page")[:12]
    '3;page:36603'
    """
    shown = [_shown(key, value) for key, value in sorted(numbers.items())]
    if page:
        shown.append(f"page:{hashlib.sha256(page.encode()).hexdigest()}")
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
