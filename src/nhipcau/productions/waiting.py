"""What of series waits for their owners, for the one list of all rooms."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.productions import access, rules
from nhipcau.productions.models import Series
from nhipcau.shell.waiting import MOST, Waiting


def waiting(user: Any, now: datetime) -> list[Waiting]:
    """Return the series of `user` of which the last part is missing. One query."""
    if not access.units_to_keep_for(user):
        return []
    today = timezone.localdate(now)
    found = []
    for one in Series.objects.kept_by(user).with_last()[:MOST]:
        last = timezone.localdate(one.last_published) if one.last_published else None
        due = rules.is_late(rules.due_days(one.rhythm, one.step, one.since), last, today)
        if due is not None:
            found.append(
                Waiting(
                    kind="series",
                    kind_label=_("Series without its part"),
                    title=str(one),
                    url=reverse("productions:series", args=[one.pk]),
                    due_on=due,
                )
            )
    return found
