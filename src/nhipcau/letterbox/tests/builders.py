"""Builders of letters, with readable defaults. All texts and persons are made up."""

from typing import Any
from uuid import uuid4

from nhipcau.letterbox import actions, rules
from nhipcau.letterbox.actions import Written
from nhipcau.letterbox.models import Letter
from nhipcau.newsroom.tests.builders import NEXT_DAY, NOON
from nhipcau.units.tests.builders import House

WORDS = "Lễ hội đèn biển có lối đi cho xe lăn không?"
ANSWER = "Có. Lối đi cho xe lăn ở cổng phía đông."
AT, LATER = NOON, NEXT_DAY


def written(**values: Any) -> Written:
    """Return what a reader wrote."""
    return Written(
        **{
            "kind": rules.QUESTION, "language": "vi", "token": uuid4(), "name": "Bạn đọc Mẫu",
            "reply_to": "ban-doc@example.vn", "subject": "Lối đi cho xe lăn", "words": WORDS, **values,
        }
    )  # fmt: skip


def make_letter(house: House, **values: Any) -> Letter:
    """Return a question to the province."""
    return actions.receive_letter(house.province, written(**values), at=AT)


def make_written(house: House, **values: Any) -> Letter:
    """Return a letter whose answer Vy wrote and nobody approved."""
    return actions.write_answer(make_letter(house, **values), ANSWER, by=house.vy)


def make_answered(house: House, **values: Any) -> Letter:
    """Return a letter that was answered, whose writer agreed to its publication."""
    agreed = {"consent": rules.WITH_INITIALS, **values}
    return actions.approve_answer(make_written(house, **agreed), by=house.phuc, at=LATER)


def make_public(house: House, **values: Any) -> Letter:
    """Return a letter that readers read with its answer."""
    letter = make_answered(house, **values)
    return actions.publish_answer(letter, question=WORDS, answer=ANSWER, by=house.phuc, at=LATER)


def make_contribution(house: House, **values: Any) -> Letter:
    """Return a contribution."""
    told = {
        "kind": rules.CONTRIBUTION,
        "consent": rules.WITH_NAME,
        "subject": "Phiên chợ trên sông",
        **values,
    }
    return make_letter(house, **told)
