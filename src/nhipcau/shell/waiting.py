"""What waits for a person, as each room offers it to the one list of all rooms.

A room registers under the hook `nhipcau_waiting` a function `(user, now) -> list[Waiting]`; it asks for no more than
`MOST` of a kind, the most urgent first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.functional import Promise
from wagtail import hooks

MOST = 100
NEAR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for a person: what it is, where it is done, until when, since when.

    `kind` is a word for addresses, `kind_label` what people read; `pressing` what is wrong already, whatever its day.
    """

    kind: str
    kind_label: str | Promise
    title: str
    url: str
    detail: str = ""
    due_on: date | None = None
    since: date | None = None
    pressing: bool = False

    def urgency(self, today: date) -> int:
        """Return 0 for what is late or went wrong, 1 for what is due within a week, 2 for the rest."""
        if self.pressing or (self.due_on is not None and self.due_on < today):
            return 0
        return 1 if self.due_on is not None and self.due_on <= today + NEAR else 2


def offered(user: Any, now: datetime) -> list[Waiting]:
    """Return what the rooms offer through the hook."""
    return [one for offer in hooks.get_hooks("nhipcau_waiting") for one in offer(user, now)]


def by_urgency(found: Iterable[Waiting], today: date) -> list[Waiting]:
    """Return what is late first, then what is due soon, then what has waited longest."""

    def place(one: Waiting) -> tuple[int, date, str]:
        urgency = one.urgency(today)
        day = one.due_on if urgency < 2 else one.since
        return urgency, day or (date.min if urgency == 0 else date.max), one.title

    return sorted(found, key=place)
