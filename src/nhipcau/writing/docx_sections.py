"""Pages of a DOCX: size, margins, page numbers, the mark of a draft, and a new section for each annex."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from nhipcau.writing.docx_styles import set_style
from nhipcau.writing.docx_xml import add_page_field, element
from nhipcau.writing.layout import Layout, Part
from nhipcau.writing.rules import DRAFT_MARK

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section


def set_first_section(word: Document, layout: Layout, *, draft: bool) -> None:
    """Set the pages of an empty document."""
    section = word.sections[0]
    _set_page(section, layout)
    _set_headers(section, layout, draft=draft)


def begin_section(word: Document, layout: Layout, *, draft: bool) -> None:
    """End the section of what was written so far; what follows begins a page numbered 1."""
    body = word.element.body
    last = body.sectPr
    body.p_lst[-1].set_sectPr(last.clone())
    for reference in (*last.findall(qn("w:headerReference")), *last.findall(qn("w:footerReference"))):
        last.remove(reference)  # goes on with the header of the section before
    for old in last.findall(qn("w:pgNumType")):
        last.remove(old)
    last.insert_element_before(element("pgNumType", start=1), "w:cols", "w:titlePg", "w:docGrid")
    section = word.sections[-1]
    _set_page(section, layout)
    if draft:  # the place of its mark depends on the width of the page
        _set_headers(section, layout, draft=True)


def _set_page(section: Section, layout: Layout) -> None:
    landscape = layout.page_width > layout.page_height
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(layout.page_width), Mm(layout.page_height)
    section.top_margin, section.bottom_margin = Mm(layout.top), Mm(layout.bottom)
    section.left_margin, section.right_margin = Mm(layout.left), Mm(layout.right)
    section.header_distance = section.footer_distance = Mm(layout.page_number_from_top)


def _set_headers(section: Section, layout: Layout, *, draft: bool) -> None:
    """Print the page number from the second page on, and the mark of a draft on every page, in the margin."""
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    section.header.is_linked_to_previous = False
    numbered = set_style(section.header.paragraphs[0], Part.PAGE_NUMBER)
    if draft:
        set_style(section.first_page_header.paragraphs[0], Part.DRAFT).add_run(DRAFT_MARK)
        numbered.alignment = WD_ALIGN_PARAGRAPH.LEFT
        numbered.paragraph_format.tab_stops.add_tab_stop(Mm(layout.text_width / 2), WD_TAB_ALIGNMENT.CENTER)
        mark = numbered.add_run(f"{DRAFT_MARK}\t")
        mark.bold, mark.font.size = True, Pt(layout.shapes[Part.DRAFT].size)
    add_page_field(numbered)
