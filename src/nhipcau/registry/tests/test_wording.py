"""What findings say in a line, in both languages."""

import pytest
from django.utils import translation

from nhipcau.registry.models import FindingField
from nhipcau.registry.wording import RECURRENCES, recurrence, says

CITED = {"kind": "kế hoạch", "number": "25-KH/TU", "date": "2026-08-05", "authority": "Tỉnh ủy Bến Đá"}
SAID = [
    ("citation", CITED, "Kế hoạch 25-KH/TU ngày 05/08/2026 của Tỉnh ủy Bến Đá"),
    ("citation", {"number": "25-KH/TU"}, "25-KH/TU"),
    ("law", {"name": "Luật Du lịch năm 2017", "date": None}, "Luật Du lịch năm 2017"),
    ("date", {"value": "2026-08-05"}, "05/08/2026"),
    ("quantity", {"value": "1250.5", "unit": "lượt"}, "1.250,5 lượt"),
    ("check", {"stated": "95", "part": "57", "whole": "60"}, "nêu 95% cho 57/60"),
    ("short_form", {"kind": "kế hoạch", "own": True}, "“…” → chính văn bản này"),
    ("short_form", {**CITED, "own": False}, "“…” → Kế hoạch 25-KH/TU ngày 05/08/2026 của Tỉnh ủy Bến Đá"),
    ("short_form", {"kind": "chỉ thị", "own": False, "number": None}, "“…” → chưa rõ văn bản nào"),
    ("qualifier", {"meaning": "at-least", "value": "10", "unit": "gian hàng"}, "ít nhất 10 gian hàng"),
    ("comparison", {"direction": "up", "value": "12", "unit": "%", "base": "năm 2025"}, "tăng 12 % so với năm 2025"),
    ("comparison", {"direction": "down", "value": "3", "unit": "cuộc", "base": None}, "giảm 3 cuộc"),
    ("deadline", {"relation": "before", "due": "2026-10-15"}, "trước ngày 15/10/2026"),
    ("deadline", {"relation": "in", "due": "2026-12-31"}, "chậm nhất 31/12/2026"),
    ("deadline", {"relation": "before", "due": None, "recurrence": None}, "“…”: chưa rõ năm"),
    ("deadline", {"relation": "every", "recurrence": "FREQ=MONTHLY;INTERVAL=3"}, "hằng quý"),
    ("place", {"name": "Bến Đá"}, "Bến Đá"),
    ("signature", {"authority": "TM. UBND", "title": "CHỦ TỊCH", "name": None}, "TM. UBND · CHỦ TỊCH"),
]  # fmt: skip
RULES = [
    ("FREQ=DAILY", "hằng ngày"),
    ("FREQ=MONTHLY;INTERVAL=6", "6 tháng một lần"),
    ("FREQ=MONTHLY;BYMONTHDAY=15", "hằng tháng, ngày 15"),
    ("FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6,9,12;BYMONTHDAY=10", "tháng cuối mỗi quý, ngày 10"),
    ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=20", "hằng năm, ngày 20/11"),
    ("FREQ=SECONDLY", "FREQ=SECONDLY"),
]


@pytest.mark.parametrize(("field", "values", "expected"), SAID)
def test_a_finding_in_a_line(field: str, values: dict[str, object], expected: str) -> None:
    with translation.override("vi"):
        assert says(field, values, "…") == expected


@pytest.mark.parametrize(("rule", "expected"), RULES)
def test_how_often_in_words(rule: str, expected: str) -> None:
    with translation.override("vi"):
        assert recurrence(rule) == expected


@pytest.mark.parametrize("field", FindingField.values)
def test_a_finding_without_values_says_nothing_and_breaks_nothing(field: str) -> None:
    assert isinstance(says(field, {}), str)


def test_every_recurrence_that_is_offered_has_words() -> None:
    assert not [rule for rule in RECURRENCES if recurrence(rule) == rule]
