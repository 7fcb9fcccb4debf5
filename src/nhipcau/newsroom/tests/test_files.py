"""Files beside an item, and maps."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.newsroom import actions, errors
from nhipcau.newsroom.models import Item, MapSheet, TextState
from nhipcau.newsroom.tests.builders import MORNING, NOON, approve, make_item, picture_file, text_of
from nhipcau.shell import files
from nhipcau.units.tests.builders import House

SAID = actions.Beside({"vi": {"title": "Cảng", "alt": "Thuyền ở cảng"}}, credit="Sở VHTTDL")


def attach(house: House, item: Item, beside: actions.Beside = SAID, *, width: int = 800) -> object:
    """Vy puts a picture beside the item."""
    photo = files.photo("cang.png", picture_file(width, kind="PNG"))
    return actions.attach_file(item, photo, beside, by=house.vy, at=MORNING)


def test_a_picture_beside_a_text_needs_a_credit_and_says_what_it_shows(house: House) -> None:
    item = make_item(house)
    with pytest.raises(errors.CreditMissingError):
        attach(house, item, actions.Beside({}))

    attach(house, item, actions.Beside({}, credit="Sở"))
    with pytest.raises(errors.BarrierError):
        approve(house, text_of(item))

    actions.describe_file(item.attachments.get(), SAID, by=house.vy, at=MORNING)
    approved = approve(house, text_of(item))

    assert approved.approved_revision is not None
    assert approved.approved_revision.content["attachments"][0]["words"]["vi"]["alt"] == "Thuyền ở cảng"


def test_the_same_file_stands_beside_an_item_once(house: House) -> None:
    item = make_item(house)
    attach(house, item)

    with pytest.raises(errors.KnownFileError):
        attach(house, item)

    actions.remove_file(item.attachments.get(), by=house.vy, at=MORNING)
    attach(house, item)  # taken out, it may come again
    assert item.attachments.filter(removed=False).count() == 1


def test_files_are_put_beside_an_item_by_its_editors_and_open_its_texts_again(house: House) -> None:
    item = make_item(house)
    approve(house, text_of(item))
    photo = files.photo("cang.png", picture_file(kind="PNG"))

    with pytest.raises(PermissionDenied):
        actions.attach_file(item, photo, SAID, by=house.phuc, at=MORNING)
    actions.attach_file(item, photo, SAID, by=house.vy, at=MORNING)

    assert text_of(item).state == TextState.DRAFT


def test_a_map_is_printed_only_as_it_stands_in_the_places_list(house: House) -> None:
    item = make_item(house)
    listed, other = picture_file(900), picture_file(901)
    sheet = MapSheet.objects.create(
        title="Bản đồ tỉnh",
        publisher="Nhà xuất bản",
        permit="GP 12/2026",
        sha256=hashlib.sha256(listed).hexdigest(),
    )

    with pytest.raises(errors.OtherMapError):
        actions.choose_picture(item, other, credit="Sở", alts={}, map_sheet=sheet, by=house.vy, at=NOON)
    picture = actions.choose_picture(
        item, listed, credit="Sở", alts={"vi": "Bản đồ"}, map_sheet=sheet, by=house.vy, at=NOON
    )

    assert picture.map_sheet == sheet
