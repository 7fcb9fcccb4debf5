"""How figures are added up, as Ibis expressions over named tables: compiled once for each shape of a question.

What differs from question to question (units, windows, indicators) stands in small tables, never in the expression.
"""

from functools import lru_cache
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from nhipcau.rollup.model import Additivity, CellState
from nhipcau.rollup.schema import STATES
from nhipcau.rollup.shapes import TABLES, Shape

_NUMBER = "decimal(20, 4)"
_TOTAL = "decimal(38, 4)"
_VALUES = {
    "form": "int64",
    "unit": "int64",
    "indicator": "int64",
    "split": "int64",
    "period_start": "date",
    "period_end": "date",
    "state": "int8",
    "number": _NUMBER,
}


@lru_cache(maxsize=256)
def compiled(shape: Shape, dialect: str) -> str:
    """Return the SQL of a shape for `duckdb` or `pyspark`."""
    return str(ibis.to_sql(expression(shape), dialect=dialect))


def expression(shape: Shape) -> ir.Table:
    """Return the whole computation: a row a target, indicator, window (and split) that has cells.

    Columns: target, indicator, window, split (when asked), number, numbers (how many were there), kept (figures that
    are never added over periods), many (different latest figures), absent (cells that are not applicable).
    """
    rows = _placed(shape)
    if shape.only_absent:
        # Kept sums count such cells in their number; a cell of its own has none.
        rows = rows.filter(rows.absent == 1).mutate(absent=ibis.coalesce(rows.number.cast("int64"), 1))
        return rows.group_by(_keys(shape)).aggregate(absent=rows.absent.sum().cast("int64"))
    return _by_series(rows, shape) if shape.series else _at_once(rows, shape)


def _keys(shape: Shape) -> list[str]:
    return ["target", "indicator", "window", *(["split"] if shape.by_split else [])]


def _figures(shape: Shape) -> ir.Table:
    """Return sealed and live values as one."""
    names = (["figures_sealed"] if shape.sealed else []) + (["figures_live"] if shape.live else [])
    found = [ibis.table(_VALUES, name=name) for name in names]
    return ibis.union(*found, distinct=False) if len(found) > 1 else found[0]


def _small(name: str) -> ir.Table:
    return ibis.table(TABLES[name], name=name)


def _placed(shape: Shape) -> ir.Table:
    """Return the values asked for, each with its target, carrier and window, its number being the target's share."""
    rows = _figures(shape)
    if shape.undivided:
        rows = rows.filter(rows.split.isnull())
    if shape.asks:
        asked = _small("asked")
        rows = rows.join(asked, rows.indicator == asked.at_indicator)
    rows = _by_cell(rows) if shape.route == "cells" else _by_unit(rows, shape)
    if shape.shares:
        rows = _shared(rows)
    absent = _.state == STATES[CellState.NOT_APPLICABLE]
    if shape.splits and not shape.by_split:
        absent &= _.split.isnull()
    return rows.mutate(absent=ibis.ifelse(absent, 1, 0))


def _by_unit(rows: ir.Table, shape: Shape) -> ir.Table:
    places, windows = _small("places"), _small("windows")
    here = [rows.unit == places.at_unit]
    if shape.route == "dated":
        here += [rows.period_end >= places.since, rows.period_end < places.until]
    rows = rows.join(places, here)
    then = [rows.period_end == windows.at_end]
    if shape.starts:
        then.append(rows.period_start == windows.at_start)
    return rows.join(windows, then)


def _by_cell(rows: ir.Table) -> ir.Table:
    cells = _small("cells")
    same = [
        rows.unit == cells.at_unit,
        rows.period_end == cells.at_end,
        rows.form == cells.at_form,
        rows.period_start == cells.at_start,
        rows.scheme == cells.at_scheme,
    ]
    return rows.join(cells, same)


def _shared(rows: ir.Table) -> ir.Table:
    """Give each target its share of the numbers that can be divided exactly, and the others to none of them.

    In whole numbers: a value has 16 digits before the point, a share at most ten decimals.
    """
    rows = rows.mutate(units=_.number.floor().cast("int64"))
    rows = rows.mutate(rest=((_.number - _.units.cast(_NUMBER)) * 10000).cast("int64"))
    left = (_.units % _.step) * 10000 + _.rest
    divides = _.number.isnull() | (left % _.step == 0)
    rows = rows.filter(_.exact.isnull() | (_.exact == divides))
    over = _.units % _.of
    small = _whole((over * 10000 + _.rest), _.of) * _.times
    large = _whole(_.units - over, _.of) * _.times
    share = (large + _whole(small, 10000)).cast(_NUMBER) + _ten_thousandths(small % 10000).cast(_NUMBER)
    return rows.mutate(number=ibis.ifelse(_.exact.isnull(), _.number, share).cast(_NUMBER))


