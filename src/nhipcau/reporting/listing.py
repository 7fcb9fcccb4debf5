"""Lists of figures in a file: CSV or XLSX with a column for the indicator and one for the figure, perhaps the unit.

Knows no database. What stands in the rows is judged by whoever asked for the list.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from nhipcau.indicators.figures import write_figure
from nhipcau.reporting.errors import ReportingError
from nhipcau.units import rules
from nhipcau.units.tables import HEADINGS_WITHIN_ROWS, TableError, rows_in

# What a column can mean → how it is headed, without diacritics and signs. The first that fits is taken.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "unit": ("ma don vi", "don vi", "ten don vi", "don vi bao cao", "xa phuong", "unit", "unit code", "orgunit"),
    "code": ("ma chi tieu", "ma", "code", "indicator code", "dataelement"),
    "indicator": ("chi tieu", "ten chi tieu", "noi dung", "indicator", "name"),
    "figure": (
        "ke hoach", "so ke hoach", "ke hoach giao", "so lieu", "gia tri", "ket qua", "so",
        "plan", "figure", "value", "number",
    ),
    "note": ("ghi chu", "note", "comment"),
}  # fmt: skip


class ListError(ReportingError):
    """A file that is no list of figures; the reason is a word of `units.tables`, or "columns"."""

    REASONS = {
        "too_large": _("The list is too large: 20,000 rows and 10 MB at most. Divide it."),
        "unknown_format": _(
            "This is neither an Excel workbook (.xlsx) nor a table in UTF-8 (.csv). Save it as one of them."
        ),
        "no_rows": _("There is nothing under the headings. Check that this is the right sheet."),
        "columns": _(
            "No row of headings was found in the first 20 rows. Add one: indicator (or its code), and plan or figure."
        ),
    }

    def __init__(self, reason: str) -> None:
        super().__init__(self.REASONS[reason])


@dataclass(frozen=True, slots=True)
class Listed:
    """A row as it stands: its number in the file, and the words in its cells. `indicator` is a code or a name."""

    row: int
    unit: str
    indicator: str
    figure: str
    note: str


def read_list(content: bytes) -> tuple[Listed, ...]:
    """Return the rows of a list, those without a figure and note left out. Raises ListError.

    Numbers of a spreadsheet are written as they are typed in the page's language; text stays as it was typed.
    """
    try:
        rows = rows_in(content, number=lambda value: write_figure(Decimal(repr(value))))
    except TableError as error:
        raise ListError(error.reason) from error
    at, columns = _headed(rows)
    found = tuple(
        one
        for number, row in enumerate(rows[at + 1 :], at + 2)
        if (one := _listed(number, row, columns)) and (one.figure or one.note)
    )
    if not found:
        raise ListError("no_rows")
    return found


def _listed(number: int, row: Sequence[str], columns: Mapping[str, int]) -> Listed:
    def cell(name: str) -> str:
        return row[columns[name]] if name in columns and columns[name] < len(row) else ""

    return Listed(number, cell("unit"), cell("code") or cell("indicator"), cell("figure"), cell("note"))


def _headed(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """Return where the headings stand, and what the columns mean. Raises ListError."""
    for at, row in enumerate(rows[:HEADINGS_WITHIN_ROWS]):
        columns = columns_of(row)
        if "figure" in columns and columns.keys() & {"code", "indicator"}:
            return at, columns
    raise ListError("columns")


def columns_of(headings: Sequence[str]) -> dict[str, int]:
    """Return what each column means, as far as its heading says: meaning → place.

    >>> columns_of(["TT", "Mã", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch"])
    {'code': 1, 'indicator': 2, 'figure': 4}
    """
    plain = [" ".join(re.sub(r"[^a-z ]", " ", rules.folded(heading)).split()) for heading in headings]
    found: dict[str, int] = {}
    for meaning, names in HEADINGS.items():
        at = next((plain.index(name) for name in names if name in plain), None)
        if at is not None and at not in found.values():
            found[meaning] = at
    return found
