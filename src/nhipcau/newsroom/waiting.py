"""What of the newsroom waits for a person, for the one list of all rooms."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.newsroom import access
from nhipcau.shell.waiting import MOST, Waiting


def waiting(user: Any, now: datetime) -> list[Waiting]:
    """Return the sheets that the person's units have not confirmed yet. Two queries at most."""
    copies = access.sheets_given_to(user).filter(read_at__isnull=True).select_related("text")
    return [
        Waiting(
            kind="sheet",
            kind_label=_("Sheet to read and confirm"),
            title=copy.text.title,
            url=reverse("newsroom:sheet", args=[copy.pk]),
            since=timezone.localdate(copy.given_at),
        )
        for copy in copies[:MOST]
    ]
