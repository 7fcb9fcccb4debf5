"""Headers of the State, of the Party, and of pages that are no documents."""

from nhipcau.reading import read_text

STATE = """ỦY BAN NHÂN DÂN
TỈNH HOA LƯ
Số: 1234/UBND-VX
V/v tổ chức Tuần lễ Văn hóa
năm 2026
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hoa Lư, ngày 10 tháng 9 năm 2026

Kính gửi: Sở Ngoại vụ.

Thực hiện kế hoạch năm, đề nghị Sở Ngoại vụ báo cáo.

Nơi nhận:
- Như trên;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Văn An
"""

PARTY = """ĐẢNG BỘ TỈNH HOA LƯ
HUYỆN ỦY BẾN ĐÁ
*
Số 12-KH/HU
ĐẢNG CỘNG SẢN VIỆT NAM
Bến Đá, ngày 05 tháng 3 năm 2024
KẾ HOẠCH
công tác thông tin đối ngoại
năm 2024
-----
Năm 2024 là năm bản lề.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Trần Thị Minh Hoa
"""


def test_header_of_a_letter() -> None:
    header = read_text(STATE).header

    assert header.to_json() == {
        "kind": "công văn",
        "number": "1234/UBND-VX",
        "date": "2026-09-10",
        "authority": "ỦY BAN NHÂN DÂN TỈNH HOA LƯ",
        "subject": "tổ chức Tuần lễ Văn hóa năm 2026",
        "signer": "Nguyễn Văn An",
    }


def test_header_of_a_party_plan() -> None:
    header = read_text(PARTY).header

    assert header.to_json() == {
        "kind": "kế hoạch",
        "number": "12-KH/HU",
        "date": "2024-03-05",
        "authority": "HUYỆN ỦY BẾN ĐÁ",
        "subject": "công tác thông tin đối ngoại năm 2024",
        "signer": "Trần Thị Minh Hoa",
    }


def test_blanks_for_number_and_day_give_none() -> None:
    text = STATE.replace("1234/UBND-VX", "      /UBND-VX").replace("ngày 10 tháng", "ngày     tháng")

    header = read_text(text).header

    assert (header.number, header.date) == (None, None)


def test_two_columns_on_one_line() -> None:
    text = (
        "BỘ NGOẠI GIAO          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số: 5/QĐ-BNG           Hà Nội, ngày 05 tháng 01 năm 2026\n\n"
        "QUYẾT ĐỊNH\nVề việc khen thưởng\n\nCăn cứ Luật Thi đua, khen thưởng;"
    )

    header = read_text(text).header

    assert (header.authority, header.number, header.subject) == (
        "BỘ NGOẠI GIAO",
        "5/QĐ-BNG",
        "Về việc khen thưởng",
    )


def test_signature_in_a_second_column() -> None:
    head = "SỞ NGOẠI VỤ\nSố: 5/KH-SNgV\nKẾ HOẠCH\nLễ hội\n\nNội dung.\n\n"
    text = head + "Nơi nhận:          GIÁM ĐỐC\n- Như trên;\n- Lưu: VT.\n"

    reading = read_text(text + "                   Hoàng Văn Nam")

    assert reading.header.signer == "Hoàng Văn Nam"
    assert [recipient.name for recipient in reading.recipients] == ["Như trên"]


def test_a_news_article_has_no_header() -> None:
    header = read_text(
        "Khai mạc lễ hội\nThứ Hai, 15/12/2025\nSáng nay, UBND tỉnh khai mạc lễ hội theo Kế hoạch số 5/KH-UBND."
    ).header

    assert set(header.to_json().values()) == {None}


def test_a_motto_broken_by_a_web_page_is_no_issuer() -> None:
    text = "ỦY BAN NHÂN DÂN\nTỈNH HOA LƯ\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 45/KH-UBND\nKẾ HOẠCH\nTổ chức lễ hội"

    assert read_text(text).header.authority == "ỦY BAN NHÂN DÂN TỈNH HOA LƯ"
