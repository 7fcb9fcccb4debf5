"""From plain rows to totals: how figures of many units and periods become one. Knows no Django and no clock."""

from nhipcau.rollup.model import Additivity, CellState, Part, Reason, Row, Total
from nhipcau.rollup.totals import ratio, total

__all__ = ["Additivity", "CellState", "Part", "Reason", "Row", "Total", "ratio", "total"]
