"""Who may open which address of `newsroom`: url name → Row."""

from dataclasses import replace

from django.urls import reverse

from nhipcau.newsroom import actions
from nhipcau.newsroom.actions import sheets
from nhipcau.newsroom.models import Item, ItemKind, Place
from nhipcau.newsroom.tests.builders import MORNING, ORIGIN, make_item, picture_file, text_of
from nhipcau.newsroom.tests.test_sheets import make_sheet
from nhipcau.newsroom.tests.test_sourcing import REPORT
from nhipcau.shell import files
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row

READERS = ("vy", "phuc", "son", "minh", "tam")
OTHERS = ("khach", "lan", "hoa", "quang")
WRITERS = ("vy",)
NOT_WRITERS = ("khach", "lan", "hoa", "quang", "phuc", "son", "minh", "tam")
PUBLISHERS = ("phuc",)
NOT_PUBLISHERS = ("khach", "lan", "hoa", "quang", "vy", "son", "minh", "tam")
EDITING = ("vy", "phuc")
NOT_EDITING = ("khach", "lan", "hoa", "quang", "son", "minh", "tam")
LIST_READERS = (*READERS, "khach", "hoa", "quang")
KEEPERS = ("phuc", "quang", "khach")
NOT_KEEPERS = ("lan", "vy", "son", "minh", "tam")


def _of_item(name: str, house: House, *more: object) -> str:
    return reverse(f"newsroom:{name}", args=[make_item(house).pk, *more])


def _in_review(name: str, house: House) -> str:
    item = make_item(house)
    actions.submit_text(text_of(item), by=house.vy, at=MORNING)
    return reverse(f"newsroom:{name}", args=[item.pk, "vi"])


def _revision(house: House) -> str:
    text = text_of(make_item(house))
    return reverse("newsroom:revision", args=[text.item_id, "vi", text.latest_revision_id])


def _source(house: House) -> str:
    item = make_item(house)
    return reverse("newsroom:source_remove", args=[item.pk, item.sources.get().pk])


def _with_picture(house: House) -> Item:
    item = make_item(house)
    actions.choose_picture(item, picture_file(), credit="Sở", alts={}, by=house.vy, at=MORNING)
    return Item.objects.get(pk=item.pk)


def _picture_file(house: House) -> str:
    item = _with_picture(house)
    return reverse("newsroom:picture_file", args=[item.pk, item.picture_id])


def _archive(house: House) -> str:
    item = make_item(house, sourced=False)
    copy = files.photo("trang.png", picture_file(kind="PNG"))
    origin = replace(ORIGIN, archive=copy)
    source = actions.add_source(item, origin, by=house.vy, at=MORNING)
    return reverse("newsroom:source_archive", args=[item.pk, source.pk])


def _claim(house: House) -> str:
    item = make_item(house)
    claim = actions.state_claim(item, "Vào cửa tự do", [], by=house.vy, at=MORNING)
    return reverse("newsroom:claim_remove", args=[item.pk, claim.pk])


def _attached(name: str, house: House) -> str:
    item = make_item(house)
    photo = files.photo("cang.png", picture_file(kind="PNG"))
    row = actions.attach_file(item, photo, actions.Beside({}, credit="Sở"), by=house.vy, at=MORNING)
    return reverse(f"newsroom:{name}", args=[item.pk, row.pk])


def _digest(house: House) -> str:
    item = make_item(house, kind=ItemKind.DIGEST, topic="world")
    return reverse("newsroom:entry_new", args=[item.pk, "vi"])


def _entry(house: House) -> str:
    text = text_of(make_item(house, kind=ItemKind.DIGEST, topic="world"))
    return reverse(
        "newsroom:entry_remove", args=[actions.add_entry(text, REPORT, by=house.vy, at=MORNING).pk]
    )


def _sheet(house: House) -> str:
    return reverse("newsroom:sheet_give", args=[make_sheet(house).pk, "vi"])


def _copy(house: House, name: str = "sheet") -> str:
    text = text_of(make_sheet(house))
    [copy] = sheets.give_sheet(text, [house.ward_a], by=house.phuc, at=MORNING)
    return reverse(f"newsroom:{name}", args=[copy.pk])


def _place() -> int:
    return Place.objects.create(name="Bến Đá").pk


