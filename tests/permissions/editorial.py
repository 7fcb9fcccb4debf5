"""Who may open which address of `editorial`: url name → Row."""

from collections.abc import Callable

from django.urls import reverse

from nhipcau.channels import actions as channels
from nhipcau.channels.tests.builders import make_channel
from nhipcau.editorial import actions
from nhipcau.editorial.models import TakenOver
from nhipcau.editorial.tests.builders import make_entry, make_request, make_work
from nhipcau.newsroom.models import ItemText
from nhipcau.newsroom.tests.builders import NOON, approve, make_item, text_of
from nhipcau.units.models import Role
from nhipcau.units.tests.builders import House, make_person
from tests.permissions.row import Row

READERS = ("vy", "phuc", "son", "minh", "tam")
STRANGERS = ("khach", "lan", "hoa", "quang")
PLANNERS = ("vy", "phuc")
NOT_PLANNERS = (*STRANGERS, "son", "minh", "tam")
NOT_WRITERS = ("lan", "hoa", "quang", "son", "minh", "tam")
EVERYBODY = ("lan", "vy", "phuc", "son", "minh", "tam", "quang", "khach")


def _entry(name: str) -> Callable[[House], str]:
    return lambda house: reverse(f"editorial:{name}", args=[make_entry(house).pk])


def _work(name: str) -> Callable[[House], str]:
    return lambda house: reverse(f"editorial:{name}", args=[make_work(house).pk])


def _request(name: str) -> Callable[[House], str]:
    return lambda house: reverse(f"editorial:{name}", args=[make_request(house).pk])


def _published(house: House) -> ItemText:
    text = approve(house, text_of(make_item(house)))
    for delivery in channels.publish_text(text, [make_channel(house)], by=house.phuc, at=NOON):
        channels.deliver(delivery, at=NOON)
    return ItemText.objects.get(pk=text.pk)


def _taken(house: House) -> TakenOver:
    text = _published(house)
    item = actions.take_over(text.item, house.ward_a, contact="Phường A", by=house.vy, at=NOON)
    return item.taken_over.get()


def _with_ward_editor(name: str) -> Callable[[House], str]:
    def path(house: House) -> str:
        make_person("an", house.ward_a, Role.EDITOR)
        return reverse(f"editorial:{name}", args=[_taken(house).pk])

    return path


ROWS: dict[str, Row] = {
    "plan": Row(lambda house: reverse("editorial:plan"), (*READERS, "khach"), ("lan", "quang")),
    "plan_file": Row(lambda house: reverse("editorial:plan_file"), (*READERS, "khach"), ("lan", "quang")),
    "ideas": Row(lambda house: reverse("editorial:ideas"), (*PLANNERS, "khach"), NOT_WRITERS),
    "new": Row(lambda house: reverse("editorial:new"), (*PLANNERS, "khach"), NOT_WRITERS),
    "entry": Row(_entry("entry"), READERS, STRANGERS),
    **{name: Row(_entry(name), PLANNERS, NOT_PLANNERS) for name in ("edit", "move", "intent", "copy", "give", "ask")},
    "begin_item": Row(_entry("begin_item"), ("vy",), (*NOT_PLANNERS, "phuc")),
    "mine": Row(lambda house: reverse("editorial:mine"), EVERYBODY, ()),
    "mine_file": Row(lambda house: reverse("editorial:mine_file"), EVERYBODY, ()),
    "work": Row(_work("work"), READERS, STRANGERS),
    "work_file": Row(_work("work_file"), READERS, STRANGERS),
    "answer": Row(_work("answer"), READERS, STRANGERS, post=True),
    "requests": Row(lambda house: reverse("editorial:requests"), EVERYBODY, ()),
    "request": Row(_request("request"), ("lan", *READERS), ("khach", "hoa", "quang")),
    "withdraw": Row(_request("withdraw"), PLANNERS, NOT_PLANNERS, post=True),
    "others": Row(lambda house: reverse("editorial:others"), ("vy", "khach"), (*NOT_WRITERS, "phuc")),
    "take_over": Row(
        lambda house: reverse("editorial:take_over", args=[_published(house).pk]),
        ("vy", "khach"),
        (*NOT_WRITERS, "phuc"),
    ),
    "origin": Row(_with_ward_editor("origin"), READERS, STRANGERS),
    "seen": Row(_with_ward_editor("seen"), ("vy",), (*NOT_PLANNERS, "phuc"), post=True),
}  # fmt: skip
