"""A body as it is printed: every block with the label that Word would give it. For the files that number nothing.

The counts are those of `numbering`: chapters and articles run on through a body, sections begin anew in each part or
chapter, clauses under whatever stands above them, points under each clause. A label given by hand stays as it is and is
not counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nhipcau.writing import rules
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
    TextRun,
    plain,
)

_HEADINGS: Final = {
    "part": Part.PART,
    "chapter": Part.CHAPTER,
    "section": Part.SECTION,
    "article": Part.ARTICLE,
    "clause": Part.TITLED_CLAUSE,
}
# The ranks above which a count begins anew; chapters and articles never do.
_RANKS: Final = {
    Part.PART: 0,
    Part.CHAPTER: 1,
    Part.SECTION: 2,
    Part.ARTICLE: 3,
    Part.TITLED_CLAUSE: 4,
    Part.CLAUSE: 4,
    Part.POINT: 5,
}
_RUN_ON: Final = frozenset({1, 3})


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as printed: its label before the text, or on a line above it (`own_line`)."""

    part: Part
    runs: tuple[Run, ...]
    label: str = ""
    own_line: bool = False

    @property
    def text(self) -> str:
        """What is printed, without the label."""
        return "".join(run.printed if isinstance(run, FigureReference) else run.text for run in self.runs)


Piece = Line | Table | Chart | Image


def printed(body: Sequence[Block], layout: Layout, *, end_mark: str = "") -> tuple[Piece, ...]:
    """Return the blocks of `body` as printed; the last words get `end_mark`.

    >>> from nhipcau.writing.layout import STATE
    >>> body = (Heading("section", "Kết quả"), Clause("clause", plain("Một.")), Clause("point", plain("Hai;")))
    >>> [(line.label, line.text) for line in printed(body, STATE) if isinstance(line, Line)]
    [('I.', 'KẾT QUẢ'), ('1.', 'Một.'), ('a)', 'Hai;')]
    """
    pieces = tuple(_labelled(body, layout))
    return _closed(pieces, end_mark) if end_mark else pieces


def _labelled(body: Sequence[Block], layout: Layout) -> Iterator[Piece]:
    counts: dict[int, int] = {}
    for block in body:
        match block:
            case Heading():
                part = _HEADINGS[block.level]
                label = _label(counts, part, block.label, layout)
                text = block.text.upper() if layout.shapes[part].upper else block.text
                yield Line(part, plain(text), label, own_line=part in (Part.PART, Part.CHAPTER))
            case Clause():
                part = Part.POINT if block.level == "point" else Part.CLAUSE
                label = _label(counts, part, block.label, layout)
                yield Line(part, block.runs, label)
            case Bullet():
                yield (
                    Line(Part.BULLET, block.runs, "-")
                    if block.depth == 1
                    else Line(Part.SUB_BULLET, block.runs, "+")
                )
            case Paragraph():
                yield Line(Part.BODY, block.runs)
            case Table() | Chart() | Image():
                yield block


def _label(counts: dict[int, int], part: Part, given: str | None, layout: Layout) -> str:
    """Return the label of the next paragraph of its rank, and begin anew what stands below it."""
    rank = _RANKS[part]
    for lower in [one for one in counts if one > rank and one not in _RUN_ON]:
        del counts[lower]
    if given is not None:
        return given
    number = counts[rank] = counts.get(rank, 0) + 1
    match part:
        case Part.PART:
            return f"Phần {rules.roman(number)}"
        case Part.CHAPTER:
            return f"Chương {rules.roman(number)}"
        case Part.SECTION:
            return layout.section_label.replace("%1", rules.roman(number))
        case Part.ARTICLE:
            return f"Điều {number}."
        case Part.POINT:
            return rules.point_label(number)
        case _:
            return f"{number}."


def _closed(pieces: tuple[Piece, ...], mark: str) -> tuple[Piece, ...]:
    """Return `pieces` with the end mark after the last words, or on a line of its own after what is no text."""
    last = pieces[-1]
    if not isinstance(last, Line):
        return (*pieces, Line(Part.BODY, plain(mark)))
    return (*pieces[:-1], replace(last, runs=closed_runs(last.runs, mark)))


def closed_runs(runs: tuple[Run, ...], mark: str) -> tuple[Run, ...]:
    """Return `runs` with the end mark; a figure keeps its printed value and the mark follows it."""
    last = runs[-1]
    if isinstance(last, TextRun) and not last.text.strip():
        return closed_runs(runs[:-1], mark)
    if isinstance(last, FigureReference):
        return (*runs, TextRun(mark))
    return (*runs[:-1], replace(last, text=rules.closed_by(last.text, mark)))
