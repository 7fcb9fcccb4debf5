"""Who may open which address of `practices`: url name → Row."""

from collections.abc import Callable

from django.urls import reverse

from nhipcau.practices.tests.builders import (
    make_accepted,
    make_commended,
    make_figure,
    make_offer,
    make_practice,
    make_proof,
    make_proposed,
    make_ready,
    make_reviewed,
    make_spread,
)
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row

EVERYBODY = ("khach", "lan", "hoa", "son", "minh", "tam", "quang", "vy", "phuc")


def _at(name: str, make: Callable[[House], object]) -> Callable[[House], str]:
    return lambda house: reverse(f"practices:{name}", args=[make(house).pk])  # type: ignore[attr-defined]  # a row


def _row(name: str, make: Callable[[House], object], allowed: tuple[str, ...], *, post: bool = False) -> Row:
    refused = tuple(one for one in EVERYBODY if one not in allowed)
    return Row(_at(name, make), allowed, refused, post=post)


UNIT = ("lan", "son")
INSIDE = ("lan", "son", "minh", "tam", "quang")
JUDGES = ("son",)

ROWS: dict[str, Row] = {
    "home": Row(lambda house: reverse("practices:home"), EVERYBODY, ()),
    "new": Row(
        lambda house: reverse("practices:new"),
        ("lan", "hoa", "son", "khach"),
        ("minh", "tam", "quang", "vy", "phuc"),
    ),
    "practice": _row("practice", make_proposed, INSIDE),
    "change": _row("change", make_practice, UNIT),
    "add_approved": _row("add_approved", make_practice, UNIT),
    "add_typed": _row("add_typed", make_practice, UNIT),
    "remove_figure": _row("remove_figure", make_figure, UNIT, post=True),
    "add_proof": _row("add_proof", make_practice, UNIT),
    "proof": _row("proof", make_proof, INSIDE),
    "remove_proof": _row("remove_proof", make_proof, UNIT, post=True),
    "propose": _row("propose", make_ready, UNIT),
    "take_back": _row("take_back", make_proposed, UNIT, post=True),
    "review": _row("review", make_proposed, JUDGES, post=True),
    "accept": _row("accept", make_reviewed, JUDGES),
    "refuse": _row("refuse", make_reviewed, JUDGES),
    "send_back": _row("send_back", make_reviewed, JUDGES),
    "commend": _row("commend", lambda house: make_commended(house).practice, JUDGES),
    "spread": _row("spread", make_accepted, ("son", "khach")),
    "answers": _row("answers", make_spread, INSIDE),
    "take_up": _row("take_up", make_offer, ("hoa", "son"), post=True),
    "decline": _row("decline", make_offer, ("hoa", "son")),
}
