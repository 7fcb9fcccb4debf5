"""What is wrong in the running text and the tables of a draft, and in which part and cell it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.reading import read_text
from nhipcau.reading.checks import faults, faults_of_parts

ACROSS = [
    # the total closes the row
    (["Xã", "Nội", "Ngoại", "Tổng số"], [["A", "10", "5", "15"], ["B", "15", "1", "17"]], ["17"]),
    (["Xã", "Nội", "Ngoại", "Tổng số"], [["A", "10", "5", "15"], ["B", "15", "1", "16"]], []),
    # quarters and the whole year; a running total between them is no part
    (
        ["Đơn vị", "Quý I", "Quý II", "6 tháng", "Quý III", "Quý IV", "Cả năm"],
        [["A", "1", "2", "3", "4", "5", "12"], ["B", "1", "1", "2", "1", "1", "5"]],
        ["5"],
    ),
    # the total opens the row: only where most rows bear it out
    (
        ["Xã", "Tổng", "Nội", "Ngoại"],
        [["A", "15", "10", "5"], ["B", "9", "4", "5"], ["C", "3", "1", "2"], ["D", "9", "1", "2"]],
        ["9"],
    ),
    (["Xã", "Tổng số hộ", "Nghèo", "Cận nghèo"], [["A", "150", "10", "5"], ["B", "90", "4", "5"]], []),
    # a total of which the columns are no parts at all
    (["Xã", "Thôn", "Xóm", "Tổng số dân"], [["A", "3", "5", "1.500"], ["B", "4", "5", "2.000"]], []),
    # a row that happens to fit, and a row of nothing, say nothing of the others
    (
        ["Xã", "Thôn", "Xóm", "Tổng số dân"],
        [["A", "0", "0", "0"], ["B", "4", "5", "9"], ["C", "4", "5", "800"], ["D", "4", "5", "700"]],
        [],
    ),
    # rounded decimals
    (["Xã", "A", "B", "Cộng"], [["X", "1,3", "1,3", "2,7"], ["Y", "1,0", "1,0", "2,0"]], []),
]

PARTS = [
    ([["Đoàn ra", "12"], ["Trong đó: cấp sở", "15"], ["Đoàn vào", "20"]], ["15"]),
    ([["Đoàn ra", "12"], ["Trong đó:", ""], ["- Cấp sở", "7"], ["- Cấp tỉnh", "13"]], ["13"]),
    ([["Đoàn ra", "12"], ["Trong đó: cấp sở", "12"]], []),
    # a dash alone may list anything
    ([["Đoàn ra", "12"], ["- Kinh phí", "300"]], []),
]

SHARES = [
    (
        ["Xã", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)"],
        [["A", "20", "10", "50"], ["B", "30", "15", "55,0"]],
        ["55,0"],
    ),
    (["Xã", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)"], [["A", "20", "10", "50"], ["B", "30", "15", "50,0"]], []),
    # which way is meant is told by the rows
    (
        ["Xã", "Năm 2024", "Năm 2025", "Tăng, giảm (%)"],
        [["A", "20", "25", "25"], ["B", "30", "27", "10"], ["C", "10", "13", "30"], ["D", "10", "14", "30"]],
        ["30"],
    ),
    (["Xã", "Năm 2024", "Năm 2025", "Tỷ lệ (%)"], [["A", "20", "25", "31"], ["B", "30", "27", "44"]], []),
]


@pytest.mark.parametrize(("heads", "rows", "wrong"), ACROSS)
def test_totals_across(heads: list[str], rows: list[list[str]], wrong: list[str]) -> None:
    assert _faults("sum", [heads, *rows]) == wrong


@pytest.mark.parametrize(("rows", "wrong"), PARTS)
def test_parts_are_no_more_than_their_whole(rows: list[list[str]], wrong: list[str]) -> None:
    assert _faults("part", [["Chỉ tiêu", "Số đoàn"], *rows]) == wrong


@pytest.mark.parametrize(("heads", "rows", "wrong"), SHARES)
def test_percentages_of_a_row(heads: list[str], rows: list[list[str]], wrong: list[str]) -> None:
    assert _faults("percentage", [heads, *rows]) == wrong


def test_a_fault_says_in_which_part_and_cell() -> None:
    text = "Xong trước ngày 31/02/2026. Theo Công văn số 193-HD/BTGTU."
    table = [["Xã", "Lượt\nkhách"], ["A | B", "10"], ["C", "15"], ["Tổng cộng", "26"]]

    found = faults_of_parts([text, table, table, ""])

    assert [(one.part, one.fault.code, one.row, one.column) for one in found] == [
        (0, "date", None, None),
        (0, "kind", None, None),
        (1, "sum", 3, 1),
        (2, "sum", 3, 1),
    ]
    assert [text[one.start : one.end] for one in found[:2]] == ["ngày 31/02/2026", "Công văn số 193-HD/BTGTU"]


def test_parts_are_held_against_one_another() -> None:
    first, second = "Kế hoạch số 5/KH-UBND ngày 01/02/2026.", "Theo Kế hoạch số 5/KH-UBND ngày 03/02/2026."

    (found,) = faults_of_parts([first, [["A"], ["1"]], second])

    assert (found.part, found.fault.code) == (2, "two-dates")
    assert second[found.start : found.end] == "Kế hoạch số 5/KH-UBND ngày 03/02/2026"


def test_a_heading_against_its_own_number() -> None:
    head = "Số: 15/{}\nBến Đá, ngày 05 tháng 01 năm 2026\n\n{}\nVề việc tiếp khách\n"

    assert _codes(head.format("QĐ-UBND", "QUYẾT ĐỊNH")) == []
    assert _codes(head.format("KH-UBND", "QUYẾT ĐỊNH")) == ["kind"]
    assert _codes(head.format("2025/QĐ-UBND", "QUYẾT ĐỊNH")) == ["year"]


@given(
    st.lists(
        st.text(max_size=60) | st.lists(st.lists(st.text(max_size=12), max_size=4), max_size=5), max_size=4
    )
)
def test_any_parts_can_be_checked(parts: list[str | list[list[str]]]) -> None:
    for found in faults_of_parts(parts):
        assert 0 <= found.part < len(parts)


def _faults(code: str, table: list[list[str]]) -> list[str]:
    found = [one for one in faults_of_parts(["Bảng sau đây:", table]) if one.fault.code == code]
    assert all(table[one.row or 0][one.column or 0] == one.fault.text for one in found)
    return [one.fault.text for one in found]


def _codes(text: str) -> list[str]:
    return [fault.code for fault in faults(read_text(text))]
