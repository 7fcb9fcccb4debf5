"""Reading a sheet that somebody filled in."""

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from nhipcau.shell.errors import SheetError
from nhipcau.shell.spreadsheet import read_xlsx, xlsx_file


def test_a_sheet_written_here_is_read_again_with_its_days_numbers_and_guarded_words() -> None:
    rows: list[list[object]] = [
        ["Tên", "Ngày", "Số"],
        ["=1+1", datetime(2026, 9, 5), 3],  # noqa: DTZ001  (a cell of a spreadsheet knows no zone)
        ["Lễ hội", None, 2.5],
    ]

    found = read_xlsx(xlsx_file(rows), most_rows=10)

    assert found[0] == ("Tên", "Ngày", "Số")
    assert found[1] == ("=1+1", datetime(2026, 9, 5), 3)  # noqa: DTZ001  (a day in a sheet has no zone)
    assert found[2] == ("Lễ hội", "", 2.5)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04broken", b"%PDF-1.7", b"x" * 100], ids=["empty", "zip", "pdf", "text"]
)
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(SheetError):
        read_xlsx(content, most_rows=10)


def test_too_many_rows_are_refused() -> None:
    book = Workbook()
    for number in range(20):
        book.active.append([number])
    out = BytesIO()
    book.save(out)

    with pytest.raises(SheetError):
        read_xlsx(out.getvalue(), most_rows=10)
