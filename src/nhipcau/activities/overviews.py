"""What activities say to the rooms above: figures by unit and indicator, what stands behind one, the newest.

Nothing here asks who reads: the caller passes units that its own door let through.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from nhipcau.activities import rules
from nhipcau.activities.models import Activity, ActivityCount, Evidence, EvidenceKind
from nhipcau.units.among import among


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence: `url` only for a link; a photo or file is served at `activities:evidence`."""

    pk: int
    kind: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A count of one activity."""

    indicator_id: int
    name: str
    measure: str
    number: Decimal


@dataclass(frozen=True, slots=True)
class Done:
    """An activity as other rooms show it; `number` is that of the indicator asked about, if one was."""

    pk: int
    unit_id: int
    unit: str
    title: str
    place: str
    starts_on: date
    ends_on: date | None
    counts: tuple[Counted, ...]
    evidence: tuple[Proof, ...]
    number: Decimal | None = None

    @property
    def photo(self) -> Proof | None:
        """The first photo, for a small picture at `activities:thumbnail`."""
        return next((proof for proof in self.evidence if proof.kind == EvidenceKind.PHOTO), None)


def counted(units: Collection[int], starts_on: date, ends_on: date) -> dict[tuple[int, int], Decimal]:
    """Return (unit, indicator) → the figure its activities give for the window, both days included. One query.

    An activity belongs to the window in which it began. A pair without a count has no entry: blank is not 0.
    Withdrawn activities count nothing; the people present at an event are counted at the event only.
    """
    numbers: dict[tuple[int, int], list[tuple[date, Decimal]]] = {}
    ways: dict[int, str] = {}
    for row in _standing_counts(units, starts_on, ends_on):
        numbers.setdefault((row.unit, row.indicator), []).append((row.day, row.number))
        ways[row.indicator] = row.over_periods
    return {pair: rules.over_time(found, ways[pair[1]]) for pair, found in numbers.items()}


@dataclass(frozen=True, slots=True)
class _Counted:
    unit: int
    activity: int
    indicator: int
    over_periods: str
    day: date
    number: Decimal


def _standing_counts(units: Collection[int], starts_on: date, ends_on: date) -> list[_Counted]:
    """Return the counts of the window that stand, by day. One query."""
    rows: dict[int, _Counted] = {}
    told: list[rules.CountRow] = []
    hosts: dict[int, int | None] = {}
    found = ActivityCount.objects.between(units, starts_on, ends_on).values_list(
        "pk", "activity__unit_id", "activity_id", "indicator_id", "indicator__over_periods", "activity__starts_on",
        "number", "indicator__code", "indicator__whole__code", "activity__host_id", "activity__host__withdrawn_at",
    )  # fmt: skip
    for pk, unit, activity, indicator, over_periods, day, number, code, whole, host, host_withdrawn in found:
        rows[pk] = _Counted(unit, activity, indicator, over_periods, day, number)
        told.append(rules.CountRow(activity, whole or code, number, pk))
        hosts[activity] = host if host_withdrawn is None else None
    return [rows[row.key] for row in rules.counted_once(told, hosts)]


def behind(unit_id: int, indicator_id: int, starts_on: date, ends_on: date) -> list[Done]:
    """Return the unit's activities of the window that count the indicator, newest first. Five queries."""
    counting = _standing_counts([unit_id], starts_on, ends_on)
    standing = {row.activity for row in counting if row.indicator == indicator_id}
    return [_done(activity, indicator_id) for activity in Activity.objects.filter(pk__in=standing).told()]


def recent(units: Collection[int], n: int) -> list[Done]:
    """Return the `n` newest activities of `units`. Four queries."""
    newest = Activity.objects.filter(among("unit", frozenset(units))).standing().told()[:n]
    return [_done(activity) for activity in newest]


LOGGED, CHANGED, WITHDRAWN = "logged", "changed", "withdrawn"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an activity after a moment: `what` is one of the constants above, the last thing that happened.

    `starts_on` is the day it has now: one that was moved out of a window is found by its unit.
    """

    pk: int
    unit_id: int
    title: str
    starts_on: date
    what: str
    at: datetime
    because: str = ""
    indicators: tuple[int, ...] = ()


def changed_since(units: Collection[int], moment: datetime) -> list[Change]:
    """Return what was logged, changed or withdrawn in `units` after `moment`, newest first. Two queries.

    `indicators` are those it counts now (or counted when it was withdrawn); what a change took away is in the audit.
    """
    touched: Any = Activity.objects.filter(unit__in=units).touched_since(moment)
    return [
        Change(
            pk=activity.pk,
            unit_id=activity.unit_id,
            title=activity.title,
            starts_on=activity.starts_on,
            what=_became(activity, moment),
            at=activity.touched_at,
            because=activity.withdrawn_because,
            indicators=tuple(count.indicator_id for count in activity.counts.all()),
        )
        for activity in touched.prefetch_related("counts").order_by("-touched_at", "-pk")
    ]


def _became(activity: Activity, moment: datetime) -> str:
    if activity.is_withdrawn:
        return WITHDRAWN
    return LOGGED if activity.logged_at > moment else CHANGED


def _done(activity: Activity, indicator_id: int | None = None) -> Done:
    counts = tuple(
        Counted(count.indicator_id, count.indicator.local_name, count.indicator.local_measure, count.number)
        for count in activity.counts.all()
    )
    return Done(
        pk=activity.pk,
        unit_id=activity.unit_id,
        unit=activity.unit.name,
        title=activity.title,
        place=activity.place,
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        counts=counts,
        evidence=tuple(_proof(evidence) for evidence in activity.evidence.all()),
        number=next((count.number for count in counts if count.indicator_id == indicator_id), None),
    )


def _proof(evidence: Evidence) -> Proof:
    return Proof(evidence.pk, evidence.kind, str(evidence), evidence.url)
