"""DOCX: paragraphs in order, automatic numbers as displayed, tables as rows of cells apart by " | "."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from lxml import etree

from ..errors import DamagedFileError, EmptyFileError, NoTextError
from .fonts import Face, Fonts
from .numbering import Numbering
from .package import Package, R, W
from .values import Limits, Loaded

CELL_BREAK = "\u2028"
_LAYOUT = re.compile(
    r"Nơi\s+nhận|Độc\s+lập\s*[-–]\s*Tự\s+do|ĐẢNG\s+CỘNG\s+SẢN|CỘNG\s+HO?Ò?À?A?\s+XÃ\s+HỘI|Kính\s+gửi|^\s*Số\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = {W + "del", W + "moveFrom", W + "instrText", W + "delText", W + "pPr", W + "rPr"}
_BREAKS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "ptab": "\t"}
_WRAPPERS = (W + "customXml", W + "ins", W + "moveTo", W + "smartTag")
_PAGE_NUMBER = re.compile(r"(?:trang|page|of|số|/|[-–—.|]|\d|\s)*", re.IGNORECASE)
_SOFT_HYPHEN = "\u00ad"

Piece = tuple[str, Face | None]


def parse(data: bytes, limits: Limits) -> Loaded:
    """Return the text of a DOCX file."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        package = Package(opened, limits)
        lines = _document(package)
        has_pictures = package.has_pictures
    text = "\n".join(lines).strip("\n")
    if not text.strip():
        raise NoTextError if has_pictures else EmptyFileError
    return Loaded(text=text + "\n")


def _document(package: Package) -> list[str]:
    """Page headers, body, page footers, footnotes, endnotes."""
    main = package.part("document.xml")
    root = main.find(W + "body") if main is not None else None
    if root is None:
        raise DamagedFileError
    heads, feet = _edges(package, root, "header"), _edges(package, root, "footer")
    notes = [package.part(f"{kind}.xml") for kind in ("footnotes", "endnotes")]
    styles = package.part("styles.xml")
    texts = [root, *heads, *feet, *(part for part in notes if part is not None)]
    body = _Body(Numbering(package.part("numbering.xml"), styles), Fonts(styles, texts))
    before = body.edge_lines(heads)
    lines = [*before, *body.blocks(root), *body.edge_lines(feet)]
    return [*lines, *body.notes(notes[0], "footnote"), *body.notes(notes[1], "endnote")]


def _edges(package: Package, root: etree._Element, kind: str) -> list[etree._Element]:
    """The page headers (or footers) that are shown, each once, in the order of the sections."""
    found: dict[str, etree._Element | None] = {}
    for section in root.iter(W + "sectPr"):
        has_first_page = section.find(W + "titlePg") is not None
        for reference in section.findall(f"{W}{kind}Reference"):
            if reference.get(W + "type") != "first" or has_first_page:
                key = reference.get(R + "id") or ""
                found[key] = found[key] if key in found else package.related(reference)
    return [part for part in found.values() if part is not None]


