"""Who may open which address of the staff's pages of `portal`: url name → Row."""

from datetime import date

from django.urls import reverse

from nhipcau.portal import actions
from nhipcau.portal.models import OldAddress
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row

KEEPERS = ("phuc", "quang", "khach")
OTHERS = ("lan", "vy", "son", "minh", "tam")


def _address(house: House) -> str:
    actions.take_in_addresses([("/cu", "/vi/")], by=house.phuc)
    return reverse("portal_keeping:strike_address", args=[OldAddress.objects.get().pk])


def _counter(house: House) -> str:
    kept = actions.enter_earlier_views("Cổng cũ", until=date(2025, 6, 30), number=5, by=house.phuc)
    return reverse("portal_keeping:strike_earlier", args=[kept.pk])


def _row(name: str) -> Row:
    return Row(lambda house: reverse(f"portal_keeping:{name}"), KEEPERS, OTHERS)


ROWS: dict[str, Row] = {
    **{name: _row(name) for name in ("addresses", "take_in", "readings", "earlier")},
    "strike_address": Row(_address, KEEPERS, OTHERS, post=True),
    "strike_earlier": Row(_counter, KEEPERS, OTHERS, post=True),
}
