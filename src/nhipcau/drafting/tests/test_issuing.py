"""Issuing a document: what it freezes, what stands against it, what it can no longer become."""

import hashlib
import io
from datetime import date
from decimal import Decimal
from typing import Any

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import override

from nhipcau.audit.log import history
from nhipcau.drafting import actions, composing, errors, overviews
from nhipcau.drafting.models import Draft, DraftState
from nhipcau.drafting.rules import SectionText
from nhipcau.drafting.tests.builders import (
    AT,
    ISSUED_ON,
    TEXTS,
    approve,
    correct_answer,
    docx_of,
    head_of,
    issue,
    looked_at_of,
    make_approved,
    make_draft,
    make_issued,
    make_year,
    submit,
)
from nhipcau.registry.models import Direction, Document
from nhipcau.registry.tests.builders import stored_files
from nhipcau.units.tests.builders import House


def text_of(content: bytes) -> str:
    """Return the paragraphs and cells of a Word file."""
    word = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def test_issuing_freezes_the_figures_and_enters_the_file_in_the_register(house: House) -> None:
    issued = make_issued(house, make_year(house).period)

    document = Document.objects.get()
    assert issued.document == document
    assert issued.state == DraftState.ISSUED
    assert (document.direction, document.unit) == (Direction.ISSUED, house.department)
    assert (document.kind, document.number, document.issued_on) == ("báo cáo", "01/BC-SVHTTDL", ISSUED_ON)
    assert document.authority == "Sở Văn hóa, Thể thao và Du lịch"
    frozen = {figure.key: (figure.frozen, figure.frozen_note) for figure in issued.figures.all()}
    assert frozen == {"sessions": (Decimal(1200), "2/2"), "attendances": (Decimal(60), "2/2")}
    assert history(issued).filter(action="drafting.draft_issued").exists()
    assert "1.200 cuộc với 60 lượt người" in text_of(document.file.open("rb").read())


def test_later_changes_of_the_totals_do_not_change_what_was_issued(house: House) -> None:
    year = make_year(house)
    draft = make_issued(house, year.period)

    correct_answer(year, house.ward_a, 999)

    page = overviews.draft_page(Draft.objects.get(pk=draft.pk))
    assert page.figures["sessions"].printed == "1.200"
    assert not page.changed
    assert Document.objects.get().sha256 == draft.document.sha256  # type: ignore[union-attr]  # issued above


def test_nothing_of_an_issued_document_can_be_changed(house: House) -> None:
    year = make_year(house)
    draft = make_issued(house, year.period)
    kept: Any = {"by": house.son, "at": AT}

    with pytest.raises(errors.IssuedError):
        actions.write_sections(draft, TEXTS, before=draft.revision, **kept)
    with pytest.raises(errors.IssuedError):
        actions.write_head(draft, head_of(draft, place="Bến Cát"), before=draft.revision, **kept)
    with pytest.raises(errors.IssuedError):
        actions.add_figure(
            draft, key="more", indicator=year.sessions, unit=house.ward_a, period=year.period, **kept
        )
    with pytest.raises(errors.IssuedError):
        actions.remove_figure(draft.figures.all()[0], **kept)
    with pytest.raises(errors.IssuedError):
        actions.accept_figures(draft, **kept)
    with pytest.raises(errors.IssuedError):
        issue(draft, house.minh)


@pytest.mark.parametrize("person", ["lan", "tam", "quang", "khach"])
def test_only_who_writes_or_approves_for_the_unit_issues_what_was_approved(house: House, person: str) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    make_approved(draft, house.son, house.minh)

    with pytest.raises(PermissionDenied):
        issue(draft, getattr(house, person))

    assert issue(draft, house.son).state == DraftState.ISSUED


def test_what_was_not_approved_is_not_issued(house: House) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    with pytest.raises(errors.NotApprovedError):
        issue(draft, house.minh)

    submit(draft, house.son)
    with pytest.raises(errors.NotApprovedError):
        issue(draft, house.minh)

    approve(draft, house.minh)
    assert issue(draft, house.minh).state == DraftState.ISSUED


def test_an_approval_ends_when_a_figure_changes(house: House) -> None:
    year = make_year(house)
    draft = make_draft(house.department, year.period, house.son)
    make_approved(draft, house.son, house.minh)
    correct_answer(year, house.ward_a, 230)

    with pytest.raises(errors.NotApprovedError):
        issue(draft, house.minh)

    draft.refresh_from_db()
    assert (draft.state, draft.number) == (DraftState.APPROVED, None)
    assert not Document.objects.exists()
    actions.reopen_draft(draft, by=house.son, at=AT)
    make_approved(draft, house.son, house.minh)
    assert issue(draft, house.minh).figures.get(key="sessions").frozen == 1230


