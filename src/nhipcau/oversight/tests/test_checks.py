"""Self-checks that are sent, photos and evidence, checklists, and shortcomings that become tasks."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.oversight import access, actions, errors, tasking
from nhipcau.oversight.models import Photo
from nhipcau.oversight.tests.builders import (
    ANSWERS,
    AT,
    DAY,
    MEND_BY,
    PLANNED,
    make_check,
    make_checklist,
    make_mended,
    make_photo,
    make_sent,
    make_shortcoming,
    png,
)
from nhipcau.programmes.tests.builders import make_issued, task_plan
from nhipcau.shell import files
from nhipcau.units.tests.builders import House

pytestmark = pytest.mark.django_db


def test_a_self_check_is_accepted_by_the_unit_above_and_not_by_the_unit_itself(house: House) -> None:
    sent = make_sent(house)

    for stranger in (house.lan, house.hoa, house.minh, house.khach):
        with pytest.raises(PermissionDenied):
            actions.accept_check(sent, by=stranger, at=AT)
    with pytest.raises(errors.SentError):
        actions.send_check(sent, by=house.lan, at=AT)
    with pytest.raises(errors.SentError):
        actions.find(sent, "a", "b", MEND_BY, by=house.lan)
    done = actions.accept_check(sent, by=house.son, at=AT)
    with pytest.raises(errors.NotSentError):
        actions.accept_check(done, by=house.son, at=AT)

    assert done.accepted_by == house.son


def test_a_self_check_sent_back_is_entered_and_sent_again(house: House) -> None:
    with pytest.raises(errors.NothingSaidError):
        actions.return_check(make_sent(house), " ", by=house.son)
    back = actions.return_check(make_sent(house), "Thiếu câu 2", by=house.son)

    assert back.points.get(position=2).answer == "partly"
    again = actions.record(back, DAY, ANSWERS, by=house.lan, at=AT)
    assert actions.send_check(again, by=house.lan, at=AT).returned_why == ""


def test_a_self_check_of_a_unit_under_no_other_is_kept(house: House) -> None:
    made = actions.plan(house.province, house.province, PLANNED, by=house.son, at=AT)
    with pytest.raises(errors.NotHeldError):
        actions.send_check(made, by=house.son, at=AT)
    held = actions.record(made, DAY, ANSWERS, by=house.son, at=AT)

    with pytest.raises(errors.NobodyAboveError):
        actions.send_check(held, by=house.son, at=AT)


def test_shortcomings_of_a_self_check_are_judged_by_the_unit_above(house: House) -> None:
    shortcoming = actions.find(make_check(house), "a", "b", MEND_BY, by=house.lan)
    actions.say_mended(shortcoming, "Xong", by=house.lan, at=AT)

    with pytest.raises(PermissionDenied):
        actions.accept(shortcoming, "Đạt", by=house.lan, at=AT)
    assert actions.accept(shortcoming, "Đạt", by=house.son, at=AT).state == "accepted"


def test_a_photo_is_kept_redrawn_and_can_be_taken_out_until_it_is_sent(house: House) -> None:
    photo = make_photo(house)
    with photo.file.open("rb") as stored:
        assert stored.read(2) == b"\xff\xd8"

    actions.remove_photo(photo, by=house.son)
    check = make_check(house)
    kept = actions.add_photo(check, files.photo("a.png", png()), "", by=house.lan, at=AT)
    actions.send_check(check, by=house.lan, at=AT)
    with pytest.raises(errors.SentError):
        actions.remove_photo(Photo.objects.get(pk=kept.pk), by=house.lan)


def test_a_follow_up_keeps_the_file_that_shows_it(house: House) -> None:
    said = make_mended(house, files.document("anh.pdf", b"%PDF-1.7\n%%EOF")).follow_ups.get()

    with said.file.open("rb") as stored:
        assert stored.read().startswith(b"%PDF")
    assert said.file_name == "anh.pdf"


def test_a_checklist_is_offered_to_the_units_below_until_it_is_taken_out_of_use(house: House) -> None:
    kept = make_checklist(house)

    assert kept.questions.splitlines() == ["Có kế hoạch?", "Có biển báo?"]
    assert list(access.offered_checklists(house.lan)) == [kept]
    assert not access.offered_checklists(house.khach).exists()
    actions.retire_checklist(kept, by=house.son)
    assert not access.offered_checklists(house.lan).exists()


def test_a_shortcoming_becomes_one_task_of_a_draft_programme(house: House) -> None:
    shortcoming = make_shortcoming(house)
    plan = task_plan(house.ward_a, due_on=date(2026, 12, 1))
    with pytest.raises(PermissionDenied):
        tasking.make_task(shortcoming, plan, None, by=house.lan, at=AT)
    with pytest.raises(errors.ForeignProgrammeError):
        tasking.make_task(shortcoming, plan, make_issued(house), by=house.son, at=AT)
    made = tasking.make_task(shortcoming, plan, None, by=house.son, at=AT)
    with pytest.raises(errors.HasTaskError):
        tasking.make_task(shortcoming, plan, None, by=house.son, at=AT)

    shortcoming.refresh_from_db()
    assert made.unit == house.department
    assert shortcoming.task == made.tasks.get()


def test_a_shortcoming_that_is_accepted_becomes_no_task(house: House) -> None:
    done = actions.accept(make_mended(house), "Đạt", by=house.son, at=AT)

    with pytest.raises(errors.ClosedShortcomingError):
        tasking.make_task(done, task_plan(house.ward_a), None, by=house.son, at=AT)
