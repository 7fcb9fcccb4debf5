"""Labelled headings and paragraphs."""

import pytest

from nhipcau.reading import read_text

ROWS = [
    ("I- MỤC ĐÍCH", [("I", "MỤC ĐÍCH")]),  # the Party's dash
    ("II. NHIỆM VỤ", [("II", "NHIỆM VỤ")]),
    ("A. ĐẶC ĐIỂM TÌNH HÌNH", [("A", "ĐẶC ĐIỂM TÌNH HÌNH")]),  # a capital letter
    ("1.2. Nội dung", [("1.2", "Nội dung")]),
    ("a) Đăng tin", [("a", "Đăng tin")]),
    ("Điều 3. Hiệu lực", [("Điều 3", "Hiệu lực")]),
    ("“3. Cấp học bổng", [("3", "Cấp học bổng")]),  # an opening quotation mark
    ("(1) Tin, bài", [("1", "Tin, bài")]),  # a bracketed number
    ("Phần I\nTỔNG QUAN", [("Phần I", "")]),
    ("### Điều 1. **Phạm vi**", [("Điều 1", "Phạm vi")]),  # Markdown
    ("IV/ KINH PHÍ", [("IV", "KINH PHÍ")]),  # a stroke
    ("2/- Phần hội", [("2", "Phần hội")]),
    ("a- Lễ tế", [("a", "Lễ tế")]),  # the Party's dash after a letter
    ("- Gạch đầu dòng", []),
    ("V/v tổ chức", []),  # not the Roman number five
    ("Điều 8 Nghị định này quy định", []),  # running text
    ("15.6.2025 là ngày", []),  # a date
    ("1.260 tin", []),  # a quantity
    ("| 1 | Lễ hội |", []),  # a row
    ("Phụ lục 1", []),
    ("Điều\n3. Hiệu lực", [("Điều 3", "Hiệu lực")]),  # a label that a web page broke
    ("Chương\nI\nTỔNG QUAN", [("Chương I", "")]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_outline(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(heading.label, heading.starts) for heading in read_text(text).outline] == expected
