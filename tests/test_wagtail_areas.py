"""Wagtail's own pages: which of them stay, and that nobody enters the rest (why: src/nhipcau/config/urls.py)."""

import re

import lxml.html
import pytest
from django.test import Client

from nhipcau.config.urls import CLOSED
from nhipcau.units.tests.builders import House
from tests.addresses import Address, all_addresses

# What the frame of the staff pages itself needs; none of it shows or changes what rooms keep.
STAYS = {
    "wagtailadmin_account",  # one's own name, password, language, theme
    "wagtailadmin_choose_page_anchor_link",  # links in the text editor
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_home",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_login",
    "wagtailadmin_sprite",
}
# Answered only to what a script of the frame sends, never with a page.
SCRIPTS_ONLY = {
    "wagtailadmin_block_preview",
    "wagtailadmin_dismissibles",
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
    "wagtailadmin_logout",
}
PLACES = {
    "<str:app_label>": "units",
    "<str:model_name>": "user",
    "<str:pk>": "1",
    "<slug:model_name>": "user",
}


def _path(address: Address) -> str:
    """Return a path of the address, with something put where it takes a value."""
    route = address.route
    for place, value in PLACES.items():
        route = route.replace(place, value)
    route = re.sub(r"<int:\w+>", "1", route)
    return "/" + re.sub(r"<[^>]+>|\(.*?\)", "1", route).replace("^", "").replace("$", "").replace("\\", "")


def _wagtails() -> list[Address]:
    named = [address for address in all_addresses() if address.name.startswith("wagtail")]
    return sorted({address.route: address for address in named}.values(), key=lambda address: address.route)


@pytest.mark.parametrize("person", ["lan", "son", "quang", "khach"])
def test_nobody_enters_the_areas_of_wagtail_that_the_house_does_not_offer(
    person: str, house: House, client: Client
) -> None:
    client.force_login(getattr(house, person))
    closed = [address for address in _wagtails() if address.name not in STAYS | SCRIPTS_ONLY]

    entered = {
        address.name: _path(address) for address in closed if client.get(_path(address)).status_code != 404
    }

    assert len(closed) > 100
    assert entered == {}


@pytest.mark.parametrize("name", sorted(STAYS))
def test_what_the_frame_needs_is_answered(name: str, house: House, client: Client) -> None:
    client.force_login(house.lan)
    (address,) = [address for address in _wagtails() if address.name == name]

    assert client.get(_path(address)).status_code in (200, 302)


def test_the_sidebar_offers_nothing_of_wagtails_own(house: House, client: Client) -> None:
    client.force_login(house.quang)

    page = lxml.html.fromstring(client.get("/staff/account/").content.decode())

    sidebar = str(page.xpath('string(//script[@id="wagtail-sidebar-props"])'))
    offered = set(re.findall(r'"/staff/(\w+)/', sidebar))
    assert offered
    assert offered.isdisjoint(CLOSED)
