"""Everything that changes the plan, what is asked of others, and what is taken over."""

from nhipcau.editorial.actions.asking import Asked, answer_request, ask_for_facts, withdraw_request
from nhipcau.editorial.actions.commissioning import Given, answer_work, give_work, take_back_work
from nhipcau.editorial.actions.planning import (
    Planned,
    begin_item,
    change_entry,
    copy_entry,
    move_entry,
    plan_entry,
    set_intent,
)
from nhipcau.editorial.actions.taking_over import see_origin, take_over

__all__ = [
    "Asked",
    "Given",
    "Planned",
    "answer_request",
    "answer_work",
    "ask_for_facts",
    "begin_item",
    "change_entry",
    "copy_entry",
    "give_work",
    "move_entry",
    "plan_entry",
    "see_origin",
    "set_intent",
    "take_back_work",
    "take_over",
    "withdraw_request",
]
