"""The body of a document in HTML: headings, nested lists, tables, charts and pictures, everything typed escaped."""

from __future__ import annotations

import base64
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final

from nhipcau.writing import rules
from nhipcau.writing.chart_table import alt_of, table_of
from nhipcau.writing.charts import svg_of
from nhipcau.writing.column_widths import printed_cell
from nhipcau.writing.html_style import class_of
from nhipcau.writing.layout import Layout, Part
from nhipcau.writing.model import Cell, Chart, Column, FigureReference, Image, Number, Run, Table
from nhipcau.writing.printed import Line, Piece

_PX_PER_MM: Final = 96 / 25.4
# How deep each kind of line stands in a list; what is not here is no list.
_DEPTHS: Final = {Part.CLAUSE: 1, Part.POINT: 2, Part.BULLET: 3, Part.SUB_BULLET: 4}
_HEADINGS: Final = (Part.PART, Part.CHAPTER, Part.SECTION, Part.ARTICLE, Part.TITLED_CLAUSE)
_DEEPEST: Final = 6
_TOTAL: Final = ' class="vb-total"'


def plain_figure(figure: FigureReference) -> str:
    """Return a figure as its printed words, with the key of where it comes from."""
    return f'<data class="vb-figure" value="{escape(figure.key)}">{text_of(figure.printed)}</data>'


def data_uri(image: Image) -> str:
    """Return the picture itself as an address."""
    kind = "png" if image.content.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(image.content).decode()}"


@dataclass(frozen=True, slots=True)
class Hooks:
    """What a page may show in its own way: figures (as chips), and pictures (by an address of its own).

    `figure` returns HTML, so it escapes what it prints; `picture` returns an address.
    """

    figure: Callable[[FigureReference], str] = plain_figure
    picture: Callable[[Image], str] = data_uri


def text_of(text: str) -> str:
    """Return `text` as HTML that shows just that, in composed Unicode, with its line breaks."""
    return escape(unicodedata.normalize("NFC", text)).replace("\n", "<br>")


def tagged(tag: str, part: Part, html: str, *more: str) -> str:
    """Return an element of the component's class."""
    classes = " ".join([class_of(part), *more])
    return f'<{tag} class="{classes}">{html}</{tag}>'


@dataclass(slots=True)
class BodyWriter:
    """Writes the pieces of one body in order; `level` is that of its first headings."""

    layout: Layout
    hooks: Hooks
    level: int
    _open: list[int] = field(default_factory=list)  # depths of the lists that are open, outermost first
    _above: list[Part] = field(default_factory=list)  # headings that the next one may stand under

    def write(self, pieces: Sequence[Piece]) -> Iterator[str]:
        """Return the HTML of every piece."""
        for piece in pieces:
            depth = _DEPTHS.get(piece.part, 0) if isinstance(piece, Line) else 0
            yield from self._closed_to(depth)
            match piece:
                case Line():
                    yield from self._line(piece, depth)
                case Table():
                    yield self.table(piece)
                case Chart():
                    yield self._chart(piece)
                case Image():
                    yield self._image(piece)
        yield from self._closed_to(0)

    def _closed_to(self, depth: int) -> Iterator[str]:
        while self._open and self._open[-1] > depth:
            yield "</li></ul>" if self._open.pop() >= _DEPTHS[Part.BULLET] else "</li></ol>"

    def _line(self, line: Line, depth: int) -> Iterator[str]:
        if depth:
            yield from self._item(line, depth)
        elif line.part in _HEADINGS and (line.part is not Part.ARTICLE or rules.is_title(line.text)):
            yield self._heading(line)
        elif line.part is Part.ARTICLE:
            yield f'<p class="vb-body"><b>{text_of(line.label)}</b> {self.runs(line.runs)}</p>'
        else:
            yield tagged("p", line.part, self.runs(line.runs))

    def _item(self, line: Line, depth: int) -> Iterator[str]:
        if self._open and self._open[-1] == depth:
            yield "</li>"
        else:
            self._open.append(depth)
            yield "<ul>" if depth >= _DEPTHS[Part.BULLET] else "<ol>"
        label = f'<span class="vb-label">{text_of(line.label)}</span> '
        yield f"<li>{tagged('p', line.part, label + self.runs(line.runs))}"

    def _heading(self, line: Line) -> str:
        rank = _HEADINGS.index(line.part)
        self._above = [one for one in self._above if _HEADINGS.index(one) < rank]
        tag = f"h{min(_DEEPEST, self.level + len(self._above))}"
        self._above.append(line.part)
        joint = "<br>" if line.own_line else " "
        return tagged(tag, line.part, f"{text_of(line.label)}{joint}{self.runs(line.runs)}")

    def runs(self, runs: Sequence[Run]) -> str:
        """Return a stretch of text with its faces and figures."""
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Run) -> str:
        if isinstance(run, FigureReference):
            return self.hooks.figure(run)
        html = text_of(run.text)
        html = f"<i>{html}</i>" if run.italic else html
        return f"<b>{html}</b>" if run.bold else html

    def table(self, table: Table, *, named_rows: bool = False) -> str:
        """Return a table; with `named_rows`, the first cell of each row names it."""
        caption = tagged("caption", Part.TABLE_CAPTION, text_of(table.caption)) if table.caption else ""
        head = "".join(_header(column) for column in table.columns)
        last = len(table.rows) - 1 if table.total else -1
        rows = "".join(
            f"<tr{_TOTAL if place == last else ''}>{self._cells(table, row, named_rows=named_rows)}</tr>"
            for place, row in enumerate(table.rows)
        )
        return (
            '<div class="vb-scroll" tabindex="0">'
            f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def _cells(self, table: Table, row: Sequence[Cell], *, named_rows: bool) -> str:
        found = []
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            tag, scope = ("th", ' scope="row"') if named_rows and place == 0 else ("td", "")
            aligned = "amount" if isinstance(cell, Number) else column.alignment
            classes = f"{class_of(Part.TABLE_CELL)} vb-{aligned}"
            found.append(f'<{tag}{scope} class="{classes}">{self._cell(cell)}</{tag}>')
        return "".join(found)

    def _cell(self, cell: Cell) -> str:
        if isinstance(cell, Number) and cell.key.strip():
            return self.hooks.figure(FigureReference(printed_cell(cell), cell.key))
        return text_of(printed_cell(cell))

    def _chart(self, chart: Chart) -> str:
        svg = svg_of(chart, width_mm=self.layout.text_width)
        said = escape(unicodedata.normalize("NFC", alt_of(chart)))
        return (
            f"<figure>{tagged('figcaption', Part.PICTURE_CAPTION, text_of(chart.caption))}"
            f'<div class="vb-scroll vb-picture-of" tabindex="0"><div role="img" aria-label="{said}">{svg}</div></div>'
            f"{self.table(table_of(chart), named_rows=True)}</figure>"
        )

    def _image(self, image: Image) -> str:
        width = round((image.width_mm or self.layout.text_width) * _PX_PER_MM)
        alt = escape(unicodedata.normalize("NFC", image.alt))
        shown = f'<img src="{escape(self.hooks.picture(image))}" alt="{alt}" width="{width}">'
        caption = tagged("figcaption", Part.PICTURE_CAPTION, text_of(image.caption)) if image.caption else ""
        return f'<figure><div class="vb-picture-of">{shown}</div>{caption}</figure>'


def _header(column: Column) -> str:
    unit = f'<br><span class="vb-unit">({text_of(column.unit)})</span>' if column.unit else ""
    return f'<th scope="col" class="{class_of(Part.TABLE_HEADER)}">{text_of(column.header)}{unit}</th>'
