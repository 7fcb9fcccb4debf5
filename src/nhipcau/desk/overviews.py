"""What waits for a person, gathered from every room: whatever needs them first, then what comes up."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nhipcau.activities import overviews as activities
from nhipcau.activities.overviews import Done
from nhipcau.channels.models import Delivery, DeliveryState
from nhipcau.editorial import overviews as editorial
from nhipcau.editorial import rules as editorial_rules
from nhipcau.editorial.overviews import Day
from nhipcau.newsroom import access as newsroom
from nhipcau.newsroom.models import ItemText, TextState
from nhipcau.programmes import overviews as programmes
from nhipcau.programmes.overviews import Work
from nhipcau.registry import access as registry
from nhipcau.registry.models import Document, DocumentState
from nhipcau.reporting import overviews as reporting
from nhipcau.reporting.models import Collection
from nhipcau.reporting.overviews import Owed, Standing
from nhipcau.units import access as units
from nhipcau.units.among import among
from nhipcau.units.models import Role

SOON = timedelta(days=30)
MOST = 8
# So many units have a tile on the home page; the list of the collection has them all.
MOST_TILES = 60
OWED_LABELS = {
    "missing": gettext_lazy("Not begun"),
    "draft": gettext_lazy("Being filled in"),
    "returned": gettext_lazy("Returned"),
}


@dataclass(frozen=True, slots=True)
class Job:
    """Something that waits for a person: what it is, where it is done, how urgent, until when."""

    title: str
    url: str
    detail: str = ""
    state: str = ""
    state_label: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Tiles:
    """The first of some units, and how many more there are."""

    first: tuple[Standing, ...]
    more: int

    @classmethod
    def of(cls, tiles: tuple[Standing, ...], most: int) -> "Tiles":
        """Return the first `most` of `tiles`."""
        return cls(tiles[:most], max(0, len(tiles) - most))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the units are with a collection: one tile a unit, of thousands only the first."""

    collection: Collection
    tiles: tuple[Standing, ...]
    is_due: bool
    most: int = MOST_TILES

    @property
    def sent(self) -> int:
        """How many units have sent theirs."""
        return len(self.sent_tiles)

    @property
    def missing(self) -> int:
        """How many have not."""
        return len(self.tiles) - self.sent

    @property
    def sent_tiles(self) -> tuple[Standing, ...]:
        """The units that have sent theirs."""
        return tuple(tile for tile in self.tiles if tile.state in reporting.SENT)

    @property
    def late_tiles(self) -> tuple[Standing, ...]:
        """The units that have not although it is due."""
        return tuple(tile for tile in self.tiles if self.is_due and tile.state not in reporting.SENT)

    @property
    def shown(self) -> Tiles:
        """The units that stand open to see: those that have not sent what is due."""
        return Tiles.of(self.late_tiles, self.most)

    @property
    def folded(self) -> Tiles:
        """The units that one unfolds: those that have sent what is due, all while it is not."""
        return Tiles.of(self.sent_tiles if self.is_due else self.tiles, self.most)


class Desk:
    """A person's desk at a moment. What several panels need is asked of the rooms once."""

    def __init__(self, user: Any, now: datetime) -> None:
        self.user, self.now = user, now
        self.today = timezone.localdate(now)

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles the person holds today."""
        return units.roles_of(self.user)

    @cached_property
    def reports_for(self) -> frozenset[int]:
        """The units the person reports for."""
        return units.units_where(self.user, [Role.REPORTER])

    @cached_property
    def owed(self) -> tuple[Owed, ...]:
        """The reports those units owe."""
        return reporting.owed_by(self.reports_for, self.now)

    @cached_property
    def open_work(self) -> list[Work]:
        """The tasks those units have not done, soonest due first."""
        return programmes.open_assignments(self.reports_for, self.today)

    @cached_property
    def progress(self) -> list[Progress]:
        """How far the units are with what the person's units ask for: see `progress_of_units`."""
        return progress_of_units(self.user, self.now)


