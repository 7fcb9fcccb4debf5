"""An official document as plain frozen values; whatever could not be printed is refused when it is made.

Text may hold line breaks. Control characters are refused, not dropped: a dropped character changes what was
signed without anybody seeing it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from nhipcau.writing.checks import refusal, require_entries, require_printable, require_range, require_text
from nhipcau.writing.numbers import MAX_DECIMALS

LayoutName = Literal["state", "party"]
HeadingLevel = Literal["part", "chapter", "section", "article", "clause"]
ClauseLevel = Literal["clause", "point"]
Alignment = Literal["left", "center", "right"]
ChartKind = Literal["bar", "stacked", "line"]

LETTER_KIND: Final = "Công văn"  # the one kind that prints no kind line
MAX_NUMBER: Final = 999_999
MAX_COPIES: Final = 999
MAX_COLUMNS: Final = 20
MAX_RUN: Final = 1_000_000  # characters
MAX_CATEGORIES: Final = 200
MAX_SERIES: Final = 8  # more lines or colours than this cannot be told apart on paper
MAX_IMAGE: Final = 20_000_000  # bytes
MAX_PARTNERS: Final = 9
ANNEX_KIND: Final = "Phụ lục"  # any other kind is a text enacted by the document, such as a Quy chế

_SYMBOL: Final = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of text in one face; a lone space between two figures is one too."""

    text: str
    bold: bool = False
    italic: bool = False

    def __post_init__(self) -> None:
        require_printable("text", self.text)
        require_range("text", len(self.text), 1, MAX_RUN)


@dataclass(frozen=True, slots=True)
class FigureReference:
    """A figure in the text: `printed` is what the page shows, `key` tells where it comes from."""

    printed: str
    key: str

    def __post_init__(self) -> None:
        require_text("figure", self.printed)
        require_text("key", self.key)


Run = TextRun | FigureReference


@dataclass(frozen=True, slots=True)
class Heading:
    """A titled division; `label` None lets Word number it, text such as "III." is printed as given."""

    level: HeadingLevel
    text: str
    label: str | None = None

    def __post_init__(self) -> None:
        require_text("text", self.text)
        _require_label(self.label)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body."""

    runs: tuple[Run, ...]

    def __post_init__(self) -> None:
        _require_runs(self.runs)


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered paragraph without a title: "1." for a clause, "a)" for a point under it."""

    level: ClauseLevel
    runs: tuple[Run, ...]
    label: str | None = None

    def __post_init__(self) -> None:
        _require_runs(self.runs)
        _require_label(self.label)


@dataclass(frozen=True, slots=True)
class Bullet:
    """A dashed line; depth 2 prints "+" under a "-"."""

    runs: tuple[Run, ...]
    depth: Literal[1, 2] = 1

    def __post_init__(self) -> None:
        _require_runs(self.runs)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, with the unit its figures are counted in."""

    header: str
    unit: str = ""
    alignment: Alignment = "left"

    def __post_init__(self) -> None:
        require_text("header", self.header)
        require_printable("unit", self.unit)


@dataclass(frozen=True, slots=True)
class Number:
    """A figure in a table, printed with `decimals` places; `key` tells where it comes from."""

    value: Decimal
    decimals: int = 0
    key: str = ""

    def __post_init__(self) -> None:
        require_printable("key", self.key)
        if not self.value.is_finite() or self.value.adjusted() > 40:
            raise refusal("number", "không phải là một số in được.", "is not a number that can be printed.")
        require_range("decimals", self.decimals, 0, MAX_DECIMALS)


Cell = str | Number


@dataclass(frozen=True, slots=True)
class Table:
    """A table; with `total`, its last row stands out as the sum of the others."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: bool = False

    def __post_init__(self) -> None:
        require_printable("caption", self.caption)
        require_range("columns", len(self.columns), 1, MAX_COLUMNS)
        for index, row in enumerate(self.rows):
            _require_row(f"rows[{index}]", row, len(self.columns))


@dataclass(frozen=True, slots=True)
class Series:
    """What a chart shows under one name: a value for each category, None where there is none."""

    name: str
    values: tuple[Decimal | None, ...]

    def __post_init__(self) -> None:
        require_text("name", self.name)
        for index, value in enumerate(self.values):
            if value is not None and (not value.is_finite() or value.adjusted() > 40):
                raise refusal(
                    f"values[{index}]", "không phải là một số vẽ được.", "is not a number that can be drawn."
                )


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, printed with its numbers in a table under it; `unit` is what the values are counted in."""

    caption: str
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    decimals: int = 0

    def __post_init__(self) -> None:
        require_text("caption", self.caption)
        require_printable("unit", self.unit)
        require_range("categories", len(self.categories), 1, MAX_CATEGORIES)
        require_entries("categories", self.categories)
        require_range("series", len(self.series), 1, MAX_SERIES)
        require_range("decimals", self.decimals, 0, MAX_DECIMALS)
        for index, series in enumerate(self.series):
            _require_length(f"series[{index}]", len(series.values), len(self.categories))


@dataclass(frozen=True, slots=True)
class Image:
    """A picture (PNG or JPEG bytes) with what it shows in words; `width_mm` 0 is as wide as the text."""

    content: bytes
    alt: str
    caption: str = ""
    width_mm: int = 0

    def __post_init__(self) -> None:
        require_text("alt", self.alt)
        require_printable("caption", self.caption)
        require_range("width_mm", self.width_mm, 0, 250)
        require_range("content", len(self.content), 1, MAX_IMAGE)
        if not self.content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
            raise refusal("content", "phải là ảnh PNG hoặc JPEG.", "must be a PNG or JPEG picture.")


Block = Heading | Paragraph | Clause | Bullet | Table | Chart | Image


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: `authority` as "TM. ỦY BAN NHÂN DÂN" or "KT. GIÁM ĐỐC", the title, the bare name."""

    title: str
    name: str
    authority: str = ""

    def __post_init__(self) -> None:
        require_text("title", self.title)
        require_printable("name", self.name)
        require_printable("authority", self.authority)


