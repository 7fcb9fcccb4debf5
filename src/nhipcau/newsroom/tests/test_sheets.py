"""Message sheets and talk packs: given by name, read and confirmed, and over when they say so."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhipcau.newsroom import actions, errors
from nhipcau.newsroom.actions import sheets
from nhipcau.newsroom.models import Item, ItemKind, SheetCopy
from nhipcau.newsroom.tests.builders import (
    NEXT_DAY,
    NOON,
    VIETNAM,
    VIETNAMESE,
    approve,
    make_item,
    text_of,
    write,
)
from nhipcau.shell.waiting import offered
from nhipcau.units.tests.builders import House

AFTER_THE_YEAR = datetime(2027, 1, 1, 8, 0, tzinfo=VIETNAM)


def make_sheet(house: House, kind: str = ItemKind.MESSAGES) -> Item:
    """Return an approved sheet, valid until the end of 2026."""
    item = make_item(house, kind=kind, slug="thong-diep")
    approve(house, text_of(item))
    return item


def test_a_sheet_is_given_by_publishers_and_confirmed_by_people_of_the_unit(house: House) -> None:
    text = text_of(make_sheet(house))
    for other in (house.vy, house.son, house.khach):
        with pytest.raises(PermissionDenied):
            sheets.give_sheet(text, [house.ward_a], by=other, at=NOON)
    [copy] = sheets.give_sheet(text, [house.ward_a], by=house.phuc, at=NOON)
    assert [one.title for one in offered(house.lan, timezone.now())] == [text.title]

    for other in (house.hoa, house.phuc, house.khach):
        with pytest.raises(PermissionDenied):
            sheets.confirm_sheet(copy, by=other, at=NEXT_DAY)
    confirmed = sheets.confirm_sheet(copy, by=house.lan, at=NEXT_DAY)

    assert (confirmed.read_by, confirmed.read_at) == (house.lan, NEXT_DAY)
    assert sheets.confirm_sheet(copy, by=house.lan, at=NEXT_DAY + timedelta(days=1)).read_at == NEXT_DAY
    assert not offered(house.lan, timezone.now())


def test_a_unit_is_given_a_version_once_and_a_new_version_anew(house: House) -> None:
    item = make_sheet(house)
    sheets.give_sheet(text_of(item), [house.ward_a], by=house.phuc, at=NOON)

    again = sheets.give_sheet(text_of(item), [house.ward_a, house.ward_b], by=house.phuc, at=NOON)
    assert [copy.unit for copy in again] == [house.ward_b]

    worded = text_of(item).worded
    newer = actions.Words("Thông điệp mới", VIETNAMESE.summary, VIETNAMESE.body, worded=worded)
    write(house, item, "vi", newer)
    with pytest.raises(errors.NotApprovedError):
        sheets.give_sheet(text_of(item), [house.ward_a], by=house.phuc, at=NOON)
    approve(house, text_of(item))
    assert len(sheets.give_sheet(text_of(item), [house.ward_a], by=house.phuc, at=NOON)) == 1


def test_only_sheets_are_given_and_none_that_is_over(house: House) -> None:
    news = make_item(house)
    approve(house, text_of(news))
    with pytest.raises(errors.NoSheetError):
        sheets.give_sheet(text_of(news), [house.ward_a], by=house.phuc, at=NOON)

    sheet = text_of(make_sheet(house))
    with pytest.raises(errors.ExpiredSheetError):
        sheets.give_sheet(sheet, [house.ward_a], by=house.phuc, at=AFTER_THE_YEAR)
    assert sheets.give_sheet(sheet, [house.ward_a], by=house.phuc, at=NOON)


def test_a_sheet_names_who_signed_it_and_until_when_it_holds(house: House) -> None:
    item = make_item(house, kind=ItemKind.MESSAGES, slug="thong-diep")
    write(house, item, "vi", VIETNAMESE)  # without who signed it and the occasion

    with pytest.raises(errors.FactsMissingError):
        approve(house, text_of(item))


def test_a_unit_reads_the_version_it_was_given(house: House, client: Client) -> None:
    item = make_sheet(house)
    text = text_of(item)
    [copy] = sheets.give_sheet(text, [house.ward_a], by=house.phuc, at=NOON)
    write(house, item, "vi", actions.Words("Đang viết lại", "Khác", "<p>Khác</p>", worded=text.worded))
    client.force_login(house.lan)

    page = client.get(reverse("newsroom:sheet", args=[copy.pk])).content.decode()
    listed = client.get(reverse("newsroom:sheets")).content.decode()

    assert "Phó Giám đốc Sở" in page
    assert "31/12/2026" in page
    assert VIETNAMESE.summary in page
    assert "Khác" not in page
    assert reverse("newsroom:sheet", args=[copy.pk]) in listed
    client.post(reverse("newsroom:sheet_confirm", args=[copy.pk]))
    assert SheetCopy.objects.get().read_by == house.lan


def test_the_publisher_gives_a_sheet_on_the_items_page(house: House, client: Client) -> None:
    item = make_sheet(house, ItemKind.TALK)
    client.force_login(house.phuc)
    page = reverse("newsroom:sheet_give", args=[item.pk, "vi"])

    assert page in client.get(reverse("newsroom:item", args=[item.pk])).content.decode()
    assert client.post(page, {"units": "Không có"}).status_code == 200
    assert client.post(page, {"units": "Phường A; Phường B"}).status_code == 302

    assert {copy.unit for copy in SheetCopy.objects.all()} == {house.ward_a, house.ward_b}
