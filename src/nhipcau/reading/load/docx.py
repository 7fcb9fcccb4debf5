"""DOCX: paragraphs in order, automatic numbers as displayed, tables as rows of cells apart by " | "."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from ..errors import DamagedFileError, EmptyFileError, NoTextError
from .numbering import Numbering
from .values import Loaded

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CELL_BREAK = "\u2028"
_PART_LIMIT = 200 * 1024**2
_LAYOUT = re.compile(
    r"Nơi\s+nhận|Độc\s+lập\s*[-–]\s*Tự\s+do|ĐẢNG\s+CỘNG\s+SẢN|CỘNG\s+HO?Ò?À?A?\s+XÃ\s+HỘI|Kính\s+gửi|^\s*Số\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_SKIPPED = {
    W + "del",
    W + "moveFrom",
    W + "instrText",
    W + "delText",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_BREAKS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "ptab": "\t"}


def parse(data: bytes) -> Loaded:
    """Return the text of a DOCX file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = _part(package, "word/document.xml")
        numbering = Numbering(_part(package, "word/numbering.xml"), _part(package, "word/styles.xml"))
        footnotes = _part(package, "word/footnotes.xml")
        has_pictures = any(name.startswith("word/media/") for name in package.namelist())
    root = body.find(W + "body") if body is not None else None
    if root is None:
        raise DamagedFileError
    text = "\n".join((*_blocks(root, numbering), *_footnotes(footnotes, numbering))).strip("\n")
    if not text.strip():
        raise NoTextError if has_pictures else EmptyFileError
    return Loaded(text=text + "\n")


def _part(package: zipfile.ZipFile, name: str) -> etree._Element | None:
    try:
        info = package.getinfo(name)
    except KeyError:
        return None
    if info.file_size > _PART_LIMIT:
        raise MemoryError
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(package.read(info), parser)


def _footnotes(part: etree._Element | None, numbering: Numbering) -> Iterator[str]:
    """The footnotes, each with its number, after the body."""
    if part is None:
        return
    notes = [note for note in part.findall(W + "footnote") if note.get(W + "type") in (None, "normal")]
    for number, note in enumerate(notes, 1):
        lines = [line.strip() for line in _blocks(note, numbering) if line.strip()]
        if lines:
            yield f"{number} " + " ".join(lines)


def _blocks(parent: etree._Element, numbering: Numbering) -> Iterator[str]:
    for child in parent:
        if child.tag == W + "p":
            yield _paragraph(child, numbering)
        elif child.tag == W + "tbl":
            yield from _table(child, numbering)
        elif child.tag == W + "sdt":
            content = child.find(W + "sdtContent")
            if content is not None:
                yield from _blocks(content, numbering)
        elif child.tag in (W + "customXml", W + "ins", W + "smartTag"):
            yield from _blocks(child, numbering)


def _paragraph(paragraph: etree._Element, numbering: Numbering) -> str:
    text = "".join(_runs(paragraph)).replace("\u00ad", "")
    label = numbering.label(paragraph) if text.strip() else ""
    return (label + text.strip()) if label else text.rstrip()


def _runs(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag == W + "p":  # a paragraph of a text box
            yield from _runs(child)
            yield "\n"
        elif child.tag != W + "pPr":
            yield from _runs(child)


def _table(table: etree._Element, numbering: Numbering) -> Iterator[str]:
    own_rows = [row for row in table.iter(W + "tr") if _owner(row) is table]
    rows = [[_cell(cell, numbering) for cell in _cells(row)] for row in own_rows]
    rows = [cells for cells in rows if any(cells)]
    if _is_layout(rows):
        yield ""
        yield from _columns(rows)
        yield ""
        return
    yield ""
    for cells in rows:
        yield (
            "| "
            + " | ".join(CELL_BREAK.join(part.strip().replace("\n", " ") for part in cell) for cell in cells)
            + " |"
        )
    yield ""


def _cell(cell: etree._Element, numbering: Numbering) -> list[str]:
    return [line for line in _blocks(cell, numbering) if line.strip()]


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag == W + "sdt":
            yield from child.iter(W + "tc")


def _owner(row: etree._Element) -> etree._Element | None:
    parent = row.getparent()
    while parent is not None and parent.tag != W + "tbl":
        parent = parent.getparent()
    return parent


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
