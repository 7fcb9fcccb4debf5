"""Units that end with directives still to be made known: handed over, and everything counts once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.audit.log import history
from nhipcau.briefings import actions, overviews, succeeding
from nhipcau.briefings.errors import (
    BriefingsError,
    HandedOverError,
    NoHeirError,
    NotEndedError,
    NoTotalsError,
)
from nhipcau.briefings.models import Notice, Receipt, Session
from nhipcau.briefings.rules import Tally
from nhipcau.briefings.tests.builders import AT, DAY, LATER, asked, make_notice, receipt_of, session_of
from nhipcau.registry.models import Document
from nhipcau.registry.tests.builders import make_registered
from nhipcau.units.actions import merge_units
from nhipcau.units.models import Unit
from nhipcau.units.tests.builders import House, make_unit

pytestmark = pytest.mark.django_db
ENDS = date(2026, 9, 10)
TODAY = date(2026, 10, 20)


def merge(house: House, ended: Unit, heir: Unit) -> None:
    merge_units([ended], heir, effective_on=ENDS, legal_basis="NQ 1", by=house.quang, at=AT)


def hand_over(house: House, ended: Unit, heir: Unit) -> int:
    return succeeding.hand_over(ended, heir, by=house.son, at=LATER)


def total(notice: Notice) -> Tally:
    return overviews.standings(notice, TODAY).total


def test_what_was_open_goes_on_at_the_successor_and_its_sessions_count_once(house: House) -> None:
    notice = make_notice(house)
    session_of(notice, house.ward_a, house.lan)
    session_of(notice, house.ward_b, house.hoa, cells=3, people=90)
    merge(house, house.ward_a, house.ward_b)
    before = total(notice)

    assert [(one.unit_name, one.notices) for one in succeeding.left_behind([house.ward_a.pk], TODAY)] == [
        ("Phường A", 1)
    ]
    assert hand_over(house, house.ward_a, house.ward_b) == 1

    after = total(notice)
    assert (before.units, after.units) == (2, 1)
    assert (before.people, before.people_all, before.cells, before.cells_all) == (150, 200, 5, 6)
    assert (after.people, after.people_all, after.cells, after.cells_all) == (150, 200, 5, 6)
    assert (after.unsaid, after.recounting) == (0, 1)
    assert succeeding.left_behind([house.ward_a.pk], TODAY) == []
    assert hand_over(house, house.ward_a, house.ward_b) == 0


def test_a_successor_that_was_not_asked_is_asked_now_and_says_anew_how_many_there_are(house: House) -> None:
    notice = make_notice(house, house.ward_a)
    session_of(notice, house.ward_a, house.lan)
    merge(house, house.ward_a, house.ward_b)
    hand_over(house, house.ward_a, house.ward_b)

    heir = receipt_of(notice, house.ward_b)
    assert (heir.state, heir.cells_all, heir.people_all, heir.recount) == ("sent", 3, 100, True)
    with pytest.raises(NoTotalsError):
        actions.finish(heir, by=house.hoa, at=LATER)
    actions.acknowledge(heir, cells_all=3, people_all=80, by=house.hoa, at=LATER)
    actions.finish(heir, by=house.hoa, at=LATER)

    assert total(notice).people_share == Tally(people=60, people_all=80).people_share
    assert (total(notice).unsaid, total(notice).recounting) == (0, 0)
    assert [row.action for row in history(heir)].count("briefings.taken_over") == 1


def test_what_was_finished_stays_with_the_unit_that_finished_it(house: House) -> None:
    notice = make_notice(house, house.ward_a)
    session_of(notice, house.ward_a, house.lan)
    actions.finish(receipt_of(notice, house.ward_a), by=house.lan, at=AT)
    merge(house, house.ward_a, house.ward_b)

    assert succeeding.left_behind([house.ward_a.pk], TODAY) == []
    assert hand_over(house, house.ward_a, house.ward_b) == 0
    assert not notice.receipts.filter(unit=house.ward_b).exists()
    assert (total(notice).finished, total(notice).people) == (1, 60)


def test_a_successor_that_was_finished_is_open_again_for_the_people_that_came_to_it(house: House) -> None:
    notice = make_notice(house)
    session_of(notice, house.ward_b, house.hoa)
    actions.finish(receipt_of(notice, house.ward_b), by=house.hoa, at=AT)
    merge(house, house.ward_a, house.ward_b)
    hand_over(house, house.ward_a, house.ward_b)

    assert receipt_of(notice, house.ward_b).finished_at is None
    told = next(row for row in history(receipt_of(notice, house.ward_b)) if row.action.endswith("taken_over"))
    assert told.data["finished_at"] == AT.isoformat()


def test_nothing_is_entered_any_more_where_it_was_handed_over(house: House) -> None:
    notice = make_notice(house)
    session = session_of(notice, house.ward_a, house.lan)
    merge(house, house.ward_a, house.ward_b)
    hand_over(house, house.ward_a, house.ward_b)

    with pytest.raises(HandedOverError):
        session_of(notice, house.ward_a, house.son)
    with pytest.raises(HandedOverError):
        actions.remove_session(session, by=house.son, at=LATER)


def test_only_to_a_unit_that_took_over_and_only_by_whoever_asks_both(house: House) -> None:
    make_notice(house)
    with pytest.raises(NotEndedError):
        hand_over(house, house.ward_a, house.ward_b)
    merge(house, house.ward_a, house.ward_b)

    with pytest.raises(NoHeirError):
        hand_over(house, house.ward_a, house.department)
    for person in (house.hoa, house.minh, house.khach):
        with pytest.raises(PermissionDenied):
            succeeding.hand_over(house.ward_a, house.ward_b, by=person, at=LATER)


def test_the_pages_offer_it_and_say_where_it_goes_on(house: House, client: Client) -> None:
    notice = make_notice(house)
    session_of(notice, house.ward_a, house.lan)
    merge(house, house.ward_a, house.ward_b)
    client.force_login(house.son)

    assert "Phường A" in client.get(reverse("desk:waiting")).content.decode()
    offered = client.get(reverse("briefings:home")).content.decode()
    address = reverse("briefings:hand_over", args=[house.ward_a.pk, house.ward_b.pk])
    assert address in offered
    client.post(address)

    old = client.get(reverse("briefings:receipt", args=[receipt_of(notice, house.ward_a).pk]))
    heir = receipt_of(notice, house.ward_b)
    assert reverse("briefings:receipt", args=[heir.pk]) in old.content.decode()
    assert "form" not in (old.context_data or {})
    page = client.get(reverse("briefings:receipt", args=[heir.pk])).content.decode()
    assert "Phường A" in page
    assert reverse("briefings:remove_session", args=[Session.objects.get().pk]) not in page
    shown = client.get(reverse("briefings:notice", args=[notice.pk]))
    assert [one.unit for one in (shown.context_data or {})["page"].object_list] == [house.ward_b]


WARDS = st.integers(0, 3)
NUMBERS = st.integers(1, 50)
EVENTS = st.one_of(
    st.tuples(st.just("say"), WARDS, NUMBERS, NUMBERS),
    st.tuples(st.just("session"), WARDS, NUMBERS, NUMBERS),
    st.tuples(st.just("remove"), WARDS, st.just(0), st.just(0)),
    st.tuples(st.just("finish"), WARDS, st.just(0), st.just(0)),
    st.tuples(st.just("again"), WARDS, st.just(0), st.just(0)),
    st.tuples(st.just("merge"), WARDS, WARDS, st.just(0)),
    st.tuples(st.just("hand"), WARDS, WARDS, st.just(0)),
)


class World:
    """Four wards, three of them asked, and what is known of them without asking the room."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.wards = [make_unit(f"Xã {number}", house.province) for number in range(4)]
        self.ended: set[int] = set()
        document = Document.objects.first() or make_registered(house.department, house.son)
        to = [one.pk for one in self.wards[:3]]
        self.notice = actions.send_notice(document, asked(), to, by=house.son, at=AT)

    def happen(self, kind: str, ward: int, one: int, two: int) -> None:
        """Let it happen, or be refused."""
        unit = self.wards[ward]
        if kind == "merge":
            self._merge(ward, one)
            return
        try:
            if kind == "hand":
                succeeding.hand_over(unit, self.wards[one], by=self.house.son, at=LATER)
            elif receipt := self.notice.receipts.filter(unit=unit).first():
                self._work(kind, receipt, one, two)
        except BriefingsError:
            return

    def _merge(self, ward: int, heir: int) -> None:
        if ward == heir or self.ended & {ward, heir}:
            return
        day = ENDS + timedelta(days=len(self.ended))
        self.ended.add(ward)
        merge_units(
            [self.wards[ward]],
            self.wards[heir],
            effective_on=day,
            legal_basis="NQ",
            by=self.house.quang,
            at=AT,
        )

    def _work(self, kind: str, receipt: Receipt, one: int, two: int) -> None:
        by: dict[str, Any] = {"by": self.house.son, "at": LATER}
        if kind == "say":
            actions.acknowledge(receipt, cells_all=one * 3, people_all=two * 3, **by)
        elif kind == "session":
            actions.log_session(receipt, actions.Held(DAY, one, two), **by)
        elif kind == "finish":
            actions.finish(receipt, **by)
        elif kind == "again":
            actions.open_again(receipt, **by)
        elif session := receipt.sessions.first():
            actions.remove_session(session, **by)