@dataclass(frozen=True, slots=True)
class _Body:
    """Turns blocks to lines."""

    numbering: Numbering
    fonts: Fonts

    def edge_lines(self, parts: list[etree._Element]) -> list[str]:
        """The lines of page headers or footers, each once, without page numbers."""
        lines = [line for part in parts for line in self.blocks(part)]
        return list(dict.fromkeys(line for line in lines if not _PAGE_NUMBER.fullmatch(line)))

    def notes(self, part: etree._Element | None, kind: str) -> Iterator[str]:
        """The footnotes or endnotes, each with its number, after the body."""
        if part is None:
            return
        notes = [note for note in part.findall(W + kind) if note.get(W + "type") in (None, "normal")]
        for number, note in enumerate(notes, 1):
            lines = [line.strip() for line in self.blocks(note) if line.strip()]
            if lines:
                yield f"{number} " + " ".join(lines)

    def blocks(self, parent: etree._Element) -> Iterator[str]:
        for child in parent:
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag == W + "sdt":
                content = child.find(W + "sdtContent")
                if content is not None:
                    yield from self.blocks(content)
            elif child.tag == _MC + "AlternateContent":
                yield from self.blocks(_alternative(child))
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        """The text boxes that hang before the paragraph's text, its text, the boxes after it."""
        items = list(self._items(paragraph, self.fonts.of_paragraph(paragraph)))
        first = next(
            (index for index, (text, _) in enumerate(items) if isinstance(text, str) and text.strip()), 0
        )
        boxes = [(index, item) for index, (item, _) in enumerate(items) if not isinstance(item, str)]
        yield from (line for index, box in boxes if index < first for line in self.blocks(box))
        yield self._line(paragraph, [(item, face) for item, face in items if isinstance(item, str)])
        yield from (line for index, box in boxes if index >= first for line in self.blocks(box))

    def _line(self, paragraph: etree._Element, pieces: list[Piece]) -> str:
        faces = groupby(pieces, key=itemgetter(1))
        text = "".join(self.fonts.shown("".join(part for part, _ in group), face) for face, group in faces)
        text = text.replace(_SOFT_HYPHEN, "")
        label = self.numbering.label(paragraph) if text.strip() else ""
        return (label + text.strip()) if label else text.rstrip()

    def _items(
        self, element: etree._Element, usual: str | None, face: Face | None = None
    ) -> Iterator[tuple[str | etree._Element, Face | None]]:
        """The texts below `element` with the old font they are in, and the text boxes; `usual` is their font."""
        for child in element:
            if child.tag in _SKIPPED:
                continue
            if child.tag == W + "t":
                yield child.text or "", face
            elif child.tag in _BREAKS:
                yield _BREAKS[child.tag], face
            elif child.tag == W + "softHyphen":  # what is ư in a TCVN3 font
                yield _SOFT_HYPHEN, face
            elif child.tag == W + "txbxContent":
                yield child, None
            elif child.tag == _MC + "AlternateContent":
                yield from self._items(_alternative(child), usual, face)
            elif child.tag == W + "r":
                yield from self._items(child, usual, self.fonts.face(child, usual))
            else:
                yield from self._items(child, usual, face)

    def _table(self, table: etree._Element) -> Iterator[str]:
        own_rows = [row for row in table.iter(W + "tr") if next(row.iterancestors(W + "tbl"), None) is table]
        rows = [[self._cell(cell) for cell in _cells(row)] for row in own_rows]
        rows = [cells for cells in rows if any(cells)]
        yield ""
        if _is_layout(rows):
            yield from _columns(rows)
        else:
            yield from map(_row, rows)
        yield ""

    def _cell(self, cell: etree._Element) -> list[str]:
        return [line for line in self.blocks(cell) if line.strip()]


def _alternative(element: etree._Element) -> etree._Element:
    """The one of several renderings that is read: the first with text, else the first."""
    ways = [way for way in element if way.tag in (_MC + "Choice", _MC + "Fallback")]
    return next((way for way in ways if way.find(f".//{W}t") is not None), ways[0] if ways else element)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag == W + "sdt":
            yield from child.iterfind(f"{W}sdtContent/{W}tc")


def _row(cells: list[list[str]]) -> str:
    parts = (CELL_BREAK.join(part.strip().replace("\n", " ") for part in cell) for cell in cells)
    return f"| {' | '.join(parts)} |"


def _is_layout(rows: list[list[list[str]]]) -> bool:
    """Whether the table only places things: the header, the signature, "Kính gửi"."""
    if len(rows) <= 1 or max(len(cells) for cells in rows) <= 1:
        return True
    text = "\n".join(line for cells in rows for cell in cells for line in cell)
    return max(len(cells) for cells in rows) <= 3 and bool(_LAYOUT.search(text))


def _columns(rows: list[list[list[str]]]) -> Iterator[str]:
    """Left column from top to bottom, then the next."""
    for column in range(max((len(cells) for cells in rows), default=0)):
        for cells in rows:
            if column < len(cells):
                yield from cells[column]
