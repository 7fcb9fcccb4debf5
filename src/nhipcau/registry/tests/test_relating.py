"""What the words round a citation say that a document does to the cited one."""

import pytest

from nhipcau.registry import rules

NUMBER = "Quyết định số 12/QĐ-UBND"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"Quyết định này thay thế {NUMBER} ngày 05/9/2024.", "replaces"),
        (f"Điều 2. Bãi bỏ {NUMBER}.", "repeals"),
        (f"Bãi bỏ khoản 2 Điều 5 {NUMBER}.", "repeals"),
        (f"Bãi bỏ Quyết định số 11/QĐ-UBND và {NUMBER}.", "repeals"),
        (f"Sửa đổi, bổ sung một số điều của {NUMBER} như sau:", "amends"),
        (f"Căn cứ {NUMBER} ngày 05/9/2024 của Ủy ban nhân dân tỉnh;", "implements"),
        (f"Thực hiện {NUMBER}, Sở ban hành kế hoạch.", "implements"),
        (f"nhằm triển khai thực hiện có hiệu quả {NUMBER}", "implements"),
        (f"{NUMBER} hết hiệu lực kể từ ngày Quyết định này có hiệu lực.", "repeals"),
        (f"Báo cáo kết quả thực hiện {NUMBER}", ""),
        (f"Theo {NUMBER}, các đơn vị tổ chức lễ hội.", ""),
        (f"{NUMBER} được sửa đổi, bổ sung.", ""),
        (f"Nghị định số 30/2020/NĐ-CP được thay thế {NUMBER}", ""),
        (f"Căn cứ Quyết định số 15/QĐ-UBND của Ủy ban nhân dân tỉnh sửa đổi, bổ sung {NUMBER};", ""),
        (f"Bãi bỏ các quy định trước đây. Các đơn vị xem {NUMBER}.", ""),
        (f"- Thay thế mẫu số 1;\n- Xem {NUMBER}", ""),
        (NUMBER, ""),
    ],
)
def test_the_words_before_a_citation_say_what_is_done_to_it(text: str, kind: str) -> None:
    start = text.index(NUMBER)

    assert rules.proposed_relation(text, start, start + len(NUMBER)) == kind


@pytest.mark.parametrize(
    ("before", "part"),
    [
        ("Bãi bỏ khoản 2 Điều 5 ", "khoản 2 Điều 5"),
        ("Bãi bỏ điểm a khoản 1 Điều 3 của ", "điểm a khoản 1 Điều 3"),
        ("Thay thế Phụ lục II của ", "Phụ lục II"),
        ("Bãi bỏ ", ""),
    ],
)
def test_a_part_named_before_a_citation_is_found(before: str, part: str) -> None:
    assert rules.part_before(f"{before}{NUMBER}", len(before)) == part
