"""The table of kinds: every entry is whole, proposes what the house counts, and asks for no person."""

import pytest

from nhipcau.activities.kinds import BY_CODE, CASE, CHOICE, KINDS, PRESENT, ROWS, TYPES, Field, Kind
from nhipcau.activities.models import Activity, kind_choices
from nhipcau.indicators.starter import SPLITS, STARTER_SET

NAMES_A_PERSON = (
    "họ tên",
    "họ và tên",
    "tên người",
    "ông/bà",
    "name of person",
    "full name",
    "passport",
    "hộ chiếu",
)


def every_field(kind: Kind) -> list[Field]:
    return [one for field in kind.fields for one in (field, *field.columns)]


def test_the_field_s_activities_have_their_kinds() -> None:
    assert {
        "session", "conference", "event", "festival", "performance", "campaign", "exchange", "delegation",
        "field_trip", "training", "publication", "broadcast", "fair", "contest", "contest_entry", "aid_in_kind",
        "inspection", "other",
    } == set(BY_CODE)  # fmt: skip
    assert len(KINDS) == len(BY_CODE)
    assert all(len(code) <= 24 for code in BY_CODE)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_kind_is_whole(kind: Kind) -> None:
    codes = [field.code for field in kind.fields]
    assert len(codes) == len(set(codes))
    for field in every_field(kind):
        assert field.type in TYPES
        assert field.words.vi
        assert field.words.en
        assert bool(field.choices) == (field.type == CHOICE)
        assert bool(field.columns) == (field.type == ROWS)
        assert bool(field.split) == (field.type == CASE)
        assert field.split in {"", *(split.code for split in SPLITS)}
    for proposal in kind.proposals:
        assert proposal.indicator in {fields.code for fields in STARTER_SET}
        for name in proposal.of:
            code, _dot, column = name.partition(".")
            named = kind.field(code)
            assert named is not None
            assert not column or column in {one.code for one in named.columns}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_no_kind_asks_for_a_person(kind: Kind) -> None:
    for field in every_field(kind):
        said = f"{field.code} {field.words.vi} {field.words.en}".lower()
        assert not any(words in said for words in NAMES_A_PERSON)


def test_giver_and_receiver_of_help_are_organisations() -> None:
    help_in_kind = BY_CODE["aid_in_kind"]

    for code in ("giver", "receiver"):
        field = help_in_kind.field(code)
        assert field is not None
        assert field.type == "organisation"
    giver_is = help_in_kind.field("giver_is")
    assert giver_is is not None
    assert {code for code, _words in giver_is.choices} == {"foreign", "office", "enterprise", "association"}


def test_the_people_present_are_those_the_starter_set_counts() -> None:
    assert {fields.code for fields in STARTER_SET} >= PRESENT


def test_kinds_are_named_in_the_language_of_the_page() -> None:
    assert dict(kind_choices())["delegation"] in {"Đoàn ra, đoàn vào", "Delegation"}
    assert Activity(kind="fair").kind_of is BY_CODE["fair"]
    assert Activity(kind="no longer there").kind_of is BY_CODE["other"]
