"""What units that have ended still had to make known: handed over to the unit that took over, never silently.

What was finished stays with the unit that finished it. Of what was open, the sessions stay where they were held, and
count for the unit that goes on: so everybody briefed and everybody to be briefed counts once.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import get_language

from nhipcau.audit import log
from nhipcau.briefings import access, events
from nhipcau.briefings.errors import NoHeirError, NotEndedError
from nhipcau.briefings.models import Receipt
from nhipcau.programmes.succeeding import heirs_of
from nhipcau.units import reach
from nhipcau.units.among import Units
from nhipcau.units.models import Unit, UnitVersion, User


@dataclass(frozen=True, slots=True)
class Left:
    """What is open at a unit that has ended; `heirs` are (unit, name) of those that took over, all or parts of it."""

    unit: int
    unit_name: str
    notices: int
    heirs: tuple[tuple[int, str], ...]


def left_behind(units: Collection[int], today: date) -> list[Left]:
    """Return the units among `units` that do not exist on `today` with something open, by name. Few queries."""
    standing = reach.tree().on(today)
    gone = Units(unit for unit in units if unit not in standing)
    waiting = Receipt.objects.filter(unit__in=gone).unfinished().order_by()
    numbers = dict(waiting.values("unit").annotate(number=Count("pk")).values_list("unit", "number"))
    heirs = {unit: heirs_of(unit, today) for unit in numbers}
    everybody = {*numbers, *(heir for found in heirs.values() for heir in found)}
    names = (
        UnitVersion.objects.newest_names(sorted(everybody), language=get_language() or "vi")
        if everybody
        else {}
    )
    left = [
        Left(unit, names[unit], number, tuple((heir, names[heir]) for heir in heirs[unit]))
        for unit, number in numbers.items()
    ]
    return sorted(left, key=lambda one: one.unit_name)


@transaction.atomic
def hand_over(ended: Unit, heir: Unit, *, by: User, at: datetime) -> int:
    """Let `heir` go on with all that is open at a unit that ended. Returns how many directives.

    An heir that was asked itself goes on with both, and says anew how many there are; one that was finished is open
    again, since not all of its people are briefed. Raises PermissionDenied; NotEndedError; NoHeirError.
    """
    access.require_asker(by, ended.pk)
    access.require_asker(by, heir.pk)
    today = timezone.localdate(at)
    if ended.pk in reach.tree().on(today):
        raise NotEndedError
    if heir.pk not in heirs_of(ended.pk, today):
        raise NoHeirError
    locked = Receipt.objects.select_for_update(of=("self",))
    left = list(locked.filter(unit=ended).unfinished().order_by("pk"))
    own = {one.notice_id: one for one in locked.filter(unit=heir, notice__in=[one.notice_id for one in left])}
    for one in left:
        goes_on = own.get(one.notice_id) or Receipt(notice_id=one.notice_id, unit=heir)
        if goes_on.handed_to_id not in (None, one.pk):
            goes_on = locked.get(pk=goes_on.handed_to_id)
        _go_on(one, goes_on, by, at)
    if left:
        log.record(events.HANDED_OVER, on=ended, by=by, to=heir.pk, notices=len(left))
    return len(left)


def _go_on(left: Receipt, heir: Receipt, by: User, at: datetime) -> None:
    """Let the receipt of the heir stand for the one left, and for those that this one stood for."""
    told: dict[str, Any] = {
        "unit": left.unit_id,
        "finished_at": heir.finished_at.isoformat() if heir.finished_at else None,
    }
    parts = [left] if heir.handed_to_id == left.pk else [left, heir]  # the change of units was taken back
    heir.cells_all = _together(one.cells_all for one in parts)
    heir.people_all = _together(one.people_all for one in parts)
    heir.recount = heir.cells_all is not None or heir.people_all is not None
    heir.finished_at, heir.late, heir.handed_to, heir.handed_at = None, False, None, None
    heir.save()
    left.taken_over.update(handed_to=heir)
    left.handed_to, left.handed_at = heir, at
    left.save(update_fields=["handed_to", "handed_at"])
    log.record(events.TAKEN_OVER, on=heir, by=by, **told)


def _together(numbers: Iterable[int | None]) -> int | None:
    """Return the sum of what is known; None when nothing is."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
