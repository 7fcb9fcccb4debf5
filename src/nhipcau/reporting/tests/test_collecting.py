"""What may be changed after a report was asked for: days, locks, exceptions, units."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.reporting import collecting, errors
from nhipcau.reporting.actions import (
    Entry,
    open_collection,
    return_submission,
    save_values,
    start_submission,
    submit_submission,
)
from nhipcau.reporting.models import Collection, FormAudience, LockException, Submission, SubmissionState
from nhipcau.reporting.tests import builders
from nhipcau.reporting.tests.builders import DUE, DURING
from nhipcau.units.models import Line
from nhipcau.units.tests.builders import House, make_person, make_unit

LOCK = DUE + timedelta(days=5)
AFTER = LOCK + timedelta(days=1)
LATER = AFTER + timedelta(days=2)


@pytest.fixture
def collection(house: House) -> Collection:
    """Both wards are asked for one figure; it locks five days after the due day."""
    asked = builders.make_collection(
        builders.make_form(house.department, builders.make_indicator("a")), house.ward_a, house.ward_b
    )
    asked.locks_at = LOCK
    asked.save()
    return asked


def save(answer: Submission, house: House, at: datetime) -> Submission:
    answer.refresh_from_db()
    entries = {"a": Entry("3")}
    return save_values(answer, entries, revision=answer.revision, by=house.lan, at=at).submission


def test_after_the_lock_nothing_is_begun_saved_or_sent(house: House, collection: Collection) -> None:
    answer = start_submission(collection, house.ward_a, by=house.lan, at=DURING)
    save(answer, house, LOCK - timedelta(seconds=1))
    answer.refresh_from_db()

    with pytest.raises(errors.LockedError):
        save(answer, house, LOCK)
    with pytest.raises(errors.LockedError):
        submit_submission(answer, revision=answer.revision, by=house.lan, at=AFTER)
    with pytest.raises(errors.LockedError):
        start_submission(collection, house.ward_b, by=house.hoa, at=AFTER)


def test_an_exception_opens_it_for_one_unit_until_its_moment(house: House, collection: Collection) -> None:
    answer = start_submission(collection, house.ward_a, by=house.lan, at=DURING)
    collecting.open_again(collection, house.ward_a, until=LATER, reason="Mất điện", by=house.son, at=AFTER)

    answer = save(answer, house, AFTER)
    with pytest.raises(errors.LockedError):
        start_submission(collection, house.ward_b, by=house.hoa, at=AFTER)
    with pytest.raises(errors.LockedError):
        save(answer, house, LATER)

    collecting.open_again(
        collection, house.ward_a, until=LATER + timedelta(days=1), reason="Thêm", by=house.son, at=AFTER
    )
    save(answer, house, LATER)
    assert LockException.objects.count() == 1
    assert collecting.end_exceptions(collection, [house.ward_a.pk], by=house.son, at=LATER) == 1
    with pytest.raises(errors.LockedError):
        save(answer, house, LATER)


def test_an_exception_says_why_and_lies_ahead(house: House, collection: Collection) -> None:
    with pytest.raises(errors.ReasonMissingError):
        collecting.open_again(collection, house.ward_a, until=LATER, reason=" ", by=house.son, at=AFTER)
    with pytest.raises(errors.MomentPassedError):
        collecting.open_again(collection, house.ward_a, until=AFTER, reason="Vì", by=house.son, at=AFTER)
    with pytest.raises(errors.NotOwedError):
        collecting.open_again(collection, house.province, until=LATER, reason="Vì", by=house.son, at=AFTER)


def test_what_is_returned_after_the_lock_can_be_corrected(house: House, collection: Collection) -> None:
    sent = builders.make_answer(collection, house.ward_a, {"a": 3}, state=SubmissionState.SUBMITTED)
    early = builders.make_answer(collection, house.ward_b, {"a": 3}, state=SubmissionState.SUBMITTED)
    for answer, at in ((early, DURING), (sent, AFTER)):
        return_submission(answer, reason="Sai", cells={}, revision=answer.revision, by=house.minh, at=at)

    save(sent, house, LATER)
    early.refresh_from_db()
    with pytest.raises(errors.LockedError):
        save_values(early, {"a": Entry("4")}, revision=early.revision, by=house.hoa, at=LATER)


def test_a_later_due_day_makes_late_reports_timely_and_never_comes_too_early(
    house: House, collection: Collection
) -> None:
    later = DUE + timedelta(days=7)

    collecting.move_collection(collection, due_at=later, locks_at=None, by=house.son, at=DURING)

    collection.refresh_from_db()
    assert (collection.due_at, collection.locks_at) == (later, None)
    with pytest.raises(errors.DueTooEarlyError):
        collecting.move_collection(
            collection,
            due_at=datetime(2026, 12, 14, 10, tzinfo=UTC),
            locks_at=None,
            by=house.son,
            at=DURING,
        )
    with pytest.raises(errors.LockTooEarlyError):
        collecting.move_collection(
            collection, due_at=later, locks_at=later - timedelta(hours=1), by=house.son, at=DURING
        )


def test_closing_locks_now_with_all_exceptions(house: House, collection: Collection) -> None:
    answer = start_submission(collection, house.ward_a, by=house.lan, at=DURING)
    collecting.open_again(collection, house.ward_a, until=LATER, reason="Mất điện", by=house.son, at=DURING)

    collecting.close_collection(collection, by=house.son, at=DUE)

    with pytest.raises(errors.LockedError):
        save(answer, house, DUE)


def test_units_are_added_and_taken_out_with_their_drafts_kept(house: House, collection: Collection) -> None:
    third = make_unit("Phường C", house.province)
    assert collecting.add_units(collection, [third, house.ward_a], by=house.son, at=DURING) == {third.pk}
    draft = save(start_submission(collection, house.ward_a, by=house.lan, at=DURING), house, DURING)

    collecting.remove_units(collection, [house.ward_a], reason="Nhầm", by=house.son, at=DURING)

    with pytest.raises(errors.NotOwedError):
        save(draft, house, DURING)
    collecting.add_units(collection, [house.ward_a], by=house.son, at=DURING)
    assert save(draft, house, DURING).values.get().number == 3


def test_who_has_sent_is_never_taken_out_nor_the_last_unit(house: House, collection: Collection) -> None:
    builders.make_answer(collection, house.ward_a, {"a": 3})

    with pytest.raises(errors.AnsweredAlreadyError, match="Phường A"):
        collecting.remove_units(collection, [house.ward_a], reason="Nhầm", by=house.son, at=DURING)
    with pytest.raises(errors.ReasonMissingError):
        collecting.remove_units(collection, [house.ward_b], reason="", by=house.son, at=DURING)
    collecting.remove_units(collection, [house.ward_b], reason="Nhầm", by=house.son, at=DURING)
    Submission.objects.all().delete()
    with pytest.raises(errors.LastUnitError):
        collecting.remove_units(collection, [house.ward_a], reason="Nhầm", by=house.son, at=DURING)


def test_units_beyond_reach_or_asked_elsewhere_are_not_added(house: House, collection: Collection) -> None:
    third = make_unit("Phường C", house.province)
    other = builders.make_form(house.province, collection.form.sections.get().fields.get().indicator)
    builders.make_collection(other, third, period=collection.period)
    stranger = make_unit("Phường Lạ", house.khach.memberships.all()[0].unit)

    with pytest.raises(errors.OutOfReachError):
        collecting.add_units(collection, [stranger], by=house.son, at=DURING)
    with pytest.raises(errors.AskedTwiceError):
        collecting.add_units(collection, [third], by=house.son, at=DURING)
    gone = make_unit("Xã Cũ", house.province, valid_to=date(2025, 7, 1))
    with pytest.raises((errors.NoUnitsError, errors.OutOfReachError)):
        collecting.add_units(collection, [gone], by=house.son, at=DURING)


def test_only_officers_of_the_asking_unit_change_a_collection(house: House, collection: Collection) -> None:
    for other in (house.lan, house.minh, house.tam, house.khach):
        with pytest.raises(PermissionDenied):
            collecting.move_collection(collection, due_at=DUE, locks_at=None, by=other, at=DURING)
        with pytest.raises(PermissionDenied):
            collecting.close_collection(collection, by=other, at=DURING)
        with pytest.raises(PermissionDenied):
            collecting.switch_reminders(collection, on=False, by=other, at=DURING)
        with pytest.raises(PermissionDenied):
            collecting.add_units(collection, [house.ward_a], by=other, at=DURING)
        with pytest.raises(PermissionDenied):
            collecting.remove_units(collection, [house.ward_a], reason="Vì", by=other, at=DURING)
        with pytest.raises(PermissionDenied):
            collecting.open_again(collection, house.ward_a, until=LATER, reason="Vì", by=other, at=DURING)
        with pytest.raises(PermissionDenied):
            collecting.end_exceptions(collection, [house.ward_a.pk], by=other, at=DURING)


def test_without_units_named_the_audience_is_asked_as_the_form_says(house: House) -> None:
    form = builders.make_form(house.department, builders.make_indicator("a"))
    form.due_after, form.locks_after = 3, 10
    form.save()
    make_unit("Báo Bến Đá", house.province, kind="organisation", line=Line.PRESS)
    FormAudience.objects.create(form=form, kind="ward")

    opened = open_collection(form, builders.make_period(), by=house.son, at=DURING)

    assert set(opened.units.all()) == {house.ward_a, house.ward_b}
    assert opened.due_at == datetime(2026, 12, 17, 10, tzinfo=UTC)
    assert opened.locks_at == datetime(2026, 12, 27, 10, tzinfo=UTC)


def test_who_reaches_part_of_the_audience_asks_that_part(house: House) -> None:
    form = builders.make_form(house.department, builders.make_indicator("a"))
    FormAudience.objects.create(form=form, kind="ward")
    narrow = make_person("nga", house.department, "officer")

    with pytest.raises(errors.NoUnitsError):
        open_collection(form, builders.make_period(), by=narrow, at=DURING)


def test_a_form_out_of_use_is_not_asked(house: House) -> None:
    form = builders.make_form(house.department, builders.make_indicator("a"))
    form.active = False
    form.save()

    with pytest.raises(errors.NotInUseError):
        open_collection(form, builders.make_period(), units=[house.ward_a], by=house.son, at=DURING)
