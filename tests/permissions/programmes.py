"""Who may open which address of `programmes`: url name → Row."""

from decimal import Decimal

from django.urls import reverse

from nhipcau.programmes.feeding import make_address
from nhipcau.programmes.models import (
    AskKind,
    AssignmentState,
    Feed,
    FeedScope,
    ParentChange,
    ParentChangeKind,
    ResourceKind,
    Task,
)
from nhipcau.programmes.progress import Proof, ask, report_progress
from nhipcau.programmes.resourcing import Money, Need, add_annex, add_money, add_need
from nhipcau.programmes.tests.builders import AT, DUE, assignment_of, make_draft, make_issued
from nhipcau.registry.tests.builders import make_registered
from nhipcau.shell.files import Checked
from nhipcau.units.models import Membership, Role
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


def _money(name: str, house: House) -> str:
    line = add_money(make_draft(house), Money("Thuê xe", "Tỉnh", Decimal(1)), by=house.son, at=AT)
    return reverse(f"programmes:{name}", args=[line.pk])


def _need(name: str, house: House) -> str:
    found = add_need(make_draft(house), Need(ResourceKind.PEOPLE, "Phiên dịch"), by=house.son, at=AT)
    return reverse(f"programmes:{name}", args=[found.pk])


def _annex(name: str, house: House) -> str:
    found = add_annex(
        make_draft(house), "", Checked("bảng.pdf", b"%PDF", "application/pdf"), by=house.son, at=AT
    )
    return reverse(f"programmes:{name}", args=[found.pk])


def _note_file(house: House) -> str:
    given = assignment_of(make_issued(house), house.ward_a)
    proof = Proof(name="bảng.pdf", content=b"%PDF", sha256="0" * 64)
    state = AssignmentState.UNDER_WAY
    report_progress(given, state=state, text="Đã họp.", by=house.lan, at=AT, proof=proof)
    return reverse("programmes:note_file", args=[given.notes.get().pk])


def _feed(house: House) -> str:
    membership = Membership.objects.get(user=house.lan)
    return reverse("feed", args=[make_address(membership, FeedScope.UNIT, by=house.lan, at=AT)])


def _make_feed(house: House) -> str:
    membership = Membership.objects.get(user=house.lan)
    return reverse("programmes:make_feed", args=[membership.pk, "unit"])


def _end_feed(house: House) -> str:
    _feed(house)
    return reverse("programmes:end_feed", args=[Feed.objects.get().pk])


def _view(name: str) -> Row:
    """Everybody who sees tasks opens the views of what they see; a stranger's are empty."""
    return Row(lambda house: reverse(f"programmes:{name}"), (*READERS, "lan", "hoa", "khach"), ("vy", "phuc"))


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
    "go_on": Row(lambda house: _draft("go_on", house), ("son",), NOT_PLANNERS, post=True),
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
    "resources": Row(lambda house: _draft("resources", house), READERS, NOT_READERS),
    "add_money": Row(lambda house: _draft("add_money", house), ("son",), NOT_PLANNERS),
    "change_money": Row(lambda house: _money("change_money", house), ("son",), NOT_PLANNERS),
    "remove_money": Row(lambda house: _money("remove_money", house), ("son",), NOT_PLANNERS, post=True),
    "add_need": Row(lambda house: _draft("add_need", house), ("son",), NOT_PLANNERS),
    "change_need": Row(lambda house: _need("change_need", house), ("son",), NOT_PLANNERS),
    "remove_need": Row(lambda house: _need("remove_need", house), ("son",), NOT_PLANNERS, post=True),
    "add_annex": Row(lambda house: _draft("add_annex", house), ("son",), NOT_PLANNERS),
    "annex": Row(lambda house: _annex("annex", house), READERS, NOT_READERS),
    "remove_annex": Row(lambda house: _annex("remove_annex", house), ("son",), NOT_PLANNERS, post=True),
    "targets": Row(lambda house: _task("targets", house), ("son",), NOT_PLANNERS),
    "note_file": Row(_note_file, (*READERS, "lan"), ("khach", "hoa", "vy", "phuc")),
    "table": _view("table"),
    "table_xlsx": _view("table_xlsx"),
    "year": _view("year"),
    "calendar": _view("calendar"),
    "workload": _view("workload"),
    "sheet": Row(lambda house: _draft("sheet", house), READERS, NOT_READERS),
    "feeds": _view("feeds"),
    "make_feed": Row(
        _make_feed, ("lan",), ("khach", "hoa", "son", "minh", "tam", "quang", "vy", "phuc"), post=True
    ),
    "end_feed": Row(
        _end_feed, ("lan",), ("khach", "hoa", "son", "minh", "tam", "quang", "vy", "phuc"), post=True
    ),
    "feed": Row(_feed, public=True, refused=()),
    "tasks_xlsx": Row(lambda house: _draft("tasks_xlsx", house), READERS, NOT_READERS),
    "upload": Row(lambda house: _draft("upload", house), ("son",), NOT_PLANNERS),
    "together": Row(lambda house: _draft("together", house), ("son",), NOT_PLANNERS),
    "again": Row(lambda house: _draft("again", house), ("son",), NOT_PLANNERS),
    "take_up": Row(
        lambda house: _issued("take_up", house), (), ("khach", "lan", "hoa", "minh", "vy", "phuc")
    ),
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
    "reminders": Row(
        lambda house: reverse("programmes:reminders"), (*READERS, "hoa", "khach"), ("lan", "vy", "phuc")
    ),
    "remind": Row(
        lambda house: _given("remind", house),
        ("son", "minh"),
        ("khach", "lan", "hoa", "tam", "quang", "vy", "phuc"),
        post=True,
    ),
}
