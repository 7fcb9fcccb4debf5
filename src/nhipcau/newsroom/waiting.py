"""What of the newsroom waits for a person, for the one list of all rooms."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from nhipcau.newsroom import access
from nhipcau.shell.waiting import Rows


def rows(user: Any, now: datetime) -> list[Rows]:
    """Return the sheets that the person's units have not confirmed yet."""
    unread = access.sheets_given_to(user).filter(read_at__isnull=True)
    label = _("Sheet to read and confirm")
    return [Rows("sheet", label, unread, "newsroom:sheet", title="text__title", since="given_at")]
