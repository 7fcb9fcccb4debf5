"""What waits for a person, as each room offers it to the one list of all rooms.

A room registers under the hook `nhipcau_waiting` a function `(user, now) -> list[Waiting]`; it asks for no more than
`MOST` of a kind, the most urgent first. What can be said in a row of plain columns is offered under the hook
`nhipcau_waiting_rows` instead, as `(user, now) -> list[Rows]`: all rooms' rows are asked for in one statement, so that
the list costs the same however many rooms there are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import BooleanField, CharField, DateField, DateTimeField, F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Left
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from wagtail import hooks

MOST = 100
NEAR = timedelta(days=7)
TITLE_LENGTH = 250
EMPTY, NONE, NO = Value(""), Value(None), Value(False)  # noqa: FBT003  (a value in a statement)


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


@dataclass(frozen=True, slots=True)
class Rows:
    """What waits, as rows of one kind: `found` in their order, the first `MOST` of which are shown.

    `view` is the address of one by its key, `title`, `detail`, `due_on`, `since` and `pressing` say in which field
    or expression of a row it stands: words, words, a day, a moment and yes or no.
    """

    kind: str
    kind_label: str | Promise
    found: QuerySet[Any]
    view: str
    title: str | Combinable
    detail: str | Combinable = EMPTY
    due_on: str | Combinable = NONE
    since: str | Combinable = NONE
    pressing: Combinable = NO

    def columns(self, place: int) -> QuerySet[Any, Any]:
        """Return (place, key, title, detail, due_on, since, pressing) of the first `MOST`, to be united with others."""
        first = self.found.values("pk")[:MOST]
        rows = self.found.model._default_manager.filter(pk__in=first).order_by()
        told: QuerySet[Any, Any] = rows.annotate(
            waiting_place=Value(place),
            waiting_key=F("pk"),
            waiting_title=_words(self.title),
            waiting_detail=_words(self.detail),
            waiting_due_on=Cast(self.due_on, DateField()),
            waiting_since=Cast(self.since, DateTimeField()),
            waiting_pressing=Cast(self.pressing, BooleanField()),
        ).values_list(*COLUMNS)
        return told


COLUMNS = tuple(
    f"waiting_{name}" for name in ("place", "key", "title", "detail", "due_on", "since", "pressing")
)


def _words(said: str | Combinable) -> Left:
    return Left(Cast(said, CharField()), TITLE_LENGTH)


def offered(user: Any, now: datetime) -> list[Waiting]:
    """Return what the rooms offer through the hooks."""
    found = [one for offer in hooks.get_hooks("nhipcau_waiting") for one in offer(user, now)]
    rows = [one for offer in hooks.get_hooks("nhipcau_waiting_rows") for one in offer(user, now)]
    return [*found, *united(rows)]


def united(rows: list[Rows]) -> Iterator[Waiting]:
    """Give what stands in `rows`. One query whatever their number."""
    if not rows:
        return
    first, *others = [one.columns(place) for place, one in enumerate(rows)]
    for place, key, title, detail, due_on, since, pressing in first.union(*others, all=True):
        yield Waiting(
            kind=rows[place].kind,
            kind_label=rows[place].kind_label,
            title=title,
            url=reverse(rows[place].view, args=[key]),
            detail=detail,
            due_on=due_on,
            since=timezone.localdate(since) if since else None,
            pressing=bool(pressing),
        )


def by_urgency(found: Iterable[Waiting], today: date) -> list[Waiting]:
    """Return what is late first, then what is due soon, then what has waited longest."""

    def place(one: Waiting) -> tuple[int, date, str]:
        urgency = one.urgency(today)
        day = one.due_on if urgency < 2 else one.since
        return urgency, day or (date.min if urgency == 0 else date.max), one.title

    return sorted(found, key=place)
