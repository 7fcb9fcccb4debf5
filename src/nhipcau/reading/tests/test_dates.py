"""Dates in all their forms."""

import pytest

from nhipcau.reading import read_text

ROWS = [
    ("ngày 05 tháng 01 năm 2026", ["2026-01-05"]),  # the form of a header
    ("ngày 23/2/2021", ["2021-02-23"]),  # no leading zero
    ("ngày 08/02/2021", ["2021-02-08"]),  # leading zeros
    ("14-11-2016", ["2016-11-14"]),  # dashes
    ("ngày 18.6.2024", ["2024-06-18"]),  # dots
    ("ngày 01 tháng 07 năm 2017", ["2017-07-01"]),  # a zero before month 7, against the rule
    ("tháng 11 nấm 2019", []),  # no day
    ("ngày 3 tháng 11 nấm 2019", ["2019-11-03"]),  # a typing error in "năm"
    ("từ 04-06/10/2025", ["2025-10-04", "2025-10-06"]),  # a range gives both ends
    ("24, 25 và 26 tháng 8 năm 2026", ["2026-08-24", "2026-08-25", "2026-08-26"]),  # a list gives each
    ("từ ngày 24 đến ngày 26 tháng 8 năm 2026", ["2026-08-24", "2026-08-26"]),  # a range in words
    ("từ 28/9 đến ngày 02/10/2025", ["2025-09-28", "2025-10-02"]),  # a range over two months
    ("ngày 19 tháng Tám năm 1945", ["1945-08-19"]),  # a month in words
    ("2026-08-24", ["2026-08-24"]),  # ISO
    ("(01/8/2008-01/8/2026)", ["2008-08-01", "2026-08-01"]),  # a range without spaces
    ("ngày 15/ 9/2026 và 5 /9 / 2026", ["2026-09-15", "2026-09-05"]),  # a space after or before one stroke
    ("ngày22/5/2026, ngày 04tháng 5 năm 2026", ["2026-05-22", "2026-05-04"]),  # lost spaces
    ("Đăng ngày 17 - 05 - 2026", ["2026-05-17"]),  # spaces round the dashes
    (
        "10:48, 21/07/2026; số 48, 22/07/2026",
        ["2026-07-21", "2026-07-22"],
    ),  # an hour and a number are no days
    ("Thứ Ba, 29 tháng 7, 2026", ["2026-07-29"]),  # as web pages write it
    ("Thứ ba, 25 Tháng 1 2022 16:22", ["2022-01-25"]),
    ("Quốc khánh 2/9, tháng 12/2021, năm 2023", []),  # no full date
    ("kết quả 9 tháng năm 2026", []),  # nine months of a year, not the ninth of May
    ("ngày 31/02/2026", []),  # no calendar has it
    ("(25/8/1954 - 25/8/2024)", ["1954-08-25", "2024-08-25"]),  # two dates with a dash
    ("số 28/2025/NĐ-CP", []),  # a document's number
    ("ngày 21 tháng\n6 năm 2025", ["2025-06-21"]),  # broken over two lines
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_dates_are_found_in_any_form(text: str, expected: list[str]) -> None:
    assert [date.value.isoformat() for date in read_text(text).dates] == expected


def test_an_hour_before_a_date_is_no_impossible_date() -> None:
    assert read_text("10:48, 21/07/2026").impossible_dates == ()


def test_an_impossible_date_is_kept_apart() -> None:
    reading = read_text("trước ngày 31/02/2026")

    assert [found.text for found in reading.impossible_dates] == ["ngày 31/02/2026"]
    assert reading.dates == ()
