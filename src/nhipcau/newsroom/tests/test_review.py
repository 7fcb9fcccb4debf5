"""Handing over, approving and returning texts."""

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.newsroom import actions, errors
from nhipcau.newsroom.models import ItemKind, ItemText, TextState
from nhipcau.newsroom.tests.builders import (
    MORNING,
    NOON,
    approve,
    make_item,
    picture_file,
    text_of,
    write,
)
from nhipcau.units.models import Membership, Role
from nhipcau.units.tests.builders import LONG_AGO, House


def _waiting(house: House) -> tuple[ItemText, int]:
    text = actions.submit_text(text_of(make_item(house)), by=house.vy, at=MORNING)
    assert text.latest_revision_id is not None
    return text, text.latest_revision_id


def test_a_text_is_approved_by_a_publisher_and_by_nobody_else(house: House) -> None:
    text, revision = _waiting(house)

    for other in (house.vy, house.son, house.minh, house.khach, house.tam):
        with pytest.raises(PermissionDenied):
            actions.approve_text(text, revision=revision, by=other, at=NOON)

    approved = actions.approve_text(text, revision=revision, by=house.phuc, at=NOON)
    assert approved.state == TextState.APPROVED
    assert approved.approved_revision_id == revision
    assert approved.reviews.get().by == house.phuc


def test_nobody_approves_what_they_wrote_last(house: House) -> None:
    text, revision = _waiting(house)
    Membership.objects.create(user=house.vy, unit=house.province, role=Role.PUBLISHER, valid_from=LONG_AGO)

    with pytest.raises(errors.SameEditorError):
        actions.approve_text(text, revision=revision, by=house.vy, at=NOON)

    actions.approve_text(text, revision=revision, by=house.phuc, at=NOON)


def test_an_approval_is_of_the_version_that_was_read(house: House) -> None:
    text, revision = _waiting(house)
    write(house, text.item, "vi", actions.Words("Khác", "Tóm tắt", "<p>Nội dung</p>"))
    newest = actions.submit_text(text, by=house.vy, at=MORNING).latest_revision_id
    assert newest is not None

    with pytest.raises(errors.ChangedMeanwhileError):
        actions.approve_text(text, revision=revision, by=house.phuc, at=NOON)

    actions.approve_text(text, revision=newest, by=house.phuc, at=NOON)


def test_an_edit_after_approval_opens_the_text_again(house: House) -> None:
    item = make_item(house)
    assert actions.approved_revision_of(approve(house, text_of(item)))

    write(house, item, "vi", actions.Words("Khác"))

    with pytest.raises(errors.NotApprovedError):
        actions.approved_revision_of(text_of(item))


def test_another_source_or_picture_after_approval_opens_the_text_again(house: House) -> None:
    item = make_item(house)
    approve(house, text_of(item))

    actions.choose_picture(
        item, picture_file(), credit="Sở VHTTDL", alts={"vi": "Đèn biển"}, by=house.vy, at=NOON
    )
    assert text_of(item).state == TextState.DRAFT

    approve(house, text_of(item))
    actions.remove_source(item.sources.get(), by=house.vy, at=NOON)
    assert text_of(item).state == TextState.DRAFT


def test_news_and_guides_need_a_source_and_features_do_not(house: House) -> None:
    for kind in (ItemKind.NEWS, ItemKind.GUIDE):
        text = text_of(make_item(house, kind=kind, slug=kind, sourced=False))
        with pytest.raises(errors.SourceMissingError):
            actions.submit_text(text, by=house.vy, at=MORNING)

    feature = text_of(make_item(house, kind=ItemKind.FEATURE, slug="feature", sourced=False))
    assert actions.submit_text(feature, by=house.vy, at=MORNING).state == TextState.IN_REVIEW


def test_an_unfinished_text_is_not_reviewed(house: House) -> None:
    item = make_item(house)
    write(house, item, "vi", actions.Words("Chỉ có tên", "Tóm tắt", "<p> </p>"))

    with pytest.raises(errors.UnfinishedTextError):
        actions.submit_text(text_of(item), by=house.vy, at=MORNING)


def test_a_picture_without_a_description_is_not_reviewed(house: House) -> None:
    item = make_item(house)
    actions.choose_picture(item, picture_file(), credit="Sở", alts={}, by=house.vy, at=NOON)

    with pytest.raises(errors.PictureTextMissingError):
        actions.submit_text(text_of(item), by=house.vy, at=MORNING)


def test_a_text_is_returned_with_a_comment_and_comes_back(house: House) -> None:
    text, revision = _waiting(house)

    with pytest.raises(errors.CommentMissingError):
        actions.return_text(text, revision=revision, comment=" ", by=house.phuc, at=NOON)
    actions.return_text(text, revision=revision, comment="Ghi rõ giờ", by=house.phuc, at=NOON)

    assert text_of(text.item).state == TextState.RETURNED
    assert actions.submit_text(text, by=house.vy, at=NOON).state == TextState.IN_REVIEW


def test_a_text_that_does_not_wait_is_neither_approved_nor_returned(house: House) -> None:
    text = text_of(make_item(house))
    assert text.latest_revision_id is not None

    with pytest.raises(errors.NotInReviewError):
        actions.approve_text(text, revision=text.latest_revision_id, by=house.phuc, at=NOON)
