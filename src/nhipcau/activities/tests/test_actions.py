"""Logging and changing activities."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied

from nhipcau.activities import actions, proof
from nhipcau.activities.actions import ActivityFields
from nhipcau.activities.errors import CountError, FutureError, TaskError, UnitThenError, WrongDaysError
from nhipcau.activities.models import Activity, Evidence
from nhipcau.activities.tests.builders import AT, DAY, jpeg
from nhipcau.audit.log import history
from nhipcau.indicators.tests.builders import make_indicator
from nhipcau.programmes.models import Assignment, Programme, ProgrammeState, Task
from nhipcau.units.models import Unit
from nhipcau.units.tests.builders import House

FIELDS = ActivityFields(title="Nói chuyện về thị thực", starts_on=DAY, place="Hội trường")


def stored_files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def make_assignment(house: House, unit: Unit, state: str = ProgrammeState.ISSUED) -> Assignment:
    programme = Programme.objects.create(
        unit=house.province, title="x", starts_on=DAY, ends_on=DAY, state=state
    )
    task = Task.objects.create(programme=programme, title="Giới thiệu thủ tục đầu tư")
    return Assignment.objects.create(task=task, unit=unit)


def test_an_activity_is_logged_by_the_reporter_of_the_unit_and_by_nobody_else(house: House) -> None:
    counts = [(make_indicator("sessions"), Decimal(2)), (make_indicator("attendances"), Decimal(120))]
    for refused in (house.hoa, house.son, house.quang, house.khach):
        with pytest.raises(PermissionDenied):
            actions.log_activity(house.ward_a, FIELDS, counts=counts, by=refused, at=AT)

    activity = actions.log_activity(
        house.ward_a, FIELDS, counts=counts, evidence=[proof.photo("ảnh.jpg", jpeg())], by=house.lan, at=AT
    )

    assert activity.counts.count() == 2
    assert history(activity).get().data["counts"] == {"sessions": "2", "attendances": "120"}
    evidence = activity.evidence.get()
    with evidence.file.open("rb") as file:
        assert proof.NewEvidence("photo", content=file.read()).sha256 == evidence.sha256


def test_days_to_come_days_turned_round_and_days_before_the_unit_are_refused(house: House) -> None:
    for fields, error in [
        (replace(FIELDS, starts_on=date(2026, 3, 3)), FutureError),
        (replace(FIELDS, ends_on=date(2026, 3, 3)), FutureError),
        (replace(FIELDS, ends_on=date(2026, 2, 19)), WrongDaysError),
        (replace(FIELDS, starts_on=date(2019, 12, 31)), UnitThenError),
    ]:
        with pytest.raises(error):
            actions.log_activity(house.ward_a, fields, by=house.lan, at=AT)

    actions.log_activity(house.ward_a, replace(FIELDS, starts_on=date(2026, 3, 2)), by=house.lan, at=AT)


def test_an_activity_stands_only_under_a_task_that_was_given_to_its_unit(house: House) -> None:
    own = make_assignment(house, house.ward_a)
    for wrong in (
        make_assignment(house, house.ward_b),
        make_assignment(house, house.ward_a, ProgrammeState.DRAFT),
    ):
        with pytest.raises(TaskError):
            actions.log_activity(house.ward_a, replace(FIELDS, assignment=wrong), by=house.lan, at=AT)

    activity = actions.log_activity(house.ward_a, replace(FIELDS, assignment=own), by=house.lan, at=AT)
    assert activity.assignment == own


def test_counts_that_cannot_be_are_refused(house: House) -> None:
    sessions = make_indicator("sessions")
    ratio = make_indicator("share", numerator=sessions, denominator=sessions)
    for counts in (
        [(sessions, Decimal(1)), (sessions, Decimal(2))],
        [(sessions, Decimal("1.5"))],
        [(sessions, Decimal(-1))],
        [(sessions, Decimal(10) ** 13)],
        [(ratio, Decimal(1))],
    ):
        with pytest.raises(CountError):
            actions.log_activity(house.ward_a, FIELDS, counts=counts, by=house.lan, at=AT)


def test_when_evidence_cannot_be_stored_nothing_of_the_activity_stays(house: House) -> None:
    whole, broken = proof.photo("ảnh.jpg", jpeg()), proof.NewEvidence("link", url="no address")
    before = stored_files()

    with pytest.raises(Exception, match="url"):
        actions.log_activity(house.ward_a, FIELDS, evidence=[whole, broken], by=house.lan, at=AT)

    assert stored_files() == before
    assert not Activity.objects.exists()


def test_an_activity_is_corrected_by_its_reporter_with_an_audit_row_of_what_changed(house: House) -> None:
    sessions, trainees = make_indicator("sessions"), make_indicator("trainees")
    activity = actions.log_activity(
        house.ward_a, FIELDS, counts=[(sessions, Decimal(1))], by=house.lan, at=AT
    )
    new = replace(FIELDS, place="Nhà văn hóa")
    with pytest.raises(PermissionDenied):
        actions.change_activity(activity, new, counts=[], by=house.son, at=AT)

    actions.change_activity(activity, new, counts=[(trainees, Decimal(9))], by=house.lan, at=AT)

    assert activity.counts.get().indicator == trainees
    newest = history(activity).first()
    assert newest is not None
    assert newest.data["changed"] == {
        "place": ["Hội trường", "Nhà văn hóa"],
        "counts": [{"sessions": "1"}, {"trainees": "9"}],
    }


def test_evidence_that_is_removed_takes_its_files_along(
    house: House, django_capture_on_commit_callbacks: object
) -> None:
    before = stored_files()
    activity = actions.log_activity(
        house.ward_a, FIELDS, evidence=[proof.photo("ảnh.jpg", jpeg())], by=house.lan, at=AT
    )
    evidence = activity.evidence.get()
    assert len(stored_files() - before) == 2
    with pytest.raises(PermissionDenied):
        actions.remove_evidence(evidence, by=house.hoa, at=AT)

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
        actions.remove_evidence(evidence, by=house.lan, at=AT)

    assert stored_files() == before
    assert not Evidence.objects.exists()
