"""Charts as pictures: one Vega-Lite specification, drawn as SVG or as PNG, told apart in grey print as in colour.

A specification is a plain value: loading Altair only to build it would take half a second of every process. The
tests hold each kind of specification against Altair's schema.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from nhipcau.writing.model import Chart
from nhipcau.writing.numbers import format_number
from nhipcau.writing.text_width import MM_PER_POINT, bold_width_mm, wrapped

Spec = dict[str, Any]

# Vega writes 1,200 where Vietnamese writes 1.200.
FORMATS: Final[dict[str, Spec]] = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " đ"], "minus": "-"},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", " VND"], "minus": "-"},
}
# Our own letters first: the drawing library takes what it finds on the machine, and some serifs there know no ế.
FONTS: Final = "Nhip Cau Serif, Times New Roman, Liberation Serif, serif"
FONT_FOLDER: Final = Path(__file__).parent / "fonts"
INK: Final = "#1f2937"
PAPER: Final = "#ffffff"
_GRID: Final = "#d9dde3"
# Each differs from those before it in lightness too, so that grey print tells them apart.
COLOURS: Final = (
    "#0a4652", "#e9c46a", "#2f8f83", "#f6ead9", "#7a3b69", "#d98e5f", "#8fb8d6", "#2b1a2e",
)  # fmt: skip
_DASHES: Final = ([1, 0], [7, 3], [2, 2], [10, 3, 2, 3], [5, 5], [12, 4], [1, 4], [8, 2, 2, 2, 2, 2])
_MARKERS: Final = (
    "circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-left", "triangle-right",
)  # fmt: skip

_KEPT: Final = 48  # charts: the documents that are open, some tens of kB each
_PX: Final = 96 / 25.4  # pixels of a specification in a millimetre
_PX_PER_POINT: Final = 96 / 72
_POINTS: Final = 11.0  # the size of letters
_LINE: Final = 1.2  # from one line to the next, of the size of letters
_DENSE_POINTS: Final = 9.0
_AXIS_MM: Final = 16.0  # about what the numbers of an upright axis take
_UPRIGHT_MM: Final = 58.0  # height of a plot whose bars stand
_HIGHEST_MM: Final = 215.0  # a chart of any number of categories still fits a page, with its caption
_BAR_MM: Final = 5.0  # thickness of a lying bar with a number beside it
_LEAST_BAR_MM: Final = 3.4  # thinner bars go without numbers
_NAMES_SHARE: Final = 0.36  # of the width, for the names beside lying bars
_LONGEST: Final = 120  # letters of a name
_MOST_UPRIGHT: Final = 16
_MOST_LINES: Final = 3
_TURNED_MM: Final = 5.0  # what a turned label needs from the next
_GREATEST_PLAIN: Final = 1e15


@lru_cache(maxsize=_KEPT)
def svg_of(chart: Chart, *, width_mm: float) -> str:
    """Return the chart as SVG, `width_mm` wide with all that belongs to it; drawn once for all files and previews."""
    return svg_from(spec_of(chart, width_mm=width_mm))


def png_of(chart: Chart, *, width_mm: float, dpi: int = 200) -> bytes:
    """Return the same picture as `svg_of` does, as PNG of `dpi` points to the inch."""
    # Of its 72 points to the inch, where a specification counts 96.
    png: bytes = _drawing().svg_to_png(svg_of(chart, width_mm=width_mm), scale=72 / 96, ppi=dpi)
    return png


def svg_from(spec: Spec, language: str = "vi") -> str:
    """Return any Vega-Lite specification drawn as SVG, numbers as the language writes them; nothing is fetched."""
    svg: str = _drawing().vegalite_to_svg(spec, format_locale=FORMATS[language], allowed_base_urls=[])
    return svg


@cache
def _drawing() -> ModuleType:
    import vl_convert  # the first chart of a process takes most of a second

    vl_convert.register_font_directory(str(FONT_FOLDER))
    return vl_convert


def spec_of(chart: Chart, *, width_mm: float) -> Spec:
    """Return what is drawn, as Vega-Lite. Where a value is missing there is a gap, never a zero."""
    plan = _planned(chart, width_mm)
    drawn = _line(chart, plan) if chart.kind == "line" else _bars(chart, plan)
    if all(value is None for series in chart.series for value in series.values):
        drawn.append(_nothing())
    return {
        "data": {"values": list(_rows(chart))},
        "width": round(width_mm * _PX),
        "height": round(plan.height_mm * _PX),
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": 4,
        "background": PAPER,
        **({"title": _unit(chart)} if chart.unit else {}),
        "layer": drawn,
        "config": _config(plan.points),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """How a chart is laid out: which way its bars go, how high its plot is, and what is said of its categories."""

    upright: bool
    width_mm: float
    height_mm: float
    labels: tuple[tuple[str, ...], ...]
    printed: bool = False  # whether the values stand beside their marks
    turned: bool = False
    every: int = 1  # each how-manieth category is named
    points: float = _POINTS


def _planned(chart: Chart, width_mm: float) -> _Plan:
    room = _room(chart, width_mm)
    names = [_shortened(one, _LONGEST) for one in chart.categories]
    standing = tuple(wrapped(one, _POINTS, room * 0.94) for one in names)
    fits = all(_fits(lines, room) for lines in standing)
    if chart.kind == "line":
        return _line_plan(chart, standing, width_mm) if fits else _turned_plan(chart, width_mm)
    if fits and len(chart.categories) <= _MOST_UPRIGHT:
        bar = room * 0.8 / (1 if chart.kind == "stacked" else len(chart.series))
        printed = chart.kind == "bar" and _widest_value(chart) <= bar
        return _Plan(upright=True, width_mm=width_mm, height_mm=_UPRIGHT_MM, labels=standing, printed=printed)
    return _lying_plan(chart, width_mm)


def _room(chart: Chart, width_mm: float) -> float:
    return (width_mm - _AXIS_MM) / len(chart.categories)


def _line_plan(chart: Chart, labels: tuple[tuple[str, ...], ...], width_mm: float) -> _Plan:
    room = _room(chart, width_mm)
    printed = len(chart.series) == 1 and _widest_value(chart) <= room
    return _Plan(upright=True, width_mm=width_mm, height_mm=_UPRIGHT_MM, labels=labels, printed=printed)


def _turned_plan(chart: Chart, width_mm: float) -> _Plan:
    labels = tuple((_shortened(one, 30),) for one in chart.categories)
    every = max(1, -int(-_TURNED_MM // _room(chart, width_mm)))
    return _Plan(
        upright=True, width_mm=width_mm, height_mm=_UPRIGHT_MM, labels=labels, turned=True, every=every
    )


def _lying_plan(chart: Chart, width_mm: float) -> _Plan:
    together = 1 if chart.kind == "stacked" else len(chart.series)
    beside = width_mm * _NAMES_SHARE
    names = [_narrowed(one, beside) for one in chart.categories]
    lines = max(len(wrapped(one, _POINTS, beside)) for one in names)
    row = max(together * _BAR_MM + 2, min(lines, _MOST_LINES) * _POINTS * _LINE * MM_PER_POINT + 1)
    height = min(len(chart.categories) * row, _HIGHEST_MM)
    step = height / len(chart.categories)
    dense = step < _POINTS * _LINE * MM_PER_POINT
    points = _DENSE_POINTS if dense else _POINTS
    line = points * _LINE * MM_PER_POINT
    most = max(1, min(_MOST_LINES, int(step / line)))
    labels = tuple(_cut(wrapped(one, points, beside), most) for one in names)
    printed = chart.kind == "bar" and step / (together + 0.3) >= _LEAST_BAR_MM
    every = max(1, -int(-line * 0.85 // step))
    return _Plan(
        upright=False,
        width_mm=width_mm,
        height_mm=height,
        labels=labels,
        printed=printed,
        every=every,
        points=points,
    )


def _fits(lines: Sequence[str], room_mm: float) -> bool:
    return len(lines) <= _MOST_LINES and all(bold_width_mm(line, _POINTS) <= room_mm for line in lines)


def _cut(lines: Sequence[str], most: int) -> tuple[str, ...]:
    return tuple(lines) if len(lines) <= most else (*lines[: most - 1], f"{lines[most - 1]}…")


def _shortened(text: str, most: int) -> str:
    """Return `text` on one line, cut to `most` letters; its table has all of it."""
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most and len(text) <= 4 * most else f"{line[: most - 1].rstrip()}…"


def _narrowed(name: str, room_mm: float) -> str:
    """Return a name none of whose words is wider than the room beside the bars."""
    most = max(2, int(room_mm / (0.6 * _POINTS * MM_PER_POINT)))
    return " ".join(_shortened(word, most) for word in _shortened(name, _LONGEST).split())


def _widest_value(chart: Chart) -> float:
    values = (value for series in chart.series for value in series.values if value is not None)
    return max((bold_width_mm(format_number(one, chart.decimals), _POINTS) for one in values), default=0)


def _rows(chart: Chart) -> Iterator[Spec]:
    # Categories and series by their place: two of them may have one name.
    for place, series in enumerate(chart.series):
        for category, value in enumerate(series.values):
            printed = "" if value is None else format_number(value, chart.decimals)
            number = None if value is None else float(value)
            yield {"category": category, "series": place, "value": number, "printed": printed}


def _bars(chart: Chart, plan: _Plan) -> list[Spec]:
    along, across, offset = ("x", "y", "xOffset") if plan.upright else ("y", "x", "yOffset")
    places: Spec = {along: _categories(chart, plan), across: _values(chart)}
    several = len(chart.series) > 1
    if several and chart.kind == "bar":
        places[offset] = {"field": "series", "type": "ordinal"}
    if chart.kind == "stacked":
        places[across]["stack"] = "zero"
        places["order"] = {"field": "series", "type": "ordinal", "sort": "ascending"}
    coloured = (
        {"color": _told_apart(chart, plan, list(COLOURS))} if several else {"color": {"value": COLOURS[0]}}
    )
    edge = {"stroke": INK, "strokeWidth": 0.5}
    layers: list[Spec] = [{"mark": {"type": "bar", **edge}, "encoding": {**places, **coloured}}]
    if plan.printed:
        layers += _bar_numbers(places, upright=plan.upright)
    return layers


def _bar_numbers(places: Spec, *, upright: bool) -> list[Spec]:
    """Return the numbers at the ends of bars, on the far side of zero."""
    shift: tuple[Spec, Spec] = (
        ({"dy": -7}, {"dy": 8}) if upright else ({"dx": 4, "align": "left"}, {"dx": -4, "align": "right"})
    )
    sides = zip(("datum.value >= 0", "datum.value < 0"), shift, strict=True)
    return [
        {
            "transform": [{"filter": f"isValid(datum.value) && {side}"}],
            "mark": {"type": "text", "color": INK, **moved},
            "encoding": {**places, "text": {"field": "printed", "type": "nominal"}},
        }
        for side, moved in sides
    ]


def _nothing() -> Spec:
    words = {
        "type": "text",
        "text": "Chưa có số liệu",
        "x": {"expr": "width / 2"},
        "y": {"expr": "height / 2"},
    }
    return {"data": {"values": [{}]}, "mark": {**words, "color": INK}}


def _line(chart: Chart, plan: _Plan) -> list[Spec]:
    places: Spec = {"x": _categories(chart, plan), "y": _values(chart)}
    several = len(chart.series) > 1
    colour = _told_apart(chart, plan, list(_DARK)) if several else {"value": COLOURS[0]}
    dash: Spec = {"strokeDash": _told_apart(chart, plan, list(_DASHES))} if several else {}
    marker: Spec = {"shape": _told_apart(chart, plan, list(_MARKERS))} if several else {}
    detail: Spec = {"color": colour}
    layers: list[Spec] = [
        {"mark": {"type": "line", "strokeWidth": 2}, "encoding": {**places, **detail, **dash}},
        {
            "mark": {"type": "point", "filled": True, "opacity": 1, "size": 45},
            "encoding": {**places, **detail, **marker},
        },
    ]
    if plan.printed:
        number = {"text": {"field": "printed", "type": "nominal"}}
        layers.append({"mark": {"type": "text", "color": INK, "dy": -10}, "encoding": {**places, **number}})
    return layers


# Lines are thin: pale ones would vanish on paper, and dashes and markers tell them apart.
_DARK: Final = ("#0a4652", "#b8541f", "#2f8f83", "#5b3758", "#8a6d00", "#4a6fa5", "#7a2e2e", "#4d4d4d")


def _categories(chart: Chart, plan: _Plan) -> Spec:
    names: list[list[str]] = [list(lines) for lines in plan.labels]
    label_lines = ["\n".join(lines) for lines in names]
    axis: Spec = {
        "title": None,
        "labelExpr": f"split({_picked(label_lines)}, '\\n')",
        "ticks": False,
        "labelPadding": 5,
        "grid": False,
    }
    below = any(value is not None and value < 0 for series in chart.series for value in series.values)
    axis |= {"labelLimit": 0, "labelOverlap": False, "domain": not below}  # zero has its own line
    if plan.upright:
        axis |= {"labelAngle": -45, "labelAlign": "right"} if plan.turned else {"labelAngle": 0}
    else:
        axis["labelOffset"] = _raised(names, plan.points)
    if plan.every > 1:
        axis["values"] = list(range(0, len(names), plan.every))
    scale: Spec = {"domain": list(range(len(names)))}
    if chart.kind != "line":
        scale |= {"paddingInner": 0.2, "paddingOuter": 0.1}
    return {"field": "category", "type": "ordinal", "axis": axis, "scale": scale}


def _raised(names: list[list[str]], points: float) -> Spec:
    """Return how far up a name of several lines begins, so that its middle stands at the middle of the bars."""
    half = points * _PX_PER_POINT * _LINE / 2
    several = sorted({len(lines) for lines in names} - {1})
    places = {count: [index for index, lines in enumerate(names) if len(lines) == count] for count in several}
    conditions = [
        {"test": f"indexof({found}, datum.value) >= 0", "value": round(-half * (count - 1), 1)}
        for count, found in places.items()
    ]
    return {"condition": conditions, "value": 0}


def _values(chart: Chart) -> Spec:
    known = [abs(one) for series in chart.series for one in series.values if one is not None]
    form = ",.4~f" if max(known, default=0) < _GREATEST_PLAIN else ".3~e"
    axis: Spec = {
        "title": None,
        "tickCount": 4,
        "format": form,
        "domain": False,
        "ticks": False,
        "labelPadding": 5,
    }
    axis["gridColor"] = {"condition": {"test": "datum.value === 0", "value": INK}, "value": _GRID}
    found: Spec = {"field": "value", "type": "quantitative", "axis": axis}
    if not known:
        found |= {"scale": {"domain": [0, 1]}, "axis": None}
    return found


def _told_apart(chart: Chart, plan: _Plan, by: list[Any]) -> Spec:
    """Return the encoding that gives each series its own colour, dash or marker, and the names under the chart."""
    names = [_shortened(series.name, 60) for series in chart.series]
    widths = [bold_width_mm(name, _POINTS) + 8 for name in names]
    room = plan.width_mm - 10
    columns = len(names) if sum(widths) <= room else max(1, int(room // max(widths)))
    legend = {
        "title": None,
        "orient": "bottom",
        "columns": columns,
        "labelExpr": _picked(names),
        "labelLimit": 0,
    }
    domain = list(range(len(names)))
    scale = {"domain": domain, "range": by[: len(names)]}
    return {"field": "series", "type": "nominal", "scale": scale, "legend": legend}


def _picked(names: Sequence[str]) -> str:
    """Return the Vega expression that gives the name at a place; quoted as JSON, a name stays a name.

    A letter goes before each and is cut off again: Vega takes a quoted word of its own language, such as "if", for more.
    """
    return f"slice({json.dumps([f'_{name}' for name in names])}[datum.value], 1)"


def _unit(chart: Chart) -> Spec:
    said = f"Đơn vị tính: {_shortened(chart.unit, 60)}"
    look = {"anchor": "start", "fontWeight": "normal", "offset": 10}
    return {"text": said, "frame": "bounds", **look}


def _config(points: float) -> Spec:
    size = round(points * _PX_PER_POINT, 2)
    words = {"labelFontSize": size, "labelColor": INK, "labelFont": FONTS}
    return {
        "font": FONTS,
        "axis": {**words, "gridWidth": 0.7, "domainColor": INK},
        "legend": {**words, "symbolStrokeColor": INK, "symbolStrokeWidth": 1, "offset": 12},
        "title": {"fontSize": size, "color": INK, "font": FONTS},
        "text": {"fontSize": size - 1, "font": FONTS},
        "view": {"stroke": None},
    }
