"""The rules of activities: what stands of the counts, what particulars propose, which part is meant."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.activities import rules
from nhipcau.activities.kinds import BY_CODE, PRESENT
from nhipcau.activities.rules import CountRow, CountTyped

CASES = {"language": ("vi", "en"), "market": ("asean",), "audience": ("visitors",)}


@st.composite
def forests(draw: st.DrawFn) -> tuple[dict[int, int | None], list[CountRow]]:
    """Activities of which each may be a part of an earlier one, with counts of people present and of sessions."""
    number = draw(st.integers(1, 12))
    hosts = {
        one: draw(st.none() | st.integers(1, one - 1)) if one > 1 else None for one in range(1, number + 1)
    }
    rows = [
        CountRow(one, code, Decimal(draw(st.integers(0, 900))))
        for one in hosts
        for code in ("attendances", "event_attendances", "sessions")
    ]
    return hosts, draw(st.permutations(rows))


@given(forests())
def test_whatever_hosts_what_the_people_present_are_counted_once_at_the_event(
    forest: tuple[dict[int, int | None], list[CountRow]],
) -> None:
    hosts, rows = forest

    stand = rules.counted_once(rows, hosts)

    for code in PRESENT:
        at_events = sum(row.number for row in rows if row.indicator == code and hosts[row.activity] is None)
        assert sum(row.number for row in stand if row.indicator == code) == at_events
    own = [row for row in rows if row.indicator not in PRESENT]
    assert [row for row in stand if row.indicator not in PRESENT] == own


PROPOSED: list[tuple[str, dict[str, Any], dict[str, int]]] = [
    # what is told of each site is added up; a site without a number adds nothing
    (
        "conference",
        {"sites": [{"site": "Xã", "attendance": 40}, {"site": "Tỉnh", "attendance": 60}, {"site": "Bản"}]},
        {"sessions": 1, "attendances": 100},
    ),
    # no site told is not nobody there
    ("conference", {}, {"sessions": 1}),
    ("conference", {"sites": [{"site": "Xã"}]}, {"sessions": 1}),
    # nobody came is a number
    ("session", {"times": 2, "attendance": 0}, {"sessions": 2, "attendances": 0}),
    # minutes of one airing times the airings
    ("broadcast", {"minutes": 15, "repeats": 3}, {"broadcasts": 3, "broadcast_minutes": 45}),
    ("broadcast", {"minutes": 15}, {}),
    # only foreign press makes a visit of foreign press
    ("field_trip", {"visitors": "foreign_press"}, {"press_visits": 1}),
    ("field_trip", {"visitors": "business"}, {}),
    ("campaign", {"sites": [{"site": "Cầu", "panels": 4}, {"site": "Chợ", "panels": 2}]}, {"panels": 6}),
    ("aid_in_kind", {"value": 250_000_000}, {"help_in_kind": 250_000_000}),
    ("other", {}, {}),
]


@pytest.mark.parametrize(("kind", "details", "counts"), PROPOSED)
def test_the_particulars_propose_counts(kind: str, details: dict[str, Any], counts: dict[str, int]) -> None:
    assert rules.proposed(BY_CODE[kind], details) == counts


def test_a_part_of_an_event_proposes_nobody_present() -> None:
    details = {"times": 1, "attendance": 300}

    assert rules.proposed(BY_CODE["session"], details, is_theme=True) == {"sessions": 1}


MISTAKEN: list[tuple[str, dict[str, Any], set[str]]] = [
    ("delegation", {"direction": "in", "country": "Lào"}, set()),
    ("delegation", {}, {"direction", "country"}),
    ("delegation", {"direction": "sideways", "country": "Lào"}, {"direction"}),
    ("publication", {"language": "vi", "copies": 0}, set()),
    ("publication", {"language": "xx", "copies": True}, {"language", "copies"}),
    ("publication", {"copies": "12", "photo": 1}, {"copies", "photo"}),
    ("publication", {"copies": 10**13, "name": "x" * 301}, {"copies", "name"}),
    ("conference", {"sites": [{"site": "Xã", "attendance": -1}]}, {"sites.0.attendance"}),
    ("conference", {"sites": [{"site": "Xã"}, {"attendance": 3}]}, {"sites.1.site"}),
    ("conference", {"sites": [{"site": "Xã", "speaker": "x"}]}, {"sites.0.speaker"}),
    ("conference", {"sites": "Xã"}, {"sites"}),
    ("conference", {"sites": [{"site": "Xã"}] * 101}, {"sites"}),
    ("campaign", {"slogan": "Sạch", "up_on": "2026-03-01", "down_on": "2026-02-01"}, {"down_on"}),
    ("campaign", {"slogan": "Sạch", "up_on": "01/03/2026", "cost": 1.5}, {"up_on", "cost"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "details", "wrong"), MISTAKEN)
def test_particulars_are_those_of_the_kind(kind: str, details: dict[str, Any], wrong: set[str]) -> None:
    assert set(rules.mistakes_in(BY_CODE[kind], details, CASES)) == wrong


def test_a_template_keeps_words_and_choices_but_no_numbers_and_no_days() -> None:
    details = {
        "slogan": "Biển sạch", "up_on": "2026-02-01", "cost": 5, "language": "vi",
        "sites": [{"site": "Cầu", "panels": 4}],
    }  # fmt: skip

    kept = rules.as_template(BY_CODE["campaign"], details)

    assert kept == {"slogan": "Biển sạch", "language": "vi", "sites": [{"site": "Cầu"}]}


def test_the_part_is_chosen_only_when_all_its_cases_are_told() -> None:
    parts = {
        1: {"stream": "sea", "channel3": "party"},
        2: {"stream": "sea", "channel3": "state"},
        3: {"stream": "border", "channel3": "state"},
    }

    assert rules.part_for(parts, rules.own_cases("state", "sea", {})) == 2
    assert rules.part_for(parts, rules.own_cases("", "sea", {})) is None
    assert rules.part_for({}, {"stream": "sea"}) is None
    assert rules.part_for({1: {}}, {"stream": "sea"}) is None


@pytest.mark.parametrize(
    ("language", "kind"), [("vi", "vi"), ("lo", "foreign"), ("local", None), ("other", None), ("", None)]
)
def test_a_language_is_foreign_unless_it_is_of_this_country(language: str, kind: str | None) -> None:
    assert rules.own_cases("", "", {"language": language}).get("language_kind") == kind


def test_proposals_fill_blank_rows_and_leave_what_a_person_wrote() -> None:
    typed = [
        CountTyped("1", "12"),  # written by the person
        CountTyped("2", "45", ("2", "45")),  # still as proposed
        CountTyped("3", "7", ("3", "5")),  # changed by the person
        CountTyped("", "", ("4", "1")),  # taken away by the person
        CountTyped(),
        CountTyped("6", "2", ("6", "2")),  # no longer proposed
    ]

    rows = rules.with_proposals(typed, {"1": "9", "2": "60", "3": "6", "4": "1", "5": "8", "7": "3"})

    assert [(row.indicator, row.number) for row in rows] == [
        ("1", "12"), ("2", "60"), ("3", "7"), ("", ""), ("5", "8"), ("7", "3"),
    ]  # fmt: skip
