"""Styles and numbering of a DOCX: what a clerk goes on working with in Word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from nhipcau.writing.docx_xml import element, number_properties, put, twips
from nhipcau.writing.layout import FONT, Layout, Part, Shape
from nhipcau.writing.numbering import LISTS, Place

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph as DocxParagraph

_LANGUAGE: Final = "vi-VN"
_ALIGN: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def prepare(document: Document, layout: Layout) -> None:
    """Set fonts, styles and numbering of an empty `document`."""
    _set_base_font(document)
    for part in Part:
        _add_style(document, part, layout.shapes[part], layout)
    for part in Part:
        if layout.shapes[part].outline is not None:
            # Enter after a heading goes on with body text.
            document.styles[part.value].next_paragraph_style = document.styles[Part.BODY.value]
    _add_numberings(document, layout)


def set_style(paragraph: DocxParagraph, part: Part) -> DocxParagraph:
    """Give `paragraph` the style of `part`, without python-docx's search through all styles each time."""
    paragraph._p.style = part.style_id
    return paragraph


def _set_base_font(document: Document) -> None:
    normal = document.styles["Normal"]
    normal.font.size = Pt(14)
    _set_font(normal.element.get_or_add_rPr())
    for defaults in document.styles.element.iter(qn("w:rPrDefault")):
        _set_font(defaults.find(qn("w:rPr")))


def _set_font(properties: BaseOxmlElement) -> None:
    for name in ("w:rFonts", "w:lang"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    properties.insert(0, element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT))
    properties.append(element("lang", val=_LANGUAGE, eastAsia=_LANGUAGE))


def _add_style(document: Document, part: Part, shape: Shape, layout: Layout) -> None:
    style: ParagraphStyle = document.styles.add_style(part.value, WD_STYLE_TYPE.PARAGRAPH)
    style.element.styleId = part.style_id
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    font, spacing = style.font, style.paragraph_format
    font.name, font.size, font.color.rgb = FONT, Pt(shape.size), RGBColor(0, 0, 0)
    font.bold, font.italic, font.underline = shape.bold, shape.italic, shape.underline
    spacing.alignment = _ALIGN[shape.align]
    spacing.space_before, spacing.space_after = Pt(shape.before), Pt(shape.after)
    spacing.first_line_indent, spacing.left_indent = Mm(shape.first_line_mm), Mm(shape.left_mm)
    spacing.keep_with_next = shape.keep_with_next
    spacing.widow_control = True
    if not shape.body_spacing:
        spacing.line_spacing = 1.0
    elif layout.line_spacing is not None:
        spacing.line_spacing = layout.line_spacing
    else:
        spacing.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        spacing.line_spacing = Pt(layout.exact_line_spacing)
    if shape.outline is not None:
        put(style.element.get_or_add_pPr(), element("outlineLvl", val=shape.outline))


def _add_numberings(document: Document, layout: Layout) -> None:
    root = document.part.numbering_part.element
    # Every definition must stand before the first use.
    for word_list, parts in reversed(LISTS.items()):
        definition = element("abstractNum", abstractNumId=word_list)
        definition.append(element("multiLevelType", val="multilevel"))
        for level, part in enumerate(parts):
            definition.append(_level(part, level, layout))
        root.insert(0, definition)
    for word_list, parts in LISTS.items():
        _add_use(root, word_list, word_list)
        for level, part in enumerate(parts):
            style = document.styles[part.value].element
            put(style.get_or_add_pPr(), number_properties(word_list, level))


def _level(part: Part, level: int, layout: Layout) -> BaseOxmlElement:
    form, label = _label(part, level, layout)
    own_line = part in (Part.PART, Part.CHAPTER)
    made = element("lvl", ilvl=level)
    made.append(element("start", val=1))
    made.append(element("numFmt", val=form))
    made.append(element("pStyle", val=part.style_id))
    made.append(element("suff", val="nothing" if own_line else "space"))
    made.append(element("lvlText", val=label))
    made.append(element("lvlJc", val="left"))
    properties = element("pPr")
    properties.append(element("ind", left=0, firstLine=twips(layout.shapes[part].first_line_mm)))
    made.append(properties)
    face = element("rPr")
    face.append(element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT))
    made.append(face)
    return made


def _label(part: Part, level: int, layout: Layout) -> tuple[str, str]:
    """Return the number format and the label of a level; Word writes its number for %1, %2 and so on."""
    form, label = {
        Part.PART: ("upperRoman", "Phần %1"),
        Part.CHAPTER: ("upperRoman", "Chương %1"),
        Part.SECTION: ("upperRoman", layout.section_label),
        Part.ARTICLE: ("decimal", "Điều %1."),
        Part.TITLED_CLAUSE: ("decimal", "%1."),
        Part.CLAUSE: ("decimal", "%1."),
        Part.BULLET: ("bullet", "-"),
        Part.SUB_BULLET: ("bullet", "+"),
    }[part]
    return form, label.replace("%1", f"%{level + 1}")


def _add_use(root: BaseOxmlElement, num_id: int, abstract_id: int) -> BaseOxmlElement:
    use = element("num", numId=num_id)
    use.append(element("abstractNumId", val=abstract_id))
    root.append(use)
    return use


def restart_numbering(document: Document, place: Place) -> None:
    """Add the new use of a list that `place` asks for, counting anew from the level it names."""
    if place.restart_of is None:
        return
    use = _add_use(document.part.numbering_part.element, place.num_id, place.restart_of)
    for level in range(place.restart_from, len(LISTS[place.restart_of])):
        override = element("lvlOverride", ilvl=level)
        override.append(element("startOverride", val=1))
        use.append(override)
