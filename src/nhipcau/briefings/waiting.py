"""What of directives made known waits for a person, for the one list of all rooms."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.briefings import access, succeeding
from nhipcau.shell.waiting import MOST, Waiting
from nhipcau.units import access as units


def waiting(user: Any, now: datetime) -> list[Waiting]:
    """Return what the own unit has to make known, and what is open at units that ended. Half a dozen queries."""
    today = timezone.localdate(now)
    found: list[Waiting] = []
    if units.units_where(user, access.WORKERS):
        found += _to_make_known(user)
    if asked := access.units_to_ask(user):
        found += _left_behind(asked, today)
    return found


def _to_make_known(user: Any) -> Iterator[Waiting]:
    for one in access.own_work(user).soonest_first()[:MOST]:
        yield Waiting(
            kind="notice",
            kind_label=_("To be acknowledged") if one.acknowledged_at is None else _("To be made known"),
            title=one.notice.title,
            url=reverse("briefings:receipt", args=[one.pk]),
            detail=str(one.notice.unit),
            due_on=one.notice.due_on,
            since=timezone.localdate(one.notice.sent_at),
        )


def _left_behind(asked: frozenset[int], today: date) -> Iterator[Waiting]:
    for one in succeeding.left_behind(asked, today)[:MOST]:
        said = ngettext("%(n)d directive to make known", "%(n)d directives to make known", one.notices)
        yield Waiting(
            kind="ended",
            kind_label=_("Directives at a unit that has ended"),
            title=one.unit_name,
            url=reverse("briefings:home"),
            detail=said % {"n": one.notices},
            pressing=True,
        )
