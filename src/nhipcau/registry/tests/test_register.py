"""Entering documents in the register, and the links between them."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.registry import actions
from nhipcau.registry.errors import AlreadyThereError, HeaderDatesError, HeaderError
from nhipcau.registry.models import Direction, Document, DocumentState, FindingField
from nhipcau.registry.tests.builders import (
    AT,
    HEAD,
    finding_of,
    head_with,
    make_document,
    make_registered,
    stored_files,
)
from nhipcau.units.models import Unit
from nhipcau.units.tests.builders import House

CITED = "Kế hoạch này nêu việc chung về du lịch biển.\n"
CITED_HEAD: dict[str, Any] = {
    "number": "25-KH/TU",
    "issued_on": date(2026, 8, 5),
    "authority": "Tỉnh ủy Bến Đá",
    "subject": "Du lịch",
}


def cited_document(house: House, unit: Unit | None = None, text: str = CITED, **head: Any) -> Document:
    return make_registered(unit or house.department, house.son, text=text, **{**CITED_HEAD, **head})


def test_a_confirmed_header_enters_the_register_and_what_was_found_stays(house: House) -> None:
    document = make_document(house.department, house.son)
    found = dict(document.header_found)

    for other in (house.minh, house.lan, house.quang):
        with pytest.raises(PermissionDenied):
            actions.register_document(document, HEAD, by=other, at=AT)
    entered = actions.register_document(document, head_with(number="46/KH-UBND"), by=house.son, at=AT)

    assert (entered.state, entered.number) == (DocumentState.REGISTERED, "46/KH-UBND")
    assert entered.header_found == found
    assert found["number"] == "45/KH-UBND"


@pytest.mark.parametrize("missing", ["kind", "authority", "subject"])
def test_a_header_without_kind_body_or_subject_is_refused(house: House, missing: str) -> None:
    document = make_document(house.department, house.son)

    with pytest.raises(HeaderError):
        actions.register_document(document, head_with(**{missing: "  "}), by=house.son, at=AT)

    document.refresh_from_db()
    assert document.state == DocumentState.READING


def test_nothing_is_received_before_it_was_issued(house: House) -> None:
    document = make_document(house.department, house.son)

    with pytest.raises(HeaderDatesError):
        actions.register_document(document, head_with(received_on=date(2026, 8, 19)), by=house.son, at=AT)


def test_a_citation_finds_a_document_that_is_in_the_register(house: House) -> None:
    cited = cited_document(house)

    citing = make_document(house.department, house.son)

    assert finding_of(citing, FindingField.CITATION, "25-KH/TU").cited == cited


def test_an_earlier_citation_finds_a_document_registered_later(house: House) -> None:
    citing = make_document(house.department, house.son)
    assert finding_of(citing, FindingField.CITATION, "25-KH/TU").cited is None

    cited = cited_document(house)

    assert finding_of(citing, FindingField.CITATION, "25-KH/TU").cited == cited


@pytest.mark.parametrize(
    "other", [{"number": "26-KH/TU"}, {"issued_on": date(2026, 8, 6)}, {"authority": "Huyện ủy Bến Đá"}]
)
def test_a_citation_stays_text_where_number_date_or_body_differ(house: House, other: dict[str, Any]) -> None:
    cited_document(house, **other)

    citing = make_document(house.department, house.son)

    assert finding_of(citing, FindingField.CITATION, "25-KH/TU").cited is None


def test_two_candidates_are_no_link_and_a_correction_of_one_makes_it_again(house: House) -> None:
    citing = make_document(house.department, house.son)
    first = cited_document(house)
    second = cited_document(house, text=f"{CITED}Bản thứ hai.\n")
    assert finding_of(citing, FindingField.CITATION, "25-KH/TU").cited is None

    actions.register_document(second, head_with(**{**CITED_HEAD, "number": "99-KH/TU"}), by=house.son, at=AT)

    assert finding_of(citing, FindingField.CITATION, "25-KH/TU").cited == first


def test_the_unit_s_own_copy_is_the_one_meant(house: House) -> None:
    cited_document(house, house.ward_a)
    own = cited_document(house)

    citing = make_document(house.department, house.son)

    assert finding_of(citing, FindingField.CITATION, "25-KH/TU").cited == own


def test_a_document_that_is_only_being_read_is_not_linked(house: House) -> None:
    make_document(house.department, house.son, text=CITED)

    citing = make_document(house.department, house.son)

    assert finding_of(citing, FindingField.CITATION, "25-KH/TU").cited is None


def test_rejecting_a_citation_takes_its_link_and_correcting_one_finds_it(house: House) -> None:
    cited = cited_document(house, authority="Tỉnh đoàn Bến Đá")
    citing = make_document(house.department, house.son)
    finding = finding_of(citing, FindingField.CITATION, "25-KH/TU")

    values = {**finding.value, "authority": "Tỉnh đoàn Bến Đá"}
    assert actions.correct_finding(finding, values, by=house.son, at=AT).cited == cited
    assert actions.reject_finding(finding, by=house.son, at=AT).cited is None


def issue(house: House, by: object, content: bytes = CITED.encode()) -> Document:
    return actions.issue_document(
        house.department,
        kind="báo cáo",
        number="12/BC-SVHTTDL",
        issued_on=date(2026, 9, 1),
        authority="Sở Văn hóa, Thể thao và Du lịch",
        subject="Kết quả quý III năm 2026",
        signer="Nguyễn Thị Hạnh",
        file_name="bao-cao.txt",
        content=content,
        by=by,  # type: ignore[arg-type]  # the test tries several people
        at=AT,
    )


def test_an_issued_document_stands_in_the_register_at_once(house: House) -> None:
    before = stored_files()
    with pytest.raises(PermissionDenied):
        issue(house, house.lan)
    assert stored_files() == before

    document = issue(house, house.minh)

    assert (document.direction, document.state) == (Direction.ISSUED, DocumentState.REGISTERED)
    assert document.signer == "Nguyễn Thị Hạnh"
    with pytest.raises(AlreadyThereError):
        issue(house, house.son)
