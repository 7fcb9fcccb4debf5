"""Choosing one unit in a form: from a list where there are few, by typing where there are thousands."""

from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from nhipcau.units.forms.choosing import SUGGESTED_WHOLE, Offer
from nhipcau.units.forms.picking import UnitChoiceField, offer_units
from nhipcau.units.models import Kind, Line, Unit, UnitVersion
from nhipcau.units.tests.builders import LONG_AGO, House, make_person, make_unit


class OneForm(forms.Form):
    """A form that asks for a unit, and for something else."""

    unit = UnitChoiceField(label="Đơn vị")
    title = forms.CharField()


def _wards(house: House, count: int) -> None:
    """Make so many wards of the province, named by numbers in words that no other unit has."""
    units = Unit.objects.bulk_create([Unit(line=Line.STATE) for _number in range(count)])
    UnitVersion.objects.bulk_create(
        UnitVersion(
            unit=unit, name=f"Phường Số {number:04}", kind=Kind.WARD, parent=house.province,
            valid_from=LONG_AGO, code=f"9{number:04}",
        )
        for number, unit in enumerate(units)
    )  # fmt: skip


def _form(data: dict[str, Any] | None = None, **options: Any) -> OneForm:
    form = OneForm(data, **options)
    offer_units(form, "unit", frozenset(Unit.objects.values_list("pk", flat=True)))
    return form


@pytest.fixture
def many(house: House) -> House:
    """The house with more units than a list should hold."""
    _wards(house, SUGGESTED_WHOLE)
    return house


def test_few_units_are_a_list_by_name(house: House) -> None:
    shown = str(_form(initial={"unit": house.ward_b.pk})["unit"])

    assert shown.index("Phường A") < shown.index("Phường B")
    assert f'<option value="{house.ward_b.pk}" selected>' in shown
    assert (
        _form({"unit": str(house.ward_a.pk), "title": "x"}).fields["unit"].clean(str(house.ward_a.pk))
        == house.ward_a
    )


def test_units_of_one_name_are_told_apart_in_a_list(house: House) -> None:
    make_unit("Phường A", house.department)

    shown = str(_form()["unit"])

    assert "Phường A (Tỉnh Bến Đá)" in shown
    assert f"Phường A ({house.department.name})" in shown


@pytest.mark.parametrize("value", ["0", "99999999999999999999", "²", "abc", "#"])
def test_what_is_not_in_the_list_is_refused(house: House, value: str) -> None:
    assert "unit" in _form({"unit": value, "title": "x"}).errors


def test_more_units_are_typed_and_none_of_them_stands_in_the_page(many: House) -> None:
    shown = str(_form(initial={"unit": many.ward_a.pk})["unit"])

    assert "Phường Số" not in shown
    assert reverse("units:suggest") in shown
    assert f"Phường A · Tỉnh Bến Đá · #{many.ward_a.pk}" in shown


