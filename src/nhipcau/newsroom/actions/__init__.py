"""Every write of the newsroom, by what is written."""

from nhipcau.newsroom.actions.items import Details, add_item, change_item, set_embargo
from nhipcau.newsroom.actions.picturing import (
    Beside,
    attach_file,
    choose_picture,
    describe_file,
    remove_file,
    remove_picture,
)
from nhipcau.newsroom.actions.publishing import (
    announce_change,
    approved_revision_of,
    archive_publication,
    recall_change,
    record_publication,
    restore_publication,
    withdraw_publication,
)
from nhipcau.newsroom.actions.reviewing import approve_text, return_text, submit_text
from nhipcau.newsroom.actions.sourcing import (
    Origin,
    Reported,
    add_entry,
    add_source,
    remove_claim,
    remove_entry,
    remove_source,
    state_claim,
)
from nhipcau.newsroom.actions.texts import Words, write_text

__all__ = [
    "Beside",
    "Details",
    "Origin",
    "Reported",
    "Words",
    "add_entry",
    "add_item",
    "add_source",
    "announce_change",
    "approve_text",
    "approved_revision_of",
    "archive_publication",
    "attach_file",
    "change_item",
    "choose_picture",
    "describe_file",
    "recall_change",
    "record_publication",
    "remove_claim",
    "remove_entry",
    "remove_file",
    "remove_picture",
    "remove_source",
    "restore_publication",
    "return_text",
    "set_embargo",
    "state_claim",
    "submit_text",
    "withdraw_publication",
    "write_text",
]
