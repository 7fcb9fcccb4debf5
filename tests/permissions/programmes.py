"""Who may open which address of `programmes`: url name → Row."""

from django.urls import reverse

from nhipcau.programmes.tests.builders import assignment_of, make_draft, make_issued
from nhipcau.registry.tests.builders import make_registered
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row

READERS = ("son", "minh", "tam", "quang")
NOT_READERS = ("khach", "lan", "hoa", "vy", "phuc")
NOT_PLANNERS = ("khach", "lan", "hoa", "minh", "tam", "quang", "vy", "phuc")


def _draft(name: str, house: House) -> str:
    return reverse(f"programmes:{name}", args=[make_draft(house).pk])


def _task(name: str, house: House) -> str:
    return reverse(f"programmes:{name}", args=[make_draft(house).tasks.get().pk])


def _given(name: str, house: House) -> str:
    return reverse(f"programmes:{name}", args=[assignment_of(make_issued(house), house.ward_a).pk])


def _from_document(house: House) -> str:
    return reverse("programmes:make", args=[make_registered(house.department, house.son).pk])


ROWS: dict[str, Row] = {
    "home": Row(lambda house: reverse("programmes:home"), (*READERS, "lan", "hoa", "khach"), ("vy", "phuc")),
    "programmes": Row(
        lambda house: reverse("programmes:programmes"), (*READERS, "hoa", "khach"), ("lan", "vy", "phuc")
    ),
    "new": Row(
        lambda house: reverse("programmes:new"),
        ("son", "khach"),
        ("lan", "hoa", "minh", "tam", "quang", "vy", "phuc"),
    ),
    "make": Row(_from_document, ("son",), NOT_PLANNERS),
    "programme": Row(lambda house: _draft("programme", house), READERS, NOT_READERS),
    "change": Row(lambda house: _draft("change", house), ("son",), NOT_PLANNERS),
    "issue": Row(lambda house: _draft("issue", house), ("son",), NOT_PLANNERS, post=True),
    "add_task": Row(lambda house: _draft("add_task", house), ("son",), NOT_PLANNERS),
    "change_task": Row(lambda house: _task("change_task", house), ("son",), NOT_PLANNERS),
    "remove_task": Row(lambda house: _task("remove_task", house), ("son",), NOT_PLANNERS, post=True),
    "tasks": Row(
        lambda house: reverse("programmes:tasks"), (*READERS, "lan", "hoa", "khach"), ("vy", "phuc")
    ),
    "assignment": Row(
        lambda house: _given("assignment", house), (*READERS, "lan"), ("khach", "hoa", "vy", "phuc")
    ),
    "progress": Row(
        lambda house: _given("progress", house),
        ("lan", "son"),
        ("khach", "hoa", "minh", "tam", "quang", "vy", "phuc"),
        post=True,
    ),
}
