"""The sample province is a whole year's work, loaded by the same actions that people use."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from wagtail.models import ModelLogEntry

from nhipcau.activities.kinds import KINDS, PRESENT
from nhipcau.activities.models import Activity, ActivityCount
from nhipcau.desk.sample import SAMPLE_ACCOUNTS, load_sample
from nhipcau.newsroom.models import ItemText
from nhipcau.programmes.models import Programme, ProgrammeState
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
    assert Document.objects.filter(state=DocumentState.REGISTERED).count() == 2
    assert Programme.objects.get().state == ProgrammeState.ISSUED
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


def test_every_step_of_it_is_in_the_audit_log(sample: None) -> None:
    actions = set(ModelLogEntry.objects.values_list("action", flat=True))

    rooms = {action.split(".")[0] for action in actions}
    assert {"units", "registry", "programmes", "activities", "reporting", "newsroom", "channels"} <= rooms