@dataclass(frozen=True, slots=True)
class Filing:
    """Who keeps the document: the drafting unit (State) or the office (Party), and how many copies."""

    unit: str = ""
    copies: int | None = None

    def __post_init__(self) -> None:
        require_printable("unit", self.unit)
        if self.copies is not None:
            require_range("copies", self.copies, 1, MAX_COPIES)


@dataclass(frozen=True, slots=True)
class IssuingBody:
    """One of the bodies that issue a document together, with its own number and signature."""

    name: str
    symbol: str
    signature: Signature
    superior: str = ""
    number: int | None = None

    def __post_init__(self) -> None:
        require_text("name", self.name)
        require_printable("superior", self.superior)
        _require_symbol(self.symbol)
        _require_number(self.number)


@dataclass(frozen=True, slots=True)
class Annex:
    """What is enclosed, numbered in itself: a Phụ lục, or a text that the document enacts, such as a Quy chế.

    The label (“PHỤ LỤC I”) and the line that names the document are printed by the layout.
    """

    title: str
    body: tuple[Block, ...]
    kind: str = ANNEX_KIND
    landscape: bool = False

    def __post_init__(self) -> None:
        require_text("title", self.title)
        require_text("kind", self.kind)
        require_range("body", len(self.body), 1, 100_000)


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """A whole document; `number` and `day` are None until it is issued, and the page leaves room for them.

    `partners` issue it together with the first body. `deciding` is who decides, of a decision or resolution
    (“Giám đốc Sở Du lịch”): printed above the legal bases, and “QUYẾT ĐỊNH:” under them. `draft` marks every
    page that it is not issued.
    """

    kind: str
    issuer: str
    symbol: str
    place: str
    subject: str
    body: tuple[Block, ...]
    signature: Signature
    layout: LayoutName = "state"
    superior: str = ""
    number: int | None = None
    day: date | None = None
    addressees: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    filing: Filing = Filing()
    partners: tuple[IssuingBody, ...] = ()
    deciding: str = ""
    annexes: tuple[Annex, ...] = ()
    draft: bool = False

    def __post_init__(self) -> None:
        for name in ("kind", "issuer", "place", "subject"):
            require_text(name, getattr(self, name))
        require_printable("superior", self.superior)
        require_printable("deciding", self.deciding)
        require_range("partners", len(self.partners), 0, MAX_PARTNERS)
        if self.layout not in ("state", "party"):
            raise refusal("layout", "phải là “state” hoặc “party”.", "must be “state” or “party”.")
        _require_symbol(self.symbol)
        _require_number(self.number)
        for name in ("addressees", "legal_bases", "recipients"):
            require_entries(name, getattr(self, name))
        require_range("body", len(self.body), 1, 100_000)

    @property
    def bodies(self) -> tuple[IssuingBody, ...]:
        """Every body that issues it, the one that leads first."""
        own = IssuingBody(self.issuer, self.symbol, self.signature, self.superior, self.number)
        return (own, *self.partners)


def plain(text: str) -> tuple[Run, ...]:
    """Return the runs of an undecorated text, for paragraphs, clauses and bullets.

    >>> Paragraph(plain("Trân trọng báo cáo.")).runs
    (TextRun(text='Trân trọng báo cáo.', bold=False, italic=False),)
    """
    return (TextRun(text),)


def _require_symbol(symbol: str) -> None:
    if not _SYMBOL.fullmatch(symbol):
        raise refusal(
            "symbol",
            "ký hiệu chỉ gồm chữ, số, “-” và “/” liền nhau, ví dụ BC-SVHTTDL.",
            "a symbol is letters and digits joined by “-” or “/”, such as BC-SVHTTDL.",
        )


def _require_number(number: int | None) -> None:
    if number is not None:
        require_range("number", number, 1, MAX_NUMBER)


def _require_length(place: str, found: int, wanted: int) -> None:
    if found != wanted:
        raise refusal(
            place,
            f"có {found} giá trị trong khi biểu đồ có {wanted} mục. Hãy thêm hoặc bớt giá trị.",
            f"has {found} values while the chart has {wanted} categories. Add or remove values.",
        )


def _require_label(label: str | None) -> None:
    if label is not None:
        require_text("label", label)


def _require_runs(runs: tuple[Run, ...]) -> None:
    # A figure always prints something; a paragraph of spaces would print an empty line.
    if not any(isinstance(run, FigureReference) or run.text.strip() for run in runs):
        raise refusal("runs", "còn trống. Hãy điền nội dung.", "is empty. Fill it in.")


def _require_row(place: str, row: tuple[Cell, ...], width: int) -> None:
    if len(row) != width:
        raise refusal(
            place,
            f"có {len(row)} ô trong khi bảng có {width} cột. Hãy thêm hoặc bớt ô.",
            f"has {len(row)} cells while the table has {width} columns. Add or remove cells.",
        )
    for index, cell in enumerate(row):
        if isinstance(cell, str):
            require_printable(f"{place}[{index}]", cell)
