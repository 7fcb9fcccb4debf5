"""What of good practice waits for a person, for the one list of all rooms."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.practices import access, overviews
from nhipcau.practices.models import Practice
from nhipcau.shell.waiting import MOST, Waiting


def waiting(user: Any, now: datetime) -> list[Waiting]:
    """Return what waits for `user` in good practice, at most `MOST` of a kind. At most half a dozen queries."""
    found: list[Waiting] = []
    if own := access.answered_for(user):
        found += [*_sent_back(own), *_offered(access.home_units(user), timezone.localdate(now))]
    if asked := access.judging_units(user):
        found += _to_judge(asked)
    return found


def _sent_back(own: frozenset[int]) -> Iterator[Waiting]:
    for one in Practice.objects.to_complete(own)[:MOST]:
        yield Waiting(
            kind="practice_sent_back",
            kind_label=_("Good practice sent back for more"),
            title=one.title,
            url=reverse("practices:practice", args=[one.pk]),
            pressing=True,
        )


def _offered(own: frozenset[int], today: date) -> Iterator[Waiting]:
    """Give what was offered and can still be taken up in time; nobody is late with what nobody has to do."""
    for one in overviews.unanswered(own).exclude(due_on__lt=today)[:MOST]:
        yield Waiting(
            kind="practice_offered",
            kind_label=_("Good practice to take up or not"),
            title=one.task.title,
            url=reverse("programmes:assignment", args=[one.pk]),
            due_on=one.due_on,
        )


def _to_judge(asked: frozenset[int]) -> Iterator[Waiting]:
    rows = Practice.objects.to_judge(asked).select_related("unit").prefetch_related("unit__versions")
    for one in rows[:MOST]:
        yield Waiting(
            kind="practice",
            kind_label=_("Good practice to review"),
            title=one.title,
            url=reverse("practices:practice", args=[one.pk]),
            detail=str(one.unit),
            since=timezone.localdate(one.proposed_at) if one.proposed_at else None,
        )
