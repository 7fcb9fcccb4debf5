"""Laws mentioned by name."""

import pytest

from nhipcau.reading import read_text

ROWS = [
    ("Căn cứ Luật Luật sư ngày 29 tháng 6 năm 2006 và", [("Luật Luật sư", "2006-06-29")]),  # a law about lawyers
    ("Luật sư Trần Văn A, Luật này, Luật gia", []),  # no laws
    ("Hiến pháp năm 2013", [("Hiến pháp năm 2013", None)]),  # a bare year belongs to the name
    ("theo Hiến pháp và pháp luật", []),  # names none
    ("Luật Phòng, chống thiên tai; Luật Du lịch", [("Luật Phòng, chống thiên tai", None), ("Luật Du lịch", None)]),
    # "Luật Giáo dục" must not stop before "nghề nghiệp"
    ("theo Luật Giáo dục nghề nghiệp", [("Luật Giáo dục nghề nghiệp", None)]),
    # a law inside another law's name is no second mention
    ("Luật sửa đổi, bổ sung một số điều của Luật Luật sư ngày 20/11/2012",
     [("Luật sửa đổi, bổ sung một số điều của Luật Luật sư", "2012-11-20")]),
    ("Luật Điện lực số 61/2024/QH15", []),  # with a number it is a citation, and only that
    ("Luật Tổ chức lễ hội mùa xuân được ban hành", [("Luật Tổ chức lễ hội mùa xuân", None)]),  # a law not in the table
    ("Pháp lệnh Cảnh vệ và Bộ luật Lao động", [("Pháp lệnh Cảnh vệ", None), ("Bộ luật Lao động", None)]),
    # bodies and words inside a name that begin like the words that end one
    ("Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân ngày 26/11/2003",
     [("Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân", "2003-11-26")]),
    ("Luật Quy phạm lễ hội của Ủy ban thường trực quy định", [("Luật Quy phạm lễ hội", None)]),
    ("Luật Sửa đổi, bổ sung một số điều của Luật Giá, Luật Điện ảnh, Luật Đầu tư công ngày 5/6/2026",
     [("Luật Sửa đổi, bổ sung một số điều của Luật Giá, Luật Điện ảnh, Luật Đầu tư công",
       "2026-06-05")]),
    # who passed it stands between the name and the date
    ("Luật Du lịch đã được Quốc hội khóa XIV thông qua ngày 19/6/2017;", [("Luật Du lịch", "2017-06-19")]),
    # a hyphen inside a name that its date or number follows
    ("Luật Lễ hội - Hội chợ ngày 19/6/2026;", [("Luật Lễ hội - Hội chợ", "2026-06-19")]),
    ("Luật Du lịch - Chương I", [("Luật Du lịch", None)]),
    # one date for two laws
    ("Luật Du lịch và Luật Giá ngày 19/6/2026;", [("Luật Du lịch", "2026-06-19"), ("Luật Giá", "2026-06-19")]),
    # a comma inside a name that its date or number follows
    ("Luật Lễ hội, hội chợ ngày 19/6/2026;", [("Luật Lễ hội, hội chợ", "2026-06-19")]),
    ("PHỔ BIẾN PHÁP LUẬT CHO DU KHÁCH", []),  # no law
    # an amended law, with its bracket
    ("theo Luật Du lịch (sửa đổi) và Luật Giá năm 2012 (sửa đổi, bổ sung năm 2024)",
     [("Luật Du lịch (sửa đổi)", None), ("Luật Giá năm 2012 (sửa đổi, bổ sung năm 2024)", None)]),
    ("Công ty Luật Hoa Sen, Đại học Luật Bến Đá", []),  # a firm and a school
    ("Luật Căn cước công dân năm 2014, Luật bầu cử đại biểu Quốc hội",
     [("Luật Căn cước công dân năm 2014", None), ("Luật bầu cử đại biểu Quốc hội", None)]),
    ("Trang chủ | Luật Du lịch | Luật Giá | Liên hệ", []),  # the menu of a site
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_laws(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = read_text(text).laws

    assert [(law.name, law.date and law.date.isoformat()) for law in found] == expected
