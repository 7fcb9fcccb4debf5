"""Filling in, sending, returning and approving."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from nhipcau.audit import log
from nhipcau.reporting import errors
from nhipcau.reporting.actions import (
    Entry,
    approve_many,
    approve_submission,
    return_submission,
    save_values,
    start_submission,
    submit_submission,
)
from nhipcau.reporting.models import Collection, Submission, SubmissionState, ValueState
from nhipcau.reporting.sheet import open_sheet
from nhipcau.reporting.tests.builders import (
    AFTER_CUT_OFF,
    DURING,
    TOO_LATE,
    make_activity,
    make_answer,
    make_collection,
    make_form,
    make_indicator,
    make_period,
)
from nhipcau.units.tests.builders import House


@pytest.fixture
def collection(house: House) -> Collection:
    """The fourth quarter asks both wards for sessions and attendance."""
    sessions, people = make_indicator("so-cuoc"), make_indicator("luot-nguoi")
    return make_collection(make_form(house.department, sessions, people), house.ward_a, house.ward_b)


@pytest.fixture
def answer(house: House, collection: Collection) -> Submission:
    """Lan's answer, begun."""
    return start_submission(collection, house.ward_a, by=house.lan, at=DURING)


def fill(answer: Submission, house: House, at: datetime = DURING, **texts: str) -> Submission:
    entries = {code.replace("_", "-"): Entry(text) for code, text in texts.items()}
    answer.refresh_from_db()
    return save_values(answer, entries, revision=answer.revision, by=house.lan, at=at).submission


def send(answer: Submission, house: House, at: datetime = AFTER_CUT_OFF) -> Submission:
    answer.refresh_from_db()
    return submit_submission(answer, revision=answer.revision, by=house.lan, at=at)


def cells(answer: Submission) -> dict[str, tuple[str, Decimal | None]]:
    rows = answer.values.values_list("indicator__code", "state", "number")
    return {code: (state, number) for code, state, number in rows}


def test_an_answer_begins_with_what_the_activities_counted(house: House, collection: Collection) -> None:
    make_activity(house.ward_a, house.lan, {"so-cuoc": 1, "luot-nguoi": 80})
    make_activity(house.ward_a, house.lan, {"so-cuoc": 2})
    make_activity(house.ward_b, house.hoa, {"so-cuoc": 9})

    answer = start_submission(collection, house.ward_a, by=house.lan, at=DURING)

    assert cells(answer) == {"so-cuoc": ("number", Decimal(3)), "luot-nguoi": ("number", Decimal(80))}
    assert start_submission(collection, house.ward_a, by=house.lan, at=DURING) == answer


def test_only_a_reporter_of_the_unit_begins_saves_and_sends(house: House, answer: Submission) -> None:
    fill(answer, house, so_cuoc="1", luot_nguoi="2")
    answer.refresh_from_db()
    for other in (house.hoa, house.son, house.minh, house.khach):
        with pytest.raises(PermissionDenied):
            start_submission(answer.collection, house.ward_a, by=other, at=DURING)
        with pytest.raises(PermissionDenied):
            save_values(answer, {}, revision=answer.revision, by=other, at=DURING)
        with pytest.raises(PermissionDenied):
            submit_submission(answer, revision=answer.revision, by=other, at=AFTER_CUT_OFF)

    assert send(answer, house).state == SubmissionState.SUBMITTED


def test_a_unit_that_is_not_asked_begins_nothing(house: House) -> None:
    collection = make_collection(make_form(house.department, make_indicator("so-cuoc")), house.ward_b)

    with pytest.raises(errors.NotOwedError):
        start_submission(collection, house.ward_a, by=house.lan, at=DURING)


def test_a_wrong_figure_is_refused_beside_its_cell_and_the_rest_is_kept(
    house: House, answer: Submission
) -> None:
    entries = {"so-cuoc": Entry("mười hai"), "luot-nguoi": Entry("1.200", note="ước tính")}

    saved = save_values(
        answer, entries, revision=answer.revision, by=house.lan, at=DURING, narrative=" Tốt. "
    )

    assert list(saved.refused) == ["so-cuoc"]
    assert cells(answer) == {"so-cuoc": ("blank", None), "luot-nguoi": ("number", Decimal(1200))}
    assert saved.submission.narrative == "Tốt."


