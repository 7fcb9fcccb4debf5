"""The pieces of WordprocessingML that python-docx has no words for."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final, cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table as DocxTable
    from docx.text.paragraph import Paragraph as DocxParagraph

TWIPS_PER_MM: Final = 1440 / 25.4
_SLACK_MM: Final = 3.0  # widths are estimates: a little more keeps a line from breaking again

# The order the schema asks for; Word calls a file with another order damaged.
_PARAGRAPH_ORDER: Final = (
    "w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:widowControl", "w:numPr",
    "w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku",
    "w:wordWrap", "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi",
    "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
    "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl",
    "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip


def twips(mm: float) -> int:
    """Return a length in twentieths of a point.

    >>> twips(210), twips(30), twips(12.7)
    (11906, 1701, 720)
    """
    return round(mm * TWIPS_PER_MM)


def printable(text: str) -> str:
    """Return `text` in composed Unicode, as TCVN 6909:2001 asks."""
    return unicodedata.normalize("NFC", text)


def element(tag: str, **attributes: str | int) -> BaseOxmlElement:
    """Return `<w:tag w:name="value"/>`."""
    made = cast("BaseOxmlElement", OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def text_run(text: str, *, bold: bool | None = None, italic: bool | None = None) -> BaseOxmlElement:
    """Return a run of `text` with its line breaks and tabs; None leaves a face to the style."""
    made = element("r")
    if bold is not None or italic is not None:
        face = element("rPr")
        face.extend(
            element(tag, val=int(wanted))
            for tag, wanted in (("b", bold), ("i", italic))
            if wanted is not None
        )
        made.append(face)
    for index, line in enumerate(text.split("\n")):
        if index:
            made.append(element("br"))
        for place, piece in enumerate(line.split("\t")):
            if place:
                made.append(element("tab"))
            if piece:
                made.append(_text(piece))
    return made


def _text(piece: str) -> BaseOxmlElement:
    made = element("t")
    made.text = piece
    if piece != piece.strip():
        made.set(qn("xml:space"), "preserve")
    return made


def put(properties: BaseOxmlElement, child: BaseOxmlElement) -> None:
    """Put `child` into paragraph properties where the schema wants it, in place of one of its kind."""
    for old in properties.findall(child.tag):
        properties.remove(old)
    names = [qn(name) for name in _PARAGRAPH_ORDER]
    later = names[names.index(child.tag) + 1 :]
    properties.insert_element_before(child, *[_PARAGRAPH_ORDER[names.index(tag)] for tag in later])


def number_properties(num_id: int, level: int) -> BaseOxmlElement:
    """Return the reference of a paragraph or style to a level of a numbering; num_id 0 switches it off."""
    made = element("numPr")
    made.append(element("ilvl", val=level))
    made.append(element("numId", val=num_id))
    return made


def draw_rule(paragraph: DocxParagraph, width_mm: float, room_mm: float, weight_pt: float) -> None:
    """Make `paragraph` a horizontal rule of `width_mm`, in the middle of `room_mm`: its top border."""
    side = max(0.0, (room_mm - width_mm) / 2)
    borders = element("pBdr")
    borders.append(element("top", val="single", sz=round(weight_pt * 8), space=0, color="000000"))
    put(paragraph._p.get_or_add_pPr(), borders)
    paragraph.paragraph_format.left_indent = Mm(side)
    paragraph.paragraph_format.right_indent = Mm(side)


def add_page_field(paragraph: DocxParagraph) -> None:
    """Add the field that prints the page number."""
    for kind in ("begin", "instr", "separate", "text", "end"):
        run = paragraph.add_run()
        if kind == "instr":
            instruction = element("instrText")
            instruction.text = "PAGE"
            run._r.append(instruction)
        elif kind == "text":
            run.text = "2"
        else:
            run._r.append(element("fldChar", fldCharType=kind))


def fix_columns(table: DocxTable, widths_mm: tuple[float, ...], *, padding_mm: float) -> None:
    """Hold the columns of `table` at `widths_mm`, with `padding_mm` left and right in each cell."""
    table.autofit = False
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblW")):
        properties.remove(old)
    properties.insert_element_before(
        element("tblW", w=twips(sum(widths_mm)), type="dxa"),
        "w:jc", "w:tblCellSpacing", "w:tblInd", "w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar",
        "w:tblLook",
    )  # fmt: skip
    properties.insert_element_before(
        element("tblInd", w=0, type="dxa"),
        "w:tblBorders",
        "w:shd",
        "w:tblLayout",
        "w:tblCellMar",
        "w:tblLook",
    )
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=twips(padding_mm), type="dxa"))
    properties.insert_element_before(margins, "w:tblLook")
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def keep_row_whole(table: DocxTable, index: int, *, repeat: bool = False) -> None:
    """Forbid a page break inside a row; with `repeat`, print the row again on each page."""
    properties = table.rows[index]._tr.get_or_add_trPr()
    properties.append(element("cantSplit"))
    if repeat:
        properties.append(element("tblHeader"))


def balance(paragraph: DocxParagraph, width_mm: float, room_mm: float) -> None:
    """Indent a centred `paragraph` on both sides, so that its text breaks into lines of about `width_mm`."""
    side = max(0.0, (room_mm - width_mm - _SLACK_MM) / 2)
    paragraph.paragraph_format.left_indent = Mm(side)
    paragraph.paragraph_format.right_indent = Mm(side)


def be_modern(settings: BaseOxmlElement) -> None:
    """Make Word open the file as of its present version: edges of tables at the margin, no compatibility mode."""
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def set_thin(paragraph: DocxParagraph, before_pt: float) -> DocxParagraph:
    """Make `paragraph` take almost no height, `before_pt` under what stands above it."""
    paragraph.paragraph_format.space_before = Pt(before_pt)
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(2)
    return paragraph
