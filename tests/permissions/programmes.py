"""Who may open which address of `programmes`: url name → Row."""

from django.urls import reverse

from nhipcau.programmes.models import AskKind, ParentChange, ParentChangeKind, Task
from nhipcau.programmes.progress import ask
from nhipcau.programmes.tests.builders import AT, DUE, assignment_of, make_draft, make_issued
from nhipcau.registry.tests.builders import make_registered
from nhipcau.units.models import Role
from nhipcau.units.tests.builders import House, make_person
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


def _issued(name: str, house: House) -> str:
    return reverse(f"programmes:{name}", args=[make_issued(house).pk])


def _issued_task(name: str, house: House) -> str:
    return reverse(f"programmes:{name}", args=[make_issued(house).tasks.get().pk])


def _asked(name: str, house: House) -> str:
    given = assignment_of(make_issued(house), house.ward_a)
    asked = ask(given, AskKind.RETURN, reason="Không thuộc phường", by=house.lan, at=AT)
    return reverse(f"programmes:{name}", args=[asked.pk])


def _change(house: House) -> str:
    above = make_issued(house)
    make_person("an", house.ward_a, Role.OFFICER)
    task = above.tasks.get()
    child = Task.objects.create(programme=make_draft(house), title="Việc của phường", parent=task)
    change = ParentChange.objects.create(
        task=child, kind=ParentChangeKind.DEADLINE, day=DUE, reason="Sớm hơn", made_at=AT
    )
    return reverse("programmes:follow", args=[change.pk])


def _hand_over(house: House) -> str:
    return reverse("programmes:hand_over", args=[house.ward_a.pk, house.ward_b.pk])


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
    "inbox": Row(
        lambda house: reverse("programmes:inbox"), (*READERS, "lan", "hoa", "khach"), ("vy", "phuc")
    ),
    "statistics": Row(
        lambda house: reverse("programmes:statistics"), (*READERS, "hoa", "khach"), ("lan", "vy", "phuc")
    ),
    "texts": Row(lambda house: _draft("texts", house), ("son",), NOT_PLANNERS),
    "below": Row(lambda house: _issued("below", house), (*READERS, "lan", "hoa"), ("khach", "vy", "phuc")),
    "take_up": Row(lambda house: _issued("take_up", house), (), ("khach", "lan", "hoa", "minh", "vy", "phuc")),
    "deadline": Row(lambda house: _issued_task("deadline", house), ("son",), NOT_PLANNERS),
    "withdraw": Row(lambda house: _issued_task("withdraw", house), ("son",), NOT_PLANNERS),
    "ask": Row(
        lambda house: _given("ask", house),
        ("lan", "son"),
        ("khach", "hoa", "minh", "tam", "quang", "vy", "phuc"),
        post=True,
    ),
    "answer": Row(
        lambda house: _asked("answer", house),
        ("son", "minh"),
        ("khach", "lan", "hoa", "tam", "quang", "vy", "phuc"),
        post=True,
    ),
    "take_back": Row(
        lambda house: _asked("take_back", house),
        ("lan", "son"),
        ("khach", "hoa", "minh", "tam", "quang", "vy", "phuc"),
        post=True,
    ),
    "follow": Row(_change, ("son",), NOT_PLANNERS, post=True),
    "hand_over": Row(_hand_over, ("son",), NOT_PLANNERS, post=True),
}
