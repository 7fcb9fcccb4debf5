"""Who may open which address of `units`: url name → Row."""

from django.urls import reverse

from nhipcau.units.models import Membership
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row


def _end(house: House) -> str:
    return reverse("units:end", args=[Membership.objects.get(user=house.lan).pk])


NOT_ADMINISTRATORS = ("lan", "son", "minh", "tam", "khach")

# The list shows each person the own units only, so everyone of the staff may open it.
ROWS: dict[str, Row] = {
    "units:units": Row(
        lambda house: reverse("units:units"), allowed=("lan", "son", "quang", "khach"), refused=()
    ),
    "units:unit": Row(
        lambda house: reverse("units:unit", args=[house.ward_a.pk]),
        allowed=("lan", "son", "minh", "tam", "quang"),
        refused=("hoa", "khach"),
    ),
    "units:grant": Row(
        lambda house: reverse("units:grant", args=[house.ward_a.pk]),
        allowed=("quang",),
        refused=NOT_ADMINISTRATORS,
    ),
    "units:add_person": Row(
        lambda house: reverse("units:add_person", args=[house.ward_a.pk]),
        allowed=("quang",),
        refused=NOT_ADMINISTRATORS,
    ),
    "units:end": Row(_end, allowed=("quang",), refused=NOT_ADMINISTRATORS),
}
