"""Figures to be looked at again: marked and cleared with a note by the asking office, seen by all who see the answer."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from nhipcau.audit.log import history
from nhipcau.reporting import errors
from nhipcau.reporting.actions import approve_many
from nhipcau.reporting.marking import clear_mark, mark_figure, marks_of
from nhipcau.reporting.models import Submission, SubmissionState
from nhipcau.reporting.tests.builders import (
    AFTER_CUT_OFF,
    make_answer,
    make_collection,
    make_form,
    make_indicator,
)
from nhipcau.units.tests.builders import House


@pytest.fixture
def answer(house: House) -> Submission:
    """Ward A has sent 31 sessions."""
    collection = make_collection(make_form(house.department, make_indicator("so-cuoc")), house.ward_a)
    return make_answer(collection, house.ward_a, {"so-cuoc": 31}, state=SubmissionState.SUBMITTED)


def test_a_mark_changes_no_figure_and_is_cleared_with_what_was_found(
    house: House, answer: Submission
) -> None:
    mark_figure(answer, "so-cuoc", note="Gấp ba năm trước?", by=house.son, at=AFTER_CUT_OFF)

    (marked,) = marks_of(answer)
    assert marked.number == 31
    assert marked.follow_up_note == "Gấp ba năm trước?"
    answer.refresh_from_db()
    assert (answer.revision, answer.state) == (0, SubmissionState.SUBMITTED)

    clear_mark(answer, "so-cuoc", note="Đúng, có hội thi", by=house.minh, at=AFTER_CUT_OFF)

    assert marks_of(answer) == []
    told = [row.data["note"] for row in history(answer)]
    assert told == ["Đúng, có hội thi", "Gấp ba năm trước?"]


def test_a_marked_answer_is_not_approved_with_others(house: House, answer: Submission) -> None:
    mark_figure(answer, "so-cuoc", note="Xem lại", by=house.minh, at=AFTER_CUT_OFF)

    def approved() -> tuple[int, ...]:
        some = list(Submission.objects.in_full().filter(pk=answer.pk))
        return approve_many(some, revisions={answer.pk: 0}, by=house.minh, at=AFTER_CUT_OFF)

    assert approved() == ()
    clear_mark(answer, "so-cuoc", note="Đúng", by=house.minh, at=AFTER_CUT_OFF)
    assert approved() == (answer.pk,)


@pytest.mark.parametrize("person", ["lan", "hoa", "tam", "vy", "khach"])
def test_only_officers_and_approvers_of_the_asking_office_mark(
    house: House, answer: Submission, person: str
) -> None:
    with pytest.raises(PermissionDenied):
        mark_figure(answer, "so-cuoc", note="Xem lại", by=getattr(house, person), at=AFTER_CUT_OFF)


def test_what_cannot_be_marked_says_why(house: House, answer: Submission) -> None:
    with pytest.raises(errors.NoteMissingError):
        mark_figure(answer, "so-cuoc", note="  ", by=house.son, at=AFTER_CUT_OFF)
    with pytest.raises(errors.NoSuchFigureError):
        mark_figure(answer, "la", note="Xem lại", by=house.son, at=AFTER_CUT_OFF)
    Submission.objects.filter(pk=answer.pk).update(state=SubmissionState.DRAFT)
    answer.refresh_from_db()
    with pytest.raises(errors.NotSentError):
        mark_figure(answer, "so-cuoc", note="Xem lại", by=house.son, at=AFTER_CUT_OFF)


def test_the_mark_is_seen_in_approval_by_the_unit_and_in_the_totals(
    client: Client, house: House, answer: Submission
) -> None:
    client.force_login(house.minh)
    client.post(reverse("reporting:mark", args=[answer.pk]), {"code": "so-cuoc", "note": "Gấp ba?"})

    assert "Gấp ba?" in client.get(reverse("reporting:decide", args=[answer.pk])).content.decode()
    assert "có số cần xem lại" in client.get(reverse("reporting:waiting")).content.decode()
    total = {"unit": str(house.province.pk), "approved": "0"}
    page = client.get(reverse("reporting:total", args=["so-cuoc"]), total).content.decode()
    assert "cần xem lại" in page
    client.force_login(house.lan)
    seen = client.get(reverse("reporting:submission", args=[answer.pk])).content.decode()
    assert "Gấp ba?" in seen
    assert "Đánh dấu số liệu" not in seen

    client.force_login(house.minh)
    client.post(reverse("reporting:clear_mark", args=[answer.pk]), {"code": "so-cuoc", "note": "Đúng"})
    assert "Gấp ba?" not in client.get(reverse("reporting:decide", args=[answer.pk])).content.decode()
