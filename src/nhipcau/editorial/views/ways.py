"""What the pages of the plan share: the way back."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from nhipcau.editorial.models import Entry

Way = list[tuple[str, str | Promise]]
ICON = "calendar"


def trail() -> Way:
    """Return the way back to the calendar."""
    return [(reverse("editorial:plan"), _("Plan"))]


def way(entry: Entry) -> Way:
    """Return the way back to an entry."""
    return [*trail(), (address(entry.pk), entry.title[:80])]


def address(pk: int) -> str:
    """Return where an entry is."""
    return reverse("editorial:entry", args=[pk])
