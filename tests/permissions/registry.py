"""Who may open which address of `registry`: url name → Row."""

from datetime import date
from typing import Any

from django.urls import reverse

from nhipcau.registry.actions import take_in_document
from nhipcau.registry.models import Document, FindingField, IssuedNumber, SecretRemoval
from nhipcau.registry.numbering import Span, set_up_term
from nhipcau.registry.relating import Related, SourceSaid, add_source, confirm_relation
from nhipcau.registry.tests.builders import AT, make_document, make_registered
from nhipcau.registry.tests.files import PAGES, a_pdf
from nhipcau.registry.tests.test_upkeep import issued
from nhipcau.registry.upkeep import set_review
from nhipcau.units.tests.builders import LONG_AGO, House
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


# A decision that says it replaces an earlier one.
_DECISION = (
    "Điều 2. Quyết định này thay thế Quyết định số 12/QĐ-UBND ngày 05/3/2024 của Ủy ban nhân dân tỉnh Bến Đá."
)


def _decisions(house: House) -> tuple[Document, Document]:
    said: dict[str, Any] = {
        "kind": "quyết định",
        "authority": "Ủy ban nhân dân tỉnh Bến Đá",
        "subject": "Lễ hội",
    }
    old = make_registered(
        house.department, house.son, text="Cũ.", number="12/QĐ-UBND", issued_on=date(2024, 3, 5), **said
    )
    new = make_registered(house.department, house.son, text=_DECISION, number="30/QĐ-UBND", **said)
    return new, old


def _of_proposal(name: str, house: House) -> str:
    new, old = _decisions(house)
    return reverse(f"registry:{name}", args=[new.findings.get(cited=old).pk])


def _of_relation(house: House) -> str:
    new, old = _decisions(house)
    relation = confirm_relation(new, Related(old, "implements"), by=house.son, at=AT)
    return reverse("registry:remove_relation", args=[relation.pk])


def _of_source(house: House) -> str:
    source = add_source(house.department, SourceSaid("book", "", "Lễ hội biển"), by=house.son, at=AT)
    return reverse("registry:correct_source", args=[source.pk])


def _of_page(house: House) -> str:
    content = a_pdf(*PAGES)
    document = take_in_document(house.department, "ke-hoach.pdf", content, by=house.son, at=AT)
    return reverse("registry:page", args=[document.pk, 1])


def _issued(house: House, *, due: bool = False) -> IssuedNumber:
    document = issued(house)
    if due:
        set_review(document, months=12, due_on=None, by=house.son)
    return document.issued_number


def _term(house: House) -> str:
    term = set_up_term(house.department, Span("2025 - 2030", LONG_AGO), by=house.son)
    return reverse("registry:change_term", args=[term.pk])


def _removal(house: House) -> str:
    removal = SecretRemoval.objects.create(
        unit=house.department, person=house.son, taken_in_at=AT, removed_at=AT
    )
    return reverse("registry:see_removal", args=[removal.pk])


ROWS: dict[str, Row] = {
    "numbers": Row(
        lambda house: reverse("registry:numbers"), (*READERS, "khach", "hoa"), ("lan", "vy", "phuc")
    ),
    "series": Row(
        lambda house: reverse("registry:series", args=[_issued(house).series_id]), READERS, (*OTHERS, "hoa")
    ),
    "series_xlsx": Row(
        lambda house: reverse("registry:series_xlsx", args=[_issued(house).series_id]),
        READERS,
        (*OTHERS, "hoa"),
    ),
    "begin_series": Row(
        lambda house: reverse("registry:begin_series"),
        ("son", "quang", "khach"),
        ("lan", "hoa", "minh", "tam", "vy", "phuc"),
    ),
    "void_number": Row(
        lambda house: reverse("registry:void_number", args=[_issued(house).pk]),
        ("son", "quang"),
        ("khach", "lan", "hoa", "minh", "tam", "vy", "phuc"),
    ),
    "terms": Row(lambda house: reverse("registry:terms"), (*READERS, "khach", "hoa"), ("lan", "vy", "phuc")),
    "new_term": Row(
        lambda house: reverse("registry:new_term"),
        ("son", "quang", "khach"),
        ("lan", "hoa", "minh", "tam", "vy", "phuc"),
    ),
    "change_term": Row(_term, ("son", "quang"), ("khach", "lan", "hoa", "minh", "tam", "vy", "phuc")),
    "removals": Row(
        lambda house: reverse("registry:removals"), (*READERS, "khach", "hoa"), ("lan", "vy", "phuc")
    ),
    "see_removal": Row(_removal, KEEPERS, NOT_KEEPERS, post=True),
    "reviews": Row(
        lambda house: reverse("registry:reviews"), (*READERS, "khach", "hoa"), ("lan", "vy", "phuc")
    ),
    "reviews_xlsx": Row(
        lambda house: reverse("registry:reviews_xlsx"), (*READERS, "khach", "hoa"), ("lan", "vy", "phuc")
    ),
    "review": Row(
        lambda house: reverse("registry:review", args=[_issued(house, due=True).document_id]),
        KEEPERS,
        NOT_KEEPERS,
    ),
    "set_review": Row(
        lambda house: reverse("registry:set_review", args=[_issued(house, due=True).document_id]),
        KEEPERS,
        NOT_KEEPERS,
    ),
    "documents": Row(
        lambda house: reverse("registry:documents"), (*READERS, "khach", "hoa"), ("lan", "vy", "phuc")
    ),
    "take_in": Row(
        lambda house: reverse("registry:take_in"),
        (*KEEPERS, "khach"),
        ("lan", "hoa", "minh", "tam", "quang", "vy", "phuc"),
    ),
    "export": Row(
        lambda house: reverse("registry:export", args=["csv"]),
        (*READERS, "khach", "hoa"),
        ("lan", "vy", "phuc"),
    ),
    "add_source": Row(
        lambda house: reverse("registry:add_source"),
        (*KEEPERS, "khach"),
        ("lan", "hoa", "minh", "tam", "quang", "vy", "phuc"),
    ),
    "correct_source": Row(_of_source, KEEPERS, NOT_KEEPERS),
    "relations": Row(lambda house: _of_document("relations", house), READERS, (*OTHERS, "hoa")),
    "force_days": Row(lambda house: _of_document("force_days", house), KEEPERS, NOT_KEEPERS, post=True),
    "add_relation": Row(lambda house: _of_document("add_relation", house), KEEPERS, NOT_KEEPERS),
    "confirm_carried_out": Row(
        lambda house: _of_document("confirm_carried_out", house), KEEPERS, NOT_KEEPERS, post=True
    ),
    "remove_relation": Row(_of_relation, KEEPERS, NOT_KEEPERS, post=True),
    "confirm_relation": Row(lambda house: _of_proposal("confirm_relation", house), KEEPERS, NOT_KEEPERS),
    "reject_relation": Row(
        lambda house: _of_proposal("reject_relation", house), KEEPERS, NOT_KEEPERS, post=True
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
