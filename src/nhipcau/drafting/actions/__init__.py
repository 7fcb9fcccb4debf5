"""Every write of drafting."""

from nhipcau.drafting.actions.approving import approve_draft, reopen_draft, return_draft, submit_draft
from nhipcau.drafting.actions.commenting import answer, comment, reopen_comment, settle
from nhipcau.drafting.actions.heading import Head, write_head
from nhipcau.drafting.actions.issuing import file_name, issue_draft
from nhipcau.drafting.actions.partners import Side, write_partners
from nhipcau.drafting.actions.pictures import keep_picture
from nhipcau.drafting.actions.quoting import ask_beside, take_over
from nhipcau.drafting.actions.revising import write_back
from nhipcau.drafting.actions.sending import (
    Outside,
    acknowledge,
    add_recipients,
    remove_recipient,
    send_again,
)
from nhipcau.drafting.actions.starting import default_head, start, start_draft
from nhipcau.drafting.actions.text import (
    accept_figures,
    add_citation,
    add_figure,
    remove_figure,
    write_sections,
)

__all__ = [
    "Head",
    "Outside",
    "Side",
    "accept_figures",
    "acknowledge",
    "add_citation",
    "add_figure",
    "add_recipients",
    "answer",
    "approve_draft",
    "ask_beside",
    "comment",
    "default_head",
    "file_name",
    "issue_draft",
    "keep_picture",
    "remove_figure",
    "remove_recipient",
    "reopen_comment",
    "reopen_draft",
    "return_draft",
    "send_again",
    "settle",
    "start",
    "start_draft",
    "submit_draft",
    "take_over",
    "write_back",
    "write_head",
    "write_partners",
    "write_sections",
]
