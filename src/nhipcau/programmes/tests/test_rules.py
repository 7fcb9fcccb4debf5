"""The rules of programmes on plain values."""

from datetime import date

import pytest

from nhipcau.programmes import rules
from nhipcau.programmes.rules import Timing

DUE = date(2026, 9, 10)


@pytest.mark.parametrize(
    ("due_on", "done_on", "today", "stands"),
    [
        (DUE, None, date(2026, 9, 1), Timing(left=9)),  # time left
        (DUE, None, DUE, Timing(left=0)),  # the last day is in time
        (DUE, None, date(2026, 9, 13), Timing(late=3)),  # three days over
        (DUE, date(2026, 9, 10), date(2026, 12, 1), Timing()),  # done in time, whatever today is
        (DUE, date(2026, 9, 12), date(2026, 12, 1), Timing(late=2)),  # done late, by the days it was late
        (None, None, date(2026, 9, 13), Timing()),  # no due date is never late
    ],
)
def test_lateness_is_a_fact_of_the_days(
    due_on: date | None, done_on: date | None, today: date, stands: Timing
) -> None:
    assert rules.timing(due_on, done_on, today) == stands


NAMES = {
    1: "Sở Văn hóa, Thể thao và Du lịch",
    2: "Phường A",
    3: "Phường An Bình",
    4: "Sở Du lịch",
    5: "Phường A",
}


@pytest.mark.parametrize(
    ("words", "names", "unit"),
    [
        ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", NAMES, 1),  # case does not matter
        ("Sở Văn hoá Thể thao và Du lịch", NAMES, 1),  # nor commas, nor where the tone mark sits
        ("UBND phường An Bình", NAMES, 3),  # the people's committee is its ward
        ("Phường A", NAMES, None),  # two of that name: no guess
        ("Các sở, ban, ngành", NAMES, None),  # a group is no unit
        ("", NAMES, None),  # nothing named
    ],
)
def test_a_unit_is_suggested_only_where_its_name_is_what_the_duty_says(
    words: str, names: dict[int, str], unit: int | None
) -> None:
    assert rules.suggest_unit(words, names) == unit


def test_partners_are_the_units_named_after_working_together() -> None:
    names = {1: "Sở Du lịch", 2: "Phường A", 3: "Phường An Bình", 4: "Sở Ngoại vụ"}
    clause = "Sở Ngoại vụ chủ trì, phối hợp với Sở Du lịch, Phường An Bình và Sở Ngoại vụ đón đoàn."

    assert rules.suggest_partners(clause, names, lead=4) == (1, 3)
    assert rules.suggest_partners("Sở Ngoại vụ chủ trì, Sở Du lịch dự.", names, lead=4) == ()


@pytest.mark.parametrize(
    ("clause", "title"),
    [
        ("1. Đón khách tại cảng; phát tờ gấp.", "Đón khách tại cảng"),  # the label goes, the first part stays
        ("- Treo cờ, băng rôn", "Treo cờ, băng rôn"),  # a bullet goes
        ("a) Mở lớp tiếng Anh.\nHai lớp.", "Mở lớp tiếng Anh"),  # a letter goes
        ("Sở A tổ chức", "Sở A tổ chức"),  # nothing to cut
    ],
)
def test_a_title_is_the_first_sentence_of_the_clause(clause: str, title: str) -> None:
    assert rules.title_from(clause) == title


def test_a_long_title_ends_at_a_word() -> None:
    title = rules.title_from("từ " * 100)

    assert len(title) <= 161
    assert title.endswith("từ…")
