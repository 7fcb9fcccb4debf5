"""The way of a draft to its approver and back: each step holds for one revision."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from nhipcau.audit.log import history
from nhipcau.drafting import actions, errors
from nhipcau.drafting.models import Draft, DraftState, StepKind
from nhipcau.drafting.tests.builders import (
    AT,
    TEXTS,
    approve,
    head_of,
    make_approved,
    make_draft,
    make_year,
    submit,
)
from nhipcau.units.tests.builders import House


@pytest.fixture
def draft(house: House) -> Draft:
    """A draft of the department that can be issued."""
    return make_draft(house.department, make_year(house).period, house.son)


def test_each_step_is_kept_with_its_revision_its_person_and_what_was_said(house: House, draft: Draft) -> None:
    actions.submit_draft(draft, remark="Xin ý kiến", by=house.son, at=AT, before=draft.revision)
    actions.return_draft(draft, remark="Bổ sung nguồn", by=house.minh, at=AT)
    make_approved(draft, house.son, house.minh)

    steps = [(step.kind, step.revision, step.taken_by, step.remark) for step in draft.steps.all()]
    assert steps == [
        (StepKind.SUBMITTED, draft.revision, house.son, "Xin ý kiến"),
        (StepKind.RETURNED, draft.revision, house.minh, "Bổ sung nguồn"),
        (StepKind.SUBMITTED, draft.revision, house.son, ""),
        (StepKind.APPROVED, draft.revision, house.minh, ""),
    ]
    assert history(draft).filter(action="drafting.draft_approved").exists()


def test_a_draft_that_was_sent_is_not_written_until_it_is_opened_again(house: House, draft: Draft) -> None:
    submit(draft, house.son)
    draft.refresh_from_db()

    with pytest.raises(errors.UnderReviewError):
        actions.write_sections(draft, TEXTS, by=house.son, at=AT, before=draft.revision)
    with pytest.raises(errors.UnderReviewError):
        actions.write_head(draft, head_of(draft, place="Bến Cát"), by=house.son, at=AT, before=draft.revision)
    actions.reopen_draft(draft, by=house.son, at=AT)

    written = actions.write_head(
        draft, head_of(draft, place="Bến Cát"), by=house.son, at=AT, before=draft.revision
    )
    assert written.place == "Bến Cát"


def test_opening_an_approved_draft_again_ends_its_approval(house: House, draft: Draft) -> None:
    approved = make_approved(draft, house.son, house.minh)
    assert (approved.state, approved.approved_revision) == (DraftState.APPROVED, approved.revision)

    opened = actions.reopen_draft(approved, by=house.minh, at=AT)

    assert (opened.state, opened.approved_revision, opened.approved_fingerprint) == (
        DraftState.DRAFT,
        None,
        "",
    )


def test_only_an_approver_of_the_unit_approves_or_gives_back(house: House, draft: Draft) -> None:
    submit(draft, house.son)

    for person in (house.son, house.lan, house.tam, house.khach):
        with pytest.raises(PermissionDenied):
            approve(draft, person)
        with pytest.raises(PermissionDenied):
            actions.return_draft(draft, remark="…", by=person, at=AT)

    assert approve(draft, house.minh).state == DraftState.APPROVED


def test_what_was_not_sent_is_neither_approved_nor_given_back(house: House, draft: Draft) -> None:
    with pytest.raises(errors.NotSubmittedError):
        approve(draft, house.minh)
    with pytest.raises(errors.NotSubmittedError):
        actions.return_draft(draft, remark="Bổ sung", by=house.minh, at=AT)
    submit(draft, house.son)
    with pytest.raises(errors.NotWrittenError):
        submit(draft, house.son)


def test_a_draft_given_back_says_why(house: House, draft: Draft) -> None:
    submit(draft, house.son)

    with pytest.raises(errors.RemarkMissingError):
        actions.return_draft(draft, remark="  ", by=house.minh, at=AT)

    draft.refresh_from_db()
    assert draft.state == DraftState.IN_REVIEW


def test_a_draft_goes_through_its_pages_to_the_approver_and_comes_back(
    house: House, client: Client, draft: Draft
) -> None:
    client.force_login(house.son)
    sent = client.post(
        reverse("drafting:submit", args=[draft.pk]), {"remark": "Xin duyệt", "before": draft.revision}
    )
    client.force_login(house.minh)
    approving = reverse("drafting:approve", args=[draft.pk])
    page = client.get(approving)
    empty = client.post(reverse("drafting:return", args=[draft.pk]), {"remark": ""})
    given_back = client.post(reverse("drafting:return", args=[draft.pk]), {"remark": "Sửa mục II"})

    assert sent["Location"] == given_back["Location"] == reverse("drafting:draft", args=[draft.pk])
    assert "Xin duyệt" in page.content.decode()
    assert empty.status_code == 422
    assert "Sửa mục II" in client.get(reverse("drafting:draft", args=[draft.pk])).content.decode()


def test_a_draft_that_somebody_saved_meanwhile_is_not_sent(
    house: House, client: Client, draft: Draft
) -> None:
    client.force_login(house.son)

    answer = client.post(
        reverse("drafting:submit", args=[draft.pk]), {"remark": "Xin duyệt", "before": draft.revision - 1}
    )

    draft.refresh_from_db()
    assert answer.status_code == 422
    assert "Xin duyệt" in answer.content.decode()
    assert draft.state == DraftState.DRAFT
