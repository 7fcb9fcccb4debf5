"""The pages on which changes are entered: form, preview, confirmation, the change, undoing it."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.units.models import ChangeKind, Kind, Unit, UnitChange, UnitVersion
from nhipcau.units.tests.builders import House, make_unit

BASIS = "Nghị quyết số 12/NQ-HĐND ngày 20/6/2026"


@pytest.fixture
def quang(client: Client, house: House) -> Client:
    client.force_login(house.quang)
    return client


def decision(**fields: Any) -> dict[str, Any]:
    return {"effective_on": "01/07/2026", "legal_basis": BASIS, **fields}


def enter(client: Client, page: str, unit: Unit, given: dict[str, Any]) -> UnitChange:
    """Return the change entered by way of its preview, which writes nothing."""
    address, before = reverse(f"units:{page}", args=[unit.pk]), UnitChange.objects.count()
    shown = client.post(address, {**given, "step": "preview"})
    text = shown.content.decode()
    assert shown.context["effects"], shown.context["form"].errors
    assert UnitChange.objects.count() == before
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)"(?: value="([^"]*)")?', text))
    assert hidden["digest"] == shown.context["effects"].digest
    posted = {**given, "digest": hidden["digest"], "step": "confirm"}
    answer = client.post(address, posted)
    change = UnitChange.objects.order_by("-pk")[:1].get()
    assert answer["Location"] == reverse("units:change", args=[change.pk])
    return change


def test_a_unit_is_renamed_by_way_of_a_preview(quang: Client, house: House) -> None:
    page = quang.get(reverse("units:alter", args=[house.ward_a.pk]))
    typed = {name: page.context["form"].initial.get(name, "") for name in ("parent", "territory", "code")}

    change = enter(quang, "alter", house.ward_a, decision(name="Phường Mới", kind=Kind.WARD, **typed))

    assert change.kind == ChangeKind.RENAME
    assert "Phường Mới" in quang.get(reverse("units:change", args=[change.pk])).content.decode()
    assert UnitVersion.objects.filter(unit=house.ward_a).count() == 2


def test_units_are_merged_by_their_names_without_diacritics(quang: Client, house: House) -> None:
    given = decision(units="phuong a\nPhường B", name="Phường Hợp Nhất", kind=Kind.WARD, roles_follow="on")

    change = enter(quang, "merge", house.ward_a, given)

    assert change.successions.count() == 2
    heir = Unit.objects.get(versions__name="Phường Hợp Nhất")
    assert heir.versions.get().parent == house.province
    page = quang.get(reverse("units:unit", args=[house.ward_a.pk])).content.decode()
    assert "Phường Hợp Nhất" in page


def test_a_unit_is_divided_into_as_many_parts_as_asked_for(quang: Client, house: House) -> None:
    address = reverse("units:split", args=[house.ward_a.pk])
    assert quang.get(address).context["parts"].total_form_count() == 2
    given = decision(
        **{
            "part-TOTAL_FORMS": "2", "part-INITIAL_FORMS": "0",
            "part-0-name": "Phường A1", "part-0-kind": Kind.WARD, "part-0-share": "37,5",
            "part-1-successor": "Phường B", "part-1-share": "62,5",
        }
    )  # fmt: skip
    assert quang.post(address, {**given, "step": "more"}).context["parts"].total_form_count() == 3

    change = enter(quang, "split", house.ward_a, given)

    assert sorted(str(each.share) for each in change.successions.all()) == ["0.37500", "0.62500"]


def test_a_part_is_transferred_and_a_unit_dissolved_and_one_established(quang: Client, house: House) -> None:
    make_unit("Tổ 1", house.ward_a, kind=Kind.ORGANISATION)

    change = enter(quang, "transfer", house.ward_a, decision(successor="Phường B", moving="to 1", share=""))
    assert change.successions.get().share is None
    quang.post(reverse("units:undo", args=[change.pk]))
    change = enter(quang, "dissolve", house.ward_a, decision())
    assert change.kind == ChangeKind.ABOLISH
    new = decision(name="Phường C", kind=Kind.WARD, line="state", parent=f"#{house.province.pk}")
    change = enter(quang, "establish", house.province, new)
    assert Unit.objects.get(versions__name="Phường C").versions.get().parent == house.province


def test_a_form_says_which_units_a_name_can_be_and_what_is_missing(quang: Client, house: House) -> None:
    make_unit("Phường B", house.department)
    address = reverse("units:merge", args=[house.ward_a.pk])

    def errors(**fields: Any) -> str:
        shown = quang.post(address, decision(units="Phường A", **fields) | {"step": "preview"})
        return str(shown.context["form"].errors)

    assert f"#{house.ward_b.pk}" in errors(successor="Phường B")
    assert "Phường Không Có" in errors(successor="Phường Không Có")
    assert "successor" in errors()
    assert "name" in errors(successor=f"#{house.ward_b.pk}", name="Phường Mới")
    assert "Tỉnh Khác" in errors(successor="Tỉnh Khác")  # of others, nothing is told
    refused = quang.post(
        reverse("units:dissolve", args=[house.ward_a.pk]), decision(effective_on="01/01/2020", step="preview")
    )
    assert refused.context["form"].non_field_errors()
    assert not UnitChange.objects.exists()


def test_a_preview_that_no_longer_holds_is_shown_again(quang: Client, house: House) -> None:
    address = reverse("units:dissolve", args=[house.ward_a.pk])
    shown = quang.post(address, decision(step="preview")).context["effects"]
    make_unit("Tổ 1", house.ward_a, kind=Kind.ORGANISATION)

    again = quang.post(address, decision(step="confirm", digest=shown.digest))

    assert again.context["effects"].moved
    assert again.context["form"].non_field_errors()
    assert not UnitChange.objects.exists()
    back = quang.post(address, decision(step="edit"))
    assert back.context["effects"] is None


def test_a_change_is_listed_and_undone_on_its_page(quang: Client, house: House) -> None:
    change = enter(quang, "dissolve", house.ward_a, decision())
    listed = quang.get(reverse("units:changes"), {"q": "12/NQ"}).content.decode()
    assert "Phường A" in listed
    assert "Phường A" not in quang.get(reverse("units:changes"), {"since": "01/01/2027"}).content.decode()
    assert "Phường A" in quang.get(reverse("units:changes"), {"as": "csv"}).content.decode()
    page = quang.get(reverse("units:change", args=[change.pk]))
    assert page.context["may_undo"]
    assert quang.get(reverse("units:undo", args=[change.pk])).status_code == 200

    answer = quang.post(reverse("units:undo", args=[change.pk]))

    assert answer["Location"] == reverse("units:changes")
    assert not UnitChange.objects.exists()


def test_a_change_on_which_something_rests_says_so_instead_of_offering_undo(
    quang: Client, house: House
) -> None:
    new = decision(name="Phường C", kind=Kind.WARD, line="state", parent=f"#{house.province.pk}")
    change = enter(quang, "establish", house.province, new)
    make_unit("Tổ 1", Unit.objects.get(versions__name="Phường C"), kind=Kind.ORGANISATION)

    page = quang.get(reverse("units:change", args=[change.pk]))

    assert page.context["objections"]
    assert quang.post(reverse("units:undo", args=[change.pk]))["Location"] == reverse(
        "units:change", args=[change.pk]
    )
    assert UnitChange.objects.exists()
