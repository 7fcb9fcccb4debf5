"""Who may open which address of `productions`: url name → Row."""

from django.urls import reverse

from nhipcau.productions.tests.builders import make_place, make_series
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row

READERS = ("vy", "phuc", "son", "minh", "tam")
OTHERS = ("khach", "lan", "hoa", "quang")
KEEPERS = ("vy", "phuc")
NOT_KEEPERS = (*OTHERS, "son", "minh", "tam")
# Whoever reads or keeps some unit's newsroom sees the list, of their units.
LIST = (*READERS, "khach", "hoa")


def _of(name: str, house: House) -> str:
    return reverse(f"productions:{name}", args=[make_series(house).pk])


def _kept(name: str) -> Row:
    return Row(lambda house: _of(name, house), KEEPERS, NOT_KEEPERS)


ROWS: dict[str, Row] = {
    "home": Row(lambda house: reverse("productions:home"), LIST, ("lan", "quang")),
    "home_file": Row(lambda house: reverse("productions:home_file"), LIST, ("lan", "quang")),
    "new": Row(
        lambda house: reverse("productions:new"),
        (*KEEPERS, "khach"),
        ("lan", "hoa", "quang", "son", "minh", "tam"),
    ),
    "series": Row(lambda house: _of("series", house), READERS, OTHERS),
    "change": _kept("change"),
    "end": _kept("end"),
    "put_in": _kept("put_in"),
    "take_out": Row(
        lambda house: reverse("productions:take_out", args=[make_place(house).pk]),
        KEEPERS,
        NOT_KEEPERS,
        post=True,
    ),
}
