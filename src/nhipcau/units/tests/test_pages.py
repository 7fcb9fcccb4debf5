"""The pages of units and roles."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.units import access, actions
from nhipcau.units.models import Kind, Membership, Role, User
from nhipcau.units.tests.builders import House, make_person, make_unit
from nhipcau.units.versions import UnitFields, fields_of

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
MERGER = date(2025, 7, 1)
BASIS = "Nghị quyết số 12/NQ-HĐND ngày 20/6/2025"


@pytest.fixture
def quang(client: Client, house: House) -> Client:
    client.force_login(house.quang)
    return client


def test_the_list_shows_the_units_one_sees_as_they_stood_on_a_day(quang: Client, house: House) -> None:
    fields = replace(fields_of(house.ward_a.versions.get()), name="Phường Sau Này")
    actions.change_unit(house.ward_a, fields, effective_on=MERGER, legal_basis=BASIS, by=house.quang, at=AT)
    address = reverse("units:units")

    now = quang.get(address).content.decode()
    before = quang.get(address, {"on": "2025-06-30"}).content.decode()
    long_before = quang.get(address, {"on": "1990-01-01"}).content.decode()

    assert "Phường Sau Này" in now
    assert "Phường A" not in now
    assert "Phường A" in before
    assert "Tỉnh Khác" not in now + before
    assert "Phường B" not in long_before


def test_the_list_is_filtered_by_words_and_kind(quang: Client, house: House) -> None:
    address = reverse("units:units")

    assert "Phường B" not in quang.get(address, {"q": "phường a"}).content.decode()
    departments = quang.get(address, {"kind": Kind.DEPARTMENT}).content.decode()
    assert "Sở Văn hóa" in departments
    assert "Phường A" not in departments


def test_a_unit_shows_its_versions_and_successions_both_ways(quang: Client, house: House) -> None:
    fields = UnitFields(name="Phường Hợp Nhất", kind=Kind.WARD, parent=house.province)
    heir = actions.merge_units(
        [house.ward_a], fields, effective_on=MERGER, legal_basis=BASIS, by=house.quang, at=AT
    )

    old = quang.get(reverse("units:unit", args=[house.ward_a.pk])).content.decode()
    new = quang.get(reverse("units:unit", args=[heir.pk])).content.decode()

    assert "Phường Hợp Nhất" in old
    assert "Phường A" in new
    assert BASIS in new


def test_people_are_shown_to_those_who_lead_the_work_only(client: Client, house: House) -> None:
    address = reverse("units:unit", args=[house.ward_a.pk])
    make_person("thu", house.ward_a, Role.EDITOR)

    client.force_login(house.lan)
    assert client.get(address).context["people"] is None
    client.force_login(house.tam)
    assert [each.user.username for each in client.get(address).context["people"]] == ["lan", "thu"]
    before = client.get(address, {"on": "2019-01-01"})
    assert before.context["people"] == []
    assert before.context["then"] is None


def test_a_role_is_given_on_the_page_and_a_wrong_name_is_refused_beside_it(
    quang: Client, house: House
) -> None:
    address = reverse("units:grant", args=[house.ward_a.pk])
    form = {"person": "nobody", "role": Role.APPROVER, "valid_from": "2026-03-02"}

    assert quang.post(address, form).context["form"].errors["person"]
    assert quang.post(address, {**form, "person": "hoa"}).status_code == 302
    assert house.ward_a.pk in access.units_where(house.hoa, [Role.APPROVER])
    again = quang.post(address, {**form, "person": "hoa"})
    assert again.context["form"].non_field_errors()


def test_a_role_is_ended_on_the_page(quang: Client, house: House) -> None:
    membership = Membership.objects.get(user=house.lan)

    answer = quang.post(reverse("units:end", args=[membership.pk]), {"ends_on": "2026-03-02"})

    assert answer.status_code == 302
    membership.refresh_from_db()
    assert membership.valid_to == date(2026, 3, 2)


def test_a_person_is_added_on_the_page_with_a_password_that_is_strong_enough(
    quang: Client, house: House
) -> None:
    address = reverse("units:add_person", args=[house.ward_a.pk])
    form: dict[str, Any] = {
        "last_name": "Lê Thị",
        "first_name": "Nga",
        "username": "nga",
        "email": "nga@example.vn",
        "password": "12345",
        "role": Role.REPORTER,
        "valid_from": "2026-03-02",
    }

    assert quang.post(address, form).context["form"].errors["password"]
    assert quang.post(address, {**form, "password": "một-mật-khẩu-dài"}).status_code == 302
    assert str(User.objects.get(username="nga")) == "Lê Thị Nga"


def test_a_large_tree_shows_two_levels_and_takes_few_queries(
    quang: Client, house: House, django_assert_max_num_queries: Any
) -> None:
    for n in range(30):
        make_unit(f"Tổ {n}", house.ward_a, kind=Kind.ORGANISATION)

    with django_assert_max_num_queries(20):
        page = quang.get(reverse("units:units")).content.decode()
    with django_assert_max_num_queries(20):
        quang.get(reverse("units:unit", args=[house.ward_a.pk]))

    assert "30 đơn vị trực thuộc" in page
    assert "Tổ 7" not in page
    assert "Tổ 7" in quang.get(reverse("units:units"), {"q": "tổ 7"}).content.decode()
