"""Naming units in the forms of tasks where there are more of them than a page should hold."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhipcau.programmes.models import Part, Programme
from nhipcau.programmes.tests.builders import make_draft
from nhipcau.units import actions
from nhipcau.units.forms.choosing import SUGGESTED_WHOLE
from nhipcau.units.models import Kind, Line, Unit, UnitVersion
from nhipcau.units.tests.builders import LONG_AGO, House


@pytest.fixture
def draft(house: House) -> Programme:
    """A draft in a house with more units than a list should hold."""
    units = Unit.objects.bulk_create([Unit(line=Line.STATE) for _number in range(SUGGESTED_WHOLE)])
    UnitVersion.objects.bulk_create(
        UnitVersion(
            unit=unit, name=f"Xã Số {number:04}", kind=Kind.COMMUNE, parent=house.province, valid_from=LONG_AGO,
        )
        for number, unit in enumerate(units)
    )  # fmt: skip
    return make_draft(house)


def filled(**values: str) -> dict[str, str]:
    return {"title": "Treo bảng chỉ dẫn", **values}


def add(client: Client, house: House, draft: Programme, **values: str) -> Any:
    """Send the form of a task; return the answer."""
    client.force_login(house.son)
    return client.post(reverse("programmes:add_task", args=[draft.pk]), filled(**values))


def given(draft: Programme) -> dict[str, str]:
    task = draft.tasks.get(title="Treo bảng chỉ dẫn")
    return {one.unit.name: one.part for one in task.assignments.all()}


@pytest.mark.parametrize("name", ["add_task", "together"])
def test_a_page_holds_no_list_of_thousands(name: str, house: House, draft: Programme, client: Client) -> None:
    client.force_login(house.son)

    page = client.get(reverse(f"programmes:{name}", args=[draft.pk])).content.decode()

    assert "Xã Số 0001" not in page
    assert reverse("units:suggest") in page
    assert "units/suggest" in page.split("data-suggest")[-1]


def test_names_are_taken_whatever_their_case_and_marks(
    house: House, draft: Programme, client: Client
) -> None:
    part = add(client, house, draft, lead="so 0007", partners="phường a; Xã Số 0011")

    assert part.status_code == 422  # a part is not the name: it is shown to be chosen
    whole = add(client, house, draft, lead="xa so 0007", partners="phường a; Xã Số 0011")
    assert whole.status_code == 302
    assert given(draft) == {"Xã Số 0007": Part.LEAD, "Phường A": Part.PARTNER, "Xã Số 0011": Part.PARTNER}


def test_without_javascript_what_is_meant_is_chosen_below_and_the_rest_stays(
    house: House, draft: Programme, client: Client
) -> None:
    answer = add(client, house, draft, lead="Phường A", partners="Phường B; số 001")

    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count('name="partners-chosen"') == 10
    assert 'value="Phường B; số 001"' in page
    meant = UnitVersion.objects.get(name="Xã Số 0013").unit_id
    chosen = {"partners-chosen": f"#{meant}"}
    answer = add(client, house, draft, lead="Phường A", partners="Phường B; số 001", **chosen)
    assert answer.status_code == 302
    assert given(draft) == {"Phường A": Part.LEAD, "Phường B": Part.PARTNER, "Xã Số 0013": Part.PARTNER}


def merged(house: House, day: date) -> None:
    actions.merge_units(
        [house.ward_a],
        house.ward_b,
        effective_on=day,
        legal_basis="NQ 1",
        by=house.quang,
        at=timezone.now(),
    )


def test_a_unit_that_ends_before_the_deadline_is_refused_beside_its_name_with_its_successor(
    house: House, draft: Programme, client: Client
) -> None:
    today = timezone.localdate()
    merged(house, today + timedelta(days=10))
    late, early = (f"{today + timedelta(days=days):%d/%m/%Y}" for days in (20, 5))

    answer = add(client, house, draft, lead="Phường A", due_on=late, product="Ảnh")

    assert answer.status_code == 422
    assert "Phường B" in str(answer.context_data["form"].errors["lead"])
    assert 'value="Ảnh"' in answer.content.decode()
    assert add(client, house, draft, lead="Phường A", due_on=early).status_code == 302


def test_a_unit_that_has_ended_is_refused_with_its_successor(
    house: House, draft: Programme, client: Client
) -> None:
    merged(house, timezone.localdate() - timedelta(days=1))

    answer = add(client, house, draft, lead="phuong a")

    assert answer.status_code == 422
    assert "Phường B" in str(answer.context_data["form"].errors["lead"])


def test_a_task_written_before_its_unit_ended_says_so_when_it_is_opened_and_is_not_issued(
    house: House, draft: Programme, client: Client
) -> None:
    merged(house, timezone.localdate() - timedelta(days=1))
    task = draft.tasks.get()
    client.force_login(house.son)

    issued = client.post(reverse("programmes:issue", args=[draft.pk]))

    assert issued.status_code == 422
    assert "Phường B" in "".join(str(one) for one in issued.context["messages"])
    assert draft.state == "draft"
    page = client.get(reverse("programmes:change_task", args=[task.pk])).content.decode()
    assert 'value="Phường A"' in page
