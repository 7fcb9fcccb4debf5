"""What activities say to the rooms above: figures by unit and indicator, what stands behind one, the newest.

Nothing here asks who reads: the caller passes units that its own door let through.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nhipcau.activities import rules
from nhipcau.activities.models import Activity, ActivityCount, Evidence, EvidenceKind


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
    """
    rows = ActivityCount.objects.between(units, starts_on, ends_on).values_list(
        "activity__unit_id", "indicator_id", "indicator__over_periods", "activity__starts_on", "number"
    )
    numbers: dict[tuple[int, int], list[tuple[date, Decimal]]] = {}
    ways: dict[int, str] = {}
    for unit_id, indicator_id, over_periods, day, number in rows:
        numbers.setdefault((unit_id, indicator_id), []).append((day, number))
        ways[indicator_id] = over_periods
    return {pair: rules.over_time(found, ways[pair[1]]) for pair, found in numbers.items()}


def behind(unit_id: int, indicator_id: int, starts_on: date, ends_on: date) -> list[Done]:
    """Return the unit's activities of the window that count the indicator, newest first. Four queries."""
    activities = (
        Activity.objects.filter(unit=unit_id, counts__indicator=indicator_id)
        .between(starts_on, ends_on)
        .told()
    )
    return [_done(activity, indicator_id) for activity in activities]


def recent(units: Collection[int], n: int) -> list[Done]:
    """Return the `n` newest activities of `units`. Four queries."""
    return [_done(activity) for activity in Activity.objects.filter(unit__in=units).told()[:n]]


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
