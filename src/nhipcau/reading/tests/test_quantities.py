"""Numbers that say how many, and numbers that do not."""

import pytest

from nhipcau.reading import read_text

ROWS = [
    ("tổ chức 16.974 cuộc", [("16974", "cuộc")]),  # a point groups thousands
    ("kinh phí 3,5 tỷ đồng", [("3500000000", "đồng")]),  # decimal comma and scale word
    ("phát 02 cuốn", [("2", "cuốn")]),  # a leading zero
    ("tổ chức 01 (một) hội nghị", [("1", "hội nghị")]),  # the number again in words
    ("Lữ đoàn 170, Chương trình 135", []),  # numbers of names
    ("dân số 98.765 người", [("98765", "người")]),  # a number with separators is no document's number
    ("mỗi tháng 02 tin", [("2", "tin")]),  # "tháng" here is no month
    ("mở 24/24 lớp; Quốc khánh 2/9", [("24", "lớp"), ("24", "lớp")]),  # no day and month
    ("tăng từ 120 lên 138 tin", [("120", "tin"), ("138", "tin")]),
    ("đạt 68,4% kế hoạch", [("68.4", "%")]),
    ("57/57 chi, đảng bộ cơ sở", [("57", "chi, đảng bộ cơ sở")] * 2),  # a ratio gives both
    ("dài 10-15 km", [("10", "km"), ("15", "km")]),  # a range gives both ends
    ("từ 3-4 triệu đồng", [("3000000", "đồng"), ("4000000", "đồng")]),  # the scale holds for both
    ("xếp thứ 8/63 tỉnh", [("63", "tỉnh")]),  # of a rank only the second
    ("vốn 1.250.0000.000 đồng", [("12500000000", "đồng")]),  # misplaced separators
    ("lên 75ha để", [("75", "ha")]),  # no space before the unit
    ("kỷ niệm 70 năm ngày thành lập", [("70", "năm")]),  # an anniversary
    ("giai đoạn 5 năm; giai đoạn 1", [("5", "năm")]),  # a duration, and the number of a phase
    ("xuất bản 03 ấn phẩm", [("3", "ấn phẩm")]),  # "bản" here is no village
    ("tổng số 130 đơn vị", [("130", "đơn vị")]),  # "số" here is an amount
    (
        "có 12/15 (80%) tổ dân phố; định kỳ 1 lần/quý",
        [("12", "tổ dân phố"), ("15", "tổ dân phố"), ("80", "%"), ("1", "lần/quý")],
    ),
    ("A. 15 B. 16", []),  # answers of a quiz
    ("ĐỐI VỚI 62 HUYỆN VEN BIỂN", [("62", "HUYỆN VEN")]),
    ("- Hướng dẫn 21 Ban Tổ chức lễ hội; theo Hướng dẫn 21 Ban đã gửi", [("21", "Ban Tổ")]),
    ("KỶ NIỆM 45 NĂM NGÀY HỘI", [("45", "NĂM")]),  # in a title of capitals
    ("mở 18 lớp (03 lớp tối)", [("18", "lớp"), ("3", "lớp tối")]),  # a bracket counts anew
    ("đàn bò: 1.250con (Bê 40con)", [("1250", "con"), ("40", "con")]),  # nothing before the thing counted
    (
        "thu hồi 12,5 triệu đồng; chỉnh trang 3 km; mô hình 4 nhà",
        [("12500000", "đồng"), ("3", "km"), ("4", "nhà")],
    ),
    ("trực 24/24h", [("24", "h"), ("24", "h")]),  # no time of day
    ("tiếp nhận: 87; đã trả lời 80, đang xem 07 (8,0%)", [("87", ""), ("80", ""), ("7", ""), ("8", "%")]),
    ("Trong đó: Nhật Bản 02 đoàn, Lào 5 đoàn; Khu phố 02 phường A", [("2", "đoàn"), ("5", "đoàn")]),
    ("báo trong vòng 24 giờ; khai mạc: 8 giờ sáng ngày 05/3/2026", [("24", "giờ")]),
    ("giao ban tuần 45", []),
    ("đường dây nóng 0912.345.678", []),
    ("nóng tới 39,5°C", [("39.5", "°C")]),
    ("có mặt 28, thiếu 04.", [("28", ""), ("4", "")]),  # no unit at all
    (
        "đi học là: 9/10 = 90%",
        [("9", ""), ("10", ""), ("90", "%")],
    ),  # a percentage says it is no day and month
    ("khoản 2 và 3 Điều 6, điểm a khoản 1", []),  # references
    ("năm 2025, giai đoạn 2021-2025, quý 3, tháng 12/2025", []),  # periods
    ("lúc 14 giờ 30, 08:15, 7h30", []),  # times of day
    ("lần thứ 32, khóa 11, năm thứ 3", []),  # ordinals
    ("Cụm Phú Thịnh 5, Phú Thịnh 6", []),  # names
    ("Covid-19, 5G, công nghiệp 4.0", []),
    ("Điện thoại: 0229.387123", []),
    ("số 22/2016/TT-BTTTT ngày 19/10/2016", []),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_quantities(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(found.value, found.unit) for found in read_text(text).quantities] == expected


def test_a_unit_above_a_table_scales_its_amounts() -> None:
    text = "(ĐVT: triệu đồng)\n| STT | Đơn vị | Kế hoạch | Tỷ lệ (%) |\n| 1 | Xã Bến Đá | 1.250 | 80,5 |"

    assert [(q.value, q.unit) for q in read_text(text).quantities] == [("1250000000", "đồng"), ("80.5", "%")]


def test_a_column_of_units_gives_the_unit() -> None:
    text = "| TT | Chỉ tiêu | ĐVT | Kết quả |\n| 1 | Tin đã đăng | tin | 120 |"

    assert [(q.value, q.unit) for q in read_text(text).quantities] == [("120", "tin")]


def test_a_unit_of_money_above_a_table_leaves_columns_that_count_things() -> None:
    text = "Đơn vị tính: triệu đồng\n| TT | Xã | Số buổi | Số khách (người) | Kinh phí |\n| 1 | Bến Đá | 4 | 320 | 12,5 |"

    assert [(q.value, q.unit) for q in read_text(text).quantities] == [
        ("4", "Số buổi"),
        ("320", "người"),
        ("12500000", "đồng"),
    ]


def test_the_subject_of_a_document_has_quantities_too() -> None:
    text = "UBND XÃ BẾN ĐÁ\nSố: 12/KH-UBND\nBến Đá, ngày 03 tháng 2 năm 2026\nKẾ HOẠCH\nkỷ niệm 30 năm lập xã\n\nCăn cứ."

    assert [(q.value, q.unit) for q in read_text(text).quantities] == [("30", "năm")]
