"""The sample province is a whole year's work, loaded by the same actions that people use."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from wagtail.models import ModelLogEntry

from nhipcau.activities.kinds import KINDS, PRESENT
from nhipcau.activities.models import Activity, ActivityCount
from nhipcau.bodies.models import Conclusion, Meeting, MeetingState, Obligation, Side
from nhipcau.briefings.models import Receipt
from nhipcau.desk.sample import SAMPLE_ACCOUNTS, load_sample
from nhipcau.drafting.models import Draft
from nhipcau.drafting.waiting import waiting
from nhipcau.newsroom.models import ItemText
from nhipcau.oversight.models import Inspection, Reply, Shortcoming
from nhipcau.practices.models import Practice
from nhipcau.programmes.models import (
    Ask,
    AskKind,
    Assignment,
    AssignmentState,
    AssignmentSum,
    BudgetLine,
    ParentChange,
    Programme,
    ProgrammeKind,
    ProgrammeState,
    ProgressNote,
    Resource,
    TaskTarget,
)
from nhipcau.programmes.tallying import by_theme, together
from nhipcau.registry.models import Document, DocumentState
from nhipcau.reporting.models import Submission, SubmissionState
from nhipcau.units.models import Membership, Role, Succession, Unit, User

AT = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture(scope="module")
def sample(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The sample, loaded on 22 November 2026: once for all tests, which only look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_sample({username: "một-mật-khẩu-đủ-dài" for username, _vi, _en in SAMPLE_ACCOUNTS}, AT)
        yield
        transaction.set_rollback(True)


def test_a_person_without_a_password_is_refused_and_nothing_is_left(db: None) -> None:
    with pytest.raises(KeyError):
        load_sample({}, AT)

    assert not Unit.objects.exists()


def test_the_sample_has_two_levels_some_forty_units_and_a_merger(sample: None) -> None:
    assert 35 <= Unit.objects.count() <= 45
    assert Succession.objects.count() >= 10


def test_every_role_can_sign_in(sample: None) -> None:
    people = User.objects.filter(username__in=[username for username, _vi, _en in SAMPLE_ACCOUNTS])

    assert all(person.check_password("một-mật-khẩu-đủ-dài") for person in people)
    roles = set(Membership.objects.filter(user__in=people).values_list("role", flat=True))
    assert roles == set(Role.values)


def test_the_year_s_work_stands_in_every_room(sample: None) -> None:
    assert Document.objects.filter(state=DocumentState.REGISTERED).count() == 12
    assert set(Programme.objects.values_list("state", flat=True)) == set(ProgrammeState)
    assert Activity.objects.filter(evidence__kind="photo").exists()
    states = set(Submission.objects.values_list("state", flat=True))
    assert states == {SubmissionState.APPROVED, SubmissionState.DRAFT}
    assert set(ItemText.objects.values_list("language", flat=True)) == {"vi", "en"}


def test_communes_did_something_of_nearly_every_kind_and_a_festival_has_parts_of_others(sample: None) -> None:
    festival = Activity.objects.get(kind="festival")

    assert {kind.code for kind in KINDS} - set(Activity.objects.values_list("kind", flat=True)) == {"other"}
    assert {theme.unit_id for theme in festival.themes.all()}.isdisjoint({festival.unit_id})
    assert festival.themes.count() == 2
    assert not ActivityCount.objects.filter(activity__host=festival, indicator__code__in=PRESENT).exists()


def test_the_directive_is_carried_out_over_three_levels_and_its_clauses_go_with_the_tasks(
    sample: None,
) -> None:
    below = Programme.objects.get(parent__parent__isnull=False)
    top = below.parent and below.parent.parent
    assert top is not None

    assert top.source is not None
    assert top.source.number == "03/CT-UBND"
    assert 11 <= top.tasks.count() <= 13
    assert not top.tasks.filter(clause="").exists()
    assert top.tasks.filter(finding__isnull=False).count() == top.tasks.count()
    assert Programme.objects.filter(parent=top, state=ProgrammeState.DRAFT).exists()
    assert not below.tasks.filter(clause="").exists()


def test_tasks_stand_in_every_state_and_in_each_of_the_four_cells(sample: None) -> None:
    cells = together(by_theme(AssignmentSum.objects.given(), AT.date()))

    assert set(Assignment.objects.values_list("state", flat=True)) == set(AssignmentState)
    assert (
        min(cells.done_in_time, cells.done_late, cells.open_in_time, cells.open_late, cells.open_undated) > 0
    )
    assert Assignment.objects.filter(taken_up=True).exists()
    assert Assignment.objects.filter(passed_from__isnull=False).exists()
    assert Assignment.objects.filter(turn__gt=1).exists()
    assert ProgressNote.objects.exclude(link="").exists()
    assert ProgressNote.objects.exclude(file="").exists()


def test_everything_that_can_be_asked_was_asked_and_some_of_it_waits_for_an_answer(sample: None) -> None:
    asked = set(Ask.objects.values_list("kind", "answer"))

    assert {kind for kind, _answer in asked} == set(AskKind)
    assert {
        ("extension", "granted"),
        ("extension", "refused"),
        ("return", "granted"),
        ("pass_on", "granted"),
    } <= asked
    assert {("completion", "open"), ("extension", "open"), ("return", "open")} <= asked
    change = ParentChange.objects.get(kind="withdrawn")
    assert (change.answer, change.task.withdrawn_at) == ("open", None)


def test_a_campaign_and_the_year_s_programme_have_their_texts_targets_and_money(sample: None) -> None:
    campaign = Programme.objects.get(kind=ProgrammeKind.CAMPAIGN)

    assert campaign.texts.filter(section="evaluation").exists()
    assert campaign.budget.filter(spent__gt=0).exists()
    assert BudgetLine.objects.filter(task__isnull=True).exists()
    assert TaskTarget.objects.exists()
    assert Resource.objects.values("kind").distinct().count() == 2


def test_a_directive_is_known_here_and_not_there_and_one_stands_under_way(sample: None) -> None:
    told = Counter(
        (receipt.state, receipt.late, receipt.notice.due_on < AT.date())
        for receipt in Receipt.objects.select_related("notice")
    )

    assert told["finished", False, True] > 5
    assert min(told["finished", True, True], told["acknowledged", False, True], told["sent", False, True]) > 0
    assert min(told["opened", False, False], told["finished", False, False]) > 0


def test_a_committee_has_met_and_meets_again_and_two_bodies_work_jointly(sample: None) -> None:
    held, to_come = Meeting.objects.order_by("starts_at")

    assert held.minutes
    assert held.state == MeetingState.HELD
    assert to_come.starts_at > AT + timedelta(days=1)
    assert to_come.agenda.exists()
    assert Conclusion.objects.filter(task__isnull=False).count() == 2
    assert Conclusion.objects.filter(task__isnull=True).exists()
    assert Side.objects.filter(agreed_at__isnull=False).count() == 2
    assert Obligation.objects.filter(task__isnull=False).exists()


def test_one_was_inspected_one_checked_itself_and_a_good_practice_goes_round(sample: None) -> None:
    assert set(Shortcoming.objects.values_list("state", flat=True)) == {"open", "accepted"}
    assert Inspection.objects.filter(held_on__isnull=True).exists()
    assert Inspection.objects.filter(kind="self_check", sent_at__isnull=False).exists()
    assert Reply.objects.filter(sent_at__isnull=False).count() == 2
    assert Reply.objects.filter(sent_at__isnull=True).exists()
    practice = Practice.objects.get()
    assert practice.figures.exists()
    assert practice.commendations.exists()
    states = Assignment.objects.filter(task__spread__practice=practice).values_list("state", flat=True)
    assert set(states) == {AssignmentState.UNDER_WAY, AssignmentState.RETURNED, AssignmentState.NOT_STARTED}


def test_one_document_was_issued_and_others_are_in_the_making(sample: None) -> None:
    states = set(Draft.objects.values_list("template", "state"))
    (letter,) = Draft.objects.filter(state="issued")
    counted = letter.receivers.counted()
    reporter = User.objects.get(username="baocao")

    assert states == {
        ("letter", "issued"),
        ("plan", "in_review"),
        ("quarter_report", "draft"),
        ("joint_programme", "draft"),
    }
    assert 0 < counted["acknowledged"] < counted["units"]
    assert [one.kind for one in waiting(reporter, AT) if one.kind == "received"] == ["received"]
    assert Draft.objects.get(template="joint_programme").partners.exists()
    assert Draft.objects.get(template="quarter_report").figures.exists()


def test_every_step_of_it_is_in_the_audit_log(sample: None) -> None:
    actions = set(ModelLogEntry.objects.values_list("action", flat=True))

    rooms = {action.split(".")[0] for action in actions}
    assert {"units", "registry", "programmes", "activities", "reporting", "newsroom", "channels"} <= rooms
    assert {"briefings", "bodies", "oversight", "practices"} <= rooms
