"""Figures and documents are looked up and put into the text."""

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from nhipcau.drafting import actions
from nhipcau.drafting.models import Draft
from nhipcau.drafting.tests.builders import AT, make_draft, make_year
from nhipcau.registry.models import Document
from nhipcau.registry.tests.builders import PLAN, make_registered
from nhipcau.units.models import Role
from nhipcau.units.tests.builders import House, make_person

JSON = {"accept": "application/json"}


def begin(house: House, client: Client) -> Draft:
    client.force_login(house.son)
    return make_draft(house.department, make_year(house).period, house.son)


def of_ward_a(house: House, draft: Draft, **changes: Any) -> dict[str, Any]:
    chosen = {"indicator": "Cuộc tuyên truyền", "unit": house.ward_a.pk, "kind": "quarter", "year": 2025}
    return {**chosen, "number": 1, "calendar": "official", "before": draft.revision, **changes}


def named(house: House, number: str, subject: str) -> Document:
    return make_registered(
        house.department,
        house.son,
        text=f"{PLAN}{number}",
        number=number,
        subject=subject,
        issued_on=date(2025, 3, 4),
    )


def test_a_figure_shows_its_value_before_it_is_put_in_and_makes_its_own_key(
    house: House, client: Client
) -> None:
    draft = begin(house, client)
    address = reverse("drafting:add_figure", args=[draft.pk])

    shown = client.post(address, of_ward_a(house, draft, do="show"), headers=JSON).json()
    added = client.post(address, of_ward_a(house, draft, do="add"), headers=JSON).json()
    again = client.post(
        address, of_ward_a(house, draft, do="add", before=added["revision"]), headers=JSON
    ).json()

    assert "200 cuộc" in shown["words"]
    assert added["insert"] == again["insert"] == "{{sessions-phuong-a-quy-i-2025}}"
    assert again["revision"] == added["revision"] == draft.revision + 1
    assert draft.figures.filter(unit=house.ward_a).count() == 1


def test_an_indicator_that_is_not_meant_clearly_is_asked_for_with_what_fits(
    house: House, client: Client
) -> None:
    draft = begin(house, client)
    address = reverse("drafting:add_figure", args=[draft.pk])

    unclear = client.post(address, of_ward_a(house, draft, indicator="t", do="add"), headers=JSON)
    page = client.post(address, of_ward_a(house, draft, indicator="t"))

    assert unclear.status_code == page.status_code == 422
    assert {one["value"] for one in unclear.json()["matches"]["indicator"]} == {"sessions", "attendances"}
    assert 'name="indicator-chosen"' in page.content.decode()
    suggested = client.get(reverse("drafting:suggest_indicators"), {"q": "cuộc"}).json()["suggestions"]
    assert [one["value"] for one in suggested] == ["sessions"]


def test_a_figure_is_not_put_in_over_somebody_elses_saving(house: House, client: Client) -> None:
    draft = begin(house, client)
    other = make_person("mai", house.department, Role.OFFICER)
    actions.write_sections(draft, (), by=other, at=AT, before=draft.revision)

    refused = client.post(
        reverse("drafting:add_figure", args=[draft.pk]), of_ward_a(house, draft, do="add"), headers=JSON
    )

    assert refused.status_code == 422
    assert "__all__" in refused.json()["refused"]


def test_a_document_of_the_register_is_named_by_its_number_or_its_part(house: House, client: Client) -> None:
    draft = begin(house, client)
    document = named(house, "12/KH-UBND", "Kế hoạch thông tin đối ngoại")
    address = reverse("drafting:add_citation", args=[draft.pk])

    offered = client.get(reverse("drafting:suggest_documents", args=[draft.pk]), {"q": "đối ngoại"}).json()[
        "suggestions"
    ]
    whole = client.post(address, {"document": offered[0]["value"]}, headers=JSON).json()
    again = client.post(address, {"document": "12/KH-UBND"}, headers=JSON).json()
    part = client.post(address, {"document": "12/KH-UBND", "part": "mục II"}, headers=JSON).json()

    assert offered[0]["value"] == f"12/KH-UBND #{document.pk}"
    assert whole["insert"] == again["insert"] == "[[12/KH-UBND]]"
    assert part["insert"] == "[[12/KH-UBND, mục II]]"
    assert draft.citations.count() == 2


def test_what_fits_several_documents_or_none_is_refused_beside_its_field(
    house: House, client: Client
) -> None:
    draft = begin(house, client)
    for number in ("12/KH-UBND", "13/KH-UBND"):
        named(house, number, "Kế hoạch thông tin đối ngoại")
    address = reverse("drafting:add_citation", args=[draft.pk])

    several = client.post(address, {"document": "đối ngoại"}, headers=JSON).json()
    none = client.post(address, {"document": "không hề có"})

    assert len(several["matches"]["document"]) == 2
    assert none.status_code == 422
    assert none.context["form"].errors["document"]


def test_a_document_of_another_register_is_not_named(house: House, client: Client) -> None:
    draft = begin(house, client)
    abroad = house.khach.memberships.all()[0].unit
    document = make_registered(abroad, house.khach, number="9/CV", subject="Riêng")

    refused = client.post(
        reverse("drafting:add_citation", args=[draft.pk]), {"document": f"#{document.pk}"}, headers=JSON
    )

    assert refused.status_code == 422
    assert not draft.citations.exists()
