"""Who may open which address of `oversight`: url name → Row."""

from collections.abc import Callable

from django.urls import reverse

from nhipcau.oversight.tests.builders import (
    make_check,
    make_checklist,
    make_held,
    make_inspection,
    make_mended,
    make_photo,
    make_plan,
    make_replied,
    make_review,
    make_sent,
    make_shortcoming,
)
from nhipcau.programmes.tests.builders import make_issued
from nhipcau.shell import files
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row

READERS = ("son", "minh", "tam", "quang")
NOT_READERS = ("khach", "lan", "hoa", "vy", "phuc")
SEE, NOT_SEE = (*READERS, "lan"), ("khach", "hoa", "vy", "phuc")
NOT_OFFICERS = ("khach", "lan", "hoa", "minh", "tam", "quang", "vy", "phuc")
NOT_WORKERS = ("khach", "hoa", "minh", "tam", "quang", "vy", "phuc")
NO_ROLE = ("vy", "phuc")


def _at(name: str, make: Callable[[House], object]) -> Callable[[House], str]:
    return lambda house: reverse(f"oversight:{name}", args=[make(house).pk])  # type: ignore[attr-defined]  # a row


def _proof(house: House) -> str:
    shortcoming = make_mended(house, files.document("anh.pdf", b"%PDF-1.7\n%%EOF"))
    return reverse("oversight:proof", args=[shortcoming.follow_ups.get().pk])


def _reply(name: str) -> Callable[[House], str]:
    return _at(name, lambda house: make_review(house).replies.get())


def _listed(name: str) -> Row:
    return Row(lambda house: reverse(f"oversight:{name}"), (*SEE, "hoa", "khach"), NO_ROLE)


def _entered(name: str) -> Row:
    refused = ("lan", "hoa", "minh", "tam", "quang", "vy", "phuc")
    return Row(lambda house: reverse(f"oversight:{name}"), ("son", "khach"), refused)


def _officers(name: str, make: Callable[[House], object], *, post: bool = False) -> Row:
    return Row(_at(name, make), ("son",), NOT_OFFICERS, post=post)


ROWS: dict[str, Row] = {
    "home": _listed("home"),
    "every_inspection": _listed("every_inspection"),
    "every_shortcoming": _listed("every_shortcoming"),
    "new": _entered("new"),
    "self_check": Row(
        lambda house: reverse("oversight:self_check"),
        ("lan", "hoa", "son", "khach"),
        ("minh", "tam", "quang", "vy", "phuc"),
    ),
    "inspection": Row(_at("inspection", make_held), SEE, NOT_SEE),
    "record": _officers("record", make_inspection),
    "find": _officers("find", make_held),
    "add_photo": _officers("add_photo", make_held),
    "send": Row(_at("send", make_check), ("lan", "son"), NOT_WORKERS, post=True),
    "accept_check": _officers("accept_check", make_sent, post=True),
    "return_check": _officers("return_check", make_sent),
    "photo": Row(_at("photo", make_photo), SEE, NOT_SEE),
    "thumbnail": Row(_at("thumbnail", make_photo), SEE, NOT_SEE),
    "remove_photo": _officers("remove_photo", make_photo, post=True),
    "shortcoming": Row(_at("shortcoming", make_shortcoming), SEE, NOT_SEE),
    "mended": Row(_at("mended", make_shortcoming), ("lan",), (*NOT_WORKERS, "son")),
    "accept": _officers("accept", make_mended),
    "reopen": _officers("reopen", make_mended),
    "make_task": _officers("make_task", make_shortcoming),
    "proof": Row(_proof, SEE, NOT_SEE),
    "new_plan": _entered("new_plan"),
    "plan": Row(_at("plan", make_plan), READERS, NOT_READERS),
    "checklists": _listed("checklists"),
    "new_checklist": _entered("new_checklist"),
    "retire_checklist": _officers("retire_checklist", make_checklist, post=True),
    "ask_review": _officers("ask_review", make_issued),
    "review": Row(_at("review", make_review), READERS, NOT_READERS),
    "take_over": _officers("take_over", make_review, post=True),
    "reply": Row(_reply("reply"), SEE, NOT_SEE),
    "return_reply": _officers("return_reply", make_replied),
}
