"""The pages of those who ask and of the units asked."""

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from nhipcau.briefings.models import Notice, Receipt, Session
from nhipcau.briefings.tests.builders import make_notice, receipt_of, session_of
from nhipcau.registry.tests.builders import make_registered
from nhipcau.units.tests.builders import House, make_unit


@pytest.fixture
def officer(house: House, client: Client) -> Client:
    client.force_login(house.son)
    return client


@pytest.fixture
def reporter(house: House, client: Client) -> Client:
    client.force_login(house.lan)
    return client


def sent(**values: str) -> dict[str, str]:
    given = {"title": "Tuần lễ Văn hóa", "due_on": "31/12/2099", "cells_word": "tổ", "people_word": "hộ"}
    return {**given, "audience": "communes", "units": "", "instructions": "", **values}


def test_how_each_unit_stands_is_given_as_a_workbook(officer: Client, house: House) -> None:
    notice = make_notice(house)
    session_of(notice, house.ward_a, house.lan)
    address = reverse("briefings:notice_xlsx", args=[notice.pk])
    assert address in officer.get(reverse("briefings:notice", args=[notice.pk])).content.decode()

    rows = list(load_workbook(BytesIO(officer.get(address).content)).active.values)

    assert len(rows) == 3
    by_unit = {row[0]: row for row in rows[1:]}
    assert by_unit["Phường A"][4:9] == (1, 2, 3, 60, 100)
    assert by_unit["Phường B"][4:9] == (0, 0, None, 0, None)
    unacknowledged = officer.get(address, {"show": "unacknowledged"}).content
    assert [row[0] for row in load_workbook(BytesIO(unacknowledged)).active.values][1:] == ["Phường B"]


def test_an_officer_makes_a_document_known_to_all_communes(officer: Client, house: House) -> None:
    document = make_registered(house.department, house.son)
    page = officer.get(reverse("registry:document", args=[document.pk]))
    address = reverse("briefings:make", args=[document.pk])
    assert address in page.content.decode()

    answer = officer.post(address, sent())

    notice = Notice.objects.get()
    assert answer.headers["Location"] == reverse("briefings:notice", args=[notice.pk])
    assert set(notice.receipts.values_list("unit", flat=True)) == {house.ward_a.pk, house.ward_b.pk}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"audience": ""}, "audience"),
        ({"units": "Phường không có"}, "units"),
        ({"due_on": "31/02/2026"}, "due_on"),
        ({"title": "a\0b"}, "title"),
    ],
    ids=["nobody", "unit", "day", "nul"],
)
def test_what_is_wrong_is_refused_beside_its_place(
    officer: Client, house: House, wrong: dict[str, str], field: str
) -> None:
    document = make_registered(house.department, house.son)

    answer: Any = officer.post(reverse("briefings:make", args=[document.pk]), sent(**wrong))

    assert answer.status_code == 422
    assert field in answer.context_data["form"].errors
    assert not Notice.objects.exists()


def test_the_overview_names_who_is_overdue_and_says_of_how_many(officer: Client, house: House) -> None:
    notice = make_notice(house)
    session_of(notice, house.ward_a, house.lan)

    page = officer.get(reverse("briefings:notice", args=[notice.pk]), {"show": "overdue", "under": "x\0"})

    text = page.content.decode()
    assert "60 / 100" in " ".join(text.split())
    assert "Phường B" in text


def test_the_overview_of_many_units_takes_few_queries_and_names_the_first_that_are_overdue(
    officer: Client, house: House
) -> None:
    notice = make_notice(house, *(make_unit(f"Phường {number}", house.province) for number in range(60)))

    with CaptureQueriesContext(connection) as queries:
        page: Any = officer.get(reverse("briefings:notice", args=[notice.pk]))

    assert len(queries) <= 20
    assert page.context_data["standings"].total.overdue == 60
    assert len(page.context_data["overdue"]) == 50
    assert "?show=overdue" in page.content.decode()


def test_a_reporter_acknowledges_logs_a_session_and_finishes_from_the_list(
    reporter: Client, house: House
) -> None:
    notice = make_notice(house)
    receipt = receipt_of(notice, house.ward_a)
    listed = reporter.get(reverse("briefings:home")).content.decode()
    assert reverse("briefings:receipt", args=[receipt.pk]) in listed
    assert reverse("briefings:home") in reporter.get(reverse("programmes:tasks")).content.decode()

    reporter.get(reverse("briefings:receipt", args=[receipt.pk]))
    known = {"cells_all": "3", "people_all": "100"}
    reporter.post(reverse("briefings:acknowledge", args=[receipt.pk]), known)
    held = {"day": "01/09/2026", "form": "in_person", "cells": "3", "people": "99"}
    reporter.post(reverse("briefings:log_session", args=[receipt.pk]), held)
    reporter.post(reverse("briefings:finish", args=[receipt.pk]))

    done: Any = Receipt.objects.with_sums().get(pk=receipt.pk)
    assert (done.opened_at is not None, done.people, done.people_all, done.state) == (
        True,
        99,
        100,
        "finished",
    )


def test_too_many_people_are_refused_beside_their_number_and_nothing_typed_is_lost(
    reporter: Client, house: House
) -> None:
    notice = make_notice(house)
    session_of(notice, house.ward_a, house.lan)
    address = reverse("briefings:log_session", args=[receipt_of(notice, house.ward_a).pk])

    held = {"day": "02/09/2026", "form": "online", "cells": "1", "people": "41"}
    answer: Any = reporter.post(address, held)

    assert answer.status_code == 422
    form = answer.context_data["form"]
    assert list(form.errors) == ["people"]
    assert form["day"].value() == "02/09/2026"
    assert Session.objects.count() == 1


def test_the_document_is_handed_to_the_units_asked(reporter: Client, house: House) -> None:
    receipt = receipt_of(make_notice(house), house.ward_a)

    answer = reporter.get(reverse("briefings:document", args=[receipt.pk]))

    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.content
