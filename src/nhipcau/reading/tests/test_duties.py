"""Who has to do what."""

import pytest

from nhipcau.reading import read_text

HEADING = "III. TỔ CHỨC THỰC HIỆN\n"
ROWS = [
    # a sentence that opens with its unit
    ("1. Văn phòng Sở theo dõi, đôn đốc.", [("Văn phòng Sở", "Văn phòng Sở theo dõi, đôn đốc.")]),
    # "Giao" is not part of the unit
    ("1. Giao Sở Ngoại vụ chủ trì, phối hợp với Công an tỉnh.",
     [("Sở Ngoại vụ", "Giao Sở Ngoại vụ chủ trì, phối hợp với C")]),
    # a heading with bullets
    ("1. Mặt trận và các đoàn thể\n- Vận động hội viên.\n- Báo cáo kết quả.",
     [("Mặt trận và các đoàn thể", "Vận động hội viên."), ("Mặt trận và các đoàn thể", "Báo cáo kết quả.")]),
    # units joined by a comma and "và" in a sentence are several; nouns under one "các" are one
    ("Đề nghị Sở Tài chính, Công an tỉnh và các sở, ngành liên quan triển khai.",
     [("Sở Tài chính", "Đề nghị Sở Tài chính, Công an tỉnh và cá"),
      ("Công an tỉnh", "Đề nghị Sở Tài chính, Công an tỉnh và cá"),
      ("các sở, ngành liên quan", "Đề nghị Sở Tài chính, Công an tỉnh và cá")]),
    # the unit before a colon
    ("1. Phòng Văn hóa: Xây dựng kế hoạch.", [("Phòng Văn hóa", "Phòng Văn hóa: Xây dựng kế hoạch.")]),
    # an apposition after a dash is not part of the unit
    ("1. Ban Tuyên giáo - Cơ quan thường trực Ban Chỉ đạo chủ trì.",
     [("Ban Tuyên giáo", "Ban Tuyên giáo - Cơ quan thường trực Ban")]),
    # a person's title after a comma is not another unit
    ("1. Đồng chí Lan, Phó Bí thư: Phụ trách chung.", [("Đồng chí Lan", "Đồng chí Lan, Phó Bí thư: Phụ trách chun")]),
    # a closing sentence names its own units
    ("1. Sở Ngoại vụ\n- Mở chuyên trang.\nTrong quá trình thực hiện, các xã báo cáo Sở Ngoại vụ.",
     [("Sở Ngoại vụ", "Mở chuyên trang."), ("các xã", "Trong quá trình thực hiện, các xã báo cá")]),
    # a polite order before a colon
    ("1. Đề nghị Hội Nông dân xã và các thôn: Vận động.",
     [("Hội Nông dân xã", "Đề nghị Hội Nông dân xã và các thôn: Vận"),
      ("các thôn", "Đề nghị Hội Nông dân xã và các thôn: Vận")]),
    # a verb inside a name does not end it
    ("1. Trung tâm Xúc tiến đầu tư và du lịch lập danh mục.",
     [("Trung tâm Xúc tiến đầu tư và du lịch", "Trung tâm Xúc tiến đầu tư và du lịch lập")]),
    ("1. Ban quản lý dự án đầu tư xây dựng xã: Lắp biển chỉ dẫn.",
     [("Ban quản lý dự án đầu tư xây dựng xã", "Ban quản lý dự án đầu tư xây dựng xã: Lắ")]),
    ("1. Cổng thông tin điện tử xã đăng bài.", [("Cổng thông tin điện tử xã", "Cổng thông tin điện tử xã đăng bài.")]),
    ("1. Bộ Ngoại giao theo dõi.", [("Bộ Ngoại giao", "Bộ Ngoại giao theo dõi.")]),
    ("1. Phòng Đối ngoại chủ trì. Ban Nữ công hướng dẫn.",
     [("Phòng Đối ngoại", "Phòng Đối ngoại chủ trì. Ban Nữ công hướ"),
      ("Ban Nữ công", "Phòng Đối ngoại chủ trì. Ban Nữ công hướ")]),
    # a bullet that only names units is a heading for other bullets
    ("- Sở Du lịch:\n+ Mời khách.\n- Các xã\n+ Đón khách.\n- Mở cửa.",
     [("Sở Du lịch", "Mời khách."), ("Các xã", "Đón khách.")]),
    ("1. Giao công chức Văn hóa theo dõi.", [("công chức Văn hóa", "Giao công chức Văn hóa theo dõi.")]),
    # a person and the post, before a colon
    ("1. Thầy Hòa - Phó Hiệu trưởng: Trưởng ban.", [("Thầy Hòa", "Thầy Hòa - Phó Hiệu trưởng: Trưởng ban.")]),
    # a bullet that distributes work is no heading
    ("1. Đoàn Thanh niên xã\n- Phân công 20 đoàn viên đón khách.",
     [("Đoàn Thanh niên xã", "Phân công 20 đoàn viên đón khách.")]),
    # one body with two nouns in its name
    ("1. Văn phòng HĐND và UBND xã tổng hợp.", [("Văn phòng HĐND và UBND xã", "Văn phòng HĐND và UBND xã tổng hợp.")]),
    # an introduction to a list is none
    ("Các đơn vị thực hiện các nhiệm vụ sau:", []),
    # what introduces a list is a heading for it, and ends where bullets of its own kind go on
    ("- Giao Sở Du lịch chủ trì các việc:\n+ Mời khách.\n+ Đón khách.\n- Kết quả gửi Sở.",
     [("Sở Du lịch", "Mời khách."), ("Sở Du lịch", "Đón khách.")]),
    # broken lines
    ("1. Sở Du lịch, Sở Y tế và\nCông an tỉnh phối hợp\nđón khách.",
     [("Sở Du lịch", "Sở Du lịch, Sở Y tế và Công an tỉnh phối"), ("Sở Y tế", "Sở Du lịch, Sở Y tế và Công an tỉnh phối"),
      ("Công an tỉnh", "Sở Du lịch, Sở Y tế và Công an tỉnh phối")]),
    # what a body is made up of is no duty
    ("1. Đoàn khảo sát gồm 05 đồng chí.", []),
    # a verb that is the beginning of another word
    ("1. Trung tâm cung ứng dịch vụ xã mở lớp.",
     [("Trung tâm cung ứng dịch vụ xã", "Trung tâm cung ứng dịch vụ xã mở lớp.")]),
    ("1. Đài phát thanh xã đưa tin.", [("Đài phát thanh xã", "Đài phát thanh xã đưa tin.")]),
    ("1. Khối Dân vận xã, Hội Nông dân xã vận động.",
     [("Khối Dân vận xã", "Khối Dân vận xã, Hội Nông dân xã vận độn"),
      ("Hội Nông dân xã", "Khối Dân vận xã, Hội Nông dân xã vận độn")]),
    ("1. Giáo viên chủ nhiệm: Mỗi lớp cử 01 đội.", [("Giáo viên chủ nhiệm", "Giáo viên chủ nhiệm: Mỗi lớp cử 01 đội.")]),
    ("1. Sở Du lịch:\n- Thanh tra, kiểm tra cơ sở lưu trú.", [("Sở Du lịch", "Thanh tra, kiểm tra cơ sở lưu trú.")]),
    # a comma after the verb is not inside a name
    ("1. Đài tỉnh tăng thời lượng, mỗi tuần 02 phóng sự.",
     [("Đài tỉnh", "Đài tỉnh tăng thời lượng, mỗi tuần 02 ph")]),
    # several units that share a heading stay one
    ("1. Các sở, ngành; UBND các xã\n- Treo cờ lễ hội.", [("Các sở, ngành; UBND các xã", "Treo cờ lễ hội.")]),
    # no unit under a heading that is no unit
    ("1. Kinh phí\n- Bố trí từ ngân sách.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_duties_in_an_assigning_section(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(duty.unit, duty.starts) for duty in read_text(HEADING + text).duties] == expected


def test_contents_and_proposals_assign_nothing() -> None:
    text = "I. NỘI DUNG\n1. Giao Sở Ngoại vụ mở chuyên trang.\nII. ĐỀ XUẤT, KIẾN NGHỊ\n1. Đề nghị Bộ Ngoại giao hỗ trợ."

    assert read_text(text).duties == ()


def test_the_unit_in_charge_under_a_group_gets_its_bullets() -> None:
    text = (
        "2. Lễ hội\n- In tờ rơi.\n- Đón khách.\nĐơn vị chủ trì: Phòng Du lịch; Đơn vị phối hợp: Văn phòng Sở."
    )

    assert [(d.unit, d.starts) for d in read_text(text).duties] == [
        ("Phòng Du lịch", "In tờ rơi."),
        ("Phòng Du lịch", "Đón khách."),
    ]


def test_a_column_for_the_unit_in_charge_assigns_its_rows() -> None:
    text = "| TT | Nội dung | Đơn vị chủ trì | Đơn vị phối hợp |\n| 1 | In tờ rơi | Báo Hoa Lư, Đài tỉnh | Sở Ngoại vụ |"

    assert [(d.unit, d.starts) for d in read_text(text).duties] == [
        ("Báo Hoa Lư", "In tờ rơi"),
        ("Đài tỉnh", "In tờ rơi"),
    ]


def test_an_article_on_execution_names_who_executes() -> None:
    text = "Điều 4. Chánh Văn phòng; Giám đốc các Sở: Ngoại vụ, Tài chính chịu trách nhiệm thi hành Quyết định này."

    assert [duty.unit for duty in read_text(text).duties] == ["Chánh Văn phòng", "Ngoại vụ", "Tài chính"]


EXECUTORS = [
    # nouns under one "các", and titles that begin a new member
    ("Điều 3. Giám đốc các Sở, Thủ trưởng các Ban, ngành tỉnh thi hành Quyết định này.",
     ["Giám đốc các Sở", "Thủ trưởng các Ban, ngành tỉnh"]),
    # one department whose name has a comma, at the end of the list
    ("Điều 3. Giám đốc các Sở: Nội vụ, Văn hóa, Thể thao và Du lịch chịu trách nhiệm thi hành Quyết định này.",
     ["Nội vụ", "Văn hóa, Thể thao và Du lịch"]),
    # the units before and after a list of departments
    ("Điều 3. Chánh Thanh tra tỉnh, Giám đốc các sở: Du lịch, Y tế, Chủ tịch UBND các xã và Trưởng ban thi hành.",
     ["Chánh Thanh tra tỉnh", "Du lịch", "Y tế", "Chủ tịch UBND các xã", "Trưởng ban"]),
    # people first
    ("Điều 2. Các ông (bà): Trưởng phòng Du lịch, Chánh Văn phòng Sở chịu trách nhiệm thi hành Quyết định này.",
     ["Trưởng phòng Du lịch", "Chánh Văn phòng Sở"]),
    # a paragraph of its own under an article on effect
    ("Điều 2. Quyết định có hiệu lực từ ngày ký.\nSở Du lịch và các xã chịu trách nhiệm thi hành Quyết định này.",
     ["Sở Du lịch", "các xã"]),
    # an article whose text stands on the next line, and its lines broken
    ("Điều 2:\nCác Ông (Bà) Chánh Văn phòng Sở, Trưởng phòng Du\nlịch chịu trách nhiệm thi hành quyết định này.",
     ["Chánh Văn phòng Sở", "Trưởng phòng Du lịch"]),
    # the closing provisions assign only what is given outright
    ("Điều 9. Điều khoản thi hành\n1. Quy chế này gồm 9 điều.\n2. Giao Phòng Du lịch làm đầu mối.\n3. Các xã góp ý.",
     ["Phòng Du lịch"]),
    # an article that gives work, and one that delegates the making of rules
    ("Điều 2. Giao Sở Du lịch chủ trì, phối hợp với các sở theo dõi.", ["Sở Du lịch"]),
    ("Điều 2. Giao Bộ Ngoại giao quy định chi tiết Điều 5.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), EXECUTORS)
def test_articles_that_assign(text: str, expected: list[str]) -> None:
    assert [duty.unit for duty in read_text(text).duties] == expected


def test_a_letter_without_a_readable_head_assigns_outright() -> None:
    text = "Kính gửi: Các xã.\nNhận được tài liệu này, đề nghị các xã phổ biến.\nTheo dõi cho thấy các xã đã báo cáo."

    assert [duty.unit for duty in read_text(text).duties] == ["các xã"]


def test_an_order_told_after_a_colon_is_an_order() -> None:
    text = (
        "Kính gửi: Bộ Ngoại giao.\nVề việc này, Phó Thủ tướng chỉ đạo: Giao Bộ Ngoại giao xem xét thị thực."
    )

    assert [duty.unit for duty in read_text(text).duties] == ["Bộ Ngoại giao"]


@pytest.mark.parametrize("sentence", ["Giao Sở A{} báo cáo, ", "Sở A{} báo cáo. "])
def test_many_units_in_one_paragraph_do_not_repeat_it(sentence: str) -> None:
    text = HEADING + "1. " + "".join(sentence.format(number) for number in range(1000))

    duties = read_text(text).duties
    assert len(duties) == 1000
    assert sum(len(duty.text) for duty in duties) < 20 * len(text)


def test_a_group_of_bullets_and_many_units_in_charge_give_no_square_of_duties() -> None:
    bullets = "".join(f"- In tờ rơi {number}.\n" for number in range(300))
    text = f"2. Lễ hội\n{bullets}Đơn vị chủ trì: " + ", ".join(f"Sở A{number}" for number in range(300))

    assert len(read_text(text).duties) == 300


def test_responsibilities_of_the_units_are_a_part_that_assigns() -> None:
    text = "VI. TRÁCH NHIỆM CÁC ĐƠN VỊ\n* Sở Du lịch\n- Mời khách.\n* Các thôn\n- Đón khách."

    assert [(d.unit, d.starts) for d in read_text(text).duties] == [
        ("Sở Du lịch", "Mời khách."),
        ("Các thôn", "Đón khách."),
    ]


def test_conclusions_assign_only_what_is_given_outright() -> None:
    text = (
        "TỈNH ỦY BẾN ĐÁ\n*\nSố 12-KL/TU\nKẾT LUẬN\nvề du lịch\n-----\n"
        "1. Các cấp ủy đã quan tâm chỉ đạo lễ hội.\n2. Giao Văn phòng Tỉnh ủy theo dõi, đôn đốc."
    )

    assert [duty.unit for duty in read_text(text).duties] == ["Văn phòng Tỉnh ủy"]


def test_what_is_given_after_an_opinion_on_a_page() -> None:
    text = "UBND tỉnh có ý kiến như sau:\nGiao Sở Du lịch trả lời.\nSở Tài chính đã góp ý, theo dõi."

    assert [duty.unit for duty in read_text(text).duties] == ["Sở Du lịch"]


def test_a_person_and_others_in_a_cell() -> None:
    text = "| Nhiệm vụ | Phân công |\n| Treo cờ | Đồng chí Lan; Công chức Văn hóa |"

    assert [duty.unit for duty in read_text(text).duties] == ["Đồng chí Lan", "Công chức Văn hóa"]
