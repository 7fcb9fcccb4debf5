"""The pages of exchange."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nhipcau.exchange.models import Intake
from nhipcau.reporting.models import Collection, Submission
from nhipcau.reporting.tests.builders import make_answer, make_collection, make_form, make_indicator
from nhipcau.units.models import UnitVersion
from nhipcau.units.tests.builders import House

CSV = b"dataelement,period,orgunit,value\nsessions,2026Q4,00001,0\nsessions,2026Q4,77777,4\n"


@pytest.fixture
def asked(house: House) -> Collection:
    """Sessions, asked of ward A for the official fourth quarter, with no lock."""
    UnitVersion.objects.filter(unit=house.ward_a).update(code="00001")
    return make_collection(make_form(house.department, make_indicator("sessions")), house.ward_a)


def _upload(client: Client, content: bytes, **more: str) -> str:
    file = SimpleUploadedFile("số liệu.csv", content)
    answer = client.post(reverse("exchange:take_in"), {"file": file, "calendar": "official", **more})
    return answer.headers.get("Location", answer.content.decode())


def test_a_file_is_looked_at_before_it_is_taken_over(house: House, asked: Collection, client: Client) -> None:
    client.force_login(house.lan)

    address = _upload(client, CSV)
    page = client.get(address).content.decode()

    assert "77777" in page
    assert "Lấy vào" in page
    assert not Submission.objects.exists()

    client.post(reverse("exchange:take_over", args=[Intake.objects.get().pk]))

    assert Submission.objects.get().values.get().number == 0
    assert "Lấy vào</button>" not in client.get(address).content.decode()


def test_a_reporter_finds_the_way_there_on_the_page_of_reports(house: House, client: Client) -> None:
    for person, shown in ((house.lan, True), (house.minh, False)):
        client.force_login(person)
        page = client.get(reverse("reporting:index")).content.decode()
        assert ("Số liệu từ hệ thống khác" in page) is shown


def test_a_file_that_cannot_be_read_is_refused_beside_the_form(
    house: House, asked: Collection, client: Client
) -> None:
    client.force_login(house.lan)

    assert "dataelement" in _upload(client, b"a,b\n")
    assert "10 MB" in _upload(client, b"x" * (10 * 1024 * 1024 + 1))
    assert not Intake.objects.exists()


def test_a_file_is_written_for_another_system(house: House, asked: Collection, client: Client) -> None:
    make_answer(asked, house.ward_a, {"sessions": 0})
    client.force_login(house.minh)
    chosen: dict[str, str | int] = {
        "form": asked.form_id,
        "periods": asked.period_id,
        "format": "json",
        "names": "code",
    }

    answer = client.get(reverse("exchange:export"), {**chosen, "official": "on"})

    assert answer.headers["Content-Type"] == "application/json"
    assert [row["value"] for row in json.loads(answer.content)["dataValues"]] == ["0"]
    assert client.get(reverse("exchange:export"), chosen).status_code == 422


def test_the_pages_stay_within_twenty_queries(
    house: House, asked: Collection, client: Client, django_assert_max_num_queries: object
) -> None:
    client.force_login(house.lan)
    address = _upload(client, CSV)

    for page in (reverse("exchange:index"), address):
        with django_assert_max_num_queries(20):  # type: ignore[operator]  # pytest-django's fixture
            assert client.get(page).status_code == 200
