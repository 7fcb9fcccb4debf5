"""The kinds of writes in the newsroom."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

ITEM_ADDED = "newsroom.item_added"
ITEM_CHANGED = "newsroom.item_changed"
TEXT_WRITTEN = "newsroom.text_written"
SOURCE_ADDED = "newsroom.source_added"
SOURCE_REMOVED = "newsroom.source_removed"
PICTURE_CHOSEN = "newsroom.picture_chosen"
PICTURE_REMOVED = "newsroom.picture_removed"
TEXT_SUBMITTED = "newsroom.text_submitted"
TEXT_APPROVED = "newsroom.text_approved"
TEXT_RETURNED = "newsroom.text_returned"
CHANGE_ANNOUNCED = "newsroom.change_announced"
TEXT_PUBLISHED = "newsroom.text_published"
TEXT_WITHDRAWN = "newsroom.text_withdrawn"

declare(
    Event(ITEM_ADDED, _("Item added")),
    Event(ITEM_CHANGED, _("Details of the item changed")),
    Event(TEXT_WRITTEN, _("Text written")),
    Event(SOURCE_ADDED, _("Source added")),
    Event(SOURCE_REMOVED, _("Source removed")),
    Event(PICTURE_CHOSEN, _("Lead picture chosen")),
    Event(PICTURE_REMOVED, _("Lead picture removed")),
    Event(TEXT_SUBMITTED, _("Text submitted for review")),
    Event(TEXT_APPROVED, _("Text approved")),
    Event(TEXT_RETURNED, _("Text returned")),
    Event(CHANGE_ANNOUNCED, _("Change announced to readers")),
    Event(TEXT_PUBLISHED, _("Text published")),
    Event(TEXT_WITHDRAWN, _("Text withdrawn")),
)
