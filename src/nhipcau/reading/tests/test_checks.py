"""Percentages against their numbers."""

import pytest

from nhipcau.reading import read_text

ROWS = [
    ("4319/4332 hộ, đạt 99,69%", [("99.69", False, "4319", "4332")]),  # it is 99.70
    ("280/285 đơn vị, đạt 98,2%", [("98.2", True, "280", "285")]),
    ("đạt 1.528/1.643 biên chế (93%)", [("93", True, "1528", "1643")]),
    # in brackets after the percentage stands the whole
    ("đón 48.250 lượt người, bằng 96,5% kế hoạch (50.000 lượt người)", [("96.5", True, "48250", "50000")]),
    # a ratio belongs to the percentage next to it
    (
        "280/285 đơn vị, đạt 98,2%; trong đó 42 đơn vị (14,7%) được khen",
        [("98.2", True, "280", "285"), ("14.7", True, "42", "285")],
    ),
    # a percentage before its ratio, in a sentence of its own, after "="
    ("90% hộ dân có điện (45/50 hộ)", [("90", True, "45", "50")]),
    ("đã trồng 45/48 ha. Đạt 93,75%.", [("93.75", True, "45", "48")]),
    ("tập huấn cho 11/12 = 91,6%", [("91.6", False, "11", "12")]),
    # the target in a bracket before the percentage, whatever the people are called
    ("có 93 cán bộ (chỉ tiêu là 100 người), đạt 93%", [("93", True, "93", "100")]),
    # the whole in an earlier sentence, where only one fits
    ("Có 240 nghệ nhân. Nghệ nhân nữ 54 nghệ nhân (chiếm 22,5%).", [("22.5", True, "54", "240")]),
    ("gửi 200 lượt phiếu, thu 150 phiếu (75%)", [("75", True, "150", "200")]),
    # growth against the plan, and growth against another time
    ("ngô 53/50 ha, tăng 6%", [("6", True, "3", "50")]),
    ("ngô 53/50 ha, tăng 5% so với kế hoạch", [("5", False, "3", "50")]),
    ("có 45/48 hộ tham gia, tăng 6% so với năm trước", []),
    # growth since the number in the bracket
    ("đón 1.150 khách, tăng 15% so với năm 2024 (1.000 khách)", [("15", True, "150", "1000")]),
    ("Năm 2024: 80 lớp; năm 2025: 90 lớp, tăng 12,5% so với năm 2024", [("12.5", True, "10", "80")]),
    # a bracket that belongs to another percentage is not what grew
    (
        "đăng 540 tin, đạt 54% kế hoạch (1.000 tin), tăng 8% so với năm 2024 (500 tin)",
        [("54", True, "540", "1000"), ("8", True, "40", "500")],
    ),
    # the total stands in a line above: only where the quotient is just the percentage
    ("Tổng số: 1.520 hộ.\nSố hộ làm homestay: 70 hộ, chiếm tỷ lệ 4,61%.", [("4.61", True, "70", "1520")]),
    ("Tổng số: 1.520 hộ.\nSố hộ làm homestay: 70 hộ, chiếm tỷ lệ 4,71%.", []),
    # of shares in brackets the odd one is wrong, where the others are parts of one total
    (
        "Trong 142 khách: Nhật 96 khách (67,6%); Lào 31 khách (21,8%); khác 15 khách (11,6%)",
        [("67.6", True, "96", "142"), ("21.8", True, "31", "142"), ("11.6", False, "15", "142")],
    ),
    # a percentage that is said of each part is no share
    ("có 8/9 xã có số hộ tham gia đạt 95%, 2/9 xã đạt 100%", []),
    ("có 8/9 xã tham gia, đạt 100%", [("100", False, "8", "9")]),
    # a ratio ends with its clause
    ("12/12 thôn có nhà văn hóa; tỷ lệ hộ nghèo giảm từ 8,6%", []),
    # another base is named: two numbers that merely stand near are not compared
    ("cam kết 16.238 đồng, giải ngân 13.680 đồng, đạt 68,4% kế hoạch", []),
    ("tăng bình quân 12%/năm", []),  # no numbers
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_checks(text: str, expected: list[tuple[str, bool, str, str]]) -> None:
    assert [(c.stated, c.agrees, c.part, c.whole) for c in read_text(text).checks] == expected
