"""The pages of the register."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail import hooks

from nhipcau.registry.links import DocumentLink
from nhipcau.registry.models import Document, DocumentState, FindingField, FindingState
from nhipcau.registry.tests.builders import PLAN, finding_of, make_document, make_registered, stored_files
from nhipcau.units.tests.builders import House


@pytest.fixture
def officer(house: House, client: Client) -> Client:
    client.force_login(house.son)
    return client


def shown(answer: Any, name: str) -> Any:
    """Return what the page was given under `name`."""
    return answer.context_data[name]


def upload(*files: tuple[str, bytes]) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, content) for name, content in files]


def head_form(**values: str) -> dict[str, str]:
    return {
        "kind": "kế hoạch",
        "number": "45/KH-UBND",
        "issued_on": "2026-08-20",
        "authority": "Ủy ban nhân dân tỉnh Bến Đá",
        "subject": "Tuần lễ Văn hóa",
        "signer": "",
        "received_on": "2026-08-25",
        **values,
    }


def test_one_file_taken_in_opens_at_once(house: House, officer: Client) -> None:
    data = {"unit": house.department.pk, "documents": upload(("ke-hoach.txt", PLAN.encode()))}

    answer = officer.post(reverse("registry:take_in"), data)

    document = Document.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("registry:document", args=[document.pk])


def test_of_several_files_each_gets_its_own_outcome(house: House, officer: Client) -> None:
    files = upload(
        ("a.txt", PLAN.encode()), ("b.pdf", b"%PDF-1.7 no"), ("c.txt", PLAN.encode()), ("d.txt", b"")
    )

    page = officer.post(reverse("registry:take_in"), {"unit": house.department.pk, "documents": files})

    text = page.content.decode()
    assert Document.objects.count() == 1
    assert all(name in text for name in ("a.txt", "b.pdf", "c.txt", "d.txt"))
    assert text.count(reverse("registry:document", args=[Document.objects.get().pk])) == 2


def test_a_path_in_a_file_name_never_leaves_the_folder_of_the_register(officer: Client, house: House) -> None:
    data = {"unit": house.department.pk, "documents": upload(("../../x.txt", PLAN.encode()))}

    officer.post(reverse("registry:take_in"), data)

    assert Document.objects.get().file_name == "x.txt"
    assert str(Document.objects.get().file.name).startswith("registry/")


def test_nothing_can_be_taken_into_a_register_one_does_not_keep(house: House, client: Client) -> None:
    client.force_login(house.khach)
    before = stored_files()

    client.post(
        reverse("registry:take_in"),
        {"unit": house.department.pk, "documents": upload(("a.txt", PLAN.encode()))},
    )

    assert not Document.objects.exists()
    assert stored_files() == before


def test_the_list_narrows_by_words_without_marks_direction_and_state(house: House, officer: Client) -> None:
    plan = make_registered(house.department, house.son)
    other = make_document(house.ward_a, house.son, text="Thông báo về lịch chiếu phim.", name="phim.txt")

    def found(**filters: str) -> list[Document]:
        lines = shown(officer.get(reverse("registry:documents"), filters), "lines")
        return [line["document"] for line in lines]

    assert found() == [other, plan]
    assert found(q="tuan le BIEN") == [plan]
    assert found(q="phim") == [other]
    assert found(state=DocumentState.REGISTERED) == [plan]
    assert found(direction="issued") == []
    assert "nc-empty" in officer.get(reverse("registry:documents"), {"q": "zzz"}).content.decode()


def test_an_empty_register_says_what_to_do_first(house: House, client: Client) -> None:
    for person, first in ((house.son, True), (house.tam, False)):
        client.force_login(person)
        page = client.get(reverse("registry:documents")).content.decode()
        assert ("nc-empty" in page, reverse("registry:take_in") in page) == (True, first)


def test_the_list_costs_the_same_however_long_it_is(house: House, officer: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            officer.get(reverse("registry:documents"))
        return len(queries)

    make_document(house.ward_a, house.son, text="Văn bản đầu")
    cost()  # the first page of a process also fills caches
    first = cost()
    for number in range(8):
        make_document(house.ward_a, house.son, text=f"Văn bản {number}")

    assert cost() == first


def test_the_page_marks_each_finding_and_leads_from_one_side_to_the_other(
    house: House, officer: Client
) -> None:
    document = make_document(house.department, house.son)
    finding = finding_of(document, FindingField.CITATION)

    page = officer.get(reverse("registry:document", args=[document.pk])).content.decode()

    assert f'id="t{finding.pk}"' in page
    assert f'href="#t{finding.pk}"' in page
    assert f'data-over="{finding.pk}' in page
    assert "nc-find--citation" in page


def test_a_document_that_holds_markup_is_shown_as_text(house: House, officer: Client) -> None:
    document = make_document(house.department, house.son, text="<script>alert(1)</script> ngày 05/8/2026")

    page = officer.get(reverse("registry:document", args=[document.pk])).content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_deciding_goes_on_to_the_next_of_the_kind_that_waits(house: House, officer: Client) -> None:
    document = make_document(house.department, house.son)
    first, second = document.findings.filter(field=FindingField.DATE)[:2]

    answer = officer.post(reverse("registry:confirm", args=[first.pk]))

    at = f"{reverse('registry:document', args=[document.pk])}?at={second.pk}#f{second.pk}"
    assert answer["Location"] == at
    officer.post(reverse("registry:reject", args=[second.pk]))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (FindingState.CONFIRMED, FindingState.REJECTED)


def test_confirming_all_of_a_kind_says_how_many(house: House, officer: Client) -> None:
    document = make_document(house.department, house.son)

    officer.post(reverse("registry:confirm_all", args=[document.pk, FindingField.QUANTITY]))

    assert not document.findings.proposed().filter(field=FindingField.QUANTITY).exists()
    assert officer.post(f"/staff/registry/{document.pk}/confirm/nonsense/").status_code == 404


def test_a_figure_is_corrected_the_way_it_is_written_here(house: House, officer: Client) -> None:
    document = make_document(house.department, house.son)
    finding = finding_of(document, FindingField.QUANTITY, "120")
    address = reverse("registry:correct", args=[finding.pk])

    assert officer.get(address).status_code == 200
    refused = officer.post(address, {"value": "nhiều", "unit": "đoàn"})
    assert refused.status_code == 422
    assert "đoàn" in refused.content.decode()
    officer.post(address, {"value": "1.250", "unit": "đoàn"})

    finding.refresh_from_db()
    assert finding.fields == {"value": "1250", "unit": "đoàn"}


@pytest.mark.parametrize("field", FindingField.values)
def test_every_kind_of_finding_has_a_form_of_the_guide_s_fields(
    house: House, officer: Client, field: FindingField
) -> None:
    document = make_document(house.department, house.son)
    finding = document.findings.filter(field=field).first() or document.findings.create(
        field=field, start=0, end=2, text="ỦY", value={}
    )

    assert officer.get(reverse("registry:correct", args=[finding.pk])).status_code == 200


def test_a_corrected_check_is_worked_out_again(house: House, officer: Client) -> None:
    document = make_document(house.department, house.son)
    value = {"stated": "90", "part": "57", "whole": "60", "agrees": False}
    finding = document.findings.create(field="check", start=0, end=2, text="ỦY", value=value)
    assert shown(officer.get(reverse("registry:document", args=[document.pk])), "read").wrong

    officer.post(
        reverse("registry:correct", args=[finding.pk]), {"stated": "95", "part": "57", "whole": "60"}
    )

    finding.refresh_from_db()
    assert finding.fields["agrees"] is True
    assert not shown(officer.get(reverse("registry:document", args=[document.pk])), "read").wrong


def test_the_header_is_saved_and_a_wrong_one_keeps_what_was_typed(house: House, officer: Client) -> None:
    document = make_document(house.department, house.son)
    address = reverse("registry:register", args=[document.pk])

    refused = officer.post(address, head_form(received_on="2026-08-01", subject="Chuyện đang gõ dở"))
    assert refused.status_code == 422
    assert "Chuyện đang gõ dở" in refused.content.decode()
    document.refresh_from_db()
    assert document.state == DocumentState.READING

    assert officer.post(address, head_form()).status_code == 302
    document.refresh_from_db()
    assert (document.state, document.subject) == (DocumentState.REGISTERED, "Tuần lễ Văn hóa")


def test_the_file_comes_back_as_it_was_to_those_who_read_the_register(house: House, client: Client) -> None:
    document = make_document(house.department, house.son, name="Kế hoạch.txt")
    address = reverse("registry:file", args=[document.pk])

    for stranger in (house.lan, house.khach, house.hoa):
        client.force_login(stranger)
        assert client.get(address).status_code == 404
    client.force_login(house.tam)
    answer = client.get(address)

    assert answer.content == PLAN.encode()
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_link_to_a_document_that_one_may_not_see_is_not_shown(house: House, client: Client) -> None:
    cited = make_registered(
        house.department, house.son, text="Kế hoạch.", number="25-KH/TU", authority="Tỉnh ủy Bến Đá"
    )
    cited.issued_on = "2026-08-05"
    cited.save()
    citing = make_document(house.ward_b, house.son)
    assert finding_of(citing, FindingField.CITATION).cited == cited

    for person, shown in ((house.son, True), (house.hoa, False)):
        client.force_login(person)
        page = client.get(reverse("registry:document", args=[citing.pk])).content.decode()
        assert (reverse("registry:document", args=[cited.pk]) in page) is shown


def test_a_room_above_shows_its_link_on_the_page(house: House, officer: Client) -> None:
    document = make_document(house.department, house.son)

    def offer(user: object, shown: Document) -> list[DocumentLink]:
        return [DocumentLink(f"/above/{shown.pk}/", f"Above for {user}", "plus")]

    with hooks.register_temporarily("nhipcau_document_links", offer):
        page = officer.get(reverse("registry:document", args=[document.pk])).content.decode()

    assert f'href="/above/{document.pk}/"' in page
