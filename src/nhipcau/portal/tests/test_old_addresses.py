"""Addresses of the site before this one lead on, and nowhere else than here."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.audit import log
from nhipcau.portal import actions, errors, rules
from nhipcau.portal.models import OldAddress
from nhipcau.shell.spreadsheet import csv_file, xlsx_file
from nhipcau.units.tests.builders import House

OLD = "https://ngoaivu.benda.example/Tin-tuc/chi-tiet.aspx?tab=2&id=15"
HEAD = ("old", "new")


def uploaded(*rows: tuple[str, str], name: str = "cu.csv") -> SimpleUploadedFile:
    made = xlsx_file if name.endswith("xlsx") else csv_file
    return SimpleUploadedFile(name, made([HEAD, *rows]))


def test_a_reader_who_comes_by_an_old_address_is_led_on_for_good(house: House, client: Client) -> None:
    actions.take_in_addresses([(OLD, "/vi/a/den-bien/"), ("/gioi-thieu.html", "/vi/about/")], by=house.phuc)

    there = client.get("/tin-tuc/chi-tiet.aspx?id=15&tab=2")
    bare = client.get("/Gioi-thieu.html/?utm=1")

    assert (there.status_code, there.headers["Location"]) == (301, "/vi/a/den-bien/")
    assert bare.headers["Location"] == "/vi/about/"
    assert client.get("/tin-tuc/chi-tiet.aspx?id=16").status_code == 404
    assert client.post("/gioi-thieu.html").status_code in (403, 404)


def test_a_page_that_is_there_is_never_led_away_from(house: House, client: Client) -> None:
    actions.take_in_addresses([("/vi/about/", "/vi/")], by=house.phuc)

    assert client.get("/vi/about/").status_code == 200


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/cu", "https://example.org/"),
        ("/cu", "//example.org/vi/"),
        ("/cu", "/staff/"),
        ("/cu", "/vi/\\0"),
        ("", "/vi/"),
        ("/", "/vi/"),
        ("http://[", "/vi/"),
        ("/" + "x" * 600, "/vi/"),
        ("/vi/x", "/vi/x/"),
    ],
)
def test_lines_that_cannot_stand_are_named_and_nothing_is_taken_in(house: House, old: str, new: str) -> None:
    with pytest.raises(errors.AddressLinesError):
        actions.take_in_addresses([("/gioi-thieu", "/vi/"), (old, new)], by=house.phuc)

    assert not OldAddress.objects.exists()


def test_addresses_never_lead_in_a_circle_also_with_those_known_before(house: House) -> None:
    actions.take_in_addresses([("/vi/x", "/vi/y")], by=house.phuc)

    with pytest.raises(errors.AddressLinesError):
        actions.take_in_addresses([("/vi/y", "/vi/x")], by=house.phuc)

    assert OldAddress.objects.get().target == "/vi/y"


def test_taking_in_again_changes_where_an_address_leads(house: House) -> None:
    actions.take_in_addresses([("/cu", "/vi/")], by=house.phuc)
    actions.take_in_addresses([("/CU/", "/en/"), ("/khac", "/vi/")], by=house.phuc)

    assert dict(OldAddress.objects.values_list("path", "target")) == {"/cu": "/en/", "/khac": "/vi/"}


@pytest.mark.parametrize("name", ["cu.csv", "cu.xlsx"])
def test_a_keeper_takes_in_a_file_and_strikes_an_address(house: House, client: Client, name: str) -> None:
    client.force_login(house.phuc)

    client.post(reverse("portal_keeping:take_in"), {"file": uploaded((OLD, "/vi/a/x/"), name=name)})
    kept = OldAddress.objects.get()
    page = client.get(reverse("portal_keeping:addresses"), {"q": "chi-tiet"}).content.decode()
    client.post(reverse("portal_keeping:strike_address", args=[kept.pk]))

    assert kept.path in page.replace("&amp;", "&")
    assert not OldAddress.objects.exists()
    assert [row.action for row in log.history(kept)] == ["portal.address_struck", "portal.addresses_taken_in"]


def test_a_file_with_faults_comes_back_with_them(house: House, client: Client) -> None:
    client.force_login(house.phuc)
    address = reverse("portal_keeping:take_in")

    wrong = client.post(address, {"file": uploaded(("/a", "/vi/"), ("/b", "https://example.org/"))})
    empty = client.post(address, {"file": SimpleUploadedFile("x.csv", b"gi do\nkhac\n")})

    assert "2: https://example.org/" in wrong.content.decode()
    assert empty.context["form"].errors["file"]
    assert not OldAddress.objects.exists()


def test_only_keepers_take_in(house: House) -> None:
    for other in (house.lan, house.vy):
        with pytest.raises(PermissionDenied):
            actions.take_in_addresses([("/cu", "/vi/")], by=other)


@given(st.text(max_size=60))
def test_an_address_looked_up_twice_is_looked_up_the_same(address: str) -> None:
    try:
        once = rules.old_path("/" + address.lstrip("/"))
    except ValueError:
        return

    assert rules.old_path(once) == once
