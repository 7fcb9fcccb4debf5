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
CHANGE_RECALLED = "newsroom.change_recalled"
TEXT_PUBLISHED = "newsroom.text_published"
TEXT_WITHDRAWN = "newsroom.text_withdrawn"
TEXT_ARCHIVED = "newsroom.text_archived"
TEXT_RESTORED = "newsroom.text_restored"
EMBARGO_SET = "newsroom.embargo_set"
CLAIM_STATED = "newsroom.claim_stated"
CLAIM_REMOVED = "newsroom.claim_removed"
ENTRY_ADDED = "newsroom.entry_added"
ENTRY_REMOVED = "newsroom.entry_removed"
FILE_ATTACHED = "newsroom.file_attached"
FILE_DESCRIBED = "newsroom.file_described"
FILE_REMOVED = "newsroom.file_removed"
TRANSLATION_WANTED = "newsroom.translation_wanted"
TRANSLATION_READ_IN = "newsroom.translation_read_in"
LIST_CHANGED = "newsroom.list_changed"
SHEET_GIVEN = "newsroom.sheet_given"
SHEET_READ = "newsroom.sheet_read"

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
    Event(CHANGE_RECALLED, _("Change taken back before readers were told")),
    Event(TEXT_PUBLISHED, _("Text published")),
    Event(TEXT_WITHDRAWN, _("Text withdrawn")),
    Event(TEXT_ARCHIVED, _("Text archived")),
    Event(TEXT_RESTORED, _("Text taken out of the archive")),
    Event(EMBARGO_SET, _("Embargo set")),
    Event(CLAIM_STATED, _("Fact stated with its sources")),
    Event(CLAIM_REMOVED, _("Stated fact removed")),
    Event(ENTRY_ADDED, _("Entry added to a digest")),
    Event(ENTRY_REMOVED, _("Entry taken out of a digest")),
    Event(FILE_ATTACHED, _("File put beside the item")),
    Event(FILE_DESCRIBED, _("File beside the item described")),
    Event(FILE_REMOVED, _("File taken from beside the item")),
    Event(TRANSLATION_WANTED, _("Translation ordered")),
    Event(TRANSLATION_READ_IN, _("Translation read in from a translator's file")),
    Event(LIST_CHANGED, _("List of the newsroom changed")),
    Event(SHEET_GIVEN, _("Sheet given to people")),
    Event(SHEET_READ, _("Receipt of a sheet confirmed")),
)
