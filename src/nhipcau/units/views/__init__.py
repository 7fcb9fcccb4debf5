"""The pages of units, a module for each matter."""

from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.units.models import Unit

ICON = "group"
Way = list[tuple[str, str]]


def way(above: Unit | None = None) -> Way:
    """Return the way back: the list of units, and the unit whose page stands above."""
    back = [(reverse("units:units"), _("Units"))]
    return [*back, (reverse("units:unit", args=[above.pk]), above.name)] if above else back
