"""What other rooms ask of reporting: totals, who owes what, what waits for whom. Frozen answers, few queries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, overload

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import get_language

from nhipcau.indicators.models import Indicator
from nhipcau.reporting import rules
from nhipcau.reporting.models import (
    Collection,
    Decision,
    FormField,
    Period,
    Submission,
    SubmissionState,
)
from nhipcau.reporting.moving import MovedReport, moved_answers, moved_reports
from nhipcau.reporting.totalling import MISSING, Part, Total, total, totals
from nhipcau.rollup import CellState, Reason
from nhipcau.units import reach
from nhipcau.units import rules as units_rules
from nhipcau.units.models import Unit, UnitVersion

__all__ = [
    "MISSING",
    "CellState",
    "MovedReport",
    "Owed",
    "Part",
    "Progress",
    "Reason",
    "Standing",
    "Total",
    "Waiting",
    "WaitingList",
    "moved_answers",
    "moved_reports",
    "owed_by",
    "progress",
    "public_figures",
    "standings",
    "standings_of",
    "total",
    "totals",
    "waiting_for",
]

SENT = frozenset({SubmissionState.SUBMITTED, SubmissionState.APPROVED})


@dataclass(frozen=True, slots=True)
class Owed:
    """An answer a unit still has to send. `state` is "missing" (not begun), "draft" or "returned".

    `reason` and `returned_cells` (codes of indicators) are those of the last return. `days_left` is negative when late.
    """

    collection: Collection
    unit: Unit
    submission: Submission | None
    state: str
    due_at: datetime
    days_left: int
    late: bool
    reason: str = ""
    returned_cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one unit is with a collection; `late` also of an answer that came after the due moment."""

    unit_id: int
    unit_name: str
    submission_id: int | None
    state: str
    late: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """An answer that waits for an approver; `again` when it had been returned before."""

    submission: Submission
    collection: Collection
    unit: Unit
    submitted_at: datetime
    late: bool
    again: bool


def owed_by(units: Iterable[int], now: datetime) -> tuple[Owed, ...]:
    """Return what `units` still have to send, soonest due first. At most four queries.

    A unit that no longer existed at the period's end owes nothing.
    """
    asked = Collection.units.through.objects.filter(unit__in=set(units)).prefetch_related("unit__versions")
    pairs = list(asked.select_related("collection__form__unit", "collection__period", "unit"))
    answers = {
        (answer.collection_id, answer.unit_id): answer
        for answer in Submission.objects.filter(
            collection__in={pair.collection_id for pair in pairs}, unit__in={pair.unit_id for pair in pairs}
        )
    }
    returns = _last_returns(answers.values())
    owed = [
        _owed(pair.collection, pair.unit, answers.get((pair.collection_id, pair.unit_id)), returns, now)
        for pair in pairs
        if pair.unit.version_on(pair.collection.period.ends_on)
        and not ((answer := answers.get((pair.collection_id, pair.unit_id))) and answer.state in SENT)
    ]
    return tuple(sorted(owed, key=lambda one: (one.due_at, one.collection.pk, one.unit.pk)))


def _last_returns(answers: Iterable[Submission]) -> dict[int, Decision]:
    """Return the last return of each answer that stands returned. One query."""
    returned = [answer.pk for answer in answers if answer.state == SubmissionState.RETURNED]
    decisions = Decision.objects.filter(submission__in=returned, approved=False).order_by("at", "pk")
    return {decision.submission_id: decision for decision in decisions}


def _owed(
    collection: Collection,
    unit: Unit,
    answer: Submission | None,
    returns: dict[int, Decision],
    now: datetime,
) -> Owed:
    decision = returns.get(answer.pk) if answer else None
    due_on, today = timezone.localdate(collection.due_at), timezone.localdate(now)
    first = answer.first_submitted_at if answer else None
    return Owed(
        collection=collection,
        unit=unit,
        submission=answer,
        state=answer.state if answer else MISSING,
        due_at=collection.due_at,
        days_left=(due_on - today).days,
        late=rules.is_late(first, collection.due_at, now),
        reason=decision.reason if decision else "",
        returned_cells=tuple(decision.cells) if decision else (),
    )


def standings(collection: Collection, now: datetime) -> tuple[Standing, ...]:
    """Return how far each unit of a collection is, by name; units gone by its end are left out. Two queries."""
    return standings_of([collection], now)[0]


def standings_of(collections: Sequence[Collection], now: datetime) -> list[tuple[Standing, ...]]:
    """Return the standings of each of `collections`, in their order. Two queries; names come from the tree in memory."""
    answers: dict[int, dict[int, _Sent]] = {one.pk: {} for one in collections}
    found = Submission.objects.filter(collection__in=list(answers)).standings()
    for collection, unit, answer, state, came_late in found:
        answers[collection][unit] = _Sent(answer, state, came_late)
    owing: dict[int, list[int]] = {one.pk: [] for one in collections}
    pairs = Collection.units.through.objects.filter(collection__in=list(answers)).order_by()
    for collection, unit in pairs.values_list("collection_id", "unit_id"):
        owing[collection].append(unit)
    return [_standings(one, owing[one.pk], answers[one.pk], now) for one in collections]


@dataclass(frozen=True, slots=True)
class _Sent:
    """An answer as far as standings need it."""

    pk: int
    state: str
    came_late: bool | None


