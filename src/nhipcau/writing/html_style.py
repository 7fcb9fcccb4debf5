"""How a document looks on a screen and when a browser prints it: a style sheet made from the layouts' own measures.

`--vb-pt` stands for a point: beside something else the whole sheet grows smaller, as a page seen from farther away, and
where that would be too small to read (a phone) it is set anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from nhipcau.writing.layout import FONT, LAYOUTS, STATE, Layout, Part, Shape

_WORD_LINE: Final = 1.15  # a single line of Word, in sizes of its letters
_ALIGN: Final = {"left": "start", "center": "center", "right": "end", "both": "justify"}
_ORIGIN: Final = "Made from the layouts of nhipcau.writing by `make reference`: change it there."


def class_of(part: Part) -> str:
    """Return the class of a component.

    >>> class_of(Part.LEGAL_BASIS)
    'vb-legal-basis'
    """
    return f"vb-{part.name.lower().replace('_', '-')}"


def fragment_style() -> str:
    """Return the style sheet of a document inside any page: it touches nothing that is not in a document."""
    measured = [rule for name, layout in LAYOUTS.items() for rule in _layout_rules(f".vb--{name}", layout)]
    paper, smaller = _written("paper.css"), _written("paper_small.css")
    return "\n".join([f"/* {_ORIGIN} */", paper, *measured, smaller])


def page_style() -> str:
    """Return the style sheet of a document that is a page of its own: the desk it lies on, and the printed page."""
    return "\n".join([_written("desk.css"), _printed_page(STATE), fragment_style()])


def _layout_rules(root: str, layout: Layout) -> Iterator[str]:
    left, right = layout.header_columns
    margins = " ".join(_mm(side) for side in (layout.top, layout.right, layout.bottom, layout.left))
    yield (
        f"{root} .vb-sheet {{ inline-size: {_mm(layout.page_width)}; padding: {margins};"
        f" min-block-size: {_mm(layout.page_height)}; }}"
    )
    yield (
        f"{root} .vb-sheet--wide {{ inline-size: {_mm(layout.page_height)};"
        f" min-block-size: {_mm(layout.page_width)}; }}"
    )
    yield f"{root} .vb-header {{ grid-template-columns: minmax(0, {left}fr) minmax(0, {right}fr); }}"
    left, right = layout.signature_columns
    yield f"{root} .vb-closing {{ grid-template-columns: minmax(0, {left}fr) minmax(0, {right}fr); }}"
    yield f"{root} .vb-short::after {{ inline-size: {layout.rule_share:.0%}; }}"
    for part, shape in layout.shapes.items():
        yield f"{root} .{class_of(part)} {{ {'; '.join(_declared(part, shape, layout))}; }}"
    room = layout.signing_room - layout.shapes[Part.SIGNER].before
    yield f"{root} .vb-signer {{ margin-block-start: {_points(room)}; }}"


def _declared(part: Part, shape: Shape, layout: Layout) -> Iterator[str]:
    yield f"font-size: {_points(shape.size)}"
    yield f"font-weight: {700 if shape.bold else 400}"
    yield f"font-style: {'italic' if shape.italic else 'normal'}"
    if shape.underline:
        yield "text-decoration: underline"
    yield f"text-align: {_ALIGN[shape.align]}"
    yield f"margin-block: {_points(shape.before)} {_points(shape.after)}"
    if shape.first_line_mm:
        yield f"text-indent: {_mm(shape.first_line_mm)}"
    if shape.left_mm:
        yield f"padding-inline-start: {_mm(shape.left_mm)}"
    yield f"line-height: {_line_height(shape, layout)}"
    if shape.keep_with_next:
        yield "break-after: avoid"


def _line_height(shape: Shape, layout: Layout) -> str:
    if not shape.body_spacing:
        return f"{_WORD_LINE}"
    if layout.line_spacing is None:
        return _points(layout.exact_line_spacing)
    return f"{_WORD_LINE * layout.line_spacing:.2f}"


def _points(number: float) -> str:
    return f"calc({number:g} * var(--vb-pt))" if number else "0"


def _mm(number: float) -> str:
    return f"calc({number:g} * var(--vb-mm))"


@cache
def _written(name: str) -> str:
    return (Path(__file__).parent / "css" / name).read_text(encoding="utf-8")


def _printed_page(layout: Layout) -> str:
    margins = f"{layout.top}mm {layout.right}mm {layout.bottom}mm {layout.left}mm"
    size = layout.shapes[Part.PAGE_NUMBER].size
    return (
        f'@page {{ size: A4; margin: {margins}; @top-center {{ content: counter(page); font: {size:g}pt "{FONT}"; }} }}\n'
        "@page :first { @top-center { content: none; } }\n"
        f"@page wide {{ size: A4 landscape; margin: {margins}; }}\n"
        "@media print { .vb-sheet--wide { page: wide; } }"
    )
