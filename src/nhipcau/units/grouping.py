"""Actions on groups of units: make one, describe it, put units in from a day, take them out from a day."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from nhipcau.audit.log import record
from nhipcau.units import access, events, versions
from nhipcau.units.errors import EndedError, GroupError
from nhipcau.units.models import GroupStay, Role, Unit, UnitGroup, User


@transaction.atomic
def make_group(name: str, name_en: str, note: str, *, by: User, at: datetime) -> UnitGroup:
    """Return a new group. Raises PermissionDenied unless `by` is an administrator; ValidationError."""
    access.require_somewhere(by, Role.ADMINISTRATOR)
    group = UnitGroup(name=name.strip(), name_en=name_en.strip(), note=note.strip())
    group.full_clean()
    group.save()
    record(events.GROUP_MADE, group, by=by, at=at.isoformat(), name=group.name)
    return group


@transaction.atomic
def describe_group(group: UnitGroup, name: str, name_en: str, note: str, *, by: User, at: datetime) -> None:
    """Give a group another name or description. Raises PermissionDenied, as above; ValidationError."""
    access.require_somewhere(by, Role.ADMINISTRATOR)
    before = [group.name, group.name_en, group.note]
    group.name, group.name_en, group.note = name.strip(), name_en.strip(), note.strip()
    group.full_clean()
    group.save()
    after = [group.name, group.name_en, group.note]
    record(events.GROUP_DESCRIBED, group, by=by, at=at.isoformat(), before=before, after=after)


@transaction.atomic
def put_in_group(
    group: UnitGroup, units: Collection[Unit], *, valid_from: date, legal_basis: str, by: User, at: datetime
) -> list[GroupStay]:
    """Let `units` belong to `group` from a day on; those that do already stay as they are.

    Raises PermissionDenied unless `by` administers them all; EndedError when one does not exist on that day.
    """
    put = []
    for unit in units:
        access.require_administrator(by, unit.pk)
        versions.require_lasting(unit, valid_from, _next_day(valid_from))
        staying = GroupStay.objects.filter(group=group, unit=unit).filter(versions.lasting_after(valid_from))
        if staying.exists():
            continue
        stay = GroupStay(group=group, unit=unit, valid_from=valid_from, legal_basis=legal_basis.strip())
        stay.full_clean()
        stay.save()
        record(
            events.GROUP_JOINED, unit, by=by, at=at.isoformat(), group=group.name, day=valid_from.isoformat()
        )
        put.append(stay)
    return put


@transaction.atomic
def end_group_stay(stay: GroupStay, *, ends_on: date, by: User, at: datetime) -> None:
    """Let a unit no longer belong to a group from `ends_on` on; a stay that never held a day is gone.

    Raises PermissionDenied unless `by` administers the unit; GroupError when it ends earlier already.
    """
    stay = GroupStay.objects.select_for_update().get(pk=stay.pk)
    access.require_administrator(by, stay.unit_id)
    if stay.valid_to is not None and stay.valid_to <= ends_on:
        raise GroupError
    told = {"group": stay.group.name, "until": ends_on.isoformat()}
    if ends_on <= stay.valid_from:
        stay.delete()
    else:
        stay.valid_to = ends_on
        stay.save(update_fields=["valid_to"])
    record(events.GROUP_LEFT, stay.unit, by=by, at=at.isoformat(), **told)


def _next_day(day: date) -> date:
    if day == date.max:
        raise EndedError
    return date.fromordinal(day.toordinal() + 1)
