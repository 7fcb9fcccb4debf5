"""What of the letters waits for a person, for the one list of all rooms."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from nhipcau.letterbox import access, rules
from nhipcau.letterbox.models import Letter
from nhipcau.shell.waiting import Rows
from nhipcau.units import access as units


def rows(user: Any, now: datetime) -> list[Rows]:
    """Return the letters of the units where the person works that want an answer, and answers to approve."""
    own = Letter.objects.of_units(units.held_units(user, access.HANDLERS)).open()
    approved = Letter.objects.of_units(units.held_units(user, access.APPROVERS)).open()
    view = "letterbox:letter"
    return [
        Rows(
            "letter",
            _("Letter to answer"),
            own.exclude(state=rules.WRITTEN),
            view,
            "subject",
            due_on="due_on",
        ),
        Rows(
            "answer",
            _("Answer to approve"),
            approved.filter(state=rules.WRITTEN).exclude(written_by=user.pk),
            view,
            "subject",
            due_on="due_on",
        ),
    ]
