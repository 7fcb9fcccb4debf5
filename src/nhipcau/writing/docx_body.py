"""The body of a document in Word: headings, clauses, bullets, paragraphs and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from nhipcau.writing import rules
from nhipcau.writing.docx_styles import restart_numbering, set_style
from nhipcau.writing.docx_xml import (
    element,
    fix_columns,
    keep_row_whole,
    number_properties,
    printable,
    put,
    set_thin,
)
from nhipcau.writing.layout import Layout, Part
from nhipcau.writing.model import (
    Block,
    Bullet,
    Cell,
    Clause,
    Column,
    FigureReference,
    Heading,
    Number,
    Paragraph,
    Run,
    Table,
    TextRun,
    plain,
)
from nhipcau.writing.numbering import BULLETS, LISTS, Counter
from nhipcau.writing.numbers import format_number

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as DocxTable
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as DocxParagraph

_HEADING_PARTS: Final = {
    "part": Part.PART,
    "chapter": Part.CHAPTER,
    "section": Part.SECTION,
    "article": Part.ARTICLE,
    "clause": Part.TITLED_CLAUSE,
}
_ALIGN: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_CELL_PADDING_MM: Final = 1.5
# A column counts for at least this many characters and at most that many when the width is shared out.
_NARROW: Final = 5
_WIDE: Final = 40


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

    def _last(self, block: Block) -> None:
        if isinstance(block, Table):
            self._table(block)
            paragraph = self._paragraph(Part.BODY, plain(self._layout.end_mark))
        elif isinstance(block, Heading):
            paragraph = self._heading(replace(block, text=rules.closed_by(block.text, self._layout.end_mark)))
        else:
            closed = _closed_runs(block.runs, self._layout.end_mark)
            paragraph = self._text(replace(block, runs=closed))
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_after = Pt(14)

    def _block(self, block: Block) -> None:
        if isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Heading):
            self._heading(block)
        else:
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
        self._add_runs(paragraph, plain(text))
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

    def _table(self, table: Table) -> None:
        if table.caption:
            self._paragraph(Part.TABLE_CAPTION, plain(table.caption))
        grid = self._word.add_table(rows=1 + len(table.rows), cols=len(table.columns), style="Table Grid")
        fix_columns(grid, _shared_widths(table, self._layout.text_width), padding_mm=_CELL_PADDING_MM)
        for index, column in enumerate(table.columns):
            self._header_cell(grid.rows[0].cells[index], column)
        keep_row_whole(grid, 0, repeat=True)
        self._rows(grid, table)
        set_thin(set_style(self._word.add_paragraph(), Part.RULE), 6)

    def _rows(self, grid: DocxTable, table: Table) -> None:
        # Row and cell look-ups in python-docx walk the table each time: take each row's cells once.
        last = len(table.rows)
        for index, (row, written) in enumerate(zip(table.rows, list(grid.rows)[1:], strict=True), start=1):
            for column, value, cell in zip(table.columns, row, written.cells, strict=True):
                self._cell(cell, column, value, bold=table.total and index == last)
            written._tr.get_or_add_trPr().append(element("cantSplit"))

    def _header_cell(self, cell: _Cell, column: Column) -> None:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = set_style(cell.paragraphs[0], Part.TABLE_HEADER)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(printable(column.header))
        if column.unit:
            unit = paragraph.add_run(printable(f"\n({column.unit})"))
            unit.bold, unit.italic = False, True

    def _cell(self, cell: _Cell, column: Column, value: Cell, *, bold: bool) -> None:
        paragraph = set_style(cell.paragraphs[0], Part.TABLE_CELL)
        paragraph.alignment = _ALIGN["right" if isinstance(value, Number) else column.alignment]
        run = paragraph.add_run(_printed(value))
        run.bold = bold or None


def _printed(value: Cell) -> str:
    return printable(value) if isinstance(value, str) else format_number(value.value, value.decimals)


def _closed_runs(runs: tuple[Run, ...], mark: str) -> tuple[Run, ...]:
    """Return `runs` with the end mark; a figure keeps its printed value and the mark follows it."""
    last = runs[-1]
    if isinstance(last, TextRun) and not last.text.strip():
        return _closed_runs(runs[:-1], mark)
    if isinstance(last, FigureReference):
        return (*runs, TextRun(mark))
    return (*runs[:-1], replace(last, text=rules.closed_by(last.text, mark)))


def _shared_widths(table: Table, room: float) -> tuple[float, ...]:
    """Return a width for each column, in mm, by the length of what stands in it."""
    weights = []
    for index, column in enumerate(table.columns):
        # A header can wrap at spaces, so half of it counts.
        longest = max((len(_printed(row[index])) for row in table.rows), default=0)
        weights.append(min(_WIDE, max(_NARROW, longest + 2, len(column.header) // 2 + 2)))
    return tuple(room * weight / sum(weights) for weight in weights)
