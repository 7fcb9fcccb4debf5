"""What a person asks of the list of activities: days, unit, kind, indicator, task, words, order."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from nhipcau.activities.kinds import BY_CODE
from nhipcau.activities.querysets import ActivityQuerySet
from nhipcau.shell.forms import day_asked

ORDERS = {
    "newest": (_("Newest first"), ("-starts_on", "-pk")),
    "oldest": (_("Oldest first"), ("starts_on", "pk")),
    "title": (_("By what was done"), ("title", "-starts_on", "-pk")),
    "logged": (_("Logged last first"), ("-logged_at", "-pk")),
}
FIRST_ORDER = "newest"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked; None or "" asks for all."""

    first: date | None
    last: date | None
    unit: int | None
    kind: str
    indicator: int | None
    task: int | None
    words: str
    order: str
    withdrawn: bool

    @property
    def narrows(self) -> bool:
        """Whether anything was asked that leaves activities out."""
        asked = (self.first, self.last, self.unit, self.kind, self.indicator, self.task, self.words)
        return any(asked) or self.withdrawn

    def of(self, visible: ActivityQuerySet) -> ActivityQuerySet:
        """Return the activities among `visible` that answer what was asked, in its order."""
        found = visible.withdrawn() if self.withdrawn else visible.standing()
        found = found.between(self.first, self.last).of_unit(self.unit).of_kind(self.kind)
        found = found.counting(self.indicator).for_task(self.task).matching(self.words)
        return found.order_by(*ORDERS[self.order][1])


def read_asked(query: Any) -> Asked:
    """Return what the query of an address asks; what makes no sense asks for nothing."""
    kind, order = query.get("kind", ""), query.get("sort", "")
    return Asked(
        first=day_asked(query.get("from", "")),
        last=day_asked(query.get("to", "")),
        unit=number_asked(query.get("unit")),
        kind=kind if kind in BY_CODE else "",
        indicator=number_asked(query.get("indicator")),
        task=number_asked(query.get("task")),
        words=query.get("q", "").replace("\0", "").strip()[:200],  # PostgreSQL refuses the character 0
        order=order if order in ORDERS else FIRST_ORDER,
        withdrawn=query.get("withdrawn") == "1",
    )


def number_asked(text: str | None) -> int | None:
    """Return the number in `text`, None for anything else.

    >>> number_asked("12"), number_asked("x"), number_asked(None)
    (12, None, None)
    """
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else None


def month_asked(text: str, today: date) -> date:
    """Return the first day of the month in `text`, such as 2026-02; that of `today` for anything else.

    >>> month_asked("2026-02", date(2026, 3, 9)), month_asked("x", date(2026, 3, 9))
    (datetime.date(2026, 2, 1), datetime.date(2026, 3, 1))
    """
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
