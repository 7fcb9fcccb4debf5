"""What of programmes waits for a person, for the one list of all rooms."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.programmes import access, overviews, succeeding
from nhipcau.programmes.models import Assignment, Programme
from nhipcau.shell.waiting import MOST, Waiting
from nhipcau.units import access as units


def waiting(user: Any, now: datetime) -> list[Waiting]:
    """Return what waits for `user` in programmes, at most `MOST` of a kind. At most a dozen queries."""
    found: list[Waiting] = []
    if units.units_where(user, access.WORKERS):
        home = access.own_units(user)
        found += [*_tasks(user, home, now), *_from_above(user, home)]
    if units.units_where(user, access.ANSWERERS):
        found += _asked(user)
    if access.planner_units(user):
        found += [*_changes(user), *_left_behind(user, now)]
    return found


def _tasks(user: Any, home: frozenset[int], now: datetime) -> Iterator[Waiting]:
    """Give the overdue tasks of the unit in which the person works."""
    today = timezone.localdate(now)
    rows = Assignment.objects.given().to_units(home).to_do().owed().due_before(today).soonest_first()
    for work in (overviews.work(one, today) for one in rows[:MOST]):
        yield Waiting(
            kind="task",
            kind_label=_("Overdue task"),
            title=work.title,
            url=reverse("programmes:assignment", args=[work.pk]),
            detail=work.stands,
            due_on=work.due_on,
        )


def _from_above(user: Any, home: frozenset[int]) -> Iterator[Waiting]:
    """Give the programmes from above that the unit has not made its own of, to whoever plans for it."""
    planned = home & access.planner_units(user)
    for one in overviews.received(Programme.objects.giving_to(planned), planned)[:MOST] if planned else ():
        if one.own is None:
            yield Waiting(
                kind="programme",
                kind_label=_("Programme from above"),
                title=one.programme.title,
                url=reverse("programmes:take_up", args=[one.programme.pk]),
                detail=ngettext("%(n)d task for us", "%(n)d tasks for us", one.tasks) % {"n": one.tasks},
                due_on=one.soonest,
                since=_day(one.programme.issued_at),
            )


def _asked(user: Any) -> Iterator[Waiting]:
    asked = access.asks_to_answer(user).select_related("assignment__task").order_by("asked_at", "pk")
    for one in asked[:MOST]:
        yield Waiting(
            kind="ask",
            kind_label=_("A unit asks"),
            title=one.assignment.task.title,
            url=reverse("programmes:assignment", args=[one.assignment_id]),
            detail=f"{overviews.named(one.assignment.unit_id)} · {one.get_kind_display()}",
            since=_day(one.asked_at),
        )


def _changes(user: Any) -> Iterator[Waiting]:
    for one in access.changes_to_answer(user)[:MOST]:
        yield Waiting(
            kind="change",
            kind_label=_("Change from above"),
            title=one.task.title,
            url=reverse("programmes:inbox"),
            detail=one.get_kind_display(),
            since=_day(one.made_at),
        )


def _left_behind(user: Any, now: datetime) -> Iterator[Waiting]:
    planner = access.planner_units(user)
    for one in succeeding.left_behind(planner, timezone.localdate(now))[:MOST]:
        yield Waiting(
            kind="ended",
            kind_label=_("Tasks of a unit that has ended"),
            title=one.unit_name,
            url=reverse("programmes:inbox"),
            detail=ngettext("%(n)d open task", "%(n)d open tasks", one.tasks) % {"n": one.tasks},
            pressing=True,
        )


def _day(at: datetime | None) -> date | None:
    return timezone.localdate(at) if at else None
