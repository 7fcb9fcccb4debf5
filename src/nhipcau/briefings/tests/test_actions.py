"""Sending, acknowledging, sessions, finishing: who may, what is refused, what is fixed when."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.audit.log import history
from nhipcau.briefings import actions, errors
from nhipcau.briefings.actions import Held
from nhipcau.briefings.models import Receipt, Session
from nhipcau.briefings.tests.builders import AT, DAY, LATER, asked, make_notice, receipt_of, session_of
from nhipcau.registry.tests.builders import make_document, make_registered
from nhipcau.units.tests.builders import House

pytestmark = pytest.mark.django_db


def test_a_registered_document_is_sent_to_each_unit_once(house: House) -> None:
    notice = make_notice(house, house.ward_a, house.ward_b, house.ward_a)

    assert set(notice.receipts.values_list("unit", flat=True)) == {house.ward_a.pk, house.ward_b.pk}
    assert [row.action for row in history(notice)] == ["briefings.notice_sent"]


def test_sending_is_for_officers_of_the_unit_to_units_below(house: House) -> None:
    document = make_registered(house.department, house.son)
    to = [house.ward_a.pk]

    for stranger in (house.lan, house.minh, house.khach):
        with pytest.raises(PermissionDenied):
            actions.send_notice(document, asked(), to, by=stranger, at=AT)
    with pytest.raises(errors.ForeignUnitError):
        actions.send_notice(
            document, asked(), [house.khach.memberships.all()[0].unit_id], by=house.son, at=AT
        )
    with pytest.raises(errors.NobodyError):
        actions.send_notice(document, asked(), [], by=house.son, at=AT)
    with pytest.raises(errors.PastDayError):
        actions.send_notice(document, asked(due_on=date(2026, 8, 1)), to, by=house.son, at=AT)

    assert actions.send_notice(document, asked(), to, by=house.son, at=AT).receipts.count() == 1


def test_only_what_stands_in_the_register_is_made_known(house: House) -> None:
    document = make_document(house.department, house.son)

    with pytest.raises(errors.NotRegisteredError):
        actions.send_notice(document, asked(), [house.ward_a.pk], by=house.son, at=AT)


def test_a_unit_has_received_what_somebody_of_it_opens(house: House) -> None:
    receipt = receipt_of(make_notice(house), house.ward_a)

    actions.open_receipt(receipt, by=house.son, at=AT)
    assert receipt.opened_at is None
    actions.open_receipt(receipt, by=house.lan, at=AT)
    actions.open_receipt(receipt_of(receipt.notice, house.ward_a), by=house.lan, at=LATER)

    receipt.refresh_from_db()
    assert receipt.opened_at == AT
    assert len(history(receipt)) == 1


def test_a_session_acknowledges_and_counts_of_how_many(house: House) -> None:
    session = session_of(make_notice(house), house.ward_a, house.lan)

    receipt: Any = Receipt.objects.with_sums().get(pk=session.receipt_id)
    assert (receipt.people, receipt.people_all, receipt.cells, receipt.cells_all) == (60, 100, 2, 3)
    assert (receipt.acknowledged_at, receipt.acknowledged_by, receipt.state) == (
        AT,
        house.lan,
        "acknowledged",
    )


def test_entering_is_for_those_who_answer_for_the_unit(house: House) -> None:
    notice = make_notice(house)
    receipt, held = receipt_of(notice, house.ward_a), Held(DAY, 1, 10)

    for stranger in (house.hoa, house.minh, house.khach, house.tam):
        with pytest.raises(PermissionDenied):
            actions.acknowledge(receipt, cells_all=1, people_all=10, by=stranger, at=AT)
        with pytest.raises(PermissionDenied):
            actions.log_session(receipt, held, cells_all=1, people_all=10, by=stranger, at=AT)

    actions.log_session(receipt, held, cells_all=1, people_all=10, by=house.lan, at=AT)


@pytest.mark.parametrize(
    ("held", "field"),
    [({"people": 41}, "people"), ({"cells": 2, "people": 1}, "cells")],
    ids=["people", "cells"],
)
def test_more_than_there_are_is_refused_beside_the_number(
    house: House, held: dict[str, Any], field: str
) -> None:
    notice = make_notice(house)
    session_of(notice, house.ward_a, house.lan)
    second = replace(Held(DAY, cells=1, people=40), **held)

    with pytest.raises(errors.MoreThanThereAreError) as refused:
        actions.log_session(receipt_of(notice, house.ward_a), second, by=house.lan, at=AT)

    assert refused.value.field == field
    assert Session.objects.count() == 1


def test_how_many_there_are_cannot_fall_below_who_was_briefed(house: House) -> None:
    notice = make_notice(house)
    session_of(notice, house.ward_a, house.lan)
    receipt = receipt_of(notice, house.ward_a)

    with pytest.raises(errors.MoreThanThereAreError) as refused:
        actions.acknowledge(receipt, cells_all=3, people_all=59, by=house.lan, at=AT)
    assert refused.value.field == "people_all"
    assert actions.acknowledge(receipt, cells_all=3, people_all=60, by=house.lan, at=AT).people_all == 60


def test_a_session_lies_between_the_document_and_today_and_reaches_somebody(house: House) -> None:
    notice = make_notice(house)
    receipt, known = receipt_of(notice, house.ward_a), {"cells_all": 3, "people_all": 100}
    issued = notice.document.issued_on
    assert issued is not None

    wrong = [
        (Held(AT.date() + timedelta(days=1), 1, 1), known, errors.FutureDayError),
        (Held(issued - timedelta(days=1), 1, 1), known, errors.EarlyDayError),
        (Held(DAY, 1, 0), known, errors.NothingBriefedError),
        (Held(DAY, 1, 1), {}, errors.NoTotalsError),
    ]
    for held, totals, refusal in wrong:
        with pytest.raises(refusal):
            actions.log_session(receipt, held, **totals, by=house.lan, at=AT)
    assert not Session.objects.exists()


def test_lateness_is_fixed_when_the_unit_says_it_is_finished(house: House) -> None:
    notice = make_notice(house)
    session_of(notice, house.ward_a, house.lan)
    session_of(notice, house.ward_b, house.hoa)

    early = actions.finish(receipt_of(notice, house.ward_a), by=house.lan, at=AT)
    late = actions.finish(receipt_of(notice, house.ward_b), by=house.hoa, at=LATER)
    actions.change_notice(notice, asked(due_on=LATER.date()), by=house.son, at=LATER)

    early.refresh_from_db()
    late.refresh_from_db()
    assert (early.late, late.late) == (False, True)


def test_nothing_is_entered_after_finishing_until_it_is_opened_again(house: House) -> None:
    notice = make_notice(house)
    receipt = receipt_of(notice, house.ward_a)
    with pytest.raises(errors.NothingBriefedError):
        actions.finish(receipt, by=house.lan, at=AT)
    session = session_of(notice, house.ward_a, house.lan)
    actions.finish(receipt, by=house.lan, at=AT)

    with pytest.raises(errors.DoneError):
        actions.remove_session(session, by=house.lan, at=AT)
    actions.open_again(receipt, by=house.lan, at=AT)
    actions.remove_session(session, by=house.lan, at=AT)

    assert not Session.objects.exists()


def test_what_was_called_back_takes_nothing_more_and_is_not_overdue(house: House) -> None:
    notice = make_notice(house)
    with pytest.raises(errors.NoWhyError):
        actions.call_back(notice, why=" ", by=house.son, at=AT)
    assert Receipt.objects.overdue(LATER.date()).count() == 2

    actions.call_back(notice, why="Gửi nhầm", by=house.son, at=AT)

    with pytest.raises(errors.CalledBackError):
        actions.acknowledge(receipt_of(notice, house.ward_a), by=house.lan, at=AT)
    assert not Receipt.objects.overdue(LATER.date()).exists()


def test_overdue_is_after_the_last_day_and_not_on_it(house: House) -> None:
    notice = make_notice(house)
    session_of(notice, house.ward_a, house.lan)
    actions.finish(receipt_of(notice, house.ward_a), by=house.lan, at=AT)

    on_it, after = notice.due_on, notice.due_on + timedelta(days=1)

    assert not Receipt.objects.overdue(on_it).exists()
    assert [one.unit_id for one in Receipt.objects.overdue(after)] == [house.ward_b.pk]


def test_what_is_pressed_twice_counts_once(house: House) -> None:
    notice = make_notice(house)
    again = actions.send_notice(
        notice.document,
        asked(),
        [house.ward_b.pk, house.ward_a.pk],
        by=house.son,
        at=AT + timedelta(seconds=5),
    )
    one = session_of(notice, house.ward_a, house.lan, people=20)
    other = session_of(notice, house.ward_a, house.lan, people=20)
    different = session_of(notice, house.ward_a, house.lan, people=21, cells=1)

    assert again == notice
    assert one == other != different
    later = Held(DAY, 0, 20)
    assert actions.log_session(receipt_of(notice, house.ward_a), later, by=house.lan, at=LATER) != one
    assert Session.objects.count() == 3