@pytest.mark.parametrize("typed", ["-1", "12a", "9999999999999999", "1,5"])
def test_text_negative_absurd_and_broken_counts_are_refused(
    house: House, answer: Submission, typed: str
) -> None:
    saved = save_values(answer, {"so-cuoc": Entry(typed)}, revision=0, by=house.lan, at=DURING)

    assert "so-cuoc" in saved.refused
    assert cells(answer)["so-cuoc"] == ("blank", None)


def test_zero_blank_and_did_not_occur_are_three_things(house: House, answer: Submission) -> None:
    save_values(
        answer,
        {"so-cuoc": Entry("0"), "luot-nguoi": Entry(not_applicable=True)},
        revision=0,
        by=house.lan,
        at=DURING,
    )
    assert cells(answer) == {
        "so-cuoc": (ValueState.NUMBER, Decimal(0)),
        "luot-nguoi": (ValueState.NOT_APPLICABLE, None),
    }

    answer.refresh_from_db()
    save_values(answer, {"so-cuoc": Entry("")}, revision=answer.revision, by=house.lan, at=DURING)
    assert cells(answer)["so-cuoc"] == (ValueState.BLANK, None)


def test_a_number_with_did_not_occur_is_a_contradiction(house: House, answer: Submission) -> None:
    both = {"so-cuoc": Entry("3", not_applicable=True)}

    assert "so-cuoc" in save_values(answer, both, revision=0, by=house.lan, at=DURING).refused


def test_a_required_blank_cell_holds_the_report_back_and_is_named(house: House, answer: Submission) -> None:
    fill(answer, house, so_cuoc="3")
    with pytest.raises(errors.MissingCellsError) as refused:
        send(answer, house)
    assert "luot-nguoi" in str(refused.value.message)

    fill(answer, house, luot_nguoi="0")
    assert send(answer, house).state == SubmissionState.SUBMITTED


def test_on_time_is_a_fact_of_the_first_sending(house: House, answer: Submission) -> None:
    fill(answer, house, so_cuoc="3", luot_nguoi="90")
    sent = send(answer, house)
    return_submission(sent, reason="Xem lại", cells={}, revision=sent.revision, by=house.minh, at=TOO_LATE)
    fill(answer, house, at=TOO_LATE, so_cuoc="4")

    again = send(answer, house, at=TOO_LATE)

    assert (again.first_submitted_at, again.submitted_at) == (AFTER_CUT_OFF, TOO_LATE)
    assert [row.data["on_time"] for row in log.history(again) if row.action.endswith("submitted")] == [
        True,
        True,
    ]


def test_what_was_sent_is_frozen_and_a_return_shows_only_what_changed(
    house: House, answer: Submission
) -> None:
    fill(answer, house, so_cuoc="3", luot_nguoi="90")
    sent = send(answer, house)
    asked = {"so-cuoc": "Kiểm tra lại số cuộc"}
    return_submission(sent, reason="", cells=asked, revision=sent.revision, by=house.minh, at=AFTER_CUT_OFF)
    fill(answer, house, so_cuoc="4")
    send(answer, house, at=TOO_LATE)
    answer.refresh_from_db()

    (changed,) = open_sheet(answer).changed

    assert (changed.indicator.code, changed.asked) == ("so-cuoc", "Kiểm tra lại số cuộc")
    assert changed.decided is not None
    assert (changed.decided.number, changed.cell.number) == (Decimal(3), Decimal(4))
    assert [version.values["so-cuoc"]["number"] for version in answer.versions.all()] == ["3", "4"]


def test_sent_figures_stay_as_they_are_until_returned(house: House, answer: Submission) -> None:
    fill(answer, house, so_cuoc="3", luot_nguoi="90")
    sent = send(answer, house)

    with pytest.raises(errors.NotOpenError):
        fill(answer, house, so_cuoc="5")
    return_submission(
        sent, reason="Xem lại", cells={}, revision=sent.revision, by=house.minh, at=AFTER_CUT_OFF
    )

    assert cells(fill(answer, house, so_cuoc="5"))["so-cuoc"] == ("number", Decimal(5))


def test_a_report_changed_meanwhile_is_not_overwritten(house: House, answer: Submission) -> None:
    seen = answer.revision
    save_values(answer, {"so-cuoc": Entry("3")}, revision=seen, by=house.lan, at=DURING)

    with pytest.raises(errors.ChangedMeanwhileError):
        save_values(answer, {"so-cuoc": Entry("9")}, revision=seen, by=house.lan, at=DURING)
    assert cells(answer)["so-cuoc"] == ("number", Decimal(3))


