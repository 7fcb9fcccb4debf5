"""The body of a document in Word: headings, clauses, bullets, paragraphs, tables and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from docx.shared import Mm, Pt

from nhipcau.writing import rules
from nhipcau.writing.chart_table import alt_of, table_of
from nhipcau.writing.charts import png_of
from nhipcau.writing.docx_pictures import add_picture
from nhipcau.writing.docx_styles import restart_numbering, set_style
from nhipcau.writing.docx_tables import table_element
from nhipcau.writing.docx_xml import number_properties, printable, put, set_thin
from nhipcau.writing.fitting import TALLEST
from nhipcau.writing.layout import Layout, Part
from nhipcau.writing.model import (
    Block,
    Bullet,
    Chart,
    Clause,
    FigureReference,
    Heading,
    Image,
    Paragraph,
    Run,
    Table,
    plain,
)
from nhipcau.writing.numbering import BULLETS, LISTS, Counter
from nhipcau.writing.printed import closed_runs

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as DocxParagraph

_HEADING_PARTS: Final = {
    "part": Part.PART,
    "chapter": Part.CHAPTER,
    "section": Part.SECTION,
    "article": Part.ARTICLE,
    "clause": Part.TITLED_CLAUSE,
}


class BodyWriter:
    """Writes blocks into a Word document, numbering as it goes."""

    def __init__(self, word: Document, layout: Layout) -> None:
        self._word = word
        self._layout = layout
        self._counter = Counter()
        self._points = 0

    def write(self, body: Sequence[Block]) -> None:
        """Write every block; the last words get the end mark and stay on the page of the signature."""
        for block in body[:-1]:
            self._block(block)
        self._last(body[-1])

    def write_annex(self, body: Sequence[Block], layout: Layout) -> None:
        """Write what is enclosed, on pages of `layout` and numbered in itself."""
        self._layout = layout
        self._counter.begin_anew()
        self._points = 0
        for block in body:
            self._block(block)

    def _last(self, block: Block) -> None:
        if isinstance(block, Table | Chart | Image):
            self._block(block)
            paragraph = self._paragraph(Part.BODY, plain(self._layout.end_mark))
        elif isinstance(block, Heading):
            paragraph = self._heading(replace(block, text=rules.closed_by(block.text, self._layout.end_mark)))
        else:
            closed = closed_runs(block.runs, self._layout.end_mark)
            paragraph = self._text(replace(block, runs=closed))
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_after = Pt(14)

    def _block(self, block: Block) -> None:
        match block:
            case Table():
                self._table(block)
            case Chart():
                self._chart(block)
            case Image():
                self._image(block)
            case Heading():
                self._heading(block)
            case _:
                self._text(block)

    def _text(self, block: Paragraph | Clause | Bullet) -> DocxParagraph:
        match block:
            case Paragraph():
                return self._paragraph(Part.BODY, block.runs)
            case Bullet():
                return self._bullet(block)
            case Clause(level="point"):
                return self._point(block)
            case Clause():
                paragraph = self._paragraph(Part.CLAUSE, block.runs, label=block.label)
                self._number(paragraph, Part.CLAUSE, automatic=block.label is None)
                return paragraph

    def _heading(self, heading: Heading) -> DocxParagraph:
        part = _HEADING_PARTS[heading.level]
        text = heading.text.upper() if self._layout.shapes[part].upper else heading.text
        own_line = part in (Part.PART, Part.CHAPTER)
        paragraph = self._paragraph(part, (), label=heading.label, own_line=own_line)
        if own_line and heading.label is None:
            paragraph.add_run().add_break()
        written = paragraph.add_run(printable(text))
        if part is Part.ARTICLE and not rules.is_title(text):
            written.bold = False
            paragraph.paragraph_format.keep_with_next = False
        self._number(paragraph, part, automatic=heading.label is None)
        return paragraph

    def _bullet(self, bullet: Bullet) -> DocxParagraph:
        part = Part.BULLET if bullet.depth == 1 else Part.SUB_BULLET
        paragraph = self._paragraph(part, bullet.runs)
        put(paragraph._p.get_or_add_pPr(), number_properties(BULLETS, LISTS[BULLETS].index(part)))
        return paragraph

    def _point(self, clause: Clause) -> DocxParagraph:
        # Printed as text: Word's letters run a b c d e and know no đ.
        if clause.label is not None:
            return self._paragraph(Part.POINT, clause.runs, label=clause.label)
        self._points += 1
        return self._paragraph(Part.POINT, clause.runs, label=rules.point_label(self._points))

    def _number(self, paragraph: DocxParagraph, part: Part, *, automatic: bool) -> None:
        """Number `paragraph` by Word, or switch Word's number off where the label is given by hand."""
        self._points = 0
        place = self._counter.next(part, automatic=automatic)
        restart_numbering(self._word, place)
        put(paragraph._p.get_or_add_pPr(), number_properties(place.num_id, place.level))
        if not automatic:
            # LibreOffice drops the indent of the style together with the number.
            paragraph.paragraph_format.first_line_indent = Mm(self._layout.shapes[part].first_line_mm)

    def _paragraph(
        self, part: Part, runs: Sequence[Run], *, label: str | None = None, own_line: bool = False
    ) -> DocxParagraph:
        paragraph = set_style(self._word.add_paragraph(), part)
        if label is not None:
            paragraph.add_run(printable(f"{label}\n" if own_line else f"{label} "))
        self._add_runs(paragraph, runs)
        return paragraph

    @staticmethod
    def _add_runs(paragraph: DocxParagraph, runs: Sequence[Run]) -> None:
        for run in runs:
            if isinstance(run, FigureReference):
                paragraph.add_run(printable(run.printed))
                continue
            written = paragraph.add_run(printable(run.text))
            written.bold, written.italic = run.bold or None, run.italic or None

    def _table(self, table: Table) -> DocxParagraph:
        if table.caption:
            self._paragraph(Part.TABLE_CAPTION, plain(table.caption))
        self._word.element.body.sectPr.addprevious(table_element(table, self._layout))
        return set_thin(set_style(self._word.add_paragraph(), Part.RULE), 6)

    def _chart(self, chart: Chart) -> None:
        self._paragraph(Part.PICTURE_CAPTION, plain(chart.caption)).paragraph_format.keep_with_next = True
        width = self._layout.text_width
        self._picture(png_of(chart, width_mm=width), alt_of(chart), width)
        self._table(table_of(chart))

    def _image(self, image: Image) -> None:
        width = image.width_mm or self._layout.text_width
        picture = self._picture(image.content, image.alt, width)
        if image.caption:
            self._paragraph(Part.PICTURE_CAPTION, plain(image.caption))
        else:
            picture.paragraph_format.keep_with_next = False

    def _picture(self, content: bytes, alt: str, width_mm: float) -> DocxParagraph:
        paragraph = self._paragraph(Part.PICTURE, ())
        paragraph.paragraph_format.keep_with_next = True
        room = (self._layout.text_width, self._layout.text_height * TALLEST)
        add_picture(paragraph, content, alt, width_mm=width_mm, room_mm=room)
        return paragraph
