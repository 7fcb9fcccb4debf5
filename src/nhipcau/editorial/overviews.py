"""What the pages of the plan show, joined and named."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.editorial import access, rules
from nhipcau.editorial.models import Entry, FactRequest, TakenOver
from nhipcau.editorial.querysets import EntryQuerySet
from nhipcau.newsroom import comparing
from nhipcau.newsroom.models import Item
from nhipcau.newsroom.overviews import STANDINGS, standing_of
from nhipcau.programmes.models import Assignment, AssignmentState
from nhipcau.programmes.overviews import stands
from nhipcau.programmes.rules.timing import timing

NOT_BEGUN: Promise = _("No item yet")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person wants to see of the plan; empty means everything."""

    person: int | None = None
    channel: int | None = None
    topic: str = ""
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as calendars show it: what is meant, and how far it is."""

    entry: Entry
    progress: str
    progress_label: str | Promise
    people: tuple[str, ...]
    channels: tuple[str, ...]

    @property
    def is_off(self) -> bool:
        """Whether it is not to be covered."""
        return self.entry.intent not in rules.MEANT


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar with its entries; `outside` the month that is shown."""

    day: date
    lines: tuple[Line, ...]
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the year: how many entries are meant, how many of them readers can read."""

    first: date
    meant: int
    told: int


@dataclass(frozen=True, slots=True)
class Clock:
    """A request for facts with the time it has left, in words."""

    request: FactRequest
    stands: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an item was taken from, and what became of the origin since somebody looked."""

    taken: TakenOver
    passages: list[tuple[str, str]]
    withdrawn: bool

    @property
    def changed(self) -> bool:
        """Whether the origin is another now than it was when it was seen last."""
        return self.withdrawn or bool(self.passages)


def chosen(user: Any, choice: Choice) -> EntryQuerySet:
    """Return the entries `user` sees, as chosen."""
    entries = access.entries_visible_to(user)
    if choice.unit:
        entries = entries.filter(unit=choice.unit)
    if choice.topic:
        entries = entries.filter(topic=choice.topic)
    if choice.channel:
        entries = entries.filter(channels=choice.channel)
    if choice.person:
        wanted = Entry.objects.filter(
            commissions__person=choice.person, commissions__state__in=(*rules.IN_HAND, rules.DONE)
        )
        entries = entries.filter(pk__in=wanted.values("pk"))
    return entries


def lines(entries: EntryQuerySet) -> list[Line]:
    """Return entries as calendars show them. Four queries however many they are."""
    return [line_of(entry) for entry in entries.ready()]


def line_of(entry: Entry) -> Line:
    """Return an entry that is ready as calendars show it. No query."""
    texts = entry.item.texts.all() if entry.item else ()
    progress = rules.furthest([standing_of(text) for text in texts])
    label = STANDINGS[progress] if progress else NOT_BEGUN
    kept = [one for one in entry.commissions.all() if one.state in (*rules.IN_HAND, rules.DONE)]
    people = dict.fromkeys(str(one.person) for one in kept)
    return Line(entry, progress, label, tuple(people), tuple(str(one) for one in entry.channels.all()))


def days(found: Iterable[Line], first: date, until: date) -> list[Day]:
    """Return every day of [first, until) with its entries."""
    return [day for week in weeks(found, first, until) for day in week if not day.outside]


def weeks(found: Iterable[Line], first: date, until: date) -> list[list[Day]]:
    """Return the weeks that hold [first, until), with the entries of each day."""
    by_day: dict[date, list[Line]] = {}
    for line in found:
        by_day.setdefault(line.entry.day, []).append(line)
    return [
        [Day(day, tuple(by_day.get(day, ())), outside=not first <= day < until) for day in week]
        for week in rules.weeks_of(first, until)
    ]


def months(entries: EntryQuerySet, first: date) -> list[Month]:
    """Return the months of the year that begins on `first`. One query."""
    counted = entries.between(first, rules.after(rules.YEAR, first)).by_month()
    return [Month(first.replace(month=number), *counted.get(number, (0, 0))) for number in range(1, 13)]


def clock(request: FactRequest, today: date) -> Clock:
    """Return a request with the time it has left, or how late it was answered."""
    done_on = request.answered_at.date() if request.answered_at else None
    if request.withdrawn_at is not None:
        return Clock(request, str(_("withdrawn")), is_late=False)
    stood = timing(request.due_on, done_on, today)
    words = stands(stood, done=done_on is not None)
    return Clock(request, words, is_late=bool(stood.late))


def ideas(user: Any) -> Any:
    """Return the open tasks of the units for which `user` plans that no entry comes from, soonest due first."""
    planned = Entry.objects.filter(task__isnull=False, unit__in=access.planning_units(user))
    open_tasks = Assignment.objects.given().to_units(access.planning_units(user)).to_do()
    return open_tasks.exclude(task__in=planned.values("task")).soonest_first()


def idea(user: Any, pk: int) -> Assignment | None:
    """Return an open task from which `user` may plan, None for any other. Two queries."""
    found: Assignment | None = ideas(user).filter(pk=pk).exclude(state=AssignmentState.DONE).first()
    return found


def origins_of(item: Item) -> list[Origin]:
    """Return where an item was taken from and what changed there since. One query, two more for each that changed."""
    found = item.taken_over.select_related("origin__item__unit", "origin__published_revision", "seen")
    return [origin_of(taken) for taken in found.prefetch_related("origin__item__unit__versions")]


def origin_of(taken: TakenOver) -> Origin:
    """Return what became of the origin since somebody looked."""
    origin = taken.origin
    withdrawn = origin.withdrawn_at is not None and not taken.withdrawal_seen
    now = origin.published_revision
    changed = now is not None and now.pk != taken.seen_id
    return Origin(taken, comparing.passages(taken.seen, now) if changed and now else [], withdrawn)


def changed_origins(units: Collection[int]) -> Any:
    """Return what items of `units` took over and is another now at its origin, or gone."""
    other = ~Q(seen=F("origin__published_revision"))
    gone = Q(origin__withdrawn_at__isnull=False, withdrawal_seen=False)
    return TakenOver.objects.filter(other | gone, item__unit__in=units).order_by("pk")
