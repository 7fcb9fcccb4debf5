"""No text makes reading slower than linear: four times the text takes about four times as long, not sixteen.

Ratios of processor time within one run, the least of several; a ratio that is too large is measured anew, so that a
busy machine fails no test, while a quadratic finder fails every time.
"""

import time
from collections.abc import Callable

import pytest

from nhipcau.reading import read_text

SIZE = 3_000
LINEAR, TRIES = 8.0, 4
OPENING = "TỔ CHỨC THỰC HIỆN\n1. Sở A "
UNITS = [
    "có 12/15 xã đạt 80% và 4319/4332 hộ đạt 99,69%, ", "1, ", "1/", "(", "Luật ", "kế hoạch ", "số 12 ", "giao ",
    "Giao Sở Ngoại vụ báo cáo, ", "các sở, ", "a | 1 | 2\n", "*", "Nơi nhận:\n- a;\n", "12/KH-UBND ",
    "1, 2, 3 và 4/5/2023 ", "Đơn vị chủ trì: Sở A, ", " ", "- a\n", "l5/O6/2O26 ", "trước ngày 5/6, ",
    "định kỳ hằng tháng ", "tăng 5% so với ", "từ 1-2-3-", "TM. CHỦ TỊCH\n", "CỘNG HÒA ", "Số: ", "theo Chỉ thị 11, ",
    "| 1 ", "các Sở: A, và ", "10-15 km ", "V/v ", "1.000.000 ", "hơn ", "Điều 1. ", "ngày 5 tháng 6 ", "**a** ",
    "năm 2024: 80 lớp, tăng 5% so với năm 2024 (", "- Sở A\n", "đã xử lý 149 (5%), ", "Giám đốc các Sở: A, B; ",
]  # fmt: skip
GAPS = [
    "số",
    "ngày",
    "Luật",
    "12",
    "12/",
    "giao",
    "các Sở",
    "Nơi nhận:",
    "a)",
    "(",
    "của",
    "12/KH-UBND",
    "đạt",
    "tháng 5",
]


def seconds(text: str, *, uncertain: bool = False) -> float:
    start = time.process_time()
    read_text(text, uncertain=uncertain)
    return time.process_time() - start


def assert_linear(text_of: Callable[[int], str], *, uncertain: bool = False) -> None:
    short, long = text_of(SIZE), text_of(4 * SIZE)
    ratios = []
    for _ in range(TRIES):
        quick = max(min(seconds(short, uncertain=uncertain) for _ in range(3)), 0.001)
        ratios.append(min(seconds(long, uncertain=uncertain) for _ in range(2)) / quick)
        if ratios[-1] < LINEAR:
            return
    raise AssertionError(ratios)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("opening", ["", OPENING])
def test_repetitions_are_read_in_linear_time(unit: str, opening: str) -> None:
    assert_linear(lambda size: opening + unit * (size // len(unit)) + "x")


@pytest.mark.parametrize("word", GAPS)
@pytest.mark.parametrize("gap", [" ", "\n "])
def test_long_gaps_are_read_in_linear_time(word: str, gap: str) -> None:
    assert_linear(lambda size: f"a {word}" + gap * (size // len(gap)) + "x")


@pytest.mark.parametrize("unit", ["l5/O6/2O26 ", "1.O", "O", "1O,", "l2/KH-UBND "])
def test_repairs_of_recognised_texts_take_linear_time(unit: str) -> None:
    assert_linear(lambda size: unit * (size // len(unit)) + "x", uncertain=True)
