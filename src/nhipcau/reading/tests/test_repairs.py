"""Repairs of recognised text: certain ones only, on uncertain texts only, with spans that hold."""

import unicodedata

import pytest

from nhipcau.reading import read_text
from nhipcau.reading.tables.repairs import REPAIRS

from .test_spans import assert_spans_hold

CERTAIN = [
    ("ngày l5/O6/2O26", "ngày 15/06/2026"),
    ("Số: O5/KH-UBND", "Số: 05/KH-UBND"),
    ("Số: l2/KH-UBND", "Số: 12/KH-UBND"),
    ("ngày O5 tháng l2 năm 2O26", "ngày 05 tháng 12 năm 2026"),
    ("Điều l. Ban hành", "Điều 1. Ban hành"),
    ("đón 1.25O lượt", "đón 1.250 lượt"),
    ("2OO6", "2006"),
]
LEFT_ALONE = [
    "Ông Lê",
    "I. MỤC ĐÍCH",
    "a) Ông 5",
    "57-KL/TW",
    "QH15",
    "Điều lệ",
    "5G",
    "CO2",
    "ngày lễ",
    "1l",
]


@pytest.mark.parametrize(("misread", "right"), CERTAIN)
def test_certain_characters_are_repaired(misread: str, right: str) -> None:
    found = read_text(misread + " và hết.", uncertain=True)
    letters = list(found.text)
    for repair in found.repairs:
        letters[repair.start] = repair.repaired

    assert "".join(letters) == right + " và hết."


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_could_be_right_is_left_alone(text: str) -> None:
    assert read_text(text + " và hết.", uncertain=True).repairs == ()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_values_are_right_and_the_text_stays(form: str) -> None:
    text = unicodedata.normalize(form, "Theo Kế hoạch số 1O2/KH-UBND ngày l5/O6/2O26, có 1.25O lượt khách.")  # type: ignore[arg-type]  # a row names a form

    found = read_text(text, uncertain=True)

    assert found.text == text
    assert [(one.number, one.date and one.date.isoformat()) for one in found.citations] == [
        ("102/KH-UBND", "2026-06-15")
    ]
    assert [one.value for one in found.quantities] == ["1250"]
    assert_spans_hold(found)


def test_a_certain_text_is_never_repaired() -> None:
    assert read_text("ngày l5/O6/2O26").repairs == ()


def test_each_repair_is_one_character_for_one() -> None:
    assert all(len(right) == 1 for _, right in REPAIRS)