def _standings(
    collection: Collection, owing: Iterable[int], answers: Mapping[int, _Sent], now: datetime
) -> tuple[Standing, ...]:
    then, language = reach.tree().on(collection.period.ends_on), get_language()
    rows = [
        _standing(collection, unit, then[unit].named(language), answers.get(unit), now)
        for unit in owing
        if unit in then
    ]
    return tuple(sorted(rows, key=lambda row: (row.unit_name, row.unit_id)))


def _standing(collection: Collection, unit: int, name: str, answer: _Sent | None, now: datetime) -> Standing:
    came_late = answer.came_late if answer else None
    return Standing(
        unit_id=unit,
        unit_name=name,
        submission_id=answer.pk if answer else None,
        state=answer.state if answer else MISSING,
        late=rules.is_late(None, collection.due_at, now) if came_late is None else came_late,
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the units asked have sent a collection's answer, and how many answers are approved or returned."""

    expected: int
    sent: int
    approved: int
    returned: int

    @property
    def missing(self) -> int:
        """How many have not sent their answer, or must send it again."""
        return self.expected - self.sent


def progress(collections: Iterable[Collection]) -> dict[int, Progress]:
    """Return collection → how far its units are; units gone by the period's end are not counted. Two queries."""
    pks = [one.pk for one in collections]
    if not pks:
        return {}
    end = F("collection__period__ends_on")
    exists = Q(unit__versions__valid_from__lte=end) & (
        Q(unit__versions__valid_to__isnull=True) | Q(unit__versions__valid_to__gt=end)
    )
    owing = Collection.units.through.objects.filter(exists, collection__in=pks).order_by()
    expected = dict(owing.values_list("collection_id").annotate(units=Count("unit_id", distinct=True)))
    answers = Submission.objects.filter(collection__in=pks).order_by()
    states = {
        (collection, state): count
        for collection, state, count in answers.values_list("collection_id", "state").annotate(Count("pk"))
    }
    return {
        pk: Progress(
            expected=expected.get(pk, 0),
            sent=sum(states.get((pk, state), 0) for state in SENT),
            approved=states.get((pk, SubmissionState.APPROVED), 0),
            returned=states.get((pk, SubmissionState.RETURNED), 0),
        )
        for pk in pks
    }


class WaitingList(Sequence[Waiting]):
    """The sent answers that a person may approve or return, oldest first: counted and read a page at a time."""

    def __init__(self, user: Any) -> None:
        found = Submission.objects.for_decision_by(user)
        self._found = found.filter(submitted_at__isnull=False, first_submitted_at__isnull=False)

    def __len__(self) -> int:
        """Return how many there are. One query."""
        return self._found.count()

    def __iter__(self) -> Iterator[Waiting]:
        """Return all of them. Two queries."""
        return iter(self[:])

    @overload
    def __getitem__(self, at: int) -> Waiting: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Waiting, ...]: ...
    def __getitem__(self, at: int | slice) -> Waiting | tuple[Waiting, ...]:
        """Return some of them. Two queries."""
        if isinstance(at, int):
            return self[at : at + 1][0]
        returns = Decision.objects.filter(submission=OuterRef("pk"), approved=False)
        found = self._found.in_full().annotate(again=Exists(returns)).order_by("submitted_at", "pk")
        return tuple(_waiting(one) for one in found[at])


def _waiting(one: Submission) -> Waiting:
    first, last = one.first_submitted_at, one.submitted_at
    if first is None or last is None:
        raise ValueError("an answer that was not sent waits for nobody")
    return Waiting(
        submission=one,
        collection=one.collection,
        unit=one.unit,
        submitted_at=last,
        late=not rules.is_on_time(first, one.collection.due_at),
        again=one.again,  # type: ignore[attr-defined]  # annotated by the list
    )


def waiting_for(user: Any, most: int | None = None) -> tuple[Waiting, ...]:
    """Return the first `most` of what waits for `user`, all of it when None. At most five queries."""
    return WaitingList(user)[:most]


def public_figures(period: Period, *, today: date | None = None) -> tuple[Total, ...]:
    """Return the approved totals of every indicator asked for within the period, for the top units that ask.

    The top unit is the one over the asking unit (or itself) at the period's end. Of what never adds up there is a
    total without a number. They come without parts. Ordered by the indicator's code; seven queries for each top unit.
    """
    within = Period.objects.within(period.starts_on, period.ends_on, period.calendar)
    forms = dict(Collection.objects.filter(period__in=within).values_list("form_id", "form__unit_id"))
    parents = UnitVersion.objects.parents(period.ends_on)
    asked: dict[int, set[int]] = {}
    fields = FormField.objects.filter(section__form__in=list(forms))
    for form, indicator in fields.order_by().values_list("section__form_id", "indicator_id"):
        asked.setdefault(units_rules.above(parents, forms[form])[-1], set()).add(indicator)
    tops = Unit.objects.prefetch_related("versions").in_bulk(asked)
    indicators = Indicator.objects.in_bulk({pk for some in asked.values() for pk in some})
    found = [
        one
        for top in sorted(asked)
        for one in totals(
            [indicators[pk] for pk in asked[top]], tops[top], period, today=today, with_parts=False
        )
    ]
    return tuple(sorted(found, key=lambda one: (one.indicator.code, one.unit.pk)))