ROWS: dict[str, Row] = {
    "items": Row(lambda house: reverse("newsroom:items"), (*READERS, "khach", "hoa"), ("lan", "quang")),
    "item_new": Row(
        lambda house: reverse("newsroom:item_new"),
        (*WRITERS, "khach"),
        ("lan", "hoa", "quang", "phuc", "son", "minh", "tam"),
    ),
    "item": Row(lambda house: _of_item("item", house), READERS, OTHERS),
    "item_edit": Row(lambda house: _of_item("item_edit", house), WRITERS, NOT_WRITERS),
    "text": Row(lambda house: _of_item("text", house, "vi"), WRITERS, NOT_WRITERS),
    "text_submit": Row(lambda house: _of_item("text_submit", house, "vi"), WRITERS, NOT_WRITERS, post=True),
    "read": Row(lambda house: _in_review("read", house), READERS, OTHERS),
    "approve": Row(lambda house: _in_review("approve", house), PUBLISHERS, NOT_PUBLISHERS, post=True),
    "return": Row(lambda house: _in_review("return", house), PUBLISHERS, NOT_PUBLISHERS, post=True),
    "history": Row(lambda house: _of_item("history", house, "vi"), READERS, OTHERS),
    "revision": Row(_revision, READERS, OTHERS),
    "source_new": Row(lambda house: _of_item("source_new", house), WRITERS, NOT_WRITERS),
    "source_remove": Row(_source, WRITERS, NOT_WRITERS, post=True),
    "picture": Row(lambda house: _of_item("picture", house), WRITERS, NOT_WRITERS),
    "picture_remove": Row(
        lambda house: reverse("newsroom:picture_remove", args=[_with_picture(house).pk]),
        WRITERS,
        NOT_WRITERS,
        post=True,
    ),
    "picture_file": Row(_picture_file, READERS, OTHERS),
    "matrix": Row(lambda house: reverse("newsroom:matrix"), (*READERS, "khach", "hoa"), ("lan", "quang")),
    "embargo": Row(lambda house: _of_item("embargo", house), PUBLISHERS, NOT_PUBLISHERS),
    "source_archive": Row(_archive, READERS, OTHERS),
    "claim_new": Row(lambda house: _of_item("claim_new", house), WRITERS, NOT_WRITERS),
    "claim_remove": Row(_claim, WRITERS, NOT_WRITERS, post=True),
    "attachment_new": Row(lambda house: _of_item("attachment_new", house), WRITERS, NOT_WRITERS),
    "attachment": Row(lambda house: _attached("attachment", house), WRITERS, NOT_WRITERS),
    "attachment_remove": Row(
        lambda house: _attached("attachment_remove", house), WRITERS, NOT_WRITERS, post=True
    ),
    "attachment_file": Row(lambda house: _attached("attachment_file", house), READERS, OTHERS),
    "entry_new": Row(_digest, WRITERS, NOT_WRITERS),
    "entry_remove": Row(_entry, WRITERS, NOT_WRITERS, post=True),
    "want": Row(lambda house: _of_item("want", house, "en"), EDITING, NOT_EDITING),
    "xliff_out": Row(lambda house: _of_item("xliff_out", house, "en"), EDITING, NOT_EDITING),
    "xliff_in": Row(lambda house: _of_item("xliff_in", house, "en"), WRITERS, NOT_WRITERS),
    "lists": Row(lambda house: reverse("newsroom:lists"), LIST_READERS, ("lan",)),
    "list": Row(lambda house: reverse("newsroom:list", args=["topics"]), LIST_READERS, ("lan",)),
    "line_new": Row(lambda house: reverse("newsroom:line_new", args=["terms"]), KEEPERS, NOT_KEEPERS),
    "line": Row(lambda house: reverse("newsroom:line", args=["places", _place()]), KEEPERS, NOT_KEEPERS),
    "line_strike": Row(
        lambda house: reverse("newsroom:line_strike", args=["places", _place()]),
        KEEPERS,
        NOT_KEEPERS,
        post=True,
    ),
    "sheets": Row(
        lambda house: reverse("newsroom:sheets"),
        ("lan", "hoa", "vy", "phuc", "son", "minh", "khach"),
        ("tam", "quang"),
    ),
    "sheet": Row(_copy, ("lan", *READERS), ("khach", "hoa", "quang")),
    "sheet_confirm": Row(
        lambda house: _copy(house, "sheet_confirm"),
        ("lan",),
        ("khach", "hoa", "quang", "vy", "phuc", "son", "minh", "tam"),
        post=True,
    ),
    "sheet_give": Row(_sheet, PUBLISHERS, NOT_PUBLISHERS),
}
