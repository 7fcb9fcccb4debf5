"""The door to the newsroom: whose items a person sees, and who may write, review and publish."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from nhipcau.newsroom.models import Item, ItemText, Picture, Source
from nhipcau.newsroom.querysets import ItemQuerySet
from nhipcau.registry.models import Document, DocumentState
from nhipcau.units import access as units
from nhipcau.units.models import Role

READERS = (Role.EDITOR, Role.PUBLISHER, Role.OFFICER, Role.APPROVER, Role.SPOKESPERSON, Role.AUDITOR)
WRITERS = (Role.EDITOR,)


def items_visible_to(user: Any) -> ItemQuerySet:
    """Return the items of the units whose newsroom `user` may look into. Three queries and one when evaluated."""
    return Item.objects.of_units(units.units_where(user, READERS))


def is_reader(user: Any) -> bool:
    """Return whether `user` may look into some unit's newsroom."""
    return bool(units.units_where(user, READERS))


def require_reader(user: Any) -> None:
    """Raise PermissionDenied unless `user` may look into some unit's newsroom."""
    if not is_reader(user):
        raise PermissionDenied("look into a newsroom")


def get_item(user: Any, pk: int) -> Item:
    """Return the item if `user` sees it. Raises Http404 otherwise."""
    item = items_visible_to(user).select_related("unit", "picture").filter(pk=pk).first()
    if item is None:
        raise Http404
    return item


def get_text(user: Any, pk: int, language: str) -> ItemText:
    """Return the text of item `pk` in `language` if `user` sees the item. Raises Http404 otherwise."""
    item = get_item(user, pk)
    text = item.texts.select_related("last_edited_by", "latest_revision").filter(language=language).first()
    if text is None:
        raise Http404
    text.item = item
    return text


def get_source(user: Any, item: int, pk: int) -> Source:
    """Return a source of an item `user` sees. Raises Http404 otherwise."""
    source = get_item(user, item).sources.filter(pk=pk).first()
    if source is None:
        raise Http404
    return source


def get_picture(user: Any, item: int, pk: int) -> Picture:
    """Return a picture of an item `user` sees. Raises Http404 otherwise."""
    picture = get_item(user, item).pictures.filter(pk=pk).first()
    if picture is None:
        raise Http404
    return picture


def units_to_write_for(user: Any) -> frozenset[int]:
    """Return the units for which `user` may write items. Two queries, once a page."""
    return units.units_where(user, WRITERS)


def may_write(user: Any, item: Item) -> bool:
    """Return whether `user` may change the item and its texts."""
    return units.may(user, item.unit_id, *WRITERS)


def may_publish(user: Any, item: Item) -> bool:
    """Return whether `user` may review the item's texts and publish them."""
    return units.may(user, item.unit_id, Role.PUBLISHER)


def require_writer(user: Any, item: Item) -> None:
    """Raise PermissionDenied unless `user` may change the item."""
    if not may_write(user, item):
        raise PermissionDenied("write")


def require_publisher(user: Any, item: Item) -> None:
    """Raise PermissionDenied unless `user` may review and publish the item."""
    if not may_publish(user, item):
        raise PermissionDenied("publish")


def citable_documents(user: Any) -> QuerySet[Document]:
    """Return the documents in the registers of units `user` sees, to be named as sources. Four queries."""
    own = Document.objects.of_units(units.visible_units(user))
    return own.filter(state=DocumentState.REGISTERED)
