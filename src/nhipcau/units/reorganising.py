"""Actions on units beside `actions`: divide, hand over a part, dissolve; see beforehand what a change does; undo it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from wagtail import hooks

from nhipcau.audit.log import record
from nhipcau.units import access, events, keeping, rules, undoing, versions
from nhipcau.units.actions import require_successor
from nhipcau.units.errors import (
    ChangedSinceError,
    EndedError,
    LoopError,
    NotBelowError,
    PartsError,
    ShareError,
    StillAboveError,
)
from nhipcau.units.models import ChangeKind, Role, Succession, Unit, UnitChange, UnitVersion, User
from nhipcau.units.overviews import Effects, effects_of
from nhipcau.units.versions import UnitFields


@dataclass(frozen=True, slots=True)
class Part:
    """What takes over a part: an existing unit, or a new one made of fields; its share where that is known."""

    successor: Unit | UnitFields
    share: Decimal | None = None


@transaction.atomic
def split_unit(
    unit: Unit,
    parts: Sequence[Part],
    *,
    effective_on: date,
    legal_basis: str,
    by: User,
    at: datetime,
    roles_follow: bool = True,
) -> list[Unit]:
    """End `unit` on `effective_on`; each part takes over some of it.

    What stood under it, and with `roles_follow` the roles held in it, go to the first part. Raises PermissionDenied
    unless `by` administers the unit and its successors; PartsError, ShareError, EndedError, OverlapError, LoopError,
    LegalBasisError.
    """
    access.require_administrator(by, unit.pk)
    existing = [part.successor.pk for part in parts if isinstance(part.successor, Unit)]
    if len(parts) < 2 or len(set(existing)) < len(existing):
        raise PartsError
    if not rules.shares_add_up([part.share for part in parts]):
        raise ShareError
    for part in parts:
        require_successor(by, [unit], part.successor)
    versions.lock_tree()
    change = versions.begin_change(ChangeKind.SPLIT, effective_on, legal_basis, by=by, at=at)
    heirs = [versions.heir_of([unit], part.successor, change) for part in parts]
    versions.end_unit(unit, change)
    versions.let_roles_follow(unit, heirs[0] if roles_follow else None, change)
    for heir, part in zip(heirs, parts, strict=True):
        Succession.objects.create(
            change=change, predecessor=unit, successor=heir, whole=False, share=part.share
        )
        record(
            events.TOOK_OVER, heir, by=by, at=at.isoformat(), day=effective_on.isoformat(), taken=[unit.pk]
        )
    versions.place_under(heirs[0], [unit], change)
    keeping.settle(change)
    into = [heir.pk for heir in heirs]
    record(events.SPLIT, unit, by=by, at=at.isoformat(), day=effective_on.isoformat(), into=into)
    return heirs


@transaction.atomic
def transfer_part(
    unit: Unit,
    part: Part,
    *,
    moving: Collection[Unit] = (),
    effective_on: date,
    legal_basis: str,
    by: User,
    at: datetime,
) -> Unit:
    """Hand a part of `unit`, which goes on, to another unit; of the units directly below, `moving` go with it.

    Raises PermissionDenied unless `by` administers both; ShareError, NotBelowError, EndedError, OverlapError,
    LoopError, LegalBasisError.
    """
    access.require_administrator(by, unit.pk)
    if part.share is not None and not 0 < part.share < 1:
        raise ShareError
    require_successor(by, [unit], part.successor)
    versions.lock_tree()
    change = versions.begin_change(ChangeKind.TRANSFER, effective_on, legal_basis, by=by, at=at)
    versions.require_lasting(unit, effective_on, None)
    if not UnitVersion.objects.filter(unit=unit, valid_from__lt=effective_on).exists():
        raise EndedError
    heir = _heir_of_part(unit, part.successor, change)
    Succession.objects.create(change=change, predecessor=unit, successor=heir, whole=False, share=part.share)
    _move_along(unit, moving, heir, change)
    keeping.settle(change)
    day = effective_on.isoformat()
    record(events.TRANSFERRED, unit, by=by, at=at.isoformat(), day=day, into=heir.pk)
    record(events.TOOK_OVER, heir, by=by, at=at.isoformat(), day=day, taken=[unit.pk])
    return heir


def _heir_of_part(unit: Unit, successor: Unit | UnitFields, change: UnitChange) -> Unit:
    if isinstance(successor, UnitFields):
        return versions.begin_unit(successor, unit.line, change)
    if successor == unit:
        raise LoopError
    versions.require_lasting(successor, change.effective_on, None)
    return successor


def _move_along(unit: Unit, moving: Collection[Unit], heir: Unit, change: UnitChange) -> None:
    lasting = UnitVersion.objects.filter(unit__in=moving, parent=unit).filter(
        versions.lasting_after(change.effective_on)
    )
    below = list(lasting.select_related("unit", "parent", "territory").order_by("pk"))
    if {version.unit_id for version in below} != {each.pk for each in moving}:
        raise NotBelowError
    versions.move(below, [unit], heir, change)


@transaction.atomic
def dissolve_unit(unit: Unit, *, effective_on: date, legal_basis: str, by: User, at: datetime) -> None:
    """End `unit` on `effective_on`; nothing takes over from it, and what stood under it goes to the one above.

    Raises PermissionDenied unless `by` administers it; StillAboveError, EndedError, OverlapError, LegalBasisError.
    """
    access.require_administrator(by, unit.pk)
    versions.lock_tree()
    change = versions.begin_change(ChangeKind.ABOLISH, effective_on, legal_basis, by=by, at=at)
    above = versions.version_to_end(unit, effective_on).parent
    if above is None:
        access.require_system(by)
    versions.end_unit(unit, change)
    versions.let_roles_follow(unit, None, change)
    if above is not None:
        versions.place_under(above, [unit], change)
    elif UnitVersion.objects.filter(parent=unit).filter(versions.lasting_after(effective_on)).exists():
        raise StillAboveError
    keeping.settle(change)
    record(events.DISSOLVED, unit, by=by, at=at.isoformat(), day=effective_on.isoformat())


def preview(act: Callable[[], object]) -> Effects:
    """Return what `act`, one of the actions on units, would do; nothing of it stays.

    It is really done and taken back in the same transaction, so that nothing else can come out than what is shown.
    Rooms above add sentences through the hook `nhipcau_unit_change_effects`: a function of the change, called when
    it is done, that returns what else will be so, such as work that waits at a unit which ends. Raises what `act` raises.
    """
    with transaction.atomic():
        versions.lock_tree()
        act()
        effects = effects_of(UnitChange.objects.order_by("-pk")[:1].get())
        effects = effects.with_remarks(
            str(sentence)
            for remarks in hooks.get_hooks("nhipcau_unit_change_effects")
            for sentence in remarks(effects.change)
        )
        transaction.set_rollback(True)
    return effects


@transaction.atomic
def carry_out(act: Callable[[], object], *, expected: str) -> UnitChange:
    """Do `act` for good and return the change. Raises ChangedSinceError when it would do other than was shown.

    `expected` is the digest of the effects that a person confirmed.
    """
    versions.lock_tree()
    act()
    change = UnitChange.objects.order_by("-pk")[:1].get()
    if effects_of(change).digest != expected:
        raise ChangedSinceError
    return change


@transaction.atomic
def undo_change(change: UnitChange, *, by: User, at: datetime) -> None:
    """Take `change` back: every unit is again what it was, as long as nothing rests on the change.

    Raises PermissionDenied unless `by` administers every unit concerned; UndoError with the reasons.
    """
    versions.lock_tree()
    change = UnitChange.objects.select_for_update().get(pk=change.pk)
    units = undoing.units_concerned(change)
    require_all(by, units, change)
    begun = set(change.kept.get("units", []))
    told = {"change": change.kind, "day": change.effective_on.isoformat(), "basis": change.legal_basis}
    undoing.take_back(change)
    for unit in Unit.objects.filter(pk__in=units - begun).order_by("pk"):
        record(events.UNDONE, unit, by=by, at=at.isoformat(), **told)


def require_all(by: User, units: Collection[int], change: UnitChange) -> None:
    """Raise PermissionDenied unless `by` administers all `units`, and is the installation where one began at the top."""
    if by.is_system:
        return
    tops = UnitVersion.objects.filter(opened_by=change, parent__isnull=True)
    if tops.filter(unit__in=change.kept.get("units", [])).exists():
        access.require_system(by)
    administered = access.units_where(by, [Role.ADMINISTRATOR])
    for unit in units:
        if unit not in administered:
            access.require_administrator(by, unit)
