"""Tables of a body in Word.

Built as plain elements: python-docx walks a whole table for each row and cell it hands out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nhipcau.writing.column_widths import column_widths, printed_cell
from nhipcau.writing.docx_xml import element, printable, text_run, twips
from nhipcau.writing.fitting import KEPT_WHOLE
from nhipcau.writing.layout import Layout, Part
from nhipcau.writing.model import Cell, Column, Number, Table

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_PADDING_MM: Final = 1.5


def table_element(table: Table, layout: Layout) -> BaseOxmlElement:
    """Return `table` without its caption; its header is repeated on each page it reaches."""
    size = layout.shapes[Part.TABLE_CELL].size
    widths = [twips(width) for width in column_widths(table, layout.text_width, size, _PADDING_MM)]
    made = element("tbl")
    made.append(_properties(sum(widths)))
    grid = element("tblGrid")
    grid.extend(element("gridCol", w=width) for width in widths)
    made.append(grid)
    made.append(
        _row(
            [_header(column, width) for column, width in zip(table.columns, widths, strict=True)], header=True
        )
    )
    last = len(table.rows) - 1
    whole = len(table.rows) <= KEPT_WHOLE
    for index, row in enumerate(table.rows):
        # A total never stands alone at the head of a page. The first row is not bound to the second: LibreOffice
        # would then keep the whole table on one page.
        kept = index < last and (whole or (table.total and index == last - 1))
        cells = zip(table.columns, row, widths, strict=True)
        bold = table.total and index == last
        made.append(_row([_cell(*cell, bold=bold, keep=kept) for cell in cells]))
    return made


def _properties(width: int) -> BaseOxmlElement:
    made = element("tblPr")
    made.append(element("tblStyle", val="TableGrid"))
    made.append(element("tblW", w=width, type="dxa"))
    made.append(element("tblInd", w=0, type="dxa"))
    made.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    margins.extend(element(side, w=twips(_PADDING_MM), type="dxa") for side in ("left", "right"))
    made.append(margins)
    made.append(element("tblLook", val="04A0"))
    return made


def _row(cells: list[BaseOxmlElement], *, header: bool = False) -> BaseOxmlElement:
    made = element("tr")
    properties = element("trPr")
    properties.append(element("cantSplit"))
    if header:
        properties.append(element("tblHeader"))
    made.append(properties)
    made.extend(cells)
    return made


def _header(column: Column, width: int) -> BaseOxmlElement:
    runs = [text_run(printable(column.header))]
    if column.unit:
        runs.append(text_run(printable(f"\n({column.unit})"), bold=False, italic=True))
    return _filled(_paragraph(Part.TABLE_HEADER, None, runs, keep=True), width, centred=True)


def _cell(column: Column, value: Cell, width: int, *, bold: bool, keep: bool) -> BaseOxmlElement:
    align = "right" if isinstance(value, Number) else column.alignment
    text = printable(printed_cell(value))
    runs = [text_run(text, bold=bold or None)]
    return _filled(_paragraph(Part.TABLE_CELL, align, runs, keep=keep), width)


def _filled(paragraph: BaseOxmlElement, width: int, *, centred: bool = False) -> BaseOxmlElement:
    made = element("tc")
    properties = element("tcPr")
    properties.append(element("tcW", w=width, type="dxa"))
    if centred:
        properties.append(element("vAlign", val="center"))
    made.append(properties)
    made.append(paragraph)
    return made


def _paragraph(part: Part, align: str | None, runs: list[BaseOxmlElement], *, keep: bool) -> BaseOxmlElement:
    made = element("p")
    properties = element("pPr")
    properties.append(element("pStyle", val=part.style_id))
    if keep:
        properties.append(element("keepNext"))
    if align is not None:
        properties.append(element("jc", val=align))
    made.append(properties)
    made.extend(runs)
    return made
