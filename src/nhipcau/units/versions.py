"""How the versions of units begin, end and follow one another.

Actions call this inside their transaction: nothing here asks who acts, and nothing here records it. What a change
rewrites is kept with it (`keeping`), so that it can be undone.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q

from nhipcau.units import keeping, rules
from nhipcau.units.errors import EndedError, LegalBasisError, LoopError, OverlapError
from nhipcau.units.models import Membership, Unit, UnitChange, UnitVersion, User


@dataclass(frozen=True, slots=True)
class UnitFields:
    """What a unit is during one version."""

    name: str
    kind: str
    parent: Unit | None = None
    name_en: str = ""
    territory: Unit | None = None
    code: str = ""


def fields_of(version: UnitVersion) -> UnitFields:
    """Return what the unit is during `version`, to be changed with `dataclasses.replace`."""
    return UnitFields(
        name=version.name,
        kind=version.kind,
        parent=version.parent,
        name_en=version.name_en,
        territory=version.territory,
        code=version.code,
    )


def lock_tree() -> None:
    """Let one change of the tree happen at a time: two at once could close a loop that neither sees."""
    Unit.objects.select_for_update().order_by("pk").first()


def lasting_after(day: date) -> Q:
    """Return the condition that something ends later than `day`, or never."""
    return Q(valid_to__isnull=True) | Q(valid_to__gt=day)


def begin_change(
    kind: str, effective_on: date, legal_basis: str, *, by: User, at: datetime, note: str = ""
) -> UnitChange:
    """Return the change that versions are ended and opened by. Raises LegalBasisError when it names no basis."""
    if not legal_basis.strip():
        raise LegalBasisError
    change = UnitChange(
        kind=kind,
        effective_on=effective_on,
        legal_basis=legal_basis.strip(),
        note=note,
        entered_by=by,
        entered_at=at,
    )
    change.full_clean()
    change.save()
    return change


def stays_of(units: Collection[int] | None = None) -> list[rules.Stay]:
    """Return where `units` (every unit when None) stood and when. One query."""
    versions = UnitVersion.objects.all() if units is None else UnitVersion.objects.filter(unit_id__in=units)
    return [
        rules.Stay(*row) for row in versions.values_list("unit_id", "parent_id", "valid_from", "valid_to")
    ]


def require_lasting(unit: Unit | None, valid_from: date, valid_to: date | None) -> None:
    """Raise EndedError unless `unit` exists on every day of the time; None always does."""
    if unit is not None and not rules.lasts_through(stays_of([unit.pk]), valid_from, valid_to):
        raise EndedError


def require_place(version: UnitVersion, stays: Sequence[rules.Stay]) -> None:
    """Raise EndedError, LoopError unless the unit can stand where `version` says on every day of it.

    `stays` are those of every unit; of the version's own unit they do not count.
    """
    if version.parent_id is None:
        return
    above = [stay for stay in stays if stay.unit == version.parent_id]
    if not rules.lasts_through(above, version.valid_from, version.valid_to):
        raise EndedError
    placed = rules.Stay(version.unit_id, version.parent_id, version.valid_from, version.valid_to)
    if version.parent_id == version.unit_id or rules.loop_day(stays, placed):
        raise LoopError


def _version(
    unit: Unit, fields: UnitFields, change: UnitChange, valid_from: date, valid_to: date | None
) -> UnitVersion:
    return UnitVersion(
        unit=unit,
        name=fields.name.strip(),
        name_en=fields.name_en.strip(),
        kind=fields.kind,
        parent=fields.parent,
        territory=fields.territory,
        code=fields.code.strip(),
        valid_from=valid_from,
        valid_to=valid_to,
        legal_basis=change.legal_basis,
        opened_by=change,
    )


def _save(version: UnitVersion) -> UnitVersion:
    version.full_clean()
    version.save()
    return version


def begin_unit(fields: UnitFields, line: str, change: UnitChange) -> Unit:
    """Return a new unit, its first version open from the day of `change`. Raises EndedError."""
    unit = Unit(line=line)
    unit.full_clean()
    unit.save()
    # Nothing stands under a new unit yet, so that no loop can close.
    require_lasting(fields.parent, change.effective_on, None)
    _save(_version(unit, fields, change, change.effective_on, None))
    keeping.remember_unit(change, unit)
    return unit


def begin_units(all_fields: Sequence[UnitFields], line: str, change: UnitChange) -> list[Unit]:
    """Return new units, many at a time: what `begin_unit` does for one. The fields are checked by who calls.

    Raises EndedError.
    """
    for parent in {fields.parent for fields in all_fields}:
        require_lasting(parent, change.effective_on, None)
    units = Unit.objects.bulk_create([Unit(line=line) for _fields in all_fields])
    UnitVersion.objects.bulk_create(
        _version(unit, fields, change, change.effective_on, None)
        for unit, fields in zip(units, all_fields, strict=True)
    )
    for unit in units:
        keeping.remember_unit(change, unit)
    return units


def version_to_end(unit: Unit, day: date) -> UnitVersion:
    """Return the version of `unit` that holds on `day` and began before it. Raises EndedError, OverlapError."""
    version = (
        UnitVersion.objects.on(day).filter(unit=unit).select_related("unit", "parent", "territory").first()
    )
    if version is None:
        raise EndedError
    if version.valid_from == day:
        raise OverlapError
    return version


def _close(version: UnitVersion, change: UnitChange) -> None:
    keeping.remember_version(change, version)
    version.valid_to = change.effective_on
    version.closed_by = change
    version.save(update_fields=["valid_to", "closed_by"])


def _next(old: UnitVersion, fields: UnitFields, change: UnitChange) -> UnitVersion:
    """Return what follows `old` from the day of `change` and lasts as long as it would have; nothing is saved."""
    new = _version(old.unit, fields, change, change.effective_on, old.valid_to)
    new.closed_by_id = old.closed_by_id
    return new


def split(old: UnitVersion, fields: UnitFields, change: UnitChange) -> UnitVersion:
    """End `old` on the day of `change` and begin what lasts as long as it would have.

    Raises EndedError, LoopError.
    """
    new = _next(old, fields, change)
    if fields.parent != old.parent:
        require_place(new, stays_of())
    _close(old, change)
    return _save(new)


def heir_of(predecessors: Collection[Unit], successor: Unit | UnitFields, change: UnitChange) -> Unit:
    """Return the unit that takes over, made when it is new, and lasting from the day of the change.

    Raises EndedError, LoopError.
    """
    if isinstance(successor, UnitFields):
        if successor.parent in predecessors:
            raise LoopError
        return begin_unit(successor, next(iter(predecessors)).line, change)
    require_lasting(successor, change.effective_on, None)
    return successor


def end_unit(unit: Unit, change: UnitChange) -> None:
    """End `unit` for good on the day of `change`. Raises EndedError, OverlapError."""
    version = version_to_end(unit, change.effective_on)
    if UnitVersion.objects.filter(unit=unit, valid_from__gt=change.effective_on).exists():
        raise OverlapError
    _close(version, change)


def place_under(heir: Unit, ended: Collection[Unit], change: UnitChange) -> None:
    """Let what stood under the ended units, or lay in their territory, do so with their heir from that day.

    Raises EndedError, LoopError.
    """
    touched = UnitVersion.objects.filter(Q(parent__in=ended) | Q(territory__in=ended))
    lasting = touched.filter(lasting_after(change.effective_on))
    move(list(lasting.select_related("unit", "parent", "territory").order_by("pk")), ended, heir, change)


def move(lasting: Sequence[UnitVersion], away_from: Collection[Unit], heir: Unit, change: UnitChange) -> None:
    """Place versions, of which each lasts after the day of `change`, under `heir` instead of the units given.

    The tree is read once, whatever their number. Raises EndedError, LoopError.
    """
    moved = [version for version in lasting if version.parent in away_from]
    _require_places_under(heir, moved, change.effective_on)
    ending: list[UnitVersion] = []
    beginning: list[UnitVersion] = []
    for version in lasting:
        keeping.remember_version(change, version)
        fields = fields_of(version)
        if fields.parent in away_from:
            fields = replace(fields, parent=heir)
        if fields.territory in away_from:
            fields = replace(fields, territory=heir)
        if version.valid_from < change.effective_on:
            beginning.append(_next(version, fields, change))
            version.valid_to, version.closed_by = change.effective_on, change
        else:
            version.parent, version.territory = fields.parent, fields.territory
        ending.append(version)
    UnitVersion.objects.bulk_update(ending, ["valid_to", "closed_by", "parent", "territory"])
    UnitVersion.objects.bulk_create(beginning)


def _require_places_under(heir: Unit, versions: Sequence[UnitVersion], day: date) -> None:
    """Raise EndedError, LoopError unless the units of `versions` can stand under `heir` from `day` on.

    Only they get another place, so a loop would lead up from the heir, over places that stay, to one of them.
    """
    if not versions:
        return
    stays = stays_of()
    own = [stay for stay in stays if stay.unit == heir.pk]
    for version in versions:
        if not rules.lasts_through(own, max(day, version.valid_from), version.valid_to):
            raise EndedError
    placed = [
        rules.Stay(each.unit_id, heir.pk, max(day, each.valid_from), each.valid_to) for each in versions
    ]
    if rules.reaches_up_to(stays, heir.pk, placed, day):
        raise LoopError


def let_roles_follow(unit: Unit, heir: Unit | None, change: UnitChange) -> None:
    """End the roles held in a unit that ends; with an heir, each goes on there unless it is held there already."""
    day = change.effective_on
    for held in Membership.objects.filter(unit=unit).filter(lasting_after(day)).order_by("pk"):
        goes_on = Membership(
            user_id=held.user_id,
            unit=heir,
            role=held.role,
            valid_from=max(held.valid_from, day),
            valid_to=held.valid_to,
        )
        if held.valid_from < day:
            keeping.remember_role(change, held, "ended")
            held.valid_to = day
            held.save(update_fields=["valid_to"])
        else:
            keeping.remember_role(change, held, "dropped")
            held.delete()
        if heir is not None and not _holds_already(goes_on):
            goes_on.save()
            keeping.remember_role(change, goes_on, "made")


def _holds_already(membership: Membership) -> bool:
    same = Membership.objects.filter(
        user_id=membership.user_id, unit=membership.unit, role=membership.role
    ).filter(lasting_after(membership.valid_from))
    if membership.valid_to is not None:
        same = same.filter(valid_from__lt=membership.valid_to)
    return same.exists()
