"""The numbers of a chart as the table that stands under it, the same in every file we write."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from nhipcau.writing.model import Cell, Chart, Column, Number, Table
from nhipcau.writing.numbers import format_number

_MOST_ACROSS: Final = 6  # categories that can stand side by side
_WIDEST_ACROSS: Final = 66  # characters that fit a line of cells
_MOST_NAMED: Final = 12
_KINDS: Final = {"bar": "Biểu đồ cột", "stacked": "Biểu đồ cột chồng", "line": "Biểu đồ đường"}
_GAP: Final = "-"  # nothing measured is not zero


def table_of(chart: Chart) -> Table:
    """Return the numbers of `chart`: few short categories as columns, otherwise each on a row of its own.

    >>> from nhipcau.writing.model import Series
    >>> years = Chart("Khách", "bar", ("2025", "2026"), (Series("Quốc tế", (Decimal(5), None)),), "lượt")
    >>> [column.header for column in table_of(years).columns], table_of(years).rows[0][2]
    (['Đơn vị tính: lượt', '2025', '2026'], '-')
    """
    across = _fits_across(chart)
    names, heads = [one.name for one in chart.series], list(chart.categories)
    cells = [[_cell(value, chart.decimals) for value in series.values] for series in chart.series]
    if not across:
        names, heads, cells = heads, names, [list(row) for row in zip(*cells, strict=True)]
    corner = f"Đơn vị tính: {chart.unit}" if chart.unit.strip() else "Nội dung"
    columns = (Column(corner), *(Column(head, alignment="right") for head in heads))
    return Table("", columns, tuple((name, *row) for name, row in zip(names, cells, strict=True)))


def alt_of(chart: Chart) -> str:
    """Return what a chart shows, in words for those who cannot see it.

    >>> from nhipcau.writing.model import Series
    >>> alt_of(Chart("Lượt khách", "line", ("2025", "2026"), (Series("Quốc tế", (None, Decimal(5))),), "lượt"))
    'Biểu đồ đường “Lượt khách” (lượt): Quốc tế; theo 2025, 2026. Số liệu ở bảng ngay dưới biểu đồ.'
    """
    names = ", ".join(one.name for one in chart.series)
    unit = f" ({chart.unit})" if chart.unit.strip() else ""
    along = (
        ", ".join(chart.categories)
        if len(chart.categories) <= _MOST_NAMED
        else f"{len(chart.categories)} mục"
    )
    said = f"{_KINDS[chart.kind]} “{chart.caption}”{unit}: {names}; theo {along}."
    return " ".join(f"{said} Số liệu ở bảng ngay dưới biểu đồ.".split())


def _cell(value: Decimal | None, decimals: int) -> Cell:
    return _GAP if value is None else Number(value, decimals)


def _fits_across(chart: Chart) -> bool:
    if len(chart.categories) > _MOST_ACROSS:
        return False
    widths = [len(category) for category in chart.categories]
    for series in chart.series:
        printed = (
            1 if value is None else len(format_number(value, chart.decimals)) for value in series.values
        )
        widths = [max(pair) for pair in zip(widths, printed, strict=True)]
    longest = max(len(one.name) for one in chart.series)
    return sum(widths) + 3 * len(widths) + min(longest, 24) <= _WIDEST_ACROSS
