"""What `nhipcau check` says about figures, tables, dates and citations."""

import pytest

from nhipcau.reading import read_text
from nhipcau.reading.checks import faults
from nhipcau.reading.tables.sums import NO_SUM_COLUMNS, PART_ROWS, TOTAL_ROWS
from nhipcau.reading.tables.symbols import ATTACHED_KINDS, KINDS_BY_SYMBOL

ROWS = [
    # the percentage is 99.70
    ("Có 4319/4332 hộ, đạt 99,69%.", [("percentage", "4319/4332 hộ, đạt 99,69%")]),
    ("Có 280/285 đơn vị, đạt 98,2%.", []),
    ("Xong trước ngày 31/02/2026.", [("date", "ngày 31/02/2026")]),
    # the kind contradicts the symbol
    ("theo Công văn số 193-HD/BTGTU", [("kind", "Công văn số 193-HD/BTGTU")]),
    ("theo Báo cáo số 86-KH/BCĐTTĐN", [("kind", "Báo cáo số 86-KH/BCĐTTĐN")]),
    # in the Party QĐ stands for Quyết định and Quy định
    ("theo Quy định số 399-QĐ/TW và Quyết định số 12-QĐ/TW", []),
    # TT: Thông tư of the State, Thông tri of the Party
    ("theo Thông tư số 22/2016/TT-BTTTT và Thông tri số 05-TT/TU", []),
    # an agency is no kind; a văn bản is any kind; a scheme goes by the number of the decision that approves it
    ("theo Công văn số 552/BNG-CNV, Văn bản số 10/KH-UBND và Chiến lược số 173/QĐ-TTg", []),
    # a conclusion made known in a notice
    ("theo Thông báo kết luận số 30/TB-VPUBND", []),
    # the year of the symbol is not that of the date
    ("theo Thông tư số 22/2016/TT-BTTTT ngày 19/10/2012",
     [("year", "Thông tư số 22/2016/TT-BTTTT ngày 19/10/2012")]),
    # one document, two dates; numbers begin anew each year
    ("Kế hoạch số 5/KH-UBND ngày 01/02/2026; Kế hoạch số 5/KH-UBND ngày 03/02/2026",
     [("two-dates", "Kế hoạch số 5/KH-UBND ngày 03/02/2026")]),
    ("Kế hoạch số 5/KH-UBND ngày 01/02/2026; Kế hoạch số 5/KH-UBND ngày 03/02/2025", []),
    # another issuer's document of the same number
    ("Kế hoạch số 5/KH-UBND ngày 01/02/2026 của UBND xã A; Kế hoạch số 5/KH-UBND ngày 03/02/2026 của UBND xã B", []),
]  # fmt: skip

TABLES = [
    # the total is 1.500
    ("| 1 | A | 1.200 |\n| 2 | B | 300 |\n|  | Tổng cộng | 1.600 |", ["1.600"]),
    ("| 1 | A | 1.200 |\n| 2 | B | 300 |\n|  | Tổng cộng | 1.500 |", []),
    # the total spans the first columns, and stands first
    ("| Tổng số | 1.501 |\n| 1 | A | 1.200 |\n| 2 | B | 300 |", ["1.501"]),
    # groups add up their rows
    (
        "| I | Xã | 30 |\n| 1 | A | 10 |\n| 2 | B | 20 |\n| II | Phường | 5 |\n| 1 | C | 5 |\n|  | Cộng | 35 |",
        [],
    ),
    # a row that takes the one above apart
    ("| 1 | A | 10 |\n|  | Trong đó: nữ | 4 |\n| 2 | B | 20 |\n|  | Cộng | 30 |", []),
    # decimals may be rounded
    ("| 1 | A | 1,3 |\n| 2 | B | 1,3 |\n|  | Cộng | 2,7 |", []),
    # an empty cell counts nothing, a word makes the column no column of numbers
    ("| 1 | A | - |\n| 2 | B | 20 |\n| 3 | C | 1 |\n|  | Cộng | 21 |", []),
    ("| 1 | A | chưa có |\n| 2 | B | 20 |\n| 3 | C | 1 |\n|  | Cộng | 29 |", []),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_faults_in_a_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(fault.code, fault.text) for fault in faults(read_text(text))] == expected


@pytest.mark.parametrize(("rows", "expected"), TABLES)
def test_totals_of_tables(rows: str, expected: list[str]) -> None:
    table = f"| TT | Địa phương | Lượt khách |\n|---|---|---|\n{rows}\n"

    assert [fault.text for fault in faults(read_text(table)) if fault.code == "sum"] == expected


@pytest.mark.parametrize("head", ["Tỷ lệ (%)", "Bình quân", "Đơn giá", "Năm", "So với năm trước"])
def test_shares_means_and_years_do_not_add_up(head: str) -> None:
    table = f"| TT | Địa phương | {head} |\n| 1 | A | 10 |\n| 2 | B | 20 |\n|  | Tổng | 15 |"

    assert faults(read_text(table)) == ()


def test_a_fault_says_where_and_what_to_do() -> None:
    text = "Kính gửi: Sở Ngoại vụ\nCó 4319/4332 hộ, đạt 99,69%."

    (fault,) = faults(read_text(text))

    assert fault.to_json(text) == {
        "code": "percentage",
        "line": 2,
        "start": 25,
        "end": 49,
        "excerpt": "4319/4332 hộ, đạt 99,69%",
        "message": "ghi 99,69% nhưng 4319/4332 là 99,70%. Hãy kiểm tra lại số liệu.",
        "message_en": "99.69% is stated, but 4319/4332 is 99.70%. Check the figures.",
    }


@pytest.mark.parametrize(("symbol", "kinds"), KINDS_BY_SYMBOL.items())
def test_every_symbol_stands_for_its_kinds(symbol: str, kinds: tuple[str, ...]) -> None:
    for kind in kinds:
        assert faults(read_text(f"theo {kind} số 12/{symbol}-UBND")) == ()
    if "công văn" not in kinds:
        (fault,) = faults(read_text(f"theo công văn số 12/{symbol}-UBND"))
        assert fault.code == "kind"


def test_tables_of_the_checks_are_whole() -> None:
    assert all(kind == kind.lower().strip() for kind in ATTACHED_KINDS)
    assert all(len(pattern) < 80 for pattern in (*TOTAL_ROWS, *PART_ROWS, *NO_SUM_COLUMNS))
