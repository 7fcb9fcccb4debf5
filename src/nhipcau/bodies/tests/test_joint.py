"""Joint programmes: sides, obligations, agreeing, tasks of each side's own programme."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.bodies import agreeing, errors, overviews, tasking
from nhipcau.bodies.agreeing import AgreementPlan
from nhipcau.bodies.models import Agreement, Obligation
from nhipcau.bodies.tests.builders import AT, agreed, make_joint, obligation_of, side_of
from nhipcau.programmes.actions import TaskPlan
from nhipcau.programmes.issuing import issue_programme
from nhipcau.programmes.models import AssignmentState
from nhipcau.programmes.progress import report_progress
from nhipcau.units.models import Role, Unit, User
from nhipcau.units.tests.builders import House, make_person, make_unit


@pytest.fixture
def partner(house: House) -> User:
    """An officer of another line, who is no officer of the province."""
    return make_person("hang", make_unit("Hội Liên hiệp Phụ nữ", kind="department"), Role.OFFICER)


def home_of(user: User) -> Unit:
    return user.memberships.all()[0].unit


def test_a_joint_programme_has_two_sides_or_more_and_ones_own_among_them(house: House, partner: User) -> None:
    plan = AgreementPlan("Phối hợp", date(2026, 1, 1), date(2027, 1, 1))
    both = [house.department.pk, home_of(partner).pk]

    with pytest.raises(errors.OneSidedError):
        agreeing.make_agreement(plan, [both[0], both[0]], by=house.son, at=AT)
    with pytest.raises(errors.NotASideError):
        agreeing.make_agreement(plan, [house.ward_a.pk, house.ward_b.pk], by=partner, at=AT)
    with pytest.raises(errors.WrongTimeError):
        agreeing.make_agreement(replace(plan, ends_on=date(2025, 1, 1)), both, by=house.son, at=AT)

    assert agreeing.make_agreement(plan, both, by=house.son, at=AT).sides.count() == 2
    assert Agreement.objects.count() == 1


def test_each_side_agrees_for_itself_and_a_later_word_asks_all_again(house: House, partner: User) -> None:
    joint = make_joint(house, house.department, home_of(partner))
    ours, theirs = side_of(joint, house.department), side_of(joint, home_of(partner))
    with pytest.raises(errors.NoObligationError):
        agreeing.agree(ours, by=house.son, at=AT)
    obligation_of(ours, house)
    with pytest.raises(PermissionDenied):
        agreeing.agree(theirs, by=house.son, at=AT)
    agreeing.agree(ours, by=house.son, at=AT)

    agreeing.add_obligation(theirs, "Vận động hội viên tham gia", by=partner, at=AT)
    assert not joint.sides.filter(agreed_at__isnull=False).exists()
    agreeing.agree(ours, by=house.son, at=AT)
    agreeing.agree(theirs, by=partner, at=AT)

    with pytest.raises(errors.AgreedError):
        agreeing.add_obligation(theirs, "Thêm việc", by=partner, at=AT)
    with pytest.raises(errors.AgreedError):
        agreeing.remove_obligation(Obligation.objects.all()[0], by=house.son, at=AT)


def test_strangers_neither_add_nor_agree(house: House, partner: User) -> None:
    side = side_of(make_joint(house), house.department)

    for stranger in (partner, house.minh, house.lan, house.khach):
        with pytest.raises(PermissionDenied):
            agreeing.add_obligation(side, "Việc", by=stranger, at=AT)
        with pytest.raises(PermissionDenied):
            agreeing.agree(side, by=stranger, at=AT)

    assert obligation_of(side, house).number == 1


def test_the_joint_page_shows_how_the_tasks_of_every_side_stand(house: House, partner: User) -> None:
    joint = make_joint(house, house.department, home_of(partner))
    ours, theirs = side_of(joint, house.department), side_of(joint, home_of(partner))
    mine = obligation_of(ours, house)
    agreeing.add_obligation(theirs, "Vận động hội viên", by=partner, at=AT)
    whole = TaskPlan(
        mine.text,
        lead=house.ward_a.pk,
        due_on=date(2026, 9, 30),
        product="Bộ ảnh",
        responsible="Phó",
        authority="GĐ",
    )
    with pytest.raises(errors.NotAgreedError):
        tasking.make_tasks_of_obligations(ours, {mine.pk: whole}, None, by=house.son, at=AT)
    agreeing.agree(ours, by=house.son, at=AT)

    programme = tasking.make_tasks_of_obligations(ours, {mine.pk: whole}, None, by=house.son, at=AT)

    def states(day: date) -> list[list[str]]:
        return [[one.state for one in side.made] for side in overviews.sides_of(joint, day)]

    assert programme.unit == house.department
    assert states(date(2026, 9, 1)) == [["draft"], ["none"]]
    issue_programme(programme, by=house.son, at=AT)
    assert states(date(2026, 9, 1)) == [["under_way"], ["none"]]
    assert states(date(2026, 10, 1)) == [["late"], ["none"]]
    given = programme.tasks.get().assignments.get()
    report_progress(given, state=AssignmentState.DONE, text="Đã giao", by=house.son, at=AT)
    assert states(date(2026, 10, 1)) == [["done"], ["none"]]
    with pytest.raises(PermissionDenied):
        tasking.make_tasks_of_obligations(theirs, {}, None, by=house.son, at=AT)


def test_a_programme_of_another_side_takes_no_tasks(house: House) -> None:
    joint = make_joint(house)
    ours, theirs = side_of(joint, house.department), side_of(joint, house.ward_b)
    one, other = obligation_of(ours, house), obligation_of(theirs, house)
    for side in (ours, theirs):
        agreeing.agree(side, by=house.son, at=AT)
    plan = TaskPlan("Việc", lead=house.ward_b.pk)
    programme = tasking.make_tasks_of_obligations(ours, {one.pk: plan}, None, by=house.son, at=AT)

    with pytest.raises(errors.ForeignProgrammeError):
        tasking.make_tasks_of_obligations(theirs, {other.pk: plan}, programme, by=house.son, at=AT)

    assert agreed(side_of(make_joint(house), house.department), house).agreed_at == AT
