"""A table of totals as a file: XLSX and CSV for people, JSON for programs. Each says what it is at its head."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from nhipcau.reporting.choosing import Chosen, period_key
from nhipcau.reporting.tables import Cell, Heading, NotAllocated, Table
from nhipcau.reporting.words import UNPLACED, no_number
from nhipcau.shell.spreadsheet import csv_file, safe_cell

Row = list[object]
KINDS_OF_FILE = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
# What a spreadsheet keeps exactly; longer numbers are written as text.
EXACT = Decimal(10) ** 15


def file_of(kind: str, table: Table, chosen: Chosen, *, at: datetime) -> bytes:
    """Return the table as a file of one of KINDS_OF_FILE, taken at the moment `at`."""
    write: dict[str, Callable[[Table, Chosen, datetime], bytes]] = {
        "xlsx": _xlsx, "csv": _csv, "json": _json,
    }  # fmt: skip
    return write[kind](table, chosen, at)


def _head(table: Table, chosen: Chosen, at: datetime) -> list[tuple[str, str]]:
    """Return what the table is about, (label, words)."""
    asked = table.asked
    told = [
        (_("Unit"), chosen.place.name if chosen.place else ""),
        (_("Period"), _span(asked.periods[0]) if len(asked.periods) == 1 else _span(asked.periods[-1])),
        (_("Indicators"), str(chosen.form or "") or _("All that are asked for")),
        (_("Boundaries"), chosen.drawn),
        (_("Counted"), chosen.counted),
        (_("Complete"), _("{reported}/{expected} units").format(
            reported=table.reported, expected=table.expected)),
        (_("Taken on"), f"{at:%d/%m/%Y %H:%M}"),
    ]  # fmt: skip
    if len(asked.indicators) == 1:
        told[2] = (_("Indicator"), f"{asked.indicators[0].local_name} ({asked.indicators[0].local_measure})")
    if asked.split:
        told.append((_("Case of a split"), asked.split.local_name))
    if table.without:
        told.append((_("Not told apart by it"), "; ".join(one.local_name for one in table.without)))
    return told


def _span(period: Any) -> str:
    return f"{period} ({period.starts_on:%d/%m/%Y} – {period.ends_on:%d/%m/%Y})"


def _named(heading: Heading) -> str:
    if heading.indicator:
        return f"{heading.indicator.local_name} ({heading.indicator.local_measure})"
    return heading.name or _("Total")


def _grid(table: Table) -> Iterator[Row]:
    """Return the heading row and the rows, numbers as numbers."""
    yield ["", *(safe_cell(_named(column)) for column in table.columns)]
    for heading, cells in zip(table.rows, table.cells, strict=True):
        yield [safe_cell(_named(heading)), *(_number(cell) for cell in cells)]


def _number(cell: Cell | None) -> object:
    """Return the number of a cell, or in words why there is none."""
    if cell is None:
        return ""
    if cell.number is None:
        return no_number(None, cell.state, cell.reason)
    whole = cell.number == cell.number.to_integral_value()
    number: int | Decimal = int(cell.number) if whole else cell.number.normalize()
    return number if abs(cell.number) < EXACT else str(number)


def _aside(one: NotAllocated) -> Row:
    number = "" if one.number is None else f"{one.number.normalize():f}"
    return [
        safe_cell(one.unit_name), safe_cell(one.at_name), str(UNPLACED[one.why]),
        safe_cell(one.indicator.local_name), str(one.period), number,
    ]  # fmt: skip


def _aside_headings() -> Row:
    return [
        _("Not allocable: unit"), _("Exact for, and above"), _("Why"), _("Indicator"), _("Period"), _("Number"),
    ]  # fmt: skip


def _csv(table: Table, chosen: Chosen, at: datetime) -> bytes:
    rows: list[Row] = [[label, safe_cell(words)] for label, words in _head(table, chosen, at)]
    rows += [[], *_grid(table)]
    if table.not_allocated:
        rows += [[], _aside_headings(), *map(_aside, table.not_allocated)]
    return csv_file([[_plain(cell) for cell in row] for row in rows])


def _plain(cell: object) -> object:
    return f"{cell:f}" if isinstance(cell, Decimal) else cell


def _xlsx(table: Table, chosen: Chosen, at: datetime) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = _("Table")
    for label, words in _head(table, chosen, at):
        sheet.append([label, safe_cell(words)])
    sheet.append([])
    first = sheet.max_row + 2
    for row in _grid(table):
        sheet.append(row)
    for cell in sheet[first - 1]:
        cell.font = Font(bold=True)
    for row_cells in sheet.iter_rows(min_row=first, min_col=2):
        for cell in row_cells:
            cell.number_format = "#,##0.####" if isinstance(cell.value, Decimal) else "#,##0"
    sheet.freeze_panes = sheet.cell(row=first, column=2)
    sheet.column_dimensions["A"].width = 40
    if table.not_allocated:
        other = book.create_sheet(_("Not allocable"))
        other.append(_aside_headings())
        for one in table.not_allocated:
            other.append(_aside(one))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _json(table: Table, chosen: Chosen, at: datetime) -> bytes:
    """Numbers are texts, so that none is rounded on its way."""
    asked = table.asked
    told = {
        "unit": {"key": asked.unit.pk, "name": chosen.place.name if chosen.place else ""},
        "periods": [
            {
                "key": period_key(one),
                "name": str(one),
                "starts_on": one.starts_on.isoformat(),
                "ends_on": one.ends_on.isoformat(),
            }
            for one in asked.periods
        ],
        "boundaries": asked.boundaries.isoformat() if asked.boundaries else "as_reported",
        "counted": "approved_and_submitted" if asked.include_unapproved else "approved",
        "reported": table.reported,
        "expected": table.expected,
        "taken_at": at.isoformat(timespec="seconds"),
        "rows": asked.rows.value,
        "columns": asked.columns.value,
        "figures": [
            _figure(row, column, cell)
            for row, cells in zip(table.rows, table.cells, strict=True)
            for column, cell in zip(table.columns, cells, strict=True)
            if cell is not None
        ],
        "not_allocable": [
            {
                "unit": one.unit_name,
                "at": one.at_name or None,
                "why": one.why.value,
                "indicator": one.indicator.code,
                "period": period_key(one.period),
                "number": None if one.number is None else f"{one.number.normalize():f}",
            }
            for one in table.not_allocated
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _figure(row: Heading, column: Heading, cell: Cell) -> dict[str, object]:
    case = row.case or column.case
    return {
        "indicator": cell.indicator.code,
        "unit": cell.unit_id,
        "unit_name": row.name if row.unit_id else column.name if column.unit_id else None,
        "period": period_key(cell.period),
        "case": case.code if case else None,
        "number": None if cell.number is None else f"{cell.number.normalize():f}",
        "state": cell.state.value,
        "reason": cell.reason.value if cell.reason else None,
        "reported": cell.reported,
        "expected": cell.expected,
    }
