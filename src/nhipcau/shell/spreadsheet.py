"""Tables that spreadsheets open: the right letters, and no cell they would run."""

import csv
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from nhipcau.shell.errors import SheetError

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED_BYTES = 60 * 1024 * 1024
MOST_COLUMNS = 100
# What a broken package makes its readers raise: wrong marks, parts that are missing, cut off or wrongly packed.
_BROKEN = (
    SyntaxError, LookupError, ValueError, TypeError, AttributeError, RuntimeError, OverflowError, OSError, EOFError,
    zlib.error, struct.error, zipfile.BadZipFile, NotImplementedError,
)  # fmt: skip
# A spreadsheet takes a cell that begins so for a formula; full-width forms count too.
_BEGINS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def safe_cell(text: str) -> str:
    """Return `text` so that no spreadsheet runs it. For words that people wrote; a number may begin with "-".

    >>> safe_cell("=1+1"), safe_cell("Lễ hội"), safe_cell(" @x")
    ("'=1+1", 'Lễ hội', "' @x")
    """
    return f"'{text}" if text.lstrip(" ").startswith(_BEGINS_A_FORMULA) else text


def csv_file(rows: Iterable[Sequence[object]]) -> bytes:
    """Return `rows` as CSV in UTF-8 with a byte order mark, which spreadsheets need for Vietnamese.

    >>> csv_file([("Lễ hội", 3)]).decode("utf-8")
    '\ufeffLễ hội,3\\r\\n'
    """
    return b"".join(csv_portions([rows]))


def csv_portions(portions: Iterable[Iterable[Sequence[object]]]) -> Iterator[bytes]:
    """Return the same file a portion of rows at a time, each as soon as its rows are there.

    >>> [part.decode() for part in csv_portions([[("a", 1)], [("b", 2)]])]
    ['\ufeffa,1\\r\\n', 'b,2\\r\\n']
    """
    encoding = "utf-8-sig"
    for rows in portions:
        out = StringIO(newline="")
        csv.writer(out, lineterminator="\r\n").writerows(rows)
        yield out.getvalue().encode(encoding)
        encoding = "utf-8"


def xlsx_file(rows: Iterable[Sequence[object]], *, sheet: str = "") -> bytes:
    """Return `rows` as a workbook of one sheet: numbers and days stay such, words are never run, the head stays put.

    The first row is the head. A character that a workbook cannot hold is left out.
    """
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet[:31] or None)
    page.freeze_panes = "A2"
    for row in rows:
        page.append([_cell(value) for value in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(value: object) -> object:
    return safe_cell(ILLEGAL_CHARACTERS_RE.sub("", value)) if isinstance(value, str) else value


def read_xlsx(content: bytes, *, most_rows: int) -> list[tuple[Any, ...]]:
    """Return the rows of the first sheet of a workbook: words (without what guarded them), numbers, days; "" for nothing.

    Empty rows at the end are left out. Raises SheetError when it is no workbook, or holds more than `most_rows`.
    """
    try:
        _check_size(content, most_rows)
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        rows = list(_rows(book.worksheets[0], most_rows))
    except _BROKEN as error:
        raise SheetError(most_rows) from error
    while rows and not any(value != "" for value in rows[-1]):
        rows.pop()
    return rows


def _check_size(content: bytes, most_rows: int) -> None:
    with zipfile.ZipFile(BytesIO(content)) as package:
        unpacked = sum(part.file_size for part in package.infolist())
    if len(content) > MOST_BYTES or unpacked > MOST_UNPACKED_BYTES:
        raise SheetError(most_rows)


def _rows(sheet: Any, most_rows: int) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True)):
        if number >= most_rows:
            raise SheetError(most_rows)
        yield tuple(_read(value) for value in row[:MOST_COLUMNS])


def _read(value: Any) -> Any:
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    bare = value.removeprefix("'")
    return bare if safe_cell(bare) == value else value