def test_only_an_approver_reaching_the_asking_unit_decides(house: House, collection: Collection) -> None:
    answer = make_answer(
        collection, house.ward_b, {"so-cuoc": 3, "luot-nguoi": 9}, state=SubmissionState.SUBMITTED
    )
    for other in (house.hoa, house.son, house.lan, house.khach):
        with pytest.raises(PermissionDenied):
            approve_submission(answer, revision=0, by=other, at=TOO_LATE)
        with pytest.raises(PermissionDenied):
            return_submission(answer, reason="x", cells={}, revision=0, by=other, at=TOO_LATE)

    assert (
        approve_submission(answer, revision=0, by=house.minh, at=TOO_LATE).state == SubmissionState.APPROVED
    )
    with pytest.raises(errors.NotSentError):
        approve_submission(answer, revision=1, by=house.minh, at=TOO_LATE)


def test_a_return_needs_a_reason_and_reopens_an_approved_report(house: House, collection: Collection) -> None:
    answer = make_answer(collection, house.ward_a, {"so-cuoc": 3, "luot-nguoi": 9})

    with pytest.raises(errors.ReasonMissingError):
        return_submission(answer, reason=" ", cells={}, revision=0, by=house.minh, at=TOO_LATE)
    returned = return_submission(answer, reason="Sai kỳ", cells={}, revision=0, by=house.minh, at=TOO_LATE)

    assert (returned.state, returned.approved_at) == (SubmissionState.RETURNED, None)


def test_many_are_approved_at_once_but_none_that_is_flagged(house: House, collection: Collection) -> None:
    earlier = make_collection(collection.form, house.ward_a, house.ward_b, period=make_period(number=3))
    make_answer(earlier, house.ward_b, {"so-cuoc": 3})
    usual = make_answer(
        collection, house.ward_a, {"so-cuoc": 3, "luot-nguoi": 9}, state=SubmissionState.SUBMITTED
    )
    odd = make_answer(
        collection, house.ward_b, {"so-cuoc": 300, "luot-nguoi": 9}, state=SubmissionState.SUBMITTED
    )

    approved = approve_many([usual, odd], revisions={usual.pk: 0, odd.pk: 0}, by=house.minh, at=TOO_LATE)

    assert approved == (usual.pk,)
    odd.refresh_from_db()
    assert odd.state == SubmissionState.SUBMITTED


def test_approving_many_is_for_approvers(house: House, collection: Collection) -> None:
    answer = make_answer(
        collection, house.ward_a, {"so-cuoc": 3, "luot-nguoi": 9}, state=SubmissionState.SUBMITTED
    )
    with pytest.raises(PermissionDenied):
        approve_many([answer], revisions={answer.pk: 0}, by=house.son, at=TOO_LATE)

    assert approve_many([answer], revisions={answer.pk: 0}, by=house.minh, at=TOO_LATE)


def test_those_concerned_get_a_letter_at_each_step(house: House, answer: Submission) -> None:
    fill(answer, house, so_cuoc="3", luot_nguoi="90")
    sent = send(answer, house)
    assert [letter.to for letter in mail.outbox] == [["minh@example.vn"]]

    return_submission(
        sent, reason="Kiểm tra số cuộc", cells={}, revision=sent.revision, by=house.minh, at=AFTER_CUT_OFF
    )
    assert mail.outbox[1].to == ["lan@example.vn"]
    assert "Kiểm tra số cuộc" in mail.outbox[1].body

    fill(answer, house, so_cuoc="4")
    sent = send(answer, house)
    assert mail.outbox[2].to == ["minh@example.vn"]
    approve_submission(sent, revision=sent.revision, by=house.minh, at=TOO_LATE)
    assert mail.outbox[3].to == ["lan@example.vn"]


def test_every_write_leaves_its_audit_row(house: House, answer: Submission) -> None:
    fill(answer, house, so_cuoc="3", luot_nguoi="90")
    sent = send(answer, house)
    approve_submission(sent, revision=sent.revision, by=house.minh, at=TOO_LATE)

    assert [(row.action, row.user) for row in reversed(log.history(answer))] == [
        ("reporting.submission_started", house.lan),
        ("reporting.values_saved", house.lan),
        ("reporting.submission_submitted", house.lan),
        ("reporting.submission_approved", house.minh),
    ]
