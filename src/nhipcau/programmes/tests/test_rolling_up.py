"""Rolled-up states equal the counts of the leaves, whatever the order of events: the law, and the queries against it."""

from collections import Counter
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nhipcau.programmes import cascading, levels, progress
from nhipcau.programmes.actions import Plan
from nhipcau.programmes.cascading import TakenUp
from nhipcau.programmes.errors import ProgrammesError
from nhipcau.programmes.issuing import issue_programme
from nhipcau.programmes.models import AskKind, Assignment, AssignmentState, Programme, Task
from nhipcau.programmes.querysets import COUNTED, DOERS
from nhipcau.programmes.rules import Node, roll_up
from nhipcau.programmes.tests.builders import AT, make_issued, task_plan
from nhipcau.units.models import Role
from nhipcau.units.tests.builders import House, make_house, make_person

PLAN = Plan("Kế hoạch của phường", date(2026, 1, 1), date(2026, 12, 31))
TODAY = date(2026, 11, 10)
STATES = ("not_started", "under_way", "waiting", "done")
EVENTS = (
    "take_up_a",
    "take_up_b",
    "done",
    "confirm",
    "extend",
    "return",
    "deadline",
    "withdraw",
    "withdraw_below",
)


@given(st.data())
def test_every_leaf_is_counted_once_at_each_task_above_it(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 30))
    nodes = [
        Node(
            task=task,
            parent=data.draw(st.none() | st.integers(0, task - 1)) if task else None,
            state=data.draw(st.sampled_from(STATES)),
            taken_up=data.draw(st.booleans()),
        )
        for task in range(size)
    ]

    rolled = roll_up(data.draw(st.permutations(nodes)))

    leaves = Counter(node.state for node in nodes if not node.taken_up)
    tops = sum((rolled.get(node.task, Counter()) for node in nodes if node.parent is None), Counter())
    assert tops == leaves


class RolledUp(TestCase):
    """The numbers of the page against the law, after events in any order."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(events=st.lists(st.sampled_from(EVENTS), max_size=8))
    def test_what_is_rolled_up_equals_the_leaves(self, events: list[str]) -> None:
        house = make_house()
        people = SimpleNamespace(
            a=make_person("an", house.ward_a, Role.OFFICER), b=make_person("binh", house.ward_b, Role.OFFICER)
        )
        above = make_issued(
            house, task_plan(each=(house.ward_a.pk, house.ward_b.pk)), task_plan(house.ward_a)
        )

        for event in events:
            happen(event, house, people, above)

        tasks = [task.pk for task in above.tasks.all()]
        rolled = levels.rolled_up(tasks, TODAY)
        expected = roll_up(leaves())
        for task in tasks:
            found = expected.get(task, Counter())
            assert rolled[task].total == sum(found.values())
            assert rolled[task].done == found["done"]


def leaves() -> list[Node]:
    """Return every counted assignment of issued programmes as the law takes it."""
    rows = Assignment.objects.given().filter(part__in=DOERS, state__in=COUNTED).select_related("task")
    return [Node(one.task_id, one.task.parent_id, one.state, one.taken_up) for one in rows]


def happen(event: str, house: House, people: SimpleNamespace, above: Programme) -> None:
    """Let something happen to the first thing it can happen to; what the rooms refuse does not happen."""
    try:
        _happen(event, house, people, above)
    except ProgrammesError:
        return


def _happen(event: str, house: House, people: SimpleNamespace, above: Programme) -> None:
    open_ones = Assignment.objects.given().to_do().order_by("pk")
    if event.startswith("take_up"):
        unit, who = (house.ward_a, people.a) if event.endswith("a") else (house.ward_b, people.b)
        given_here = Assignment.objects.filter(task__programme=above, unit=unit).still_open()
        taken = [
            TakenUp(one, (task_plan(unit, title="Một"), task_plan(unit, title="Hai")))
            for one in given_here[:1]
        ]
        made = cascading.take_up_programme(above, unit, PLAN, taken, by=who, at=AT)
        issue_programme(made, by=who, at=AT)
    elif event == "withdraw":
        task = above.tasks.standing().first()
        if task:
            cascading.withdraw_task(task, reason="Bão", by=house.son, at=AT)
    elif event == "withdraw_below":
        below = Task.objects.standing().filter(programme__parent=above).first()
        if below:
            cascading.withdraw_task(below, reason="Bão", by=house.son, at=AT)
    elif event == "deadline":
        cascading.change_deadline(above.tasks.all()[0], date(2026, 9, 9), reason="Sớm", by=house.son, at=AT)
    elif event == "confirm":
        waiting = Assignment.objects.filter(state="waiting").first()
        if waiting:
            progress.grant(waiting.asks.open().get(), by=house.son, at=AT)
    elif one := open_ones.first():
        _work(event, one, house)


def _work(event: str, one: Assignment, house: House) -> None:
    if event == "done":
        progress.report_progress(one, state=AssignmentState.DONE, text="Xong", by=house.son, at=AT)
    elif event == "extend":
        progress.ask(one, AskKind.EXTENSION, reason="Chờ", day=date(2027, 1, 1), by=house.son, at=AT)
    else:
        asked = progress.ask(one, AskKind.RETURN, reason="Không thuộc", by=house.son, at=AT)
        progress.grant(asked, by=house.son, at=AT)


pytestmark = pytest.mark.django_db
