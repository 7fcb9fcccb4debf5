"""Headers of the State, of the Party, and of pages that are no documents."""

import pytest

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


PAGE = """Đang tải nội dung, vui lòng chờ giây lát...
{issuer}
--------
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số:
14/2026/QĐ-UBND
|
Bến
Đá, ngày 19 tháng 6 năm 2026
|
QUYẾT ĐỊNH
BAN HÀNH QUY CHẾ ĐÓN KHÁCH VÀ
CƠ CẤU TỔ CHỨC CỦA TRUNG TÂM LỄ HỘI
ỦY BAN NHÂN DÂN TỈNH HOA LƯ
Căn cứ Luật Du lịch;
"""


@pytest.mark.parametrize(
    ("issuer", "authority"),
    [
        ("ỦY\nBAN NHÂN DÂN\nTỈNH HOA LƯ", "ỦY BAN NHÂN DÂN TỈNH HOA LƯ"),
        ("HỘI\nĐỒNG NHÂN DÂN\nTỈNH HOA LƯ", "HỘI ĐỒNG NHÂN DÂN TỈNH HOA LƯ"),
        ("ỦY BAN THƯỜNG VỤ\nQUỐC HỘI", "ỦY BAN THƯỜNG VỤ QUỐC HỘI"),
        ("UBND TỈNH HOA LƯ\nTRƯỜNG: THCS BẾN ĐÁ", "TRƯỜNG: THCS BẾN ĐÁ"),
        ("VĂN PHÒNG\nQUỐC HỘI\nDỰ THẢO", "VĂN PHÒNG QUỐC HỘI"),
    ],
)
def test_cells_of_a_web_page_broken_over_lines(issuer: str, authority: str) -> None:
    header = read_text(PAGE.format(issuer=issuer)).header

    assert (header.number, header.date and header.date.isoformat()) == ("14/2026/QĐ-UBND", "2026-06-19")
    assert header.authority == authority
    assert header.subject == "BAN HÀNH QUY CHẾ ĐÓN KHÁCH VÀ CƠ CẤU TỔ CHỨC CỦA TRUNG TÂM LỄ HỘI"


def test_a_copy_that_lost_the_line_of_the_kind() -> None:
    text = (
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 44/KH-UBND | Bến Đá, ngày 08 tháng 02 năm 2026 |\n"
        "TỔ CHỨC TUẦN LỄ VĂN HÓA TỈNH HOA LƯ\nThực hiện Nghị quyết số 5-NQ/TU của Tỉnh ủy, nay ban hành kế hoạch:"
    )

    header = read_text(text).header

    assert (header.kind, header.subject) == ("kế hoạch", "TỔ CHỨC TUẦN LỄ VĂN HÓA TỈNH HOA LƯ")


def test_a_letter_of_the_party_without_about() -> None:
    text = (
        "TỈNH ỦY HOA LƯ\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nBAN TUYÊN GIÁO\n\n*\n\n"
        "Hoa Lư, ngày 15 tháng 6 năm 2026\n\nSố 36 - CV/BTGTU\n\nGửi tài liệu giới thiệu\n\n lễ hội mùa xuân\n\n"
        "Kính gửi:\n\n- Các sở, ngành."
    )

    header = read_text(text).header

    assert (header.kind, header.number) == ("công văn", "36-CV/BTGTU")
    assert header.subject == "Gửi tài liệu giới thiệu lễ hội mùa xuân"


def test_a_number_in_the_title_is_not_the_documents_own() -> None:
    text = (
        "CHƯƠNG TRÌNH\nTHỰC HIỆN KẾ HOẠCH\nSỐ 64-KH/TU NGÀY 24 THÁNG 8 NĂM 2026 CỦA TỈNH ỦY\n"
        "Căn cứ Kế hoạch số 64-KH/TU;"
    )

    reading = read_text(text)

    assert reading.header.number is None
    assert reading.header.subject == "THỰC HIỆN KẾ HOẠCH SỐ 64-KH/TU NGÀY 24 THÁNG 8 NĂM 2026 CỦA TỈNH ỦY"
    assert [citation.kind for citation in reading.citations] == ["kế hoạch", "kế hoạch"]


def test_the_issuer_after_the_kind_is_no_subject() -> None:
    head = "BỘ NGOẠI GIAO\nSố: 28/QĐ-BNG\nQUYẾT ĐỊNH CỦA BỘ TRƯỞNG BỘ NGOẠI GIAO\n"
    text = head + "Về việc cấp thị thực\nCăn cứ Luật Du lịch;"

    assert read_text(text).header.subject == "Về việc cấp thị thực"


def test_the_day_of_a_web_page_is_not_the_day_of_issue() -> None:
    text = (
        "Thứ hai, ngày 21/9/2026\nBỘ NGOẠI GIAO\nSố:      /2026/TT-BNG\nHà Nội, ngày      tháng      năm 2026\n"
        "THÔNG TƯ\nHướng dẫn cấp thị thực\n"
    )

    assert read_text(text).header.date is None


def test_who_signs_with_a_title_in_small_letters_or_by_the_particulars_of_the_site() -> None:
    head = "SỞ NGOẠI VỤ\nSố: 5/KH-SNgV\nKẾ HOẠCH\nLễ hội\n\nNội dung.\n\n"

    assert read_text(head + "Giám đốc\n\n(Đã ký)\n\nHoàng Văn Nam\n\nTải về").header.signer == "Hoàng Văn Nam"
    for said in (
        "Người ký: Hoàng Văn Nam\n",
        "Loại: | Kế hoạch | Người ký: | Hoàng Văn Nam |\n",
        "Người ký : Hoàng Văn Nam Nơi ban hành : SỞ NGOẠI VỤ\n",
    ):
        assert read_text(said + head).header.signer == "Hoàng Văn Nam"


