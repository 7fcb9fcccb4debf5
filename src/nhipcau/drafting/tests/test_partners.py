"""Documents of several bodies: who issues together, in which order, with whose number."""

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.audit.log import history
from nhipcau.drafting import actions, overviews
from nhipcau.drafting.actions import Side
from nhipcau.drafting.errors import ChangedMeanwhileError
from nhipcau.drafting.models import Draft
from nhipcau.drafting.tests.builders import (
    AT,
    ISSUED_ON,
    looked_at_of,
    make_approved,
    make_draft,
    make_year,
)
from nhipcau.reading import read
from nhipcau.units.tests.builders import House

POLICE = Side("Công an tỉnh Bến Đá", "CTr-CAT", "Giám đốc", signer_name="Lê Văn Mẫu")
YOUTH = Side("Tỉnh đoàn Bến Đá", "CTr-TĐTN", "Bí thư", "Đoàn TNCS Hồ Chí Minh", signer_name="Phạm Thị Mẫu")


def begun(house: House, *sides: Side) -> Draft:
    draft = make_draft(house.department, make_year(house).period, house.son)
    if sides:
        draft = actions.write_partners(draft, sides, by=house.son, at=AT, before=draft.revision)
    return draft


def typed(draft: Draft, *bodies: dict[str, Any], there: int = 0) -> dict[str, Any]:
    """Return what the page sends."""
    sent = {"before": draft.revision, "form-TOTAL_FORMS": len(bodies), "form-INITIAL_FORMS": there}
    for n, body in enumerate(bodies):
        sent |= {f"form-{n}-{name}": value for name, value in body.items()}
    return sent


def fields(side: Side, **more: Any) -> dict[str, Any]:
    names = ("superior", "issuer", "symbol", "authority", "signer_title", "signer_name")
    return {**{name: getattr(side, name) for name in names}, **more}


def names(draft: Draft) -> list[str]:
    return [one.issuer for one in draft.partners.all()]


def test_bodies_are_named_ordered_and_taken_off_on_the_page(house: House, client: Client) -> None:
    draft = begun(house)
    client.force_login(house.son)
    address = reverse("drafting:partners", args=[draft.pk])

    sent = typed(draft, fields(POLICE, ORDER=2), fields(YOUTH, ORDER=1), fields(Side("", "", "")))
    named = client.post(address, sent)
    assert named["Location"] == reverse("drafting:draft", args=[draft.pk])
    assert names(draft) == [YOUTH.issuer, POLICE.issuer]
    assert history(draft).filter(action="drafting.partners_written").exists()

    draft.refresh_from_db()
    page = client.get(address).content.decode()
    assert page.index(YOUTH.issuer) < page.index(POLICE.issuer)
    bodies = [fields(YOUTH, ORDER=1, DELETE="on"), fields(POLICE, ORDER=2), fields(Side("", "", ""))]
    client.post(address, typed(draft, *bodies, there=2))
    assert names(draft) == [POLICE.issuer]


def test_a_body_without_a_symbol_is_refused_beside_its_field_and_nothing_typed_is_lost(
    house: House, client: Client
) -> None:
    draft = begun(house, POLICE)
    client.force_login(house.son)

    page = client.post(
        reverse("drafting:partners", args=[draft.pk]),
        typed(draft, fields(POLICE, ORDER=1), fields(YOUTH, symbol="", ORDER=2), there=1),
    )

    assert page.status_code == 422
    assert page.context["formset"].forms[1].errors.keys() == {"symbol"}
    assert YOUTH.signer_name in page.content.decode()
    assert names(draft) == [POLICE.issuer]


def test_two_people_lose_nothing_and_an_older_revision_brings_its_bodies_back(house: House) -> None:
    draft = begun(house, POLICE)
    first = draft.revision
    draft = actions.write_partners(draft, [YOUTH], by=house.son, at=AT, before=first)

    with pytest.raises(ChangedMeanwhileError):
        actions.write_partners(draft, [], by=house.son, at=AT, before=first)
    assert names(draft) == [YOUTH.issuer]

    older = draft.revisions.get(number=first)
    actions.write_back(older, by=house.son, at=AT, before=draft.revision)
    assert names(draft) == [POLICE.issuer]


def test_each_body_stands_in_the_issued_document_with_its_own_number_or_room_for_it(
    house: House, client: Client, tmp_path: Path
) -> None:
    draft = make_approved(begun(house, POLICE, YOUTH), house.son, house.minh)
    police, _youth = draft.partners.all()
    client.force_login(house.minh)
    sent = {"issued_on": ISSUED_ON.isoformat(), "looked_at": looked_at_of(draft)}
    address = reverse("drafting:issue", args=[draft.pk])

    refused = client.post(address, {**sent, f"partner_{police.pk}": "0"})
    assert refused.status_code == 422
    assert client.post(address, {**sent, f"partner_{police.pk}": "25"}).status_code == 302

    draft.refresh_from_db()
    assert draft.document is not None
    content = draft.document.file.open("rb").read()
    word = docx.Document(io.BytesIO(content))
    text = "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    for said in (f"Số: {overviews.number_of(draft)}", "Số: 25/CTr-CAT", "LÊ VĂN MẪU", "Phạm Thị Mẫu"):
        assert said.casefold() in text.casefold()
    assert "Số:" in text.partition("CTr-TĐTN")[0].splitlines()[-1]
    (tmp_path / "joint.docx").write_bytes(content)
    signed = {one.name for one in read(tmp_path / "joint.docx").signatures}
    assert signed == {"Trần Văn Bình", POLICE.signer_name, YOUTH.signer_name}
