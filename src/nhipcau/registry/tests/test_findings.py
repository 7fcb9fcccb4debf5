"""Deciding on what was found."""

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.audit import log
from nhipcau.registry import actions
from nhipcau.registry.errors import EmptyCorrectionError
from nhipcau.registry.models import FindingField, FindingState
from nhipcau.registry.tests.builders import AT, finding_of, make_document
from nhipcau.units.tests.builders import House


def test_an_officer_confirms_and_the_audit_says_who(house: House) -> None:
    document = make_document(house.department, house.son)
    finding = finding_of(document, FindingField.CITATION)

    for other in (house.lan, house.minh, house.tam):
        with pytest.raises(PermissionDenied):
            actions.confirm_finding(finding, by=other, at=AT)
    decided = actions.confirm_finding(finding, by=house.son, at=AT)

    assert (decided.state, decided.decided_by, decided.decided_at) == (FindingState.CONFIRMED, house.son, AT)
    row = log.history(document)[0]
    assert (row.action, row.user) == ("registry.finding_confirmed", house.son)


def test_a_correction_keeps_what_was_found(house: House) -> None:
    finding = finding_of(make_document(house.department, house.son), FindingField.QUANTITY, "120")
    found = finding.value

    decided = actions.correct_finding(finding, {"value": "130", "unit": "đoàn"}, by=house.son, at=AT)

    assert decided.fields == {"value": "130", "unit": "đoàn"}
    assert decided.value == found
    assert decided.state == FindingState.CORRECTED


def test_a_correction_without_any_value_is_refused(house: House) -> None:
    finding = finding_of(make_document(house.department, house.son), FindingField.QUANTITY)

    with pytest.raises(EmptyCorrectionError):
        actions.correct_finding(finding, {"value": "", "unit": None}, by=house.son, at=AT)

    finding.refresh_from_db()
    assert finding.state == FindingState.PROPOSED


def test_what_was_rejected_can_be_confirmed_again(house: House) -> None:
    finding = finding_of(make_document(house.department, house.son), FindingField.DATE)

    assert actions.reject_finding(finding, by=house.son, at=AT).state == FindingState.REJECTED
    assert actions.confirm_finding(finding, by=house.son, at=AT).state == FindingState.CONFIRMED


def test_confirming_all_of_a_kind_leaves_what_a_person_decided(house: House) -> None:
    document = make_document(house.department, house.son)
    dates = document.findings.filter(field=FindingField.DATE)
    actions.reject_finding(dates[0], by=house.son, at=AT)

    number = actions.confirm_all(document, FindingField.DATE, by=house.son, at=AT)

    assert number == dates.count() - 1
    assert dates.filter(state=FindingState.REJECTED).count() == 1
    assert document.findings.filter(field=FindingField.CITATION, state=FindingState.PROPOSED).exists()
    with pytest.raises(PermissionDenied):
        actions.confirm_all(document, FindingField.DATE, by=house.minh, at=AT)
