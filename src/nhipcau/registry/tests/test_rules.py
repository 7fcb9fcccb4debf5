"""The register's rules on plain values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.registry import rules
from nhipcau.registry.rules import Cited, Entry, Mark

DAY = date(2023, 6, 15)


def entry(pk: int = 1, unit: int = 1, number: str = "57-KL/TW", authority: str = "Bộ Chính trị") -> Entry:
    return Entry(pk, unit, number, DAY, authority)


@pytest.mark.parametrize(
    ("number", "day", "authority", "found"),
    [
        ("57-KL/TW", DAY, "Bộ Chính trị", 1),  # all three agree
        ("57 – kl/tw", DAY, "BỘ CHÍNH TRỊ", 1),  # spaces, dashes and case are the same number and body
        ("57-KL/TW", date(2023, 6, 16), "Bộ Chính trị", None),  # another day
        ("58-KL/TW", DAY, "Bộ Chính trị", None),  # another number
        ("57-KL/TW", DAY, "Ban Bí thư", None),  # another body
        ("57-KL/TW", None, "Bộ Chính trị", None),  # no day given: not known to agree
        ("57-KL/TW", DAY, "", None),  # no body given: not known to agree
    ],
)
def test_a_citation_matches_where_number_day_and_body_agree(
    number: str, day: date | None, authority: str, found: int | None
) -> None:
    assert rules.match_citation(Cited(number, day, authority), [entry()], own_unit=1) == found


def test_two_candidates_match_nothing() -> None:
    cited = Cited("57-KL/TW", DAY, "Bộ Chính trị")

    assert rules.match_citation(cited, [entry(1), entry(2)], own_unit=1) is None
    assert rules.match_citation(cited, [entry(1, unit=1), entry(2, unit=9)], own_unit=9) == 2
    assert rules.match_citation(cited, [entry(1, unit=1), entry(2, unit=9)], own_unit=5) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("UBND tỉnh Bến Đá", "Ủy ban nhân dân tỉnh Bến Đá", True),  # the usual abbreviation
        ("Huyện uỷ", "HUYỆN ỦY", True),  # the tone mark on either vowel
        ("Sở Ngoại vụ", "Sở Nội vụ", False),  # another department
        ("", "", False),  # nothing agrees with nothing
    ],
)
def test_bodies_agree(one: str, other: str, *, same: bool) -> None:
    assert rules.same_body(one, other) is same


@given(
    st.text(alphabet="aăâ \n", max_size=40),
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=8),
)
def test_the_pieces_of_a_marked_text_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(pk, min(span), max(span)) for pk, span in enumerate(spans)]

    pieces = rules.segments(text, marks)

    assert "".join(piece.text for piece in pieces) == text
    at = 0
    for piece in pieces:
        over = {mark.pk for mark in marks if mark.start <= at and at + len(piece.text) <= mark.end}
        assert set(piece.over) == over
        at += len(piece.text)
    begun = [pk for piece in pieces for pk in piece.begins]
    assert len(begun) == len(set(begun))


def test_a_percentage_agrees_when_rounded_either_way() -> None:
    assert rules.percentage_agrees("12.5", "1", "8")
    assert rules.percentage_agrees("0.13", "1", "800")  # half up
    assert rules.percentage_agrees("0.12", "1", "800")  # half to even
    assert not rules.percentage_agrees("95", "0", "0")
