"""Work on a programme that takes longer than a page may: begun by a page, done by the worker, a task at a time.

What is small is done at once. What is large is written down whole in the same transaction as the request for it, so
that it is either asked for or not; the worker then does a task in each transaction and may begin again anywhere.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from nhipcau.programmes.errors import BeingGivenError, BeingIssuedError
from nhipcau.programmes.models import Giving, GivingStep, Programme
from nhipcau.units.models import User

# So many states of tasks are written while a page waits; more in the background.
AT_ONCE = 2000


def begin(
    programme: Programme, step: GivingStep, *, tasks: int, wanted: Mapping[str, Any], by: User, at: datetime
) -> None:
    """Begin a step in the background when the transaction ends. The programme is held. Raises what `refuse` raises."""
    refuse_while_given(programme)
    begun = {
        "step": step, "wanted": wanted, "tasks": tasks, "asked_by": by, "asked_at": at, "given": 0,
        "finished_at": None, "fault": "",
    }  # fmt: skip
    Giving.objects.update_or_create(programme=programme, defaults=begun)
    _queue(programme.pk)


def go_on_by_hand(programme: Programme) -> bool:
    """Let a step that stopped go on where it was; return whether one had stopped. The programme is held."""
    stopped = Giving.objects.filter(programme=programme, finished_at__isnull=True).exclude(fault="")
    goes_on = stopped.exclude(step=GivingStep.ISSUE).update(fault="") > 0
    if goes_on:
        _queue(programme.pk)
    return goes_on


def _queue(programme: int) -> None:
    from nhipcau.programmes import tasks

    transaction.on_commit(partial(tasks.give_large_programme.enqueue, programme))


def going_on(programme: Programme) -> Giving | None:
    """Return the step that is done in the background, or stopped; None where there is none. One query."""
    return Giving.objects.filter(programme=programme, finished_at__isnull=True).defer("wanted").first()


def refuse_while_given(programme: Programme) -> None:
    """Raise BeingGivenError or BeingIssuedError while a step is done in the background. One query.

    A draft whose units are not all written in stays closed also when that stopped with a fault.
    """
    found = going_on(programme)
    if found is not None and found.closes:
        raise BeingIssuedError if found.step == GivingStep.ISSUE else BeingGivenError


def each(running: Giving, tasks: Sequence[Any], give: Callable[[Any], None]) -> None:
    """Give every one of `tasks`, each in a transaction of its own, and say how many were given."""
    for number, task in enumerate(tasks, start=1):
        with transaction.atomic():
            give(task)
            Giving.objects.filter(pk=running.pk).update(given=number)


def finish(running: Giving, at: datetime) -> None:
    """Write down that the step is done; what was asked for is no longer kept."""
    Giving.objects.filter(pk=running.pk).update(finished_at=at, wanted={})


Units = Mapping[int, str]  # unit → its part in a task


def written(wanted: Iterable[tuple[int, Units]]) -> dict[str, Any]:
    """Return (task, its units) as it is kept: the same set of units, which many tasks have, is written once."""
    sets: dict[tuple[int, ...], int] = {}
    tasks = []
    for task, units in wanted:
        parts: dict[str, list[int]] = {}
        for unit, part in sorted(units.items()):
            parts.setdefault(str(part), []).append(unit)
        tasks.append([task, {part: sets.setdefault(tuple(of), len(sets)) for part, of in parts.items()}])
    return {"sets": [list(one) for one in sets], "tasks": tasks}


def read(kept: Mapping[str, Any]) -> list[tuple[int, dict[int, str]]]:
    """Return what `written` was given.

    >>> read(written([(7, {3: "each", 2: "each"}), (8, {2: "lead"})]))
    [(7, {2: 'each', 3: 'each'}), (8, {2: 'lead'})]
    """
    sets = kept["sets"]
    return [
        (task, {unit: part for part, place in parts.items() for unit in sets[place]})
        for task, parts in kept["tasks"]
    ]
