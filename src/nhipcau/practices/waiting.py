"""What of good practice waits for a person, for the one list of all rooms."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.practices import access, overviews, rules
from nhipcau.practices.models import Practice
from nhipcau.shell.waiting import MOST, Waiting
from nhipcau.units import access as units


def waiting(user: Any, now: datetime) -> list[Waiting]:
    """Return what waits for `user` in good practice, some hundreds at most. At most two queries."""
    own, asked = access.answered_for(user), access.judging_units(user)
    found = [*_proposals(own, asked)] if own or asked else []
    return [*found, *_offered(access.home_units(user), timezone.localdate(now))] if own else found


def _proposals(own: frozenset[int], asked: frozenset[int]) -> Iterator[Waiting]:
    """Give what came back to the own unit, and what was sent to be reviewed."""
    rows = Practice.objects.to_complete(own) | Practice.objects.to_judge(asked)
    for one in rows.order_by("proposed_at", "pk")[: 2 * MOST]:
        back = one.state == rules.SENT_BACK
        yield Waiting(
            kind="practice_sent_back" if back else "practice",
            kind_label=_("Good practice sent back for more") if back else _("Good practice to review"),
            title=one.title,
            url=reverse("practices:practice", args=[one.pk]),
            detail="" if back else units.name_in_memory(one.unit_id),
            since=timezone.localdate(one.proposed_at) if one.proposed_at and not back else None,
            pressing=back,
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