def counts_once(world: World) -> None:
    """Check that every session, and every unit that is asked, is in the total once."""
    found = overviews.standings(world.notice, TODAY)
    held = list(Session.objects.filter(receipt__notice=world.notice))
    kept = list(world.notice.receipts.kept())
    whole = found.total
    assert (whole.sessions, whole.people, whole.cells) == (
        len(held),
        sum(one.people for one in held),
        sum(one.cells for one in held),
    )
    assert whole.units == len(kept) == Notice.objects.with_progress().get(pk=world.notice.pk).asked  # type: ignore[attr-defined]  # annotated
    assert whole.people_all == sum(one.people_all or 0 for one in kept)
    assert whole.people <= whole.people_all
    assert whole.cells <= whole.cells_all
    assert sum((one.tally for one in found.branches), Tally()) == whole
    assert sum((one.tally for one in found.levels), Tally()) == whole
    counted = overviews.counted([one.pk for one in world.wards], DAY, DAY)
    assert sum(number for (_unit, code), number in counted.items() if code == overviews.SESSIONS) == len(held)
    for one in world.notice.receipts.exclude(handed_to=None):
        assert one.handed_to in kept
        assert one.finished_at is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(EVENTS, max_size=14))
def test_whatever_the_order_of_events_everything_counts_once(
    house: House, events: list[tuple[str, int, int, int]]
) -> None:
    world = World(house)
    for event in events:
        world.happen(*event)
        counts_once(world)