def first_things(desk: Desk) -> list[Job]:
    """Return what the person should do now: late, returned, soon due or waiting for a word of theirs."""
    roles, user = desk.roles, desk.user
    jobs: list[Job] = []
    if Role.REPORTER in roles:
        jobs += [_owed_job(owed) for owed in desk.owed if is_near(owed, desk.now)]
        jobs += _reports_whose_activities_changed(desk)
        jobs += [_task_job(work) for work in desk.open_work if work.late][:MOST]
    if Role.OFFICER in roles:
        jobs += _units_that_are_late(desk) + _documents_to_read(user)
    if Role.APPROVER in roles:
        jobs += _reports_to_decide(user)
    if Role.EDITOR in roles:
        jobs += _texts(user, TextState.RETURNED, _("Returned"), "newsroom:text")
        jobs += _texts(user, TextState.DRAFT, _("Being written"), "newsroom:text")
    if Role.PUBLISHER in roles:
        jobs += _texts(user, TextState.IN_REVIEW, _("Waiting for review"), "newsroom:read")
        jobs += _texts(user, TextState.APPROVED, _("Approved, not published"), "newsroom:read")
        jobs += _failed_deliveries(user)
    return jobs


def coming_up(desk: Desk) -> list[Job]:
    """Return what falls due for the person's units in the next weeks, soonest first."""
    jobs = [_task_job(work) for work in desk.open_work if not work.late]
    jobs += [_owed_job(owed) for owed in desk.owed if not is_near(owed, desk.now)]
    return sorted(jobs, key=lambda job: job.due_on or date.max)[:MOST]


def plan_of_the_week(desk: Desk) -> list[Day]:
    """Return the days of this week for which something is planned. Four queries."""
    first = editorial_rules.first_of(editorial_rules.WEEK, desk.today)
    until = editorial_rules.after(editorial_rules.WEEK, first)
    entries = editorial.chosen(desk.user, editorial.Choice()).between(first, until).by_day()
    return [day for day in editorial.days(editorial.lines(entries), first, until) if day.lines]


def _reports_whose_activities_changed(desk: Desk) -> list[Job]:
    """Return the reports the person's units sent whose activities were changed afterwards."""
    return [
        Job(
            title=str(one.submission.collection),
            url=reverse("reporting:submission", args=[one.submission.pk]),
            detail=ngettext(
                "Activities of %(n)d figure were changed after it was sent",
                "Activities of %(n)d figures were changed after it was sent",
                one.cells,
            )
            % {"n": one.cells},
            state="waiting",
            state_label=_("Look again"),
        )
        for one in reporting.moved_reports(desk.reports_for, desk.now)[:MOST]
    ]


def _due_on(owed: Owed) -> date:
    return timezone.localdate(owed.due_at)


def is_near(owed: Owed, now: datetime) -> bool:
    """Return whether a report presses: late, returned or due soon."""
    return owed.late or owed.state == "returned" or owed.due_at <= now + SOON


def _owed_job(owed: Owed) -> Job:
    """Return the job of a report to be sent; that it was returned says more than that it is late by now."""
    returned = owed.state == "returned"
    return Job(
        title=str(owed.collection),
        url=reverse("reporting:fill", args=[owed.collection.pk, owed.unit.pk]),
        detail=_returned_because(owed) if returned else _time_left(owed.days_left),
        state="late" if owed.late and not returned else owed.state,
        state_label=_("Late") if owed.late and not returned else str(OWED_LABELS[owed.state]),
        due_on=_due_on(owed),
    )


def _returned_because(owed: Owed) -> str:
    cells = len(owed.returned_cells)
    where = ngettext("%(n)d figure", "%(n)d figures", cells) % {"n": cells} if cells else ""
    late = _time_left(owed.days_left) if owed.late else ""
    return " · ".join(part for part in (where, owed.reason, late) if part)


def _time_left(days: int) -> str:
    if days < 0:
        return ngettext("%(n)d day late", "%(n)d days late", -days) % {"n": -days}
    return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}


