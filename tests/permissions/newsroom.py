"""Who may open which address of `newsroom`: url name → Row."""

from django.urls import reverse

from nhipcau.newsroom import actions
from nhipcau.newsroom.models import Item
from nhipcau.newsroom.tests.builders import MORNING, make_item, picture_file, text_of
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row

READERS = ("vy", "phuc", "son", "minh", "tam")
OTHERS = ("khach", "lan", "hoa", "quang")
WRITERS = ("vy",)
NOT_WRITERS = ("khach", "lan", "hoa", "quang", "phuc", "son", "minh", "tam")
PUBLISHERS = ("phuc",)
NOT_PUBLISHERS = ("khach", "lan", "hoa", "quang", "vy", "son", "minh", "tam")


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
}
