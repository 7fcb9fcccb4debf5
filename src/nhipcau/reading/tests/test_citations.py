"""Documents mentioned by their number."""

import pytest

from nhipcau.reading import read_text

ROWS = [
    # the full form of the State: kind, number, date, issuer
    ("Kế hoạch số 369/KH-UBND ngày 29 tháng 3 năm 2026 của UBND tỉnh về lễ hội",
     [("kế hoạch", "369/KH-UBND", "2026-03-29", "UBND tỉnh")]),
    # the Party's comma before the date
    ("Nghị quyết số 12-NQ/ĐU, ngày 05/9/2026 của Ban Thường vụ Đảng ủy",
     [("nghị quyết", "12-NQ/ĐU", "2026-09-05", "Ban Thường vụ Đảng ủy")]),
    # spaces round the hyphen
    ("Kết luận số 16 - KL/TW", [("kết luận", "16-KL/TW", None, None)]),
    # a number broken over two lines
    ("Kết luận số 1208-\nKL/TU", [("kết luận", "1208-KL/TU", None, None)]),
    # a defect stays as written
    ("Nghị định số 45/25010/NĐ-CP", [("nghị định", "45/25010/NĐ-CP", None, None)]),
    # the short form with the full number
    ("theo Nghị định 32/2024/NĐ-CP", [("nghị định", "32/2024/NĐ-CP", None, None)]),
    # short forms without a number are none
    ("Chỉ thị 11, Nghị định này, Đề án số 08", []),
    # a number without a symbol counts with its date
    ("Chỉ thị số 15 ngày 03/5/2018", [("chỉ thị", "15", "2018-05-03", None)]),
    # a law with its number
    ("Luật Điện lực số 61/2024/QH15 ngày 30/11/2024", [("luật", "61/2024/QH15", "2024-11-30", None)]),
    # date and issuer written once for two documents joined by "và"
    ("Tờ trình số 342/TTr-CP và Đề án số 343/ĐA-CP ngày 09 tháng 5 năm 2025 của Chính phủ",
     [("tờ trình", "342/TTr-CP", "2025-05-09", "Chính phủ"), ("đề án", "343/ĐA-CP", "2025-05-09", "Chính phủ")]),
    # date and issuer before the number
    ("Ngày 05/3/2025, Văn phòng Tỉnh ủy đã ban hành Hướng dẫn số 07-HD/VPTU",
     [("hướng dẫn", "07-HD/VPTU", "2025-03-05", "Văn phòng Tỉnh ủy")]),
    # the issuer before "tại"
    ("Theo đề nghị của Giám đốc Sở Ngoại vụ tại Tờ trình số 101/TTr-SNgV",
     [("tờ trình", "101/TTr-SNgV", None, "Giám đốc Sở Ngoại vụ")]),
    # the date after the issuer
    ("Đề án 08-ĐA/TU của Tỉnh ủy Hoa Lư ngày 29/12/2025",
     [("đề án", "08-ĐA/TU", "2025-12-29", "Tỉnh ủy Hoa Lư")]),
    # the kind word disagrees with the symbol: as written
    ("Công văn số 193-HD/BTGTU", [("công văn", "193-HD/BTGTU", None, None)]),
    # a qualified kind
    ("Báo cáo thẩm tra số 433/BC-UBPL", [("báo cáo", "433/BC-UBPL", None, None)]),
    # a kind written once before a list of numbers
    ("các Quyết định: số 12/QĐ-UBND, số 13/QĐ-UBND",
     [("quyết định", "12/QĐ-UBND", None, None), ("quyết định", "13/QĐ-UBND", None, None)]),
    # two kind words that name one kind
    ("Thông báo kết luận số 15-TB/TU", [("thông báo", "15-TB/TU", None, None)]),
    # the issuer ends with its sentence
    ("Quyết định số 26/2019/QĐ-UBND của UBND tỉnh.\nIV. KIẾN NGHỊ",
     [("quyết định", "26/2019/QĐ-UBND", None, "UBND tỉnh")]),
    # periods and dates are no numbers of documents
    ("giai đoạn 2021-2025, ngày 15/6/2023, đạt 38/45 cơ sở, 24/7", []),
    # the issuer before the number, broken over two lines
    ("Ngày 21/4/2026, Sở Ngoại\nvụ đã ban hành Hướng dẫn số 6/HD-SNgV",
     [("hướng dẫn", "6/HD-SNgV", "2026-04-21", "Sở Ngoại vụ")]),
    # two issuers: the date of the second is not of the first
    ("Nghị quyết số 12-NQ/TU và Quyết định số 35/QĐ-UBND ngày 22/10/2025",
     [("nghị quyết", "12-NQ/TU", None, None), ("quyết định", "35/QĐ-UBND", "2025-10-22", None)]),
    ("Kết luận số 10-KL/TU của Tỉnh ủy và Kết luận số 11-KL/TU ngày 14/8/2025 của Thường trực",
     [("kết luận", "10-KL/TU", None, "Tỉnh ủy"), ("kết luận", "11-KL/TU", "2025-08-14", "Thường trực")]),
    # capitals, and a kind broken between two lines
    ("THỰC HIỆN CHỈ THỊ SỐ 19/CT-TTG; Chỉ\nthị số 19/CT-TTg",
     [("chỉ thị", "19/CT-TTG", None, None), ("chỉ thị", "19/CT-TTg", None, None)]),
    # items of one list, each with its date and contents
    ("các Nghị định của Chính phủ: Số 7/2025/NĐ-CP về thị thực; số 18/2025/NĐ-CP về lễ hội",
     [("nghị định", "7/2025/NĐ-CP", None, None), ("nghị định", "18/2025/NĐ-CP", None, None)]),
    # a symbol of two bodies
    ("Quy chế số 06/QC-TT.HĐND-UBND", [("quy chế", "06/QC-TT.HĐND-UBND", None, None)]),
    # a row number glued to the kind, a hyphen between spaces, a company's number
    ("- 2Nghị định 13/2026/NĐ-CP về lễ hội", [("nghị định", "13/2026/NĐ-CP", None, None)]),
    ("công văn số 602/UBND - VH&TT ngày 8/9/2026", [("công văn", "602/UBND-VH&TT", "2026-09-08", None)]),
    ("công văn số LHS/01-2026 ngày 8/9/2026", [("công văn", "LHS/01-2026", "2026-09-08", None)]),
    # the name of a ministry with a comma
    ("Thông tư số 05/2021/TT-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch quy định chi tiết",
     [("thông tư", "05/2021/TT-BVHTTDL", None, "Bộ Văn hóa, Thể thao và Du lịch")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_citations(text: str, expected: list[tuple[str | None, ...]]) -> None:
    found = read_text(text).citations

    assert [(c.kind, c.number, c.date and c.date.isoformat(), c.authority) for c in found] == expected


def test_the_own_number_in_the_own_header_is_no_citation() -> None:
    head = "UBND XÃ BẾN ĐÁ\nSố: 12/KH-UBND\nBến Đá, ngày 02 tháng 3 năm 2026\nKẾ HOẠCH\nTổ chức lễ hội\n\n"
    text = head + "Kế hoạch số 12/KH-UBND này."

    reading = read_text(text)

    assert reading.header.number == "12/KH-UBND"
    assert len(reading.citations) == 1
