"""The pages of indicators."""

from django.urls import reverse
from django.utils.translation import gettext as _

ICON = "list-ol"


def listing() -> tuple[str, str]:
    """Return the way back to the list, as (address, label)."""
    return reverse("indicators:indicators"), _("Indicators")