def _whole(number: Any, by: Any) -> Any:
    """Return number ÷ by without the remainder, for whole numbers of 0 and more.

    Engines divide whole numbers as floating ones: so the first answer may be some units off, and what it leaves is
    divided once more, which is small enough to be exact.
    """
    first = (number // by).cast("int64")
    return first + ((number - first * by) // by).cast("int64")


def _ten_thousandths(number: Any) -> Any:
    """Return a whole number below 10,000 as a decimal fraction."""
    return number.cast("decimal(9, 4)") * ibis.literal("0.0001").cast("decimal(9, 4)")


def _at_once(rows: ir.Table, shape: Shape) -> ir.Table:
    """Add up what is a sum over periods: order and grouping do not matter."""
    sums = {"number": _.number.sum().cast(_TOTAL)}
    sums |= {"absent": _.absent.sum().cast("int64")} if shape.absent else {}
    return rows.group_by(_keys(shape)).aggregate(**sums)


def _by_series(rows: ir.Table, shape: Shape) -> ir.Table:
    """Add up over the periods of each carrier, then over carriers."""
    parts = _parts(_cells(rows, shape), shape)
    # Figures of one last day first, so that the newest of them are found whatever the order.
    of_day = parts.group_by([*_keys(shape), "over_units", "last"]).aggregate(
        total=_.part.sum(),
        least=_.part.min(),
        most=_.part.max(),
        given=_.part.count(),
        numbers=_.numbers.sum(),
        kept=_.kept.max(),
        absent=_.absent.sum(),
    )
    whole = of_day.group_by([*_keys(shape), "over_units"]).aggregate(
        total=_.total.sum().cast(_TOTAL),
        given=_.given.sum().cast("int64"),
        least=_.least.argmax(_.last, where=_.given > 0),
        most=_.most.argmax(_.last, where=_.given > 0),
        numbers=_.numbers.sum().cast("int64"),
        kept=_.kept.max().cast("int64"),
        absent=_.absent.sum().cast("int64"),
    )
    latest = whole.over_units == Additivity.LATEST.value
    number = ibis.cases(
        (whole.over_units == Additivity.MEAN.value, _mean(whole.total, whole.given)),
        (latest & (whole.least == whole.most), whole.least.cast(_TOTAL)),
        (latest, ibis.null(_TOTAL)),
        else_=whole.total,
    )
    many = ibis.ifelse(latest & (whole.least != whole.most), 1, 0)
    return whole.select(
        *_keys(shape), "numbers", "kept", "absent", number=number.cast(_TOTAL), many=many.cast("int64")
    )


def _cells(rows: ir.Table, shape: Shape) -> ir.Table:
    """Return one row a carrier and period."""
    if not shape.joined:
        return rows
    keys = [*_keys(shape), "carrier", "scheme", "over_units", "over_periods", "period_end"]
    return rows.group_by(keys).aggregate(number=_.number.sum().cast(_TOTAL), absent=_.absent.sum())


def _parts(cells: ir.Table, shape: Shape) -> ir.Table:
    """Return one row a carrier: its figure over the periods."""
    there = cells.number.notnull()
    series = cells.group_by([*_keys(shape), "carrier", "scheme", "over_units", "over_periods"]).aggregate(
        total=cells.number.sum().cast(_TOTAL),
        numbers=cells.number.count(),
        newest=cells.number.argmax(cells.period_end, where=there),
        last=cells.period_end.max(where=there),
        absent=cells.absent.sum(),
    )
    apart = series.over_periods == Additivity.NONE.value
    if shape.alone:
        series, apart = _not_alone(series, apart)
    part = ibis.cases(
        (apart, ibis.null(_TOTAL)),
        (series.over_periods == Additivity.MEAN.value, _mean(series.total, series.numbers)),
        (series.over_periods == Additivity.LATEST.value, series.newest.cast(_TOTAL)),
        else_=series.total,
    )
    return series.mutate(part=part, kept=ibis.ifelse(apart & (series.numbers > 0), 1, 0))


def _not_alone(series: ir.Table, apart: ir.BooleanValue) -> tuple[ir.Table, ir.BooleanValue]:
    """Figures that are never added over periods are given where only one period is owed."""
    alone = _small("alone")
    same = [
        series.scheme == alone.at_scheme,
        series.window == alone.at_window,
        series.target == alone.at_target,
        series.carrier == alone.at_carrier,
    ]
    joined = series.left_join(alone, same)
    return joined, (joined.over_periods == Additivity.NONE.value) & joined.at_carrier.isnull()


def _mean(total: ir.DecimalValue, count: ir.IntegerValue) -> ir.DecimalValue:
    """Return total ÷ count rounded half up to four decimals, in whole numbers only, so that it is exact everywhere."""
    of = ibis.greatest(count, 1).cast("int64")
    units = total.floor().cast("int64")
    rest = ((total - units.cast(_TOTAL)) * 10000).cast("int64")
    left = (units % of) * 10000 + rest
    rounded = _whole(2 * left + of, 2 * of)
    whole = _whole(units, of) + _whole(rounded, 10000)
    return whole.cast(_TOTAL) + _ten_thousandths(rounded % 10000).cast(_TOTAL)
