"""Layout, place of issue, and who signs with which authority."""

import pytest

from nhipcau.reading import read_text

from .test_header import PARTY, STATE

TOP = "UBND TỈNH A\nSố: 05/KH-UBND\n{place}, ngày 05 tháng 02 năm 2026\nKẾ HOẠCH\nCông tác năm 2026\n\nNội dung.\n\n"


@pytest.mark.parametrize(
    ("lines", "authority", "title", "name"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Lan", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Lan"),
        (
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Lan",
            "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "Lê Lan",
        ),
        ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nLê Lan", "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Lê Lan"),
        ("K/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nLê Lan", "K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "Lê Lan"),
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nLê Lan", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Lê Lan"),
        ("GIÁM ĐỐC\n\n\nLê Lan", None, "GIÁM ĐỐC", "Lê Lan"),
        ("Nơi nhận:          KT. GIÁM ĐỐC\n- Sở A;            PHÓ GIÁM ĐỐC\n\nLê Lan",
         "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Lan"),
    ],
)  # fmt: skip
def test_who_signs(lines: str, authority: str | None, title: str, name: str) -> None:
    (found,) = read_text(TOP.format(place="Bến Đá") + lines).signatures

    assert (found.authority, found.title, found.name) == (authority, title, name)


@pytest.mark.parametrize("place", ["Bến Đá", "Hà Nội", "TP. Hồ Chí Minh", "Bà Rịa - Vũng Tàu", "Đắk Lắk"])
def test_the_place_stands_with_the_date(place: str) -> None:
    assert [one.name for one in read_text(TOP.format(place=place)).places] == [place]


def test_layout_is_told_by_its_features() -> None:
    assert read_text(STATE).layout == "state"
    assert read_text(PARTY).layout == "party"


def test_features_of_both_layouts_leave_it_open() -> None:
    text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐẢNG CỘNG SẢN VIỆT NAM\nSố: 05/KH-UBND\nKẾ HOẠCH\nvề lễ hội\n\nNội dung."

    assert read_text(text).layout is None
    assert read_text("Tin: khai mạc lễ hội.").layout is None
