"""Every write of good practice: who may, in which order, what is refused."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from nhipcau.practices import access, actions, overviews, spreading
from nhipcau.practices.errors import (
    AnsweredAlreadyError,
    CommendedAlreadyError,
    ElsewhereError,
    EndedUnitError,
    ForeignerError,
    FutureDecisionError,
    KnownFigureError,
    KnownProofError,
    NoFiguresError,
    NotAboveError,
    NotAcceptedError,
    OldPageError,
    OtherProgrammeError,
    SentOnError,
    SpreadAlreadyError,
    UnsaidError,
)
from nhipcau.practices.models import Act, Practice, PracticeState
from nhipcau.practices.overviews import Answers
from nhipcau.practices.tests.builders import (
    AT,
    DECIDED,
    FIGURE,
    TOLD,
    make_accepted,
    make_commended,
    make_offer,
    make_practice,
    make_proof,
    make_proposed,
    make_ready,
    make_reviewed,
    make_spread,
)
from nhipcau.practices.waiting import waiting
from nhipcau.programmes.issuing import issue_programme
from nhipcau.programmes.models import AssignmentState, Programme, Task
from nhipcau.programmes.tests.builders import assignment_of, make_draft, make_issued, task_plan
from nhipcau.shell import files
from nhipcau.units.actions import merge_units
from nhipcau.units.tests.builders import House, make_person

pytestmark = pytest.mark.django_db


def test_a_page_sent_twice_writes_one_practice(house: House) -> None:
    token = uuid4()
    first = actions.write(house.ward_a, TOLD, token=token, by=house.lan, at=AT)

    again = actions.write(house.ward_a, TOLD, token=token, by=house.lan, at=AT)

    assert again == first
    assert Practice.objects.count() == 1


def test_a_token_of_somebody_else_opens_nothing(house: House) -> None:
    theirs = make_practice(house)

    with pytest.raises(OldPageError):
        actions.write(house.ward_b, TOLD, token=theirs.token, by=house.hoa, at=AT)


def test_nobody_writes_for_another_unit_or_of_its_tasks(house: House) -> None:
    programme = make_issued(house)
    theirs = replace(TOLD, assignment=assignment_of(programme, house.ward_b))

    with pytest.raises(PermissionDenied):
        actions.write(house.ward_b, TOLD, token=uuid4(), by=house.lan, at=AT)
    with pytest.raises(ElsewhereError):
        actions.write(house.ward_a, theirs, token=uuid4(), by=house.lan, at=AT)


def test_figures_and_evidence_stand_once_and_are_taken_out_again(house: House) -> None:
    proof = make_proof(house)
    practice = proof.practice

    with pytest.raises(KnownFigureError):
        actions.add_figure(practice, FIGURE, by=house.lan)
    again = files.document("khac.pdf", b"%PDF-1.7\n%%EOF")
    with pytest.raises(KnownProofError):
        actions.add_proof(practice, file=again, by=house.lan, at=AT)
    with pytest.raises(PermissionDenied):
        actions.remove_proof(proof, by=house.hoa)
    actions.remove_proof(proof, by=house.lan)
    actions.remove_figure(practice.figures.get(), by=house.lan)

    assert not practice.figures.exists()
    assert not practice.proofs.exists()


def test_a_practice_is_proposed_with_figures_to_a_unit_above_or_one_that_gives_tasks(house: House) -> None:
    practice = make_practice(house)
    with pytest.raises(NoFiguresError):
        actions.propose(practice, house.province, by=house.lan, at=AT)
    actions.add_figure(practice, FIGURE, by=house.lan)
    for wrong in (house.ward_b, house.ward_a, house.department):
        with pytest.raises(NotAboveError):
            actions.propose(practice, wrong, by=house.lan, at=AT)
    make_issued(house)

    sent = actions.propose(practice, house.department, by=house.lan, at=AT)

    assert sent.state == PracticeState.PROPOSED


def test_what_was_sent_is_not_changed_until_it_comes_back(house: House) -> None:
    practice = make_reviewed(house)
    figure = practice.figures.get()
    for late in (
        lambda: actions.change(practice, TOLD, by=house.lan),
        lambda: actions.add_figure(practice, replace(FIGURE, period="2025"), by=house.lan),
        lambda: actions.remove_figure(figure, by=house.lan),
        lambda: actions.propose(practice, house.province, by=house.lan, at=AT),
        lambda: actions.decide(practice, Act.TAKE_BACK, by=house.lan, at=AT),
    ):
        with pytest.raises(SentOnError):
            late()
    actions.decide(practice, Act.SEND_BACK, "Thiếu kinh phí", by=house.son, at=AT)

    actions.change(practice, replace(TOLD, how="Cần 2 triệu đồng."), by=house.lan)
    sent = actions.propose(practice, house.province, by=house.lan, at=AT)

    assert [step.act for step in sent.steps.all()] == ["send", "send_back", "review", "send"]


def test_the_unit_asked_decides_and_nobody_else(house: House) -> None:
    practice = make_proposed(house)
    for stranger in (house.lan, house.hoa, house.minh, house.khach):
        with pytest.raises(PermissionDenied):
            actions.decide(practice, Act.REVIEW, by=stranger, at=AT)
    actions.decide(practice, Act.REVIEW, by=house.son, at=AT)
    for act in (Act.REFUSE, Act.SEND_BACK):
        with pytest.raises(UnsaidError):
            actions.decide(practice, act, "  ", by=house.son, at=AT)

    decided = actions.decide(practice, Act.REFUSE, "Chưa đủ số liệu", by=house.son, at=AT)

    assert decided.state == PracticeState.NOT_ACCEPTED
    with pytest.raises(SentOnError):
        actions.decide(practice, Act.ACCEPT, by=house.son, at=AT)
    with pytest.raises(SentOnError):
        actions.decide(make_ready(house), Act.SEND, by=house.lan, at=AT)


def test_another_unit_reads_what_was_accepted_and_nothing_else(house: House) -> None:
    hidden = [
        make_practice(house),
        make_proposed(house),
        make_reviewed(house),
        actions.decide(make_reviewed(house), Act.REFUSE, "Không", by=house.son, at=AT),
        actions.decide(make_reviewed(house), Act.SEND_BACK, "Thêm", by=house.son, at=AT),
    ]
    for practice in hidden:
        for stranger in (house.hoa, house.khach, house.vy):
            with pytest.raises(Http404):
                access.get_practice(stranger, practice.pk)

    open_to_all = make_accepted(house)

    for reader in (house.hoa, house.khach, house.vy):
        assert access.get_practice(reader, open_to_all.pk) == open_to_all
        assert not access.is_inside(reader, open_to_all)
    with pytest.raises(Http404):
        access.get_practice(make_person("khong"), open_to_all.pk)


def test_a_practice_becomes_an_optional_task_of_other_units(house: House) -> None:
    spread = make_spread(house)

    assert spread.task.optional
    assert [one.unit for one in spread.task.assignments.all()] == [house.ward_b]
    assert overviews.answers_of([spread]) == {spread.pk: Answers(silent=1)}


def test_only_an_accepted_practice_is_spread_in_a_draft_of_the_unit_and_once(house: House) -> None:
    plan = task_plan(each=(house.ward_b.pk,))
    with pytest.raises(NotAcceptedError):
        spreading.spread(make_reviewed(house), house.department, plan, None, by=house.son, at=AT)
    practice, draft = make_accepted(house), make_draft(house)
    with pytest.raises(OtherProgrammeError):
        spreading.spread(practice, house.province, plan, draft, by=house.son, at=AT)
    with pytest.raises(PermissionDenied):
        spreading.spread(practice, house.ward_b, plan, None, by=house.hoa, at=AT)
    spreading.spread(practice, house.department, plan, draft, by=house.son, at=AT)

    with pytest.raises(SpreadAlreadyError):
        spreading.spread(practice, house.department, plan, None, by=house.son, at=AT)

    assert Programme.objects.count() == 1
    assert Task.objects.filter(optional=True).count() == 1


def test_a_unit_takes_it_up_and_that_is_seen(house: House) -> None:
    offer = make_offer(house)
    spread = offer.task.spread

    spreading.take_up(offer, text="Nhận", by=house.hoa, at=AT)

    assert overviews.answers_of([spread])[spread.pk] == Answers(taken_up=1)
    with pytest.raises(AnsweredAlreadyError):
        spreading.decline(offer, "Không hợp", by=house.hoa, at=AT)
    with pytest.raises(AnsweredAlreadyError):
        spreading.take_up(offer, text="Nhận", by=house.hoa, at=AT)


def test_a_unit_declines_at_once_with_its_reason(house: House) -> None:
    offer = make_offer(house)
    spread = offer.task.spread

    with pytest.raises(PermissionDenied):
        spreading.decline(offer, "Không hợp", by=house.lan, at=AT)
    spreading.decline(offer, "Không có biển", by=house.hoa, at=AT)

    offer.refresh_from_db()
    assert offer.state == AssignmentState.RETURNED
    assert offer.asks.get().reason == "Không có biển"
    assert overviews.answers_of([spread])[spread.pk] == Answers(declined=1)
    assert list(overviews.units_that(spread, "declined")) == [offer]
    assert list(overviews.units_that(spread, "silent")) == []


def test_units_are_commended_by_a_decision_that_was_made_once(house: House) -> None:
    spread = make_spread(house)
    practice = spread.practice
    with pytest.raises(PermissionDenied):
        actions.commend(practice, house.ward_a, DECIDED, by=house.lan, at=AT)
    with pytest.raises(ForeignerError):
        actions.commend(practice, house.ward_b, DECIDED, by=house.son, at=AT)
    later = replace(DECIDED, decided_on=date(2026, 9, 11))
    with pytest.raises(FutureDecisionError):
        actions.commend(practice, house.ward_a, later, by=house.son, at=AT)
    with pytest.raises(NotAcceptedError):
        actions.commend(make_reviewed(house), house.ward_a, DECIDED, by=house.son, at=AT)
    spreading.take_up(spread.task.assignments.get(), text="Nhận", by=house.hoa, at=AT)

    for unit in (house.ward_a, house.ward_b):
        actions.commend(practice, unit, DECIDED, by=house.son, at=AT)
        with pytest.raises(CommendedAlreadyError):
            actions.commend(practice, unit, DECIDED, by=house.son, at=AT)

    assert practice.commendations.count() == 2


def test_a_commendation_names_no_person(house: House) -> None:
    fields = {field.name for field in make_commended(house)._meta.get_fields()}

    assert fields == {
        "id", "practice", "unit", "authority", "form", "number", "decided_on", "document", "at", "by",
    }  # fmt: skip


def _merge_a_into_b(house: House) -> None:
    merged_on = timezone.localdate() - timedelta(days=5)
    merge_units(
        [house.ward_a], house.ward_b, effective_on=merged_on, legal_basis="NQ 1", by=house.quang, at=AT
    )


def test_the_successor_of_a_merged_unit_answers_and_the_past_keeps_its_name(house: House) -> None:
    back = actions.decide(make_reviewed(house), Act.SEND_BACK, "Thêm số liệu", by=house.son, at=AT)
    with pytest.raises(Http404):
        access.get_practice(house.hoa, back.pk)
    _merge_a_into_b(house)

    assert access.get_practice(house.hoa, back.pk).unit.name == "Phường A"
    assert "practice_sent_back" in {one.kind for one in waiting(house.hoa, timezone.now())}
    actions.add_figure(back, replace(FIGURE, period="Quý IV năm 2026"), by=house.hoa)
    sent = actions.propose(back, house.province, by=house.hoa, at=AT)

    assert sent.state == PracticeState.PROPOSED
    assert sent.unit == house.ward_a
    with pytest.raises(EndedUnitError):
        actions.write(house.ward_a, TOLD, token=uuid4(), by=house.hoa, at=AT)


def test_an_offer_to_a_merged_unit_is_told_apart_from_an_answer(house: House) -> None:
    practice = actions.write(house.ward_b, TOLD, token=uuid4(), by=house.hoa, at=AT)
    actions.add_figure(practice, FIGURE, by=house.hoa)
    actions.propose(practice, house.province, by=house.hoa, at=AT)
    actions.decide(practice, Act.REVIEW, by=house.son, at=AT)
    actions.decide(practice, Act.ACCEPT, by=house.son, at=AT)
    plan = task_plan(each=(house.ward_a.pk,))
    programme = spreading.spread(practice, house.department, plan, None, by=house.son, at=AT)
    issue_programme(programme, by=house.son, at=AT)
    spread = practice.spreads.get()
    spread.task.assignments.update(state=AssignmentState.PASSED_ON)

    assert overviews.answers_of([spread])[spread.pk].asked == 0
    assert list(overviews.units_that(spread, "")) == []


def test_what_waits_is_told_to_the_one_it_waits_for(house: House) -> None:
    make_proposed(house)
    now = timezone.now()

    assert [one.kind for one in waiting(house.son, now)] == ["practice"]
    assert waiting(house.lan, now) == []
    make_spread(house, due_on=None, undated=True)
    assert [one.kind for one in waiting(house.hoa, now)] == ["practice_offered"]
    assert waiting(house.vy, now) == []
