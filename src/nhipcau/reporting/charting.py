"""A chart of one indicator by unit or by period: an Altair specification drawn as SVG, numbers as the language writes."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils.translation import get_language

from nhipcau.reporting.tables import Axis, Cell, Heading, Table
from nhipcau.shell.formats import number
from nhipcau.writing.charts import INK, PAPER, svg_from

MOST_BARS = 40
WIDE, NARROW = 620, 190
BAR = "#0a4652"
KEPT_FOR = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it is of, how long it is, and its number in words."""

    name: str
    value: float
    printed: str


def bars_of(table: Table) -> tuple[Bar, ...]:
    """Return the bars of a table of one column, without its total, of those that have a number: at most MOST_BARS.

    Of more units than that, those with the greatest numbers are drawn.
    """
    given = [
        (heading, cells[0])
        for heading, cells in zip(table.rows, table.cells, strict=True)
        if cells[0] is not None and not heading.is_total
    ]
    if table.asked.rows is Axis.UNIT and len(given) > MOST_BARS:
        given = sorted(given, key=lambda pair: -(pair[1].number or 0))
    return tuple(bar for heading, cell in given[:MOST_BARS] if (bar := _bar(heading, cell)))


def _bar(heading: Heading, cell: Cell) -> Bar | None:
    return None if cell.number is None else Bar(heading.name, float(cell.number), number(cell.number))


def svg_of(bars: tuple[Bar, ...], *, measure: str, upright: bool, narrow: bool) -> bytes:
    """Return the bars as SVG; `upright` for periods, lying for units. The same chart is drawn once and kept."""
    language = "en" if get_language() == "en" else "vi"
    spec = _spec(bars, measure, upright=upright and not narrow, width=NARROW if narrow else WIDE)
    told = json.dumps([spec, language], sort_keys=True, ensure_ascii=False)
    key = f"reporting.chart.{hashlib.sha256(told.encode()).hexdigest()}"
    kept: bytes | None = cache.get(key)
    if kept is None:
        kept = svg_from(spec, language).encode()
        cache.set(key, kept, KEPT_FOR)
    return kept


def _spec(bars: tuple[Bar, ...], measure: str, *, upright: bool, width: int) -> dict[str, Any]:
    import altair  # takes most of a second to load

    data = {"values": [{"name": bar.name, "value": bar.value, "printed": bar.printed} for bar in bars]}
    names = altair.Axis(title=None, labelLimit=width // 3 if upright else width // 2, labelAngle=0)
    amounts = altair.Axis(title=measure, tickCount=4, format=",.4~f")
    order = [bar.name for bar in bars]
    by = altair.X("name:N", sort=order, axis=names) if upright else altair.Y("name:N", sort=order, axis=names)
    of = altair.Y("value:Q", axis=amounts) if upright else altair.X("value:Q", axis=amounts)
    chart = altair.Chart(data).encode(by, of)
    labels = {"dy": -6} if upright else {"dx": 4, "align": "left"}
    layers = altair.layer(
        chart.mark_bar(color=BAR), chart.mark_text(color=INK, **labels).encode(text="printed:N")
    )
    size = {"width": width, "height": 280} if upright else {"width": width, "height": altair.Step(22)}
    drawn = layers.properties(background=PAPER, **size).configure(font="sans-serif").configure_axis(
        labelColor=INK, titleColor=INK, labelFontSize=12, titleFontSize=12
    )  # fmt: skip
    spec: dict[str, Any] = drawn.to_dict()
    return spec
