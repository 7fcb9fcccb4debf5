"""The door to the newsroom: whose items a person sees, and who may write, review and publish."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from nhipcau.newsroom.models import (
    Attachment,
    Claim,
    ContentLanguage,
    DigestEntry,
    Item,
    ItemText,
    Picture,
    SheetCopy,
    Source,
)
from nhipcau.newsroom.querysets import ItemQuerySet, SheetCopyQuerySet
from nhipcau.registry.models import Document, DocumentState
from nhipcau.units import access as units
from nhipcau.units import rules as unit_rules
from nhipcau.units.among import Units
from nhipcau.units.models import Membership, Role, UnitVersion, User

READERS = (Role.EDITOR, Role.PUBLISHER, Role.OFFICER, Role.APPROVER, Role.SPOKESPERSON, Role.AUDITOR)
WRITERS = (Role.EDITOR,)
RECEIVERS = (Role.REPORTER, Role.OFFICER, Role.APPROVER, Role.EDITOR, Role.PUBLISHER, Role.SPOKESPERSON)
KEEPERS = (Role.PUBLISHER, Role.ADMINISTRATOR)


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


def require_editing(user: Any, item: Item) -> None:
    """Raise PermissionDenied unless `user` writes or publishes for the item's unit."""
    if not units.may(user, item.unit_id, Role.EDITOR, Role.PUBLISHER):
        raise PermissionDenied("edit")


def require_publisher(user: Any, item: Item) -> None:
    """Raise PermissionDenied unless `user` may review and publish the item."""
    if not may_publish(user, item):
        raise PermissionDenied("publish")


def citable_documents(user: Any) -> QuerySet[Document]:
    """Return the documents in the registers of units `user` sees, to be named as sources. Four queries."""
    own = Document.objects.of_units(units.visible_units(user))
    return own.filter(state=DocumentState.REGISTERED)


def languages() -> list[ContentLanguage]:
    """Return the languages the place publishes in, the original first. One query."""
    return list(ContentLanguage.objects.filter(in_use=True))


def publishes_in(language: str) -> bool:
    """Return whether the place publishes in a language. One query."""
    return ContentLanguage.objects.filter(in_use=True, code=language).exists()


def get_claim(user: Any, item: int, pk: int) -> Claim:
    """Return a fact stated by an item `user` sees. Raises Http404 otherwise."""
    claim = get_item(user, item).claims.filter(pk=pk).first()
    if claim is None:
        raise Http404
    return claim


def get_attachment(user: Any, item: int, pk: int) -> Attachment:
    """Return a file beside an item `user` sees, taken out or not. Raises Http404 otherwise."""
    kept = get_item(user, item).attachments.select_related("item").filter(pk=pk).first()
    if kept is None:
        raise Http404
    return kept


def get_entry(user: Any, pk: int) -> DigestEntry:
    """Return an entry of a digest `user` sees. Raises Http404 otherwise."""
    entry = DigestEntry.objects.select_related("text__item").filter(pk=pk).first()
    if entry is None:
        raise Http404
    get_item(user, entry.text.item_id)
    return entry


def keeps_lists(user: Any) -> bool:
    """Return whether `user` keeps the place's lists: a publisher or administrator of some unit."""
    return bool(units.units_where(user, KEEPERS))


def require_list_reader(user: Any) -> None:
    """Raise PermissionDenied unless `user` reads in a newsroom or keeps its lists."""
    if not (is_reader(user) or keeps_lists(user)):
        raise PermissionDenied("look into the lists of the newsroom")


def require_keeper(user: Any) -> None:
    """Raise PermissionDenied unless `user` keeps the place's lists."""
    if not keeps_lists(user):
        raise PermissionDenied("keep the lists of the newsroom")


def colleagues(item: Item) -> QuerySet[User]:
    """Return the people who edit for the item's unit today: translations are given to them."""
    return editors_of(item.unit_id)


def editors_of(*kept: int) -> QuerySet[User]:
    """Return the people who edit for one of the units today, there or above it. Two queries."""
    today = timezone.localdate()
    parents = UnitVersion.objects.parents(today)
    line = {over for unit in kept for over in unit_rules.above(parents, unit)}
    held = Membership.objects.on(today).filter(unit__in=Units(line), role__in=WRITERS)
    return User.objects.filter(pk__in=held.values("user")).order_by("username")


def sheets_given_to(user: Any) -> SheetCopyQuerySet:
    """Return the sheets that were given to units where `user` works. One query and one when evaluated."""
    return SheetCopy.objects.of_units(units.held_units(user, RECEIVERS))


def require_receiving(user: Any) -> None:
    """Raise PermissionDenied unless `user` works in a unit that may be given sheets."""
    if not units.held_units(user, RECEIVERS):
        raise PermissionDenied("read the sheets of a unit")


def get_copy(user: Any, pk: int) -> SheetCopy:
    """Return a sheet given to a unit where `user` works, or of an item `user` sees. Raises Http404 otherwise."""
    copies = SheetCopy.objects.select_related("text__item", "revision", "unit", "read_by")
    copy = copies.filter(pk=pk).first()
    if copy is None:
        raise Http404
    if not receives(user, copy):
        get_item(user, copy.text.item_id)
    return copy


def receives(user: Any, copy: SheetCopy) -> bool:
    """Return whether `user` works in the unit that was given the sheet."""
    return copy.unit_id in units.held_units(user, RECEIVERS)


def require_receiver(user: Any, copy: SheetCopy) -> None:
    """Raise PermissionDenied unless `user` works in the unit that was given the sheet."""
    if not receives(user, copy):
        raise PermissionDenied("confirm the receipt")
