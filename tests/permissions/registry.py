"""Who may open which address of `registry`: url name → Row."""

from django.urls import reverse

from nhipcau.registry.actions import take_in_document
from nhipcau.registry.models import FindingField
from nhipcau.registry.tests.builders import AT, make_document
from nhipcau.registry.tests.files import PAGES, a_pdf
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row

READERS = ("son", "minh", "tam", "quang")
OTHERS = ("khach", "lan", "vy", "phuc")
KEEPERS = ("son",)
NOT_KEEPERS = ("khach", "lan", "hoa", "minh", "tam", "quang", "vy", "phuc")


def _of_document(name: str, house: House, *more: object) -> str:
    document = make_document(house.department, house.son)
    return reverse(f"registry:{name}", args=[document.pk, *more])


def _of_finding(name: str, house: House) -> str:
    finding = make_document(house.department, house.son).findings.all()[0]
    return reverse(f"registry:{name}", args=[finding.pk])


def _of_page(house: House) -> str:
    content = a_pdf(*PAGES)
    document = take_in_document(house.department, "ke-hoach.pdf", content, by=house.son, at=AT)
    return reverse("registry:page", args=[document.pk, 1])


ROWS: dict[str, Row] = {
    "documents": Row(
        lambda house: reverse("registry:documents"), (*READERS, "khach", "hoa"), ("lan", "vy", "phuc")
    ),
    "take_in": Row(
        lambda house: reverse("registry:take_in"),
        (*KEEPERS, "khach"),
        ("lan", "hoa", "minh", "tam", "quang", "vy", "phuc"),
    ),
    "document": Row(lambda house: _of_document("document", house), READERS, (*OTHERS, "hoa")),
    "file": Row(lambda house: _of_document("file", house), READERS, (*OTHERS, "hoa")),
    "page": Row(_of_page, READERS, (*OTHERS, "hoa")),
    "read_again": Row(lambda house: _of_document("read_again", house), KEEPERS, NOT_KEEPERS, post=True),
    "register": Row(lambda house: _of_document("register", house), KEEPERS, NOT_KEEPERS, post=True),
    "add": Row(lambda house: _of_document("add", house), KEEPERS, NOT_KEEPERS),
    "confirm_all": Row(
        lambda house: _of_document("confirm_all", house, FindingField.DATE), KEEPERS, NOT_KEEPERS, post=True
    ),
    "confirm": Row(lambda house: _of_finding("confirm", house), KEEPERS, NOT_KEEPERS, post=True),
    "reject": Row(lambda house: _of_finding("reject", house), KEEPERS, NOT_KEEPERS, post=True),
    "correct": Row(lambda house: _of_finding("correct", house), KEEPERS, NOT_KEEPERS),
    "accept_newer": Row(lambda house: _of_finding("accept_newer", house), KEEPERS, NOT_KEEPERS, post=True),
    "dismiss_newer": Row(lambda house: _of_finding("dismiss_newer", house), KEEPERS, NOT_KEEPERS, post=True),
}