def test_a_banner_of_a_web_page_is_no_issuer() -> None:
    text = (
        "TIN TỨC SỰ KIỆN\nNgày đăng 07/10/2026\nTHÔNG BÁO\nVề việc treo cờ\n\nỦy ban nhân dân xã thông báo:"
    )

    assert read_text(text).header.authority is None


def test_place_and_date_on_two_lines_and_a_session_that_is_no_subject() -> None:
    text = (
        "HỘI ĐỒNG NHÂN DÂN\nTỈNH HOA LƯ\n|\nSố: 15 /NQ-HĐND\n|\nHoa Lư,\nngày 25 tháng 5 năm 2026\n|\n"
        "HỘI ĐỒNG NHÂN DÂN TỈNH HOA LƯ\nKHÓA XVI KỲ HỌP THỨ TƯ\nCăn cứ Luật Du lịch;"
    )

    header = read_text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" + text).header

    assert (header.number, header.date and header.date.isoformat()) == ("15/NQ-HĐND", "2026-05-25")
    assert (header.kind, header.subject) == ("nghị quyết", None)


def test_a_kind_broken_over_two_lines() -> None:
    text = (
        "SỞ NGOẠI VỤ\nSố: 05  /QĐ-SNgV\nBến Đá, ngày 21\ntháng 11 năm 2026\nQUYẾT\nĐỊNH\nVỀ\nVIỆC ĐÓN KHÁCH\n"
        "Căn cứ Luật Du lịch;"
    )

    header = read_text(text).header

    assert (header.kind, header.number, header.subject) == ("quyết định", "05/QĐ-SNgV", "VỀ VIỆC ĐÓN KHÁCH")


def test_an_acronym_ends_the_subject_of_a_letter() -> None:
    text = STATE.replace("tổ chức Tuần lễ Văn hóa\nnăm 2026", "hoàn thuế cho khách\nVAT")

    assert read_text(text).header.subject == "hoàn thuế cho khách VAT"


@pytest.mark.parametrize("name", ["Lý A Páo", "H’Hen Niê", "Rơ Châm H'Yéo", "Y Thanh KĐăm", "Nguyễn Văn An"])
def test_names_of_every_people(name: str) -> None:
    head = "SỞ NGOẠI VỤ\nSố: 5/KH-SNgV\nKẾ HOẠCH\nLễ hội\n\nNội dung.\n\n"

    assert read_text(f"{head}KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n{name}").header.signer == name


@pytest.mark.parametrize("rank", ["TS. ", "PGS.TS. ", "ThS.BSCKII. ", "Đại tá "])
def test_degrees_and_ranks_are_no_part_of_the_name(rank: str) -> None:
    head = "SỞ NGOẠI VỤ\nSố: 5/KH-SNgV\nKẾ HOẠCH\nLễ hội\n\nNội dung.\n\n"

    assert read_text(f"{head}GIÁM ĐỐC\n\n{rank}Nguyễn Văn An").header.signer == "Nguyễn Văn An"


def test_an_issuer_with_the_line_breaks_of_markdown() -> None:
    text = (
        "**BAN CHỈ ĐẠO\\        **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\\\n"
        "LỄ HỘI XUÂN\\        Độc lập - Tự do - Hạnh phúc\n\nSố: 5/KH-BCĐ\n\nKẾ HOẠCH\n\nĐón khách"
    )

    assert read_text(text).header.authority == "BAN CHỈ ĐẠO LỄ HỘI XUÂN"


def test_a_programme_of_two_bodies() -> None:
    text = (
        "SỞ NGOẠI VỤ - SỞ DU LỊCH\nSố: 05/CTrPH-SNgV-SDL\nCHƯƠNG TRÌNH PHỐI HỢP\nGiới thiệu lễ hội\n"
        "giai đoạn 2026 - 2028\nCăn cứ Luật Du lịch;"
    )

    header = read_text(text).header

    assert (header.kind, header.subject) == ("chương trình", "Giới thiệu lễ hội giai đoạn 2026 - 2028")
    assert header.authority == "SỞ NGOẠI VỤ - SỞ DU LỊCH"


def test_cells_run_together_and_blank_lines_inside_the_subject() -> None:
    text = (
        "UBND TỈNH HOA LƯ Số: 172/2026/QĐ-UBND\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Hoa Lư, ngày 5 tháng 5 năm 2026\n\n"
        "QUYẾT ĐỊNH\n\nBan hành Quy định đón khách\n\ntrên địa bàn tỉnh Hoa Lư\n\n------\n\nCăn cứ Luật Du lịch;"
    )

    header = read_text(text).header

    assert (header.number, header.date and header.date.isoformat()) == ("172/2026/QĐ-UBND", "2026-05-05")
    assert header.subject == "Ban hành Quy định đón khách trên địa bàn tỉnh Hoa Lư"


def test_a_number_above_the_title_of_a_letter() -> None:
    text = (
        "258/SNV-VP\n\nHoàng Văn Nam Theo SỞ NỘI VỤ\n\nCông văn Về việc đón khách\n\nKính gửi:\n\n- Các sở."
    )

    header = read_text(text).header

    assert (header.kind, header.number, header.subject) == ("công văn", "258/SNV-VP", "đón khách")
