"""The open data file of figures: stable column names, cells no spreadsheet runs, strings as strings."""

from collections.abc import Iterable
from decimal import Decimal

from nhipcau.portal.overviews.figures import Figure
from nhipcau.reporting.models import Period
from nhipcau.shell.spreadsheet import csv_file, safe_cell

# Others' programs read these names: a column may be added at the end, never renamed or moved.
COLUMNS = (
    "code",
    "name_vi",
    "name_en",
    "measure_vi",
    "measure_en",
    "area_vi",
    "area_en",
    "period_start",
    "period_end",
    "calendar",
    "value",
    "state",
    "numerator",
    "denominator",
    "units_reported",
    "units_expected",
)


def figures_csv(figures: Iterable[Figure], period: Period) -> bytes:
    """Return the figures as CSV. Numbers have a decimal point and no separators, whatever the page's language."""
    return csv_file([COLUMNS, *(_row(figure, period) for figure in figures)])


def _row(figure: Figure, period: Period) -> list[str]:
    words = [figure.code, *figure.names, *figure.measures, *figure.areas]
    return [
        *(safe_cell(word) for word in words),
        period.starts_on.isoformat(),
        period.ends_on.isoformat(),
        period.calendar,
        _number(figure.number),
        figure.state,
        _number(figure.numerator),
        _number(figure.denominator),
        str(figure.reported),
        str(figure.expected),
    ]


def _number(value: Decimal | None) -> str:
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
