"""The body of a document as data for `typst/document.typ`: lines, tables and pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from nhipcau.writing import rules
from nhipcau.writing.chart_table import alt_of, table_of
from nhipcau.writing.charts import svg_of
from nhipcau.writing.column_widths import column_widths, printed_cell
from nhipcau.writing.fitting import KEPT_WHOLE, TALLEST
from nhipcau.writing.layout import Layout, Part
from nhipcau.writing.model import Chart, Column, FigureReference, Image, Number, Run, Table
from nhipcau.writing.pictures import svg_around
from nhipcau.writing.printed import Line, Piece
from nhipcau.writing.text_width import MM_PER_POINT, bold_width_mm

Data = dict[str, Any]

PADDING_MM: Final = 1.5
_SURE_TO_FIT: Final = 0.5  # of the page: the height of a cell is an estimate


def pieces(printed: Sequence[Piece], layout: Layout, *, below: int = 0) -> list[Data]:
    """Return what is printed one after the other; its headings stand `below` so many others."""
    made: list[Data] = []
    above: list[int] = []
    for one in printed:
        for piece in _piece(one, layout):
            outline = layout.shapes[one.part].outline if isinstance(one, Line) else None
            made.append(piece if outline is None else piece | {"depth": below + _depth(above, outline)})
    return made


def _depth(above: list[int], outline: int) -> int:
    """Return how deep a heading stands: no depth is left out, as readers of a screen go from one to the next."""
    while above and above[-1] >= outline:
        above.pop()
    above.append(outline)
    return len(above)


def line(part: Part, text: str, layout: Layout) -> Data:
    """Return a line of one face."""
    shown = text.upper() if layout.shapes[part].upper else text
    return {"kind": "line", "part": part.name, "runs": [{"text": shown}]}


def _piece(piece: Piece, layout: Layout) -> Iterator[Data]:
    match piece:
        case Line():
            yield _line(piece)
        case Table():
            yield from _table(piece, layout)
        case Chart():
            drawn = svg_of(piece, width_mm=layout.text_width)
            yield line(Part.PICTURE_CAPTION, piece.caption, layout) | {"sticky": True}
            yield _picture(drawn, alt_of(piece), layout.text_width, layout, followed=True)
            yield from _table(table_of(piece), layout)
        case Image():
            width = min(piece.width_mm or layout.text_width, layout.text_width)
            drawn = svg_around(piece.content)
            yield _picture(drawn, piece.alt, width, layout, followed=bool(piece.caption))
            if piece.caption:
                yield line(Part.PICTURE_CAPTION, piece.caption, layout)


def _line(printed: Line) -> Data:
    made = {
        "kind": "line",
        "part": printed.part.name,
        "label": printed.label,
        "own_line": printed.own_line,
        "runs": [_run(run) for run in printed.runs],
    }
    # An article that says something, instead of naming what follows, is bold in its label alone.
    said = printed.part is Part.ARTICLE and not rules.is_title(printed.text)
    return made | {"light": True} if said else made


def _run(run: Run) -> Data:
    if isinstance(run, FigureReference):
        return {"text": run.printed}
    return {"text": run.text, "bold": run.bold, "italic": run.italic}


def _picture(svg: str, alt: str, width: float, layout: Layout, *, followed: bool) -> Data:
    return {
        "kind": "picture",
        "svg": svg,
        "alt": alt,
        "width": width,
        "tallest": layout.text_height * TALLEST,
        "followed": followed,
    }


def _table(table: Table, layout: Layout) -> Iterator[Data]:
    if table.caption:
        yield line(Part.TABLE_CAPTION, table.caption, layout) | {"sticky": True}
    size = layout.shapes[Part.TABLE_CELL].size
    widths = column_widths(table, layout.text_width, size, PADDING_MM)
    last = len(table.rows) - 1
    yield {
        "kind": "table",
        "widths": widths,
        "whole": len(table.rows) <= KEPT_WHOLE,
        "room": layout.text_width,
        "tallest": layout.text_height,
        "head": [_head(column, width, layout) for column, width in zip(table.columns, widths, strict=True)],
        "rows": [
            [
                _cell(
                    Part.TABLE_CELL,
                    printed_cell(value),
                    "right" if isinstance(value, Number) else column.alignment,
                    width,
                    layout,
                )
                | {"bold": table.total and index == last}
                for column, value, width in zip(table.columns, row, widths, strict=True)
            ]
            for index, row in enumerate(table.rows)
        ],
    }


def _head(column: Column, width: float, layout: Layout) -> Data:
    return _cell(Part.TABLE_HEADER, column.header, "center", width, layout) | {"unit": column.unit}


def _cell(part: Part, text: str, align: str, width: float, layout: Layout) -> Data:
    shape = layout.shapes[part]
    lines = text.count("\n") + 1 + 1.2 * bold_width_mm(text, shape.size) / max(1.0, width - 2 * PADDING_MM)
    height = lines * shape.size * 1.15 * MM_PER_POINT
    return {
        "part": part.name,
        "text": text,
        "align": align,
        "divisible": height > layout.text_height * _SURE_TO_FIT,
    }
