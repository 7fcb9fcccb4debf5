"""Who may open which address of `bodies`: url name → Row."""

from django.urls import reverse

from nhipcau.bodies.actions import record_meeting
from nhipcau.bodies.tests.builders import (
    AFTER,
    agreed,
    conclusion_of,
    make_body,
    make_joint,
    make_meeting,
    obligation_of,
    seat,
    side_of,
)
from nhipcau.shell import files
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row

READERS = ("son", "minh", "tam", "quang")
NOT_READERS = ("khach", "lan", "hoa", "vy", "phuc")
NOT_KEEPERS = ("khach", "lan", "hoa", "minh", "tam", "quang", "vy", "phuc")


def _body(name: str, house: House) -> str:
    return reverse(f"bodies:{name}", args=[make_body(house).pk])


def _seat(house: House) -> str:
    return reverse("bodies:end_seat", args=[seat(make_body(house), house).pk])


def _meeting(name: str, house: House) -> str:
    return reverse(f"bodies:{name}", args=[make_meeting(house).pk])


def _minutes(house: House) -> str:
    file = files.document("bien-ban.pdf", b"%PDF-1.7\n%%EOF")
    meeting = record_meeting(make_meeting(house), {}, minutes="", file=file, by=house.son, at=AFTER)
    return reverse("bodies:minutes", args=[meeting.pk])


def _conclusion(house: House) -> str:
    return reverse("bodies:remove_conclusion", args=[conclusion_of(make_meeting(house), house).pk])


def _side(name: str, house: House) -> str:
    side = side_of(make_joint(house), house.department)
    return reverse(f"bodies:{name}", args=[agreed(side, house).pk])


def _obligation(house: House) -> str:
    side = side_of(make_joint(house), house.department)
    return reverse("bodies:remove_obligation", args=[obligation_of(side, house).pk])


def _read(name: str) -> Row:
    return Row(lambda house: _meeting(name, house), READERS, NOT_READERS)


def _kept(name: str, *, post: bool = False) -> Row:
    return Row(lambda house: _meeting(name, house), ("son",), NOT_KEEPERS, post=post)


ROWS: dict[str, Row] = {
    "home": Row(lambda house: reverse("bodies:home"), (*READERS, "hoa", "khach"), ("lan", "vy", "phuc")),
    "new": Row(
        lambda house: reverse("bodies:new"),
        ("son", "khach"),
        ("lan", "hoa", "minh", "tam", "quang", "vy", "phuc"),
    ),
    "body": Row(lambda house: _body("body", house), READERS, NOT_READERS),
    "change": Row(lambda house: _body("change", house), ("son",), NOT_KEEPERS),
    "give_seat": Row(lambda house: _body("give_seat", house), ("son",), NOT_KEEPERS),
    "end_seat": Row(_seat, ("son",), NOT_KEEPERS),
    "call": Row(lambda house: _body("call", house), ("son",), NOT_KEEPERS),
    "meeting": _read("meeting"),
    "entry": _read("entry"),
    "minutes": Row(_minutes, READERS, NOT_READERS),
    "change_meeting": _kept("change_meeting"),
    "call_off": _kept("call_off"),
    "invite": _kept("invite", post=True),
    "record": _kept("record"),
    "conclude": _kept("conclude", post=True),
    "make_tasks": _kept("make_tasks"),
    "remove_conclusion": Row(_conclusion, ("son",), NOT_KEEPERS, post=True),
    "new_agreement": Row(
        lambda house: reverse("bodies:new_agreement"),
        ("son", "khach"),
        ("lan", "hoa", "minh", "tam", "quang", "vy", "phuc"),
    ),
    # Whoever reads for one of the sides sees what all of them take on; ward B is one, where Hoa approves.
    "agreement": Row(
        lambda house: reverse("bodies:agreement", args=[make_joint(house).pk]),
        (*READERS, "hoa"),
        ("khach", "lan", "vy", "phuc"),
    ),
    "add_obligation": Row(lambda house: _side("add_obligation", house), ("son",), NOT_KEEPERS, post=True),
    "agree": Row(lambda house: _side("agree", house), ("son",), NOT_KEEPERS, post=True),
    "tasks_of_side": Row(lambda house: _side("tasks_of_side", house), ("son",), NOT_KEEPERS),
    "remove_obligation": Row(_obligation, ("son",), NOT_KEEPERS, post=True),
}
