"""What an item states and where it comes from; what a digest reports."""

import hashlib
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.newsroom import actions, errors
from nhipcau.newsroom.models import ItemKind, Topic
from nhipcau.newsroom.tests.builders import MORNING, ORIGIN, approve, make_item, picture_file, text_of, write
from nhipcau.shell import files
from nhipcau.units.tests.builders import House

REPORT = actions.Reported(
    "Cảng Kobe mở tuyến du lịch mới",
    "Cảng mở tuyến tàu khách đến Đông Nam Á.",
    "Kobe Shimbun",
    "Nhật Bản",
    date(2026, 8, 30),
    "https://example.jp/kobe",
)


def test_on_some_topics_nothing_is_approved_before_every_fact_has_its_source(house: House) -> None:
    item = make_item(house, kind=ItemKind.FEATURE, topic="invest", sourced=False)
    with pytest.raises(errors.SourceMissingError):
        approve(house, text_of(item))

    source = actions.add_source(item, ORIGIN, by=house.vy, at=MORNING)
    words = "Cảng đón 40 tàu khách mỗi năm"
    actions.state_claim(item, words, [], by=house.vy, at=MORNING)
    with pytest.raises(errors.ClaimWithoutSourceError, match="40 tàu"):
        approve(house, text_of(item))

    actions.state_claim(item, words, [source], by=house.vy, at=MORNING)
    approved = approve(house, text_of(item))

    assert approved.approved_revision is not None
    assert approved.approved_revision.content["claims"] == [{"words": words, "sources": [source.pk]}]


def test_another_topic_lets_a_fact_stand_without_a_source(house: House) -> None:
    item = make_item(house, topic="culture")
    assert not Topic.objects.get(code="culture").needs_source
    actions.state_claim(item, "Lễ hội có từ năm 1990", [], by=house.vy, at=MORNING)

    approve(house, text_of(item))


def test_the_sources_of_a_fact_are_the_items_own(house: House) -> None:
    item, other = make_item(house), make_item(house, slug="khac")

    with pytest.raises(errors.ElsewhereError):
        actions.state_claim(item, "Một", [other.sources.get()], by=house.vy, at=MORNING)
    with pytest.raises(PermissionDenied):
        actions.state_claim(item, "Một", [], by=house.phuc, at=MORNING)

    actions.remove_claim(
        actions.state_claim(item, "Một", [item.sources.get()], by=house.vy, at=MORNING),
        by=house.vy,
        at=MORNING,
    )
    assert not item.claims.exists()


def test_a_page_that_was_read_is_kept_with_its_hash(house: House) -> None:
    item = make_item(house, sourced=False)
    copy = files.document("trang.png", picture_file(kind="PNG"))

    source = actions.add_source(
        item,
        actions.Origin("Trang chủ", url="https://example.vn", read_on=date(2026, 8, 30), archive=copy),
        by=house.vy,
        at=MORNING,
    )

    with source.archive.open("rb") as kept:
        assert hashlib.sha256(kept.read()).hexdigest() == source.archive_sha256
    content = text_of(item).latest_revision.content
    assert content["sources"][0]["archive_sha256"] == source.archive_sha256


def test_a_digest_is_its_entries_each_with_outlet_country_and_day(house: House) -> None:
    item = make_item(house, kind=ItemKind.DIGEST, topic="world", sourced=False)
    text = write(house, item, "vi", actions.Words("Điểm tin thế giới", "Tin trong tuần.", ""))
    with pytest.raises(errors.UnfinishedTextError):
        approve(house, text)

    actions.add_entry(text, REPORT, by=house.vy, at=MORNING)
    with pytest.raises(errors.KnownEntryError):
        actions.add_entry(text, REPORT, by=house.vy, at=MORNING)

    approved = approve(house, text_of(item))
    assert approved.approved_revision is not None
    assert approved.approved_revision.content["entries"][0]["country"] == "Nhật Bản"

    actions.remove_entry(approved.entries.get(), by=house.vy, at=MORNING)
    with pytest.raises(errors.UnfinishedTextError):
        approve(house, text_of(item))
