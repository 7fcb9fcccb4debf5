"""The log page: five fields, counts typed the Vietnamese way, a photo; what is wrong is refused beside its field."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nhipcau.activities.models import Activity, Evidence
from nhipcau.activities.tests.builders import jpeg, make_activity
from nhipcau.indicators.tests.builders import make_indicator
from nhipcau.units.tests.builders import House


@pytest.fixture
def lan(client: Client, house: House) -> Client:
    client.force_login(house.lan)
    return client


def typed(house: House, *rows: tuple[str, str], **fields: Any) -> dict[str, Any]:
    """Return what the form sends; `rows` are (code of the indicator, number as typed)."""
    sent = {
        "unit": house.ward_a.pk,
        "title": "Ngày hội văn hóa",
        "starts_on": "2026-02-20",
        "place": "Quảng trường",
        "kind": "event",
        "stream": "external",
        "counts-TOTAL_FORMS": str(max(3, len(rows))),
        "counts-INITIAL_FORMS": "0",
        **fields,
    }
    for n, (code, number) in enumerate(rows):
        sent[f"counts-{n}-indicator"] = make_indicator(code).pk if code else ""
        sent[f"counts-{n}-number"] = number
    return sent


def photo(content: bytes | None = None, name: str = "ảnh.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg() if content is None else content, "image/jpeg")


def test_an_activity_with_counts_and_a_photo_is_logged_and_shown(lan: Client, house: House) -> None:
    form = typed(house, ("events", "1"), ("event_attendances", "1.200"), photo=photo())

    answer = lan.post(reverse("activities:log"), form)

    activity = Activity.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("activities:activity", args=[activity.pk])
    page = lan.get(answer["Location"]).content.decode()
    assert "1.200" in page
    assert reverse("activities:thumbnail", args=[activity.evidence.get().pk]) in page
    assert "Ngày hội văn hóa" in lan.get(reverse("activities:activities")).content.decode()


WRONG = [
    ("mười hai", "not a number"),
    ("-3", "below zero"),
    ("99999999999999", "too large"),
    ("1,5", "whole number"),
    ("", "Write how many"),
]


@pytest.mark.parametrize(("number", "says"), WRONG)
def test_a_wrong_figure_is_refused_beside_its_field_and_the_rest_is_kept(
    lan: Client, house: House, number: str, says: str
) -> None:
    form = typed(house, ("events", "1"), ("attendances", number), description="Ghi chú dài")

    answer = lan.post(reverse("activities:log"), form, headers={"accept-language": "en"})

    assert answer.status_code == 200
    assert "number" in answer.context["rows"].forms[1].errors
    assert not Activity.objects.exists()
    page = answer.content.decode()
    assert "Quảng trường" in page
    assert "Ghi chú dài" in page
    if number:
        assert f'value="{number}"' in page
    assert says


def test_an_indicator_twice_and_a_number_of_nothing_are_refused_in_their_rows(
    lan: Client, house: House
) -> None:
    form = typed(house, ("events", "1"), ("events", "2"), ("", "7"))

    rows = lan.post(reverse("activities:log"), form).context["rows"].forms

    assert [bool(row.errors.get("indicator")) for row in rows] == [False, True, True]


def test_days_to_come_and_days_turned_round_are_refused(lan: Client, house: House) -> None:
    future = lan.post(reverse("activities:log"), typed(house, starts_on="2999-01-01"))
    turned = lan.post(reverse("activities:log"), typed(house, ends_on="2026-02-19"))

    assert future.context["form"].errors["starts_on"]
    assert turned.context["form"].errors["ends_on"]
    assert turned.context["form"].opened


@pytest.mark.parametrize("content", [b"", b"text", jpeg(900, 600)[:3000]])
def test_a_photo_that_cannot_be_read_is_refused_and_nothing_is_stored(
    lan: Client, house: House, content: bytes
) -> None:
    answer = lan.post(reverse("activities:log"), typed(house, ("events", "1"), photo=photo(content)))

    assert answer.context["form"].errors["photo"]
    assert not Activity.objects.exists()
    assert not Evidence.objects.exists()
    assert answer.context["choose_again"]


def test_more_rows_keep_what_was_typed(lan: Client, house: House) -> None:
    form = typed(house, ("events", "1.200"), title="", place="Quảng trường", more="1")

    answer = lan.post(reverse("activities:log"), form)

    assert len(answer.context["rows"].forms) == 6
    page = answer.content.decode()
    assert 'value="1.200"' in page
    assert "Quảng trường" in page
    assert not answer.context["form"].errors
    again = {**typed(house, ("events", "1.200")), "counts-TOTAL_FORMS": "6", "counts-INITIAL_FORMS": "3"}
    assert lan.post(reverse("activities:log"), again).status_code == 302


def test_more_rows_are_offered_whatever_number_is_said_to_be_there(lan: Client, house: House) -> None:
    form = {**typed(house), "counts-TOTAL_FORMS": "9" * 5000, "more": "1"}

    assert len(lan.post(reverse("activities:log"), form).context["rows"].forms) == 6


def test_a_description_of_a_whole_book_is_refused_on_the_page(lan: Client, house: House) -> None:
    answer = lan.post(reverse("activities:log"), typed(house, description="x" * 20_001))

    assert "description" in answer.context["form"].errors


def test_a_link_that_is_none_is_refused_on_the_page(lan: Client, house: House) -> None:
    answer = lan.post(reverse("activities:log"), typed(house, link="https://x.vn@y"))

    assert "link" in answer.context["form"].errors
    assert "https://x.vn@y" in answer.content.decode()


def test_a_reporter_cannot_log_for_another_unit(lan: Client, house: House) -> None:
    answer = lan.post(reverse("activities:log"), {**typed(house), "unit": house.ward_b.pk})

    assert answer.status_code == 200
    assert not Activity.objects.exists()


def test_a_logged_activity_is_changed_and_its_figures_come_back_as_typed(lan: Client, house: House) -> None:
    activity = make_activity(house.ward_a, house.lan, attendances=1200)
    address = reverse("activities:edit", args=[activity.pk])
    assert 'value="1200"' in lan.get(address).content.decode()
    form = {**typed(house, ("attendances", "1 300"), title="Lễ hội"), "counts-INITIAL_FORMS": "1"}

    answer = lan.post(address, {**form, "link": "https://example.vn/bai", "photo": photo()})

    assert answer.status_code == 302
    activity.refresh_from_db()
    assert activity.title == "Lễ hội"
    assert activity.counts.get().number == 1300
    assert activity.evidence.count() == 2


def test_the_list_is_filtered_by_days_and_unit(client: Client, house: House) -> None:
    make_activity(house.ward_a, house.lan, title="Của A")
    make_activity(house.ward_b, house.hoa, title="Của B")
    client.force_login(house.son)

    every = client.get(reverse("activities:activities")).content.decode()
    of_b = client.get(reverse("activities:activities"), {"unit": house.ward_b.pk}).content.decode()
    none = client.get(reverse("activities:activities"), {"from": "2026-03-01"}).content.decode()

    assert "Của A" in every
    assert "Của B" in every
    assert "Của A" not in of_b
    assert "Của B" not in none


def test_evidence_is_shown_to_those_who_see_the_unit_and_to_nobody_else(client: Client, house: House) -> None:
    client.force_login(house.lan)
    client.post(reverse("activities:log"), typed(house, photo=photo()))
    address = reverse("activities:evidence", args=[Evidence.objects.get().pk])

    shown = client.get(address)
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["Content-Disposition"].startswith("inline")
    client.force_login(house.hoa)
    assert client.get(address).status_code == 404
    client.force_login(house.son)
    assert client.get(address).status_code == 200


def test_the_list_of_a_year_takes_few_queries(
    client: Client, house: House, django_assert_max_num_queries: Any
) -> None:
    for n in range(40):
        make_activity(house.ward_a, house.lan, title=f"Số {n}", sessions=n)
    client.force_login(house.son)

    with django_assert_max_num_queries(20):
        client.get(reverse("activities:activities"))
