"""How figures are meant and what they are compared with."""

import pytest

from nhipcau.reading import read_text
from nhipcau.reading.tables.figures import AFTER, DIRECTIONS, QUALIFIERS

COMPARISONS = [
    ("tăng 05 cuộc so với năm 2020", [("up", "5", "cuộc", "năm 2020")]),
    ("giảm 12% so với cùng kỳ, đạt", [("down", "12", "%", "cùng kỳ")]),
    ("(tăng 24 lớp so với cùng kỳ năm 2025)", [("up", "24", "lớp", "cùng kỳ năm 2025")]),
    ("so với năm 2024, tăng gần 300 lượt khách", [("up", "300", "lượt khách", "năm 2024")]),
    ("bằng 96% so với cùng kỳ", [("equal", "96", "%", "cùng kỳ")]),
    ("gấp 2 lần so với năm 2019", [("times", "2", "lần", "năm 2019")]),
    # no base: a rise is one all the same, "bằng" is not
    ("tăng 12%.", [("up", "12", "%", None)]),
    ("bằng 12 tờ rơi.", []),
    # the base ends where the next rise begins, or at a colon
    (
        "So với năm 2024 tăng 02 dự án và tăng 300 khách.",
        [("up", "2", "dự án", "năm 2024"), ("up", "300", "khách", "năm 2024")],
    ),
    ("tăng 6% so với năm 2024: 50 đoàn", [("up", "6", "%", "năm 2024")]),
    # reached and passed, and a floor, are no rise or fall
    ("đạt và vượt 9 chỉ tiêu; không thấp hơn 2%", []),
    # "tăng cường" is no rise
    ("tăng cường 05 đội", []),
]


@pytest.mark.parametrize(("text", "expected"), COMPARISONS)
def test_comparisons(text: str, expected: list[tuple[str | None, ...]]) -> None:
    found = read_text(text).comparisons

    assert [(one.direction, one.value, one.unit, one.base) for one in found] == expected


@pytest.mark.parametrize(("word", "meaning"), QUALIFIERS.items())
def test_every_qualifier_says_how_a_figure_is_meant(word: str, meaning: str) -> None:
    (found,) = read_text(f"có {word} 250 đại biểu").qualifiers

    assert (found.text, found.meaning, found.value) == (word, meaning, "250")


@pytest.mark.parametrize(("word", "meaning"), AFTER.items())
def test_a_qualifier_may_follow_the_unit(word: str, meaning: str) -> None:
    (found,) = read_text(f"có 250 đại biểu {word}").qualifiers

    assert (found.text, found.meaning) == (word, meaning)


def test_a_sign_may_stand_for_the_word_and_a_comparison_for_none() -> None:
    found = read_text("vận động ≥500 triệu đồng, thấp hơn 5%, không thấp hơn 2%").qualifiers

    assert [(one.meaning, one.value) for one in found] == [("at-least", "500000000"), ("at-least", "2")]


def test_a_running_total_may_name_its_span_first() -> None:
    for text in ("lũy kế từ đầu năm: 1.250 lượt khách", "lũy kế từ đầu năm đạt 1.250 lượt khách"):
        (found,) = read_text(text).qualifiers

        assert (found.text, found.meaning) == ("lũy kế", "cumulative")


@pytest.mark.parametrize(("word", "direction"), DIRECTIONS.items())
def test_every_direction_compares(word: str, direction: str) -> None:
    (found,) = read_text(f"khách {word} 12% so với năm 2020").comparisons

    assert found.direction == direction