def _task_job(work: Work) -> Job:
    return Job(
        title=work.title,
        url=reverse("programmes:assignment", args=[work.pk]),
        detail=work.stands,
        state="late" if work.late else work.state,
        state_label=_("Overdue") if work.late else str(work.state_label),
        due_on=work.due_on,
    )


def _documents_to_read(user: Any) -> list[Job]:
    """Return the documents to look at: read and to be confirmed, or not read and to be tried again."""
    states = (DocumentState.READING, DocumentState.FAILED)
    waiting = registry.visible_documents(user).filter(state__in=states).order_by("-created_at")
    return [_document_job(document) for document in waiting[:MOST]]


def _document_job(document: Document) -> Job:
    failed = document.state == DocumentState.FAILED
    return Job(
        title=str(document),
        url=reverse("registry:document", args=[document.pk]),
        detail=_more_about(document),
        state="late" if failed else "waiting",
        state_label=document.get_state_display() if failed else _("To be confirmed"),
    )


def _more_about(document: Document) -> str:
    """Return what the document's name does not say: its subject, or else its file."""
    if document.number:
        return Truncator(document.subject).chars(120)
    return document.file_name if str(document) != document.file_name else ""


def _reports_to_decide(user: Any) -> list[Job]:
    return [
        Job(
            title=f"{waiting.unit}: {waiting.collection}",
            url=reverse("reporting:decide", args=[waiting.submission.pk]),
            detail=_("Corrected after a return") if waiting.again else "",
            state="submitted",
            state_label=_("Waiting for you"),
        )
        for waiting in reporting.waiting_for(user, MOST)
    ]


def _texts(user: Any, state: str, label: str, address: str) -> list[Job]:
    visible = newsroom.items_visible_to(user)
    texts = ItemText.objects.standing_at(state).filter(item__in=visible).order_by("-last_edited_at")
    return [
        Job(
            title=text.title,
            url=reverse(address, args=[text.item_id, text.language]),
            detail=text.language.upper(),
            state=state,
            state_label=label,
        )
        for text in texts[:MOST]
    ]


def _failed_deliveries(user: Any) -> list[Job]:
    failed = Delivery.objects.with_names().filter(
        state=DeliveryState.FAILED, rendition__text__item__in=newsroom.items_visible_to(user)
    )
    return [
        Job(str(delivery.rendition), reverse("channels:deliveries"), delivery.error, "failed", _("Not sent"))
        for delivery in failed[:MOST]
    ]


def progress_of_units(user: Any, now: datetime) -> list[Progress]:
    """Return how far the units are with what `user`'s units ask for: the newest, and the one before if any is missing.

    What is due comes first. Six queries.
    """
    asked = list(_asked(user, now)[:2])
    newest = [
        Progress(collection, tiles, is_due=collection.due_at < now)
        for collection, tiles in zip(asked, reporting.standings_of(asked, now), strict=True)
    ]
    shown = [one for place, one in enumerate(newest) if place == 0 or one.missing]
    return sorted(shown, key=lambda one: not one.is_due)


def _asked(user: Any, now: datetime) -> QuerySet[Collection]:
    asking = units.units_where(user, [Role.OFFICER, Role.APPROVER, Role.AUDITOR])
    begun = Collection.objects.filter(
        among("form__unit", asking), period__starts_on__lte=timezone.localdate(now)
    )
    return begun.select_related("form", "period").order_by("-period__ends_on", "-pk")


def _units_that_are_late(desk: Desk) -> list[Job]:
    """Return a job for each collection that is due and has not come from every unit."""
    late = [one for one in desk.progress if one.is_due and one.missing]
    return [
        Job(
            title=str(one.collection),
            url=reverse("reporting:collection", args=[one.collection.pk]),
            detail=ngettext("%(n)d unit has not sent it", "%(n)d units have not sent it", one.missing)
            % {"n": one.missing},
            state="late",
            state_label=_("Late"),
            due_on=timezone.localdate(one.collection.due_at),
        )
        for one in late
    ]


def recent_activities(user: Any) -> list[Done]:
    """Return the newest activities of the units that `user` sees."""
    return activities.recent(units.visible_units(user), 6)
