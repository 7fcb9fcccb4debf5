"""Tables that spreadsheets open: the right letters, and no cell they would run."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

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
