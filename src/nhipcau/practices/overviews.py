"""What the pages of good practice show."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from nhipcau.practices import rules
from nhipcau.practices.models import Practice, Spread
from nhipcau.programmes.models import Assignment, Part
from nhipcau.programmes.querysets import AssignmentQuerySet

_STARTED = ("under_way", "waiting", "done")
_SILENT = Q(state="not_started", taken_up=False)
_ANSWERS = {
    rules.TAKEN_UP: Q(state__in=_STARTED) | Q(state="not_started", taken_up=True),
    rules.DECLINED: Q(state="returned"),
    rules.SILENT: _SILENT,
}


@dataclass(frozen=True, slots=True)
class Answers:
    """How many units took a practice up, how many of them are done, how many declined, how many are silent."""

    taken_up: int = 0
    done: int = 0
    declined: int = 0
    silent: int = 0

    @property
    def asked(self) -> int:
        """How many units it was given to, without those that passed it on or were told to leave it."""
        return self.taken_up + self.declined + self.silent


@dataclass(frozen=True, slots=True)
class SpreadShown:
    """A spreading with how the units answered; `names_units` where the reader may know each."""

    spread: Spread
    answers: Answers
    names_units: bool


def answers_of(spreads: Iterable[Spread]) -> dict[int, Answers]:
    """Return spreading → how its units answered. One query."""
    tasks = {one.task_id: one.pk for one in spreads}
    rows = _given(tasks).values_list("task", "state", "taken_up").annotate(number=Count("pk"))
    counts: dict[int, dict[str, int]] = {pk: {} for pk in tasks.values()}
    for task, state, in_own, number in rows.order_by():
        of = counts[tasks[task]]
        answer = rules.answer_of(state, in_own_programme=in_own)
        for name in (answer, "done" if state == "done" else ""):
            if name:
                of[name] = of.get(name, 0) + number
    return {pk: Answers(**of) for pk, of in counts.items()}


def _given(tasks: Iterable[int]) -> AssignmentQuerySet:
    return Assignment.objects.filter(task__in=list(tasks), turn=0).exclude(part=Part.PARTNER)


def units_that(spread: Spread, answer: str) -> AssignmentQuerySet:
    """Return what the spreading gives to each unit, of those that answered so; all of them where `answer` is ""."""
    rows = _given([spread.task_id]).exclude(state__in=("passed_on", "withdrawn"))
    found = rows.filter(_ANSWERS[answer]) if answer in _ANSWERS else rows
    return found.select_related("unit").prefetch_related("unit__versions").order_by("pk")


def unanswered(units: Collection[int]) -> AssignmentQuerySet:
    """Return what was offered to `units` and neither taken up nor declined, the soonest due first."""
    offered = Assignment.objects.given().to_units(units).filter(_SILENT, task__spread__isnull=False)
    return offered.select_related("task__spread__practice").soonest_first()


def may_be_commended(practice: Practice) -> list[int]:
    """Return the unit a practice comes from, and those that took it up. One query."""
    tasks = practice.spreads.issued().values_list("task", flat=True)
    took = _given(tasks).filter(_ANSWERS[rules.TAKEN_UP]).order_by("unit")
    return [practice.unit_id, *took.values_list("unit", flat=True).distinct()]
