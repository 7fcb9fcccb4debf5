"""How the versions of units begin, end and follow one another.

Actions call this inside their transaction: nothing here asks who acts, and nothing here records it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from nhipcau.units import rules
from nhipcau.units.errors import EndedError, LegalBasisError, LoopError, OverlapError
from nhipcau.units.models import Unit, UnitChange, UnitVersion


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


def begin_change(kind: str, effective_on: date, legal_basis: str) -> UnitChange:
    """Return the change that versions are ended and opened by. Raises LegalBasisError when it names no basis."""
    if not legal_basis.strip():
        raise LegalBasisError
    change = UnitChange(kind=kind, effective_on=effective_on, legal_basis=legal_basis.strip())
    change.full_clean()
    change.save()
    return change


def _stays(units: Collection[int] | None = None) -> list[rules.Stay]:
    versions = UnitVersion.objects.all() if units is None else UnitVersion.objects.filter(unit_id__in=units)
    return [
        rules.Stay(*row) for row in versions.values_list("unit_id", "parent_id", "valid_from", "valid_to")
    ]


def _require_place(
    unit: Unit,
    parent: Unit | None,
    valid_from: date,
    valid_to: date | None,
    stays: Sequence[rules.Stay] = (),
) -> None:
    """Raise EndedError, LoopError unless `unit` can stand under `parent` on every day of the time.

    `stays` are those of every unit, read here when not given: a query of the whole tree.
    """
    if parent is None:
        return
    stays = stays or _stays()
    if not rules.lasts_through([stay for stay in stays if stay.unit == parent.pk], valid_from, valid_to):
        raise EndedError
    if parent.pk == unit.pk or rules.loop_day(stays, rules.Stay(unit.pk, parent.pk, valid_from, valid_to)):
        raise LoopError


def _open(
    unit: Unit, fields: UnitFields, change: UnitChange, valid_from: date, valid_to: date | None
) -> UnitVersion:
    version = UnitVersion(
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
    version.full_clean()
    version.save()
    return version


def begin_unit(fields: UnitFields, line: str, change: UnitChange) -> Unit:
    """Return a new unit, its first version open from the day of `change`. Raises EndedError, LoopError."""
    unit = Unit(line=line)
    unit.full_clean()
    unit.save()
    _require_place(unit, fields.parent, change.effective_on, None)
    _open(unit, fields, change, change.effective_on, None)
    return unit


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
    version.valid_to = change.effective_on
    version.closed_by = change
    version.save(update_fields=["valid_to", "closed_by"])


def split(
    old: UnitVersion, fields: UnitFields, change: UnitChange, stays: Sequence[rules.Stay] = ()
) -> UnitVersion:
    """End `old` on the day of `change` and begin what lasts as long as it would have.

    Raises EndedError, LoopError.
    """
    valid_to, closed_by = old.valid_to, old.closed_by
    _require_place(old.unit, fields.parent, change.effective_on, valid_to, stays)
    _close(old, change)
    new = _open(old.unit, fields, change, change.effective_on, valid_to)
    if closed_by is not None:
        new.closed_by = closed_by
        new.save(update_fields=["closed_by"])
    return new


def heir_of(predecessors: Collection[Unit], successor: Unit | UnitFields, change: UnitChange) -> Unit:
    """Return the unit that takes over, made when it is new, and lasting from the day of the change.

    Raises EndedError, LoopError.
    """
    if isinstance(successor, UnitFields):
        if successor.parent in predecessors:
            raise LoopError
        return begin_unit(successor, next(iter(predecessors)).line, change)
    if not rules.lasts_through(_stays([successor.pk]), change.effective_on, None):
        raise EndedError
    return successor


def end_unit(unit: Unit, change: UnitChange) -> None:
    """End `unit` for good on the day of `change`. Raises EndedError, OverlapError."""
    version = version_to_end(unit, change.effective_on)
    if UnitVersion.objects.filter(unit=unit, valid_from__gt=change.effective_on).exists():
        raise OverlapError
    _close(version, change)


def place_under(heir: Unit, ended: Collection[Unit], change: UnitChange) -> None:
    """Let what stood under the ended units, or lay in their territory, do so with their heir from that day.

    The tree is read once: a loop would lead from the heir up to one of the placed units, over edges that stay.
    """
    stays = _stays()
    touched = UnitVersion.objects.filter(Q(parent__in=ended) | Q(territory__in=ended))
    lasting = touched.filter(lasting_after(change.effective_on))
    for version in lasting.select_related("unit", "parent", "territory"):
        fields = fields_of(version)
        if fields.parent in ended:
            fields = replace(fields, parent=heir)
        if fields.territory in ended:
            fields = replace(fields, territory=heir)
        if version.valid_from < change.effective_on:
            split(version, fields, change, stays)
        else:
            _require_place(version.unit, fields.parent, version.valid_from, version.valid_to, stays)
            version.parent, version.territory = fields.parent, fields.territory
            version.save(update_fields=["parent", "territory"])
