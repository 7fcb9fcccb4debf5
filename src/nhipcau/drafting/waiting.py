"""What of drafting waits for a person, for the one list of all rooms."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.drafting import access
from nhipcau.drafting.models import Draft, DraftState
from nhipcau.shell.waiting import MOST, Waiting
from nhipcau.units import access as units

LABELS = {
    DraftState.DRAFT: _("Draft to write"),
    DraftState.IN_REVIEW: _("Draft to approve"),
    DraftState.APPROVED: _("Document to issue"),
}


def waiting(user: Any, now: datetime) -> list[Waiting]:
    """Return the drafts to write, approve and issue, and the documents to acknowledge, of the own units. One query."""
    rows = Draft.objects.waiting_for(
        writes=units.held_units(user, access.WRITERS),
        approves=units.held_units(user, access.APPROVERS),
        receives=access.receiving_units(user),
    )
    return [_said(one) for one in rows[:MOST]]


def _said(one: Draft) -> Waiting:
    received = getattr(one, "to_acknowledge", None)
    if received is not None:
        return Waiting(
            kind="received",
            kind_label=_("Document to acknowledge"),
            title=one.subject,
            url=reverse("drafting:received_one", args=[received]),
            detail=units.name_in_memory(one.unit_id),
            since=one.issued_on,
        )
    return Waiting(
        kind=f"draft_{one.state}",
        kind_label=LABELS[DraftState(one.state)],
        title=one.subject,
        url=reverse("drafting:draft", args=[one.pk]),
        detail=units.name_in_memory(one.unit_id),
        since=timezone.localdate(one.saved_at),
    )
