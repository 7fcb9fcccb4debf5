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

LETTER_KIND: Final = "Công văn"  # the one kind that prints no kind line
MAX_NUMBER: Final = 999_999
MAX_COPIES: Final = 999
MAX_COLUMNS: Final = 20
MAX_RUN: Final = 1_000_000  # characters

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


Block = Heading | Paragraph | Clause | Bullet | Table


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
class OfficialDocument:
    """A whole document; `number` and `day` are None until it is issued, and the page leaves room for them."""

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

    def __post_init__(self) -> None:
        for name in ("kind", "issuer", "place", "subject"):
            require_text(name, getattr(self, name))
        require_printable("superior", self.superior)
        if self.layout not in ("state", "party"):
            raise refusal("layout", "phải là “state” hoặc “party”.", "must be “state” or “party”.")
        if not _SYMBOL.fullmatch(self.symbol):
            raise refusal(
                "symbol",
                "ký hiệu chỉ gồm chữ, số, “-” và “/” liền nhau, ví dụ BC-SVHTTDL.",
                "a symbol is letters and digits joined by “-” or “/”, such as BC-SVHTTDL.",
            )
        if self.number is not None:
            require_range("number", self.number, 1, MAX_NUMBER)
        for name in ("addressees", "legal_bases", "recipients"):
            require_entries(name, getattr(self, name))
        require_range("body", len(self.body), 1, 100_000)


def plain(text: str) -> tuple[Run, ...]:
    """Return the runs of an undecorated text, for paragraphs, clauses and bullets.

    >>> Paragraph(plain("Trân trọng báo cáo.")).runs
    (TextRun(text='Trân trọng báo cáo.', bold=False, italic=False),)
    """
    return (TextRun(text),)


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
