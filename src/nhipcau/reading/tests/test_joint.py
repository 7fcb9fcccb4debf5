"""Documents that several bodies issue together, and signatures that annexes follow."""

import pytest

from nhipcau.reading import read_text

HEAD = """ỦY BAN NHÂN DÂN TỈNH BẾN ĐÁ
{above}
{below}
{numbers}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bến Đá, ngày 20 tháng 02 năm 2026

CHƯƠNG TRÌNH PHỐI HỢP
Đón khách quốc tế

Hai cơ quan thống nhất như sau.
"""
CULTURE, FOREIGN = "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "SỞ NGOẠI VỤ"
BOTH = "Số: 04/CTr-SVHTTDL\nSố: 09/CTr-SNgV"


@pytest.mark.parametrize(
    ("above", "below", "numbers", "authority"),
    [
        # the symbol of the first number says who leads, whoever stands first
        (CULTURE, FOREIGN, BOTH, CULTURE),
        (FOREIGN, CULTURE, BOTH, CULTURE),
        # symbols that say nothing: as many bodies as numbers, the first of them
        (CULTURE, FOREIGN, "Số: 04/CTr-X\nSố: 09/CTr-Y", CULTURE),
        # one number: the last body, under its superior
        (CULTURE, FOREIGN, "Số: 09/CTr-SNgV", FOREIGN),
    ],
)
def test_who_leads(above: str, below: str, numbers: str, authority: str) -> None:
    reading = read_text(HEAD.format(above=above, below=below, numbers=numbers))

    assert reading.header.authority == authority
    assert reading.header.number == numbers.split()[1]
    assert reading.citations == ()


def test_every_body_signs() -> None:
    text = HEAD.format(above=CULTURE, below=FOREIGN, numbers=BOTH)
    text += "\n| KT. GIÁM ĐỐC\u2028PHÓ GIÁM ĐỐC | GIÁM ĐỐC |\n| Trần Quốc Bình | Nguyễn Thị Hòa |\n\n"
    text += "Nơi nhận:\n- Như trên."

    reading = read_text(text)

    assert [(one.authority, one.title, one.name) for one in reading.signatures] == [
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Quốc Bình"),
        (None, "GIÁM ĐỐC", "Nguyễn Thị Hòa"),
    ]
    assert reading.header.signer == "Nguyễn Thị Hòa"


def test_a_signature_that_long_annexes_follow() -> None:
    text = HEAD.format(above="SỞ NGOẠI VỤ", below="", numbers="Số: 09/CTr-SNgV")
    text += "\nNơi nhận:\n- Như trên.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Quốc Bình\n\nPHỤ LỤC\nDanh mục\n"
    text += "".join(f"{number}. Việc phải làm.\n" for number in range(1, 100))

    reading = read_text(text)

    assert reading.header.signer == "Trần Quốc Bình"
    assert [(one.authority, one.title) for one in reading.signatures] == [("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")]


def test_the_unit_in_the_corner_of_a_table() -> None:
    table = "| Đơn vị tính: lượt | Năm 2025 | Năm 2026 |\n| Xã A | 1.612 | 1.745 |\n"

    assert [(one.value, one.unit) for one in read_text(table).quantities] == [
        ("1612", "lượt"),
        ("1745", "lượt"),
    ]


def test_a_small_part_of_thousands_is_no_day() -> None:
    found = read_text("Đã có 11/2.084 hộ đăng ký.").quantities

    assert [one.value for one in found] == ["11", "2084"]