def test_whoever_looked_at_other_figures_is_asked_to_look_again(house: House) -> None:
    year = make_year(house)
    draft = submit(make_draft(house.department, year.period, house.son), house.son)
    looked_at = looked_at_of(draft)
    correct_answer(year, house.ward_a, 230)

    with pytest.raises(errors.ChangedSinceCheckedError):
        actions.approve_draft(draft, looked_at=looked_at, by=house.minh, at=AT)
    approve(draft, house.minh)
    with pytest.raises(errors.ChangedSinceCheckedError):
        actions.issue_draft(draft, issued_on=ISSUED_ON, looked_at=looked_at, by=house.minh, at=AT)

    draft.refresh_from_db()
    assert draft.state == DraftState.APPROVED
    assert not Document.objects.exists()
    assert issue(draft, house.minh).figures.get(key="sessions").frozen == 1230


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("Có {{nothing}} cuộc.", "There is no figure {{nothing}}"),
        ("Có {{sessions cuộc.", "braces"),
        ("Có {{}} cuộc.", "There is no figure"),
    ],
)
def test_a_figure_that_does_not_exist_stands_against_issuing(house: House, body: str, says: str) -> None:
    before = stored_files()
    draft = make_draft(house.department, make_year(house).period, house.son, (SectionText("", body),))

    with override("en"), pytest.raises(errors.NotReadyError) as refused:
        submit(draft, house.son)

    assert says in str(refused.value.message)
    assert stored_files() == before


def test_a_figure_without_an_approved_value_stands_against_issuing(house: House) -> None:
    year = make_year(house)
    draft = make_draft(house.department, year.period, house.son)
    for collection in year.collections:
        collection.submissions.update(state="submitted")

    with pytest.raises(errors.NotReadyError):
        submit(draft, house.son)

    year.collections[0].submissions.update(state="approved")
    make_approved(draft, house.son, house.minh)
    assert issue(draft, house.minh).figures.get(key="sessions").frozen == 300


def test_numbers_follow_one_another_in_a_year_and_begin_anew_in_the_next(house: House) -> None:
    year = make_year(house)
    first = make_issued(house, year.period)
    second = make_draft(house.department, year.period, house.son)
    third = make_draft(house.department, year.period, house.son)
    for draft in (second, third):
        make_approved(draft, house.son, house.minh)

    issue(second, house.son)
    issue(third, house.son, issued_on=date(2025, 12, 31))

    assert [Draft.objects.get(pk=one.pk).number for one in (first, second, third)] == [1, 2, 1]


def test_a_refused_issue_gives_its_number_back(house: House) -> None:
    year = make_year(house)
    draft = make_draft(house.department, year.period, house.son)
    make_approved(draft, house.son, house.minh)

    with pytest.raises(errors.FutureDateError):
        issue(draft, house.minh, issued_on=date(2026, 11, 21))
    correct_answer(year, house.ward_a, 230)
    with pytest.raises(errors.NotApprovedError):
        issue(draft, house.minh)
    correct_answer(year, house.ward_a, 200)

    assert issue(draft, house.minh).number == 1


def test_a_document_without_a_signer_goes_to_nobody(house: House) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    head = head_of(draft, signer_name="")
    draft = actions.write_head(draft, head, by=house.son, at=AT, before=draft.revision)

    with pytest.raises(errors.NotReadyError):
        submit(draft, house.son)


def test_both_files_are_stored_with_their_sha256(house: House) -> None:
    issued = make_issued(house, make_year(house).period)

    assert issued.document
    for file, sha256 in ((issued.document.file, issued.document.sha256), (issued.pdf, issued.pdf_sha256)):
        with file.open("rb") as stored:
            assert hashlib.sha256(stored.read()).hexdigest() == sha256
    with issued.pdf.open("rb") as stored:
        assert stored.read().startswith(b"%PDF-")


def test_the_word_file_of_a_draft_leaves_room_for_number_and_date(house: House) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)

    text = text_of(docx_of(draft))

    assert "Số:       /BC-SVHTTDL" in text
    assert actions.file_name(draft) == "DỰ THẢO Báo cáo BC-SVHTTDL, năm 2025.docx"
    assert composing.full_number(draft) == "/BC-SVHTTDL"


def test_a_draft_without_any_text_has_no_word_file_and_goes_to_nobody(house: House) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son, ())

    with pytest.raises(errors.UnprintableError):
        docx_of(draft)
    with pytest.raises(errors.NotReadyError):
        submit(draft, house.son)


def test_a_refused_registration_leaves_the_draft_as_it_was(house: House) -> None:
    year = make_year(house)
    draft = make_draft(house.department, year.period, house.son)
    make_approved(draft, house.son, house.minh)
    with transaction.atomic():
        issue(draft, house.minh)
        transaction.set_rollback(True)

    draft.refresh_from_db()
    assert (draft.state, draft.number, draft.document) == (DraftState.APPROVED, None, None)
    assert draft.figures.filter(frozen__isnull=False).count() == 0
