"""Telling figures apart: splits, cases, parts, ratios."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from nhipcau.indicators import actions
from nhipcau.indicators.errors import (
    CodeInUseError,
    NoCasesError,
    PartedOtherwiseError,
    RatioError,
    SplitError,
)
from nhipcau.indicators.models import Indicator, Split
from nhipcau.indicators.rules import Case, IndicatorFields
from nhipcau.indicators.tests.builders import make_indicator
from nhipcau.units.actions import ensure_system_user
from nhipcau.units.tests.builders import House

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
CASES = (Case("vi", "Tiếng Việt", "Vietnamese"), Case("en", "Tiếng Anh", "English"))
SHARE = IndicatorFields("share", "Tỷ lệ", "Share", "%", "%")


def make_split(house: House, code: str = "tongue", cases: tuple[Case, ...] = CASES) -> Split:
    return actions.add_split(code, "Ngôn ngữ", "Language", cases, by=house.quang, at=AT)


def test_a_split_needs_an_administrator_and_two_different_cases(house: House) -> None:
    with pytest.raises(PermissionDenied):
        actions.add_split("tongue", "Ngôn ngữ", "Language", CASES, by=house.son, at=AT)
    for wrong in (CASES[:1], (CASES[0], CASES[0])):
        with pytest.raises(NoCasesError):
            make_split(house, cases=wrong)

    split = make_split(house)

    assert [option.code for option in split.options.all()] == ["vi", "en"]


def test_an_indicator_told_apart_by_two_splits_has_a_part_for_each_pair(house: House) -> None:
    posts = make_indicator("posts", name="Tin, bài", measure="tin", stage="outcome")
    tongue = make_split(house)
    channel = make_split(house, "way", (Case("portal", "Cổng", "Portal"), Case("page", "Trang", "Page")))

    made = actions.part_indicator(posts, [tongue, channel], by=house.quang, at=AT)

    assert [part.code for part in made] == [
        "posts-vi-portal",
        "posts-vi-page",
        "posts-en-portal",
        "posts-en-page",
    ]
    assert {(part.name, part.measure, part.stage) for part in made[:1]} == {
        ("Tin, bài: Tiếng Việt, Cổng", "tin", "outcome")
    }
    assert actions.part_indicator(posts, [tongue, channel], by=house.quang, at=AT) == ()
    with pytest.raises(PartedOtherwiseError):
        actions.part_indicator(posts, [tongue], by=house.quang, at=AT)


def test_a_new_case_gives_a_new_part_and_leaves_the_others(house: House) -> None:
    posts, tongue = make_indicator("posts"), make_split(house)
    actions.part_indicator(posts, [tongue], by=house.quang, at=AT)
    with pytest.raises(NoCasesError):
        actions.add_cases(tongue, CASES[:1], by=house.quang, at=AT)

    actions.add_cases(tongue, [Case("lo", "Tiếng Lào", "Lao")], by=house.quang, at=AT)

    assert [one.code for one in actions.part_indicator(posts, [tongue], by=house.quang, at=AT)] == [
        "posts-lo"
    ]
    assert posts.parts.count() == 3


def test_a_ratio_and_a_part_are_not_told_apart_and_a_part_keeps_the_ways_of_its_whole(house: House) -> None:
    posts, tongue = make_indicator("posts"), make_split(house)
    part = actions.part_indicator(posts, [tongue], by=house.quang, at=AT)[0]
    ratio = make_indicator("ratio", numerator=posts, denominator=posts)

    for wrong in (ratio, part):
        with pytest.raises(SplitError):
            actions.part_indicator(wrong, [tongue], by=house.quang, at=AT)
    words = IndicatorFields(part.code, "Bài", "Articles", "bài", "articles", over_units="none")
    with pytest.raises(CodeInUseError):
        actions.change_indicator(part, words, by=house.quang, at=AT)


def test_a_whole_whose_parts_add_up_is_counted_in_its_parts(house: House) -> None:
    posts, reach = make_indicator("posts"), make_indicator("reach", over_units="none")
    for indicator in (posts, reach):
        actions.part_indicator(indicator, [Split.objects.first() or make_split(house)], by=house.quang, at=AT)

    counted = set(Indicator.objects.countable().values_list("code", flat=True))

    assert counted == {"posts-vi", "posts-en", "reach", "reach-vi", "reach-en"}


def test_a_ratio_is_of_two_different_counted_indicators(house: House) -> None:
    part, whole = make_indicator("told"), make_indicator("all")
    ratio = actions.add_ratio(SHARE, part, whole, by=house.quang, at=AT)

    for wrong in ((part, part), (ratio, whole)):
        with pytest.raises(RatioError):
            actions.add_ratio(IndicatorFields("other", "a", "a", "%", "%"), *wrong, by=house.quang, at=AT)
    assert (ratio.numerator, ratio.denominator) == (part, whole)


def test_the_starter_set_brings_its_splits_parts_and_ratios(house: House) -> None:
    actions.ensure_starter_set(by=ensure_system_user(), at=AT)

    assert Split.objects.count() == 7
    assert all(split.options.count() > 1 for split in Split.objects.all())
    posts = Indicator.objects.get(code="posts")
    assert {part.code for part in posts.parts.all()} == {"posts_vi", "posts_en"}
    covered = Indicator.objects.get(code="members_coverage")
    assert covered.denominator is not None
    assert (covered.denominator.code, bool(covered.not_counted)) == ("members", True)


def test_a_part_is_called_in_english_by_what_is_translated_of_it(client: Client, house: House) -> None:
    client.force_login(house.quang)
    form = {"code": "tongue", "name": "Ngôn ngữ", "cases-TOTAL_FORMS": "3", "cases-INITIAL_FORMS": "0"}
    for place, case in enumerate(CASES):
        form |= {f"cases-{place}-code": case.code, f"cases-{place}-name": case.name}
    assert client.post(reverse("indicators:add_split"), form).status_code == 302
    split = Split.objects.get()
    half = make_indicator("posts", name="Tin, bài")
    none = make_indicator("films", name="Phim", name_en="")

    named = [
        one.name_en
        for whole in (half, none)
        for one in actions.part_indicator(whole, [split], by=house.quang, at=AT)
    ]

    assert named == [f"{half.name_en}: Tiếng Việt", f"{half.name_en}: Tiếng Anh", "", ""]
    with override("en"):
        parts = Indicator.objects.filter(whole=none).order_by("code")
        assert (str(split), [str(one) for one in parts]) == (
            "Ngôn ngữ",
            ["Phim: Tiếng Anh", "Phim: Tiếng Việt"],
        )


def test_the_pages_tell_an_indicator_apart(client: Client, house: House) -> None:
    client.force_login(house.quang)
    typed = {"code": "tongue", "name": "Ngôn ngữ", "name_en": "Language"}
    form = {"cases-TOTAL_FORMS": "3", "cases-INITIAL_FORMS": "0"}
    for place, case in enumerate(CASES):
        form |= {
            f"cases-{place}-{name}": value
            for name, value in (("code", case.code), ("name", case.name), ("name_en", case.name_en))
        }
    one_case = {key: value for key, value in form.items() if not key.startswith("cases-1")}
    address = reverse("indicators:add_split")
    assert client.post(address, typed | one_case).status_code == 422
    assert client.post(address, typed | form).status_code == 302

    posts = make_indicator("posts", name="Tin, bài")
    split = Split.objects.get()
    answer = client.post(reverse("indicators:part", args=[posts.pk]), {"first": split.pk}, follow=True)

    page = answer.content.decode()
    assert "Tin, bài: Tiếng Việt" in page
    listed = client.get(reverse("indicators:indicators")).content.decode()
    assert listed.index("Tin, bài: Tiếng Việt") > listed.index(">Tin, bài<")
    assert "posts-en" in client.get(reverse("indicators:indicators"), {"as": "csv"}).content.decode()
