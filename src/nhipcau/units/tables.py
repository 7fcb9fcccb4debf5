"""Reading a list of units from a file: CSV or XLSX, its headings, and which column means what. Knows no Django."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import ParseError

from nhipcau.units import rules

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED_BYTES = 200 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 40
# Titles and notes stand above the headings in official lists.
HEADINGS_WITHIN_ROWS = 20

# What a column can mean → how it is headed in lists that are around, without diacritics and signs.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "province_code": ("ma tp", "ma tinh", "ma tinh tp", "ma tinh thanh pho", "province code"),
    "province": ("tinh thanh pho", "tinh", "tinh tp", "ten tinh", "ten tinh thanh pho", "province"),
    "code": ("ma px", "ma xa", "ma phuong xa", "ma don vi", "ma dvhc", "ma", "commune code", "code"),
    "name": (
        "phuong xa", "ten xa", "ten phuong xa", "xa phuong", "ten don vi hanh chinh", "ten don vi", "ten",
        "commune", "name",
    ),
    "kind": ("cap", "loai", "loai don vi", "kind", "level"),
    "name_en": ("ten tieng anh", "tieng anh", "english name"),
}  # fmt: skip
REQUIRED = ("province", "name")


class TableError(Exception):
    """A file that cannot be read as a table; `reason` is one of the words below."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


TOO_LARGE, UNKNOWN_FORMAT, NO_HEADINGS, NO_ROWS = "too_large", "unknown_format", "no_headings", "no_rows"


@dataclass(frozen=True, slots=True)
class Table:
    """The headings and the rows under them, as text; `first` is the number of the first row in the file."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first: int


def read_table(name: str, content: bytes) -> Table:
    """Return the table in a file. Raises TableError."""
    rows = rows_in(content)
    at = _heading_row(rows)
    headings = tuple(rows[at][: max(number for number, cell in enumerate(rows[at], start=1) if cell)])
    under = tuple(tuple(_as_wide(row, len(headings))) for row in rows[at + 1 :])
    if not any(any(row) for row in under):
        raise TableError(NO_ROWS)
    return Table(headings, under, first=at + 2)


def rows_in(content: bytes, *, number: Callable[[float], str] = str) -> list[list[str]]:
    """Return every row of a CSV or XLSX file as text. `number` writes a number with decimals of a spreadsheet.

    Raises TableError.
    """
    if len(content) > MOST_BYTES:
        raise TableError(TOO_LARGE)
    return list(_xlsx_rows(content, number) if content[:4] == b"PK\x03\x04" else _csv_rows(content))


def columns_of(headings: Sequence[str]) -> dict[str, int]:
    """Return what each column means, as far as its heading says: field → number of the column.

    >>> columns_of(["STT", "Mã TP", "Tỉnh / Thành Phố", "Mã PX", "Phường, Xã", "Cấp"])
    {'province_code': 1, 'province': 2, 'code': 3, 'name': 4, 'kind': 5}
    """
    plain = [_plain(heading) for heading in headings]
    found: dict[str, int] = {}
    for field, names in HEADINGS.items():
        at = next((plain.index(name) for name in names if name in plain), None)
        if at is not None and at not in found.values():
            found[field] = at
    return found


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[^a-z ]", " ", rules.folded(heading)).split())


def _heading_row(rows: Sequence[Sequence[str]]) -> int:
    for number, row in enumerate(rows[:HEADINGS_WITHIN_ROWS]):
        if len(columns_of(row)) >= 2:
            return number
    for number, row in enumerate(rows[:HEADINGS_WITHIN_ROWS]):
        if sum(bool(cell) for cell in row) >= 2:
            return number
    raise TableError(NO_HEADINGS)


def _as_wide(row: Sequence[str], width: int) -> list[str]:
    return [*row[:width], *[""] * (width - len(row))]


def _csv_rows(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(UNKNOWN_FORMAT) from error
    if "\0" in text:
        raise TableError(UNKNOWN_FORMAT)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=lambda sign: (first.count(sign), text[:10_000].count(sign)))
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            if number >= MOST_ROWS:
                raise TableError(TOO_LARGE)
            yield [_cell(cell, str) for cell in row[:MOST_COLUMNS]]
    except csv.Error as error:
        raise TableError(UNKNOWN_FORMAT) from error


def _xlsx_rows(content: bytes, number: Callable[[float], str]) -> Iterator[list[str]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(member.file_size for member in package.infolist()) > MOST_UNPACKED_BYTES:
                raise TableError(TOO_LARGE)
        sheet: Any = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        for at, row in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)):
            if at >= MOST_ROWS:
                raise TableError(TOO_LARGE)
            yield [_cell(cell, number) for cell in row]
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        IndexError,
        ParseError,
        OSError,
    ) as error:
        raise TableError(UNKNOWN_FORMAT) from error


def _cell(value: object, number: Callable[[float], str]) -> str:
    """Return what a cell says; a code that a spreadsheet took for a number has no decimals."""
    if value is None:
        return ""
    if isinstance(value, float):
        value = int(value) if value.is_integer() else number(value)
    return " ".join(str(value).split())
