"""The interface for other systems: what a key may do, what is refused before it is read, and in which words."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhipcau.exchange import keys
from nhipcau.exchange.api import urls
from nhipcau.exchange.api.openapi import OPERATIONS, document
from nhipcau.exchange.errors import KeyDaysError
from nhipcau.exchange.formats import make_uid, uids
from nhipcau.exchange.models import Token
from nhipcau.exchange.tests.builders import key_of, make
from nhipcau.reporting.models import Collection, Submission, SubmissionState
from nhipcau.reporting.tests.builders import make_answer, make_collection, make_form, make_indicator
from nhipcau.units.models import Membership, Role, UnitVersion
from nhipcau.units.tests.builders import LONG_AGO, House

VALUES = "/api/dataValueSets?calendar=official"


@pytest.fixture(autouse=True)
def _fresh_minute() -> None:
    """Forget how often keys were used."""
    cache.clear()


@pytest.fixture
def asked(house: House) -> Collection:
    """Sessions, asked of both wards for the official fourth quarter, with no lock."""
    UnitVersion.objects.filter(unit=house.ward_a).update(code="00001")
    UnitVersion.objects.filter(unit=house.ward_b).update(code="00002")
    form = make_form(house.department, make_indicator("sessions"))
    return make_collection(form, house.ward_a, house.ward_b)


def _values(unit: str = "00001", value: str = "3", **more: Any) -> bytes:
    row = {"dataElement": "sessions", "period": "2026Q4", "orgUnit": unit, "value": value}
    return json.dumps({**more, "dataValues": [row]}).encode()


def _post(client: Client, path: str, content: bytes, headers: dict[str, str]) -> Any:
    return client.post(path, content, content_type="application/json", headers=headers)


def test_values_are_taken_over_once_by_the_rules_of_the_pages(
    house: House, asked: Collection, client: Client
) -> None:
    key = key_of(house.lan)

    first = _post(client, VALUES, _values(value="0"), key)
    again = _post(client, VALUES, _values(value="0"), key)

    assert (first.status_code, first.json()["importCount"]["imported"]) == (200, 1)
    assert again.json()["importCount"] == {"imported": 0, "updated": 0, "ignored": 1, "deleted": 0}
    assert Submission.objects.get().values.get().number == 0
    assert "sessionid" not in first.cookies


def test_refused_rows_are_named_in_the_shape_of_dhis2(
    house: House, asked: Collection, client: Client
) -> None:
    answer = _post(client, VALUES, _values(unit="00002"), key_of(house.lan))

    assert answer.status_code == 409
    assert answer.json()["status"] == "WARNING"
    assert answer.json()["conflicts"][0]["object"] == "00002 · sessions"
    assert not Submission.objects.exists()


@pytest.mark.parametrize("path", [f"{VALUES}&dryRun=true", VALUES])
def test_a_trial_changes_nothing(path: str, house: House, asked: Collection, client: Client) -> None:
    content = _values() if "dryRun" in path else _values(dryRun=True)

    answer = _post(client, path, content, key_of(house.lan))

    assert answer.json()["importCount"]["imported"] == 1
    assert not Submission.objects.exists()


def test_registrations_send_what_was_filled_in(house: House, asked: Collection, client: Client) -> None:
    answer = make_answer(asked, house.ward_a, {"sessions": 3}, state=SubmissionState.DRAFT)
    row = {"period": "2026Q4", "dataSet": make_uid(uids.DATA_SET, asked.form_id), "organisationUnit": "00001"}
    content = json.dumps({"completeDataSetRegistrations": [row]}).encode()

    done = _post(client, "/api/completeDataSetRegistrations?calendar=official", content, key_of(house.lan))

    answer.refresh_from_db()
    assert done.json()["dataSetComplete"] == "true"
    assert answer.state == SubmissionState.SUBMITTED


def test_values_forms_collections_and_totals_are_read(
    house: House, asked: Collection, client: Client
) -> None:
    make_answer(asked, house.ward_a, {"sessions": 3})
    make_answer(asked, house.ward_b, {"sessions": 4})
    form = make_uid(uids.DATA_SET, asked.form_id)
    question = f"dataSet={form}&period=2026Q4&calendar=official"
    lan, minh = key_of(house.lan), key_of(house.minh)

    def ask(path: str, key: dict[str, str]) -> Any:
        return client.get(f"/api/{path}", headers=key).json()

    assert [row["value"] for row in ask(f"dataValueSets?{question}", lan)["dataValues"]] == ["3"]
    assert len(ask(f"dataValueSets?{question}", minh)["dataValues"]) == 2
    assert ask("forms", lan)["forms"][0]["dataSet"] == form
    assert ask("collections", lan)["collections"][0]["state"] == "approved"
    assert ask("me", lan)["role"] == "reporter"
    total = ask(
        f"totals?dataElement=sessions&orgUnit={make_uid(uids.UNIT, house.province.pk)}"
        "&period=2026Q4&calendar=official",
        minh,
    )
    assert (total["value"], total["reported"], total["expected"]) == ("7", 2, 2)


def test_a_key_does_only_what_its_one_membership_may(house: House, asked: Collection, client: Client) -> None:
    Membership.objects.create(user=house.lan, unit=house.ward_b, role=Role.REPORTER, valid_from=LONG_AGO)
    key = key_of(house.lan)  # of the first membership: ward A

    assert _post(client, VALUES, _values(unit="00002"), key).status_code == 409
    assert _post(client, VALUES, _values(unit="00001"), key).status_code == 200


def test_a_key_without_the_role_of_a_reporter_writes_nothing(
    house: House, asked: Collection, client: Client
) -> None:
    answer = _post(client, VALUES, _values(), key_of(house.minh))

    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 403


def test_a_cookie_opens_nothing_and_neither_does_a_wrong_key(house: House, client: Client) -> None:
    client.force_login(house.lan)

    for headers in ({}, {"Authorization": "Bearer nc_x"}, {"Authorization": "Basic bGFuOng="}):
        answer = client.get("/api/me", headers=headers)
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"


def test_a_key_stops_when_it_is_ended_has_run_out_or_the_role_or_person_is_gone(house: House) -> None:
    made = make(house.lan)
    assert made
    now = timezone.now()
    assert keys.find_key(made.secret, now) == made.token

    assert keys.find_key(made.secret, now + timedelta(days=40)) is None
    Membership.objects.filter(user=house.lan).update(valid_to=timezone.localdate())
    assert keys.find_key(made.secret, now) is None
    Membership.objects.filter(user=house.lan).update(valid_to=None)
    house.lan.is_active = False
    house.lan.save()
    assert keys.find_key(made.secret, now) is None
    house.lan.is_active = True
    house.lan.save()
    keys.end_key(made.token, by=house.lan, at=now)
    assert keys.find_key(made.secret, now) is None


def test_only_the_hash_of_a_key_is_kept(house: House) -> None:
    made = make(house.lan)

    assert made
    kept = Token.objects.values().get()
    assert made.secret not in str(kept)
    assert made.secret.startswith(kept["hint"])


def test_keys_are_made_for_ones_own_role_and_a_year_at_most(house: House) -> None:
    lans = Membership.objects.get(user=house.lan)
    now, today = timezone.now(), timezone.localdate()

    with pytest.raises(PermissionDenied):
        keys.make_key(lans, "x", today, by=house.quang, at=now)
    for day in (today - timedelta(days=1), today + timedelta(days=400)):
        with pytest.raises(KeyDaysError):
            keys.make_key(lans, "x", day, by=house.lan, at=now)
    with pytest.raises(PermissionDenied):
        keys.end_key(keys.make_key(lans, "x", today, by=house.lan, at=now).token, by=house.hoa, at=now)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/dataValueSets", 404),
        ("/api/dataValueSets?dataSet=S9999999999&period=2026Q4", 404),
        ("/api/dataValueSets?calendar=lunar", 400),
        ("/api/dataValueSets?format=exe", 400),
        ("/api/dataValueSets?unapproved=maybe", 404),
        ("/api/totals?dataElement=sessions", 400),
        ("/api/totals?dataElement=sessions&period=2026W1", 409),
        ("/api/totals?dataElement=unheard-of", 404),
        ("/api/nothing", 404),
    ],
)
def test_a_question_that_is_not_understood_is_refused(
    path: str, status: int, house: House, asked: Collection, client: Client
) -> None:
    assert client.get(path, headers=key_of(house.lan)).status_code == status


@pytest.mark.parametrize(
    ("path", "content", "status"),
    [
        (VALUES, b"{", 409),
        (VALUES, b'{"dataValues": ' + b"[" * 100_000, 409),
        (VALUES, b'<!DOCTYPE a [<!ENTITY b "c">]><adx/>', 409),
        (f"{VALUES}&importStrategy=DELETE", b'{"dataValues": []}', 400),
        (f"{VALUES}&orgUnitIdScheme=NAME", b'{"dataValues": []}', 409),
        ("/api/completeDataSetRegistrations", b"[]", 409),
        ("/api/me", b"{}", 405),
        (VALUES, b" " * (10 * 1024 * 1024 + 1), 413),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_problem(
    path: str, content: bytes, status: int, house: House, asked: Collection, client: Client
) -> None:
    answer = _post(client, path, content, key_of(house.lan))

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


def test_a_length_that_is_too_large_is_refused_before_anything_is_read(house: House, client: Client) -> None:
    answer = client.generic("POST", VALUES, b"{}", headers=key_of(house.lan), CONTENT_LENGTH="104857600")

    assert answer.status_code == 413


def test_too_many_requests_in_a_minute_are_refused(house: House, client: Client) -> None:
    made = make(house.lan)
    assert made
    cache.set(f"exchange-key-{made.token.pk}", keys.A_MINUTE)

    answer = client.get("/api/me", headers={"Authorization": f"ApiToken {made.secret}"})

    assert (answer.status_code, answer["Retry-After"]) == (429, "60")


def test_the_description_names_every_address_and_nothing_else() -> None:
    addresses = {f"/api/{pattern.pattern}" for pattern in urls.urlpatterns}
    described = document()

    assert set(described["paths"]) == addresses
    names = [one.name for one in OPERATIONS]
    assert len(set(names)) == len(names)
    schemas = described["components"]["schemas"]
    used = {
        text.rsplit("/", 1)[1] for text in json.dumps(described).split('"') if text.startswith("#/components")
    }
    assert used <= set(schemas)


def test_a_key_is_shown_once_and_ended_on_its_page(house: House, client: Client) -> None:
    client.force_login(house.lan)
    day = timezone.localdate() + timedelta(days=30)
    typed = {
        "membership": Membership.objects.get(user=house.lan).pk,
        "name": "máy chủ tỉnh",
        "expires_on": f"{day:%d/%m/%Y}",
    }

    shown = client.post(reverse("exchange:keys"), typed).content.decode()
    again = client.get(reverse("exchange:keys")).content.decode()

    token = Token.objects.get()
    secret = shown.split("<code>")[1].split("</code>")[0]
    assert keys.find_key(secret, timezone.now()) == token
    assert secret not in again
    assert token.name in again
    client.post(reverse("exchange:end_key", args=[token.pk]))
    assert keys.find_key(secret, timezone.now()) is None
