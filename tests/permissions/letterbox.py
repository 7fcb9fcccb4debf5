"""Who may open which address of `letterbox`: url name → Row."""

from collections.abc import Callable

from django.urls import reverse

from nhipcau.letterbox.models import Letter
from nhipcau.letterbox.tests.builders import make_contribution, make_letter, make_public, make_written
from nhipcau.newsroom.tests.builders import picture_file
from nhipcau.shell import files
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row

HANDLERS = ("son", "vy", "phuc")
OTHERS = ("lan", "hoa", "minh", "quang", "tam", "khach")
NOT_APPROVERS = ("son", "vy", *OTHERS)


def _of(name: str, make: Callable[[House], Letter] = make_letter) -> Callable[[House], str]:
    return lambda house: reverse(f"letterbox:{name}", args=[make(house).pk])


def _file(house: House) -> str:
    letter = make_contribution(house, files=[files.document("cho.jpg", picture_file())], credits="Bạn đọc")
    return reverse("letterbox:file", args=[letter.pk, letter.files.get().pk])


ROWS: dict[str, Row] = {
    "letters": Row(
        lambda house: reverse("letterbox:letters"),
        (*HANDLERS, "khach"),
        ("lan", "hoa", "minh", "quang", "tam"),
    ),
    **{name: Row(_of(name), HANDLERS, OTHERS) for name in ("letter", "assign", "pass_on", "answer", "close")},
    "file": Row(_file, HANDLERS, OTHERS),
    "approve": Row(_of("approve", make_written), ("phuc",), NOT_APPROVERS, post=True),
    "publish": Row(_of("publish", make_public), ("phuc",), NOT_APPROVERS),
    "unpublish": Row(_of("unpublish", make_public), ("phuc",), NOT_APPROVERS, post=True),
    "erase": Row(_of("erase"), ("phuc",), NOT_APPROVERS, post=True),
    "make_item": Row(_of("make_item", make_contribution), ("vy",), ("son", "phuc", *OTHERS)),
}
