"""Adding what the reading missed."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from nhipcau.audit import log
from nhipcau.registry import actions, exporting, rules
from nhipcau.registry.errors import EmptyCorrectionError, FoundAlreadyError, WordsGoneError
from nhipcau.registry.models import Document, Finding, FindingField, FindingState
from nhipcau.registry.rules import Stretch
from nhipcau.registry.tests.builders import AT, PLAN, make_document, make_registered
from nhipcau.units.tests.builders import House

MISSED = "10 gian hàng"
VALUES = {"value": "10", "unit": "gian hàng"}


@pytest.fixture
def document(house: House) -> Document:
    """A document in which the reading missed the market stalls."""
    document = make_document(house.department, house.son)
    document.findings.filter(field=FindingField.QUANTITY, start=PLAN.index(MISSED)).delete()
    return document


def add(document: Document, house: House, words: str = MISSED, **values: str) -> Finding:
    (place,) = rules.stretches(document.text, words)
    return actions.add_finding(document, FindingField.QUANTITY, place, values or VALUES, by=house.son, at=AT)


def test_what_was_missed_is_added_as_confirmed_and_the_audit_says_who(
    house: House, document: Document
) -> None:
    place = Stretch(PLAN.index(MISSED), PLAN.index(MISSED) + len(MISSED), MISSED)

    for other in (house.lan, house.minh, house.tam):
        with pytest.raises(PermissionDenied):
            actions.add_finding(document, FindingField.QUANTITY, place, VALUES, by=other, at=AT)
    added = add(document, house)

    assert (added.added, added.state, added.decided_by) == (True, FindingState.CONFIRMED, house.son)
    assert (added.start, added.text, added.fields) == (place.start, MISSED, VALUES)
    row = log.history(document)[0]
    assert (row.action, row.user) == ("registry.finding_added", house.son)


def test_nothing_is_added_twice_nor_without_values_nor_where_the_words_are_not(
    house: House, document: Document
) -> None:
    added = add(document, house)

    with pytest.raises(FoundAlreadyError):
        add(document, house)
    with pytest.raises(EmptyCorrectionError):
        add(document, house, "120 đoàn khách", value="", unit="")
    for place in (Stretch(0, 5, "other"), Stretch(3, 3, ""), Stretch(10**6, 10**6 + 1, "x")):
        with pytest.raises(WordsGoneError):
            actions.add_finding(document, FindingField.QUANTITY, place, VALUES, by=house.son, at=AT)

    assert list(document.findings.filter(added=True)) == [added]


def test_what_was_added_can_be_corrected_and_rejected_and_keeps_its_values(
    house: House, document: Document
) -> None:
    added = add(document, house)

    assert actions.reject_finding(added, by=house.son, at=AT).state == FindingState.REJECTED
    assert actions.confirm_finding(added, by=house.son, at=AT).fields == VALUES
    corrected = actions.correct_finding(added, {**VALUES, "value": "12"}, by=house.son, at=AT)
    assert (corrected.fields["value"], corrected.value, corrected.added) == ("12", VALUES, True)


def test_a_citation_that_was_added_is_linked_to_the_document_it_names(
    house: House, document: Document
) -> None:
    named = make_registered(
        house.department, house.son, text=f"{PLAN}\nBản khác.", number="25-KH/TU", authority="Tỉnh ủy Bến Đá"
    )
    document.findings.filter(field=FindingField.CITATION).delete()
    values = {"kind": "kế hoạch", "number": "25-KH/TU", "date": "2026-08-20", "authority": "Tỉnh ủy Bến Đá"}
    (place,) = rules.stretches(document.text, "Kế hoạch số 25-KH/TU")

    added = actions.add_finding(document, FindingField.CITATION, place, values, by=house.son, at=AT)

    assert added.cited == named


def test_reading_again_says_nothing_of_what_it_misses_again(house: House, document: Document) -> None:
    words = "khai mạc"
    (place,) = rules.stretches(document.text, words)
    added = actions.add_finding(document, FindingField.PLACE, place, {"name": words}, by=house.son, at=AT)
    found_now = add(document, house)

    actions.read_again(document, by=house.son, at=AT)

    for finding in (added, found_now):
        finding.refresh_from_db()
        assert (finding.state, finding.newer) == (FindingState.CONFIRMED, None)
    assert document.findings.filter(start=found_now.start, field=FindingField.QUANTITY).count() == 1


def test_what_was_missed_is_exported_as_gold(house: House, document: Document, tmp_path: Path) -> None:
    assert exporting.to_export(confirmed=False) == []
    add(document, house)

    assert exporting.to_export(confirmed=False) == [document.pk]
    exporting.export(document, tmp_path)

    gold = json.loads((tmp_path / "gold" / f"{exporting.name_of(document)}.json").read_text(encoding="utf-8"))
    assert VALUES in gold["quantities"]


PLACES = [
    ("10 gian  hàng", ["10 gian hàng"]),
    ("SỞ văn hóa", ["Sở Văn hóa"]),
    ("Phường", ["Phường", "Phường"]),
    ("Nơi nhận: - Tỉnh ủy", ["Nơi nhận:\n- Tỉnh ủy"]),
    ("gian hàng (", []),
    ("không có chữ này", []),
]


@pytest.mark.parametrize(("words", "found"), PLACES)
def test_words_are_looked_for_as_a_person_copies_them(words: str, found: list[str]) -> None:
    places = rules.stretches(PLAN, words)

    assert [place.text for place in places] == found
    assert all(PLAN[place.start : place.end] == place.text for place in places)


@pytest.fixture
def officer(house: House, client: Client) -> Client:
    client.force_login(house.son)
    return client


def shown(answer: Any) -> Any:
    """Return the form of the page."""
    return answer.context_data["form"]


def test_the_page_asks_for_the_words_then_for_the_values_and_adds(
    document: Document, officer: Client
) -> None:
    address = reverse("registry:add", args=[document.pk])
    asked = {"words": MISSED, "field": FindingField.QUANTITY, "near": "3"}

    assert officer.get(address).status_code == 200
    values = officer.get(address, asked)
    assert shown(values).initial["value"]
    place = shown(values).initial["place"]
    answer = officer.post(address, {**asked, "place": place, "value": "10", "unit": "gian hàng"})

    added = document.findings.get(added=True)
    assert (
        answer["Location"] == f"{reverse('registry:document', args=[document.pk])}?at={added.pk}#f{added.pk}"
    )
    assert added.fields == {"value": "10", "unit": "gian hàng"}
    page = officer.get(answer["Location"]).content.decode()
    assert "thêm tay" in page


def test_of_several_places_the_nearest_is_chosen_and_another_can_be(
    document: Document, officer: Client
) -> None:
    address = reverse("registry:add", args=[document.pk])
    second = PLAN.rindex("Phường")
    asked = {"words": "Phường", "field": FindingField.PLACE, "near": str(second + 2)}

    form = shown(officer.get(address, asked))
    officer.post(address, {**asked, "place": str(PLAN.index("Phường")), "name": "Phường A"})

    assert form.initial["place"] == second
    assert document.findings.get(added=True).start == PLAN.index("Phường")


REFUSED = [
    {"words": "không có chữ này", "field": "quantity"},
    {"words": "10\0gian", "field": "quantity"},
    {"words": MISSED, "field": "other"},
    {"words": MISSED, "field": "quantity", "near": "9" * 30, "place": "7", "value": "10"},
    {"words": MISSED, "field": "quantity", "place": "x", "value": "10\0"},
]


@pytest.mark.parametrize("sent", REFUSED)
def test_what_makes_no_sense_is_refused_on_the_page(
    document: Document, officer: Client, sent: dict[str, str]
) -> None:
    answer = officer.post(reverse("registry:add", args=[document.pk]), sent)

    assert answer.status_code == 422
    assert not document.findings.filter(added=True).exists()


def test_others_cannot_add(house: House, document: Document, client: Client) -> None:
    sent = {"words": MISSED, "field": "quantity", "place": str(PLAN.index(MISSED)), "value": "10"}

    for other, status in ((house.minh, 302), (house.lan, 404)):
        client.force_login(other)
        assert client.post(reverse("registry:add", args=[document.pk]), sent).status_code == status

    assert not document.findings.filter(added=True).exists()