def test_showing_the_field_asks_the_database_for_the_stamp_of_the_tree_only(
    many: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    every = frozenset(Unit.objects.values_list("pk", flat=True))
    str(_form()["unit"])  # the tree has been read

    with django_assert_num_queries(1):
        form = OneForm(initial={"unit": many.ward_a.pk})
        offer_units(form, "unit", every)
        str(form["unit"])


@pytest.mark.parametrize("typed", ["Phường Số 0007", "phuong so 0007", "90007", "  PHƯỜNG  số 0007 "])
def test_a_whole_name_or_code_chooses_the_unit(many: House, typed: str) -> None:
    form = _form({"unit": typed, "title": "x"})

    assert form.is_valid()
    assert form.cleaned_data["unit"].name == "Phường Số 0007"


def test_a_part_of_a_name_gives_the_units_that_fit_and_what_was_typed_stays(many: House) -> None:
    form = _form({"unit": "số 001", "title": "x"})

    assert not form.is_valid()
    shown = str(form["unit"])
    assert 'value="số 001"' in shown
    assert shown.count('name="unit-chosen"') == 10
    assert "Phường Số 0013 · 90013 · Tỉnh Bến Đá" in shown


def test_of_very_many_that_fit_some_are_shown_and_the_rest_counted(many: House) -> None:
    form = _form({"unit": "phường", "title": "x"})

    assert not form.is_valid()
    assert str(form["unit"]).count('name="unit-chosen"') == 20
    assert f"{SUGGESTED_WHOLE + 2 - 20}" in str(form["unit"])


def test_one_of_those_that_fit_is_chosen_without_typing_again(many: House) -> None:
    chosen = UnitVersion.objects.get(name="Phường Số 0013").unit

    form = _form({"unit": "số 001", "unit-chosen": f"#{chosen.pk}", "title": ""})

    assert list(form.errors) == ["title"]
    assert form.cleaned_data["unit"] == chosen
    assert "Phường Số 0013 · 90013 · Tỉnh Bến Đá" in str(form["unit"])


def test_what_is_typed_anew_counts_for_more_than_what_was_chosen_before(many: House) -> None:
    before = UnitVersion.objects.get(name="Phường Số 0013").unit

    form = _form({"unit": "Phường B", "unit-chosen": f"#{before.pk}", "title": "x"})

    assert form.is_valid()
    assert form.cleaned_data["unit"] == many.ward_b


def test_two_units_of_one_name_are_told_apart_by_the_unit_above(many: House) -> None:
    make_unit("Phường B", many.department)

    form = _form({"unit": "Phường B", "title": "x"})

    assert not form.is_valid()
    shown = str(form["unit"])
    assert "Phường B · Tỉnh Bến Đá" in shown
    assert f"Phường B · {many.department.name}" in shown


@pytest.mark.parametrize("typed", ["Xã Không Có", "#0", "#99999999999999999999", "Phường A\0"])
def test_what_no_unit_is_called_is_refused_and_stays(many: House, typed: str) -> None:
    form = _form({"unit": typed, "title": "x"})

    assert not form.is_valid()
    assert 'type="radio"' not in str(form["unit"])


def test_a_unit_that_is_not_offered_cannot_be_chosen_by_its_number(many: House) -> None:
    wards = frozenset(
        UnitVersion.objects.filter(name__startswith="Phường Số").values_list("unit_id", flat=True)
    )
    form = OneForm({"unit": f"#{many.department.pk}", "title": "x"})
    offer_units(form, "unit", wards | {many.ward_a.pk})

    assert "unit" in form.errors


def test_units_that_fit_begin_with_what_was_typed_first(many: House) -> None:
    make_unit("Ban Phường A", many.province)
    offer = Offer(frozenset(Unit.objects.values_list("pk", flat=True)), timezone.localdate())

    assert [offer.label(unit).split(" · ")[0] for unit in offer.near("phường a")] == [
        "Phường A",
        "Ban Phường A",
    ]


def _suggested(client: Client, words: str, *roles: str) -> list[str]:
    answer = client.get(reverse("units:suggest"), {"q": words, "roles": roles})
    assert answer.status_code == 200
    return [one["value"] for one in answer.json()["suggestions"]]


def test_suggestions_are_few_and_of_the_own_units_only(many: House, client: Client) -> None:
    client.force_login(many.quang)
    assert len(_suggested(client, "phường")) == 20
    assert _suggested(client, "tinh khac") == []
    assert _suggested(client, "  ") == []

    client.force_login(many.lan)
    assert [one.split(" · ")[0] for one in _suggested(client, "phường")] == ["Phường A"]


def test_suggestions_of_a_role_are_of_units_in_which_one_acts_in_it(many: House, client: Client) -> None:
    client.force_login(many.quang)

    assert _suggested(client, "phường a", "administrator")
    assert _suggested(client, "phường a", "officer") == []
    assert _suggested(client, "phường a", "nonsense")  # as without any


def test_people_are_suggested_to_administrators_of_their_units_only(many: House, client: Client) -> None:
    make_person("lanh", make_unit("Xã Ngoài"), "reporter")
    client.force_login(many.quang)

    answer = client.get(reverse("units:suggest_people"), {"q": "LAN"})

    assert [one["value"] for one in answer.json()["suggestions"]] == ["lan"]
    client.force_login(many.khach)
    assert client.get(reverse("units:suggest_people"), {"q": "LAN"}).json() == {"suggestions": []}


def test_the_page_of_a_role_holds_no_list_of_people(many: House, client: Client) -> None:
    client.force_login(many.quang)

    page = client.get(reverse("units:grant", args=[many.ward_a.pk])).content.decode()

    assert reverse("units:suggest_people") in page
    assert "units/suggest" in page
    assert 'value="lan"' not in page
