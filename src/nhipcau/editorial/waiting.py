"""What of the plan waits for a person, for the one list of all rooms."""

from datetime import datetime
from typing import Any

from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.editorial import access, overviews, rules
from nhipcau.newsroom import access as newsroom
from nhipcau.shell.waiting import Rows


def rows(user: Any, now: datetime) -> list[Rows]:
    """Return the work given to the person, facts asked of the person's units, and origins that changed."""
    given = access.commissions_of(user).in_hand()
    due = TruncDate("due_at", tzinfo=timezone.get_current_timezone())
    asked = access.requests_to(user).unanswered()
    changed = overviews.changed_origins(newsroom.units_to_write_for(user))
    work = "editorial:work"
    return [
        Rows(
            "work_given",
            _("Work to answer"),
            given.filter(state=rules.GIVEN),
            work,
            "entry__title",
            due_on=due,
        ),
        Rows(
            "work_in_hand",
            _("Work in hand"),
            given.filter(state=rules.ACCEPTED),
            work,
            "entry__title",
            due_on=due,
        ),
        Rows("facts", _("Facts asked of us"), asked, "editorial:request", "question", due_on="due_on"),
        Rows("origin", _("Origin that changed"), changed, "editorial:origin", "origin__public_title"),
    ]
