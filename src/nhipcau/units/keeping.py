"""What a change did, row by row, kept with it: enough to tell whether it can still be undone, and to undo it exactly.

A change holds in `kept`: `units` (those it began), `versions` (each one it rewrote: before and after), `opened` (each
one it began, as it left it), and what became of roles: `ended` and `dropped` in units that end, `made` in their heirs.
"""

from datetime import date
from typing import Any

from nhipcau.units.models import Membership, Unit, UnitChange, UnitVersion

State = list[Any]


def remember_unit(change: UnitChange, unit: Unit) -> None:
    """Keep that `change` began `unit`."""
    change.kept.setdefault("units", []).append(unit.pk)


def remember_version(change: UnitChange, version: UnitVersion) -> None:
    """Keep what `version` is before `change` rewrites it."""
    change.kept.setdefault("versions", {}).setdefault(str(version.pk), {"before": state_of(version)})


def remember_role(change: UnitChange, membership: Membership, what: str) -> None:
    """Keep a role that `change` ended, dropped or made (`what`), as it is now."""
    change.kept.setdefault(what, []).append(role_of(membership))


def settle(change: UnitChange) -> None:
    """Keep how the change left what it touched. The last step of every change."""
    touched = change.kept.get("versions", {})
    for version in UnitVersion.objects.filter(pk__in=touched):
        touched[str(version.pk)]["after"] = state_of(version)
    change.kept["opened"] = {str(each.pk): state_of(each) for each in change.opened_versions.all()}
    change.save(update_fields=["kept"])


def state_of(version: UnitVersion) -> State:
    """Return what a change may rewrite in a version: its end, what ended it, what it stands under and lies in."""
    return [_written(version.valid_to), version.closed_by_id, version.parent_id, version.territory_id]


def put_back(version: UnitVersion, state: State) -> None:
    """Make `version` what `state` says."""
    version.valid_to = _read(state[0])
    version.closed_by_id, version.parent_id, version.territory_id = state[1:]
    version.save(update_fields=["valid_to", "closed_by", "parent", "territory"])


def role_of(membership: Membership) -> State:
    """Return a role as it is kept."""
    held = [membership.pk, membership.user_id, membership.unit_id, str(membership.role)]
    return [*held, _written(membership.valid_from), _written(membership.valid_to)]


def role_from(state: State) -> Membership:
    """Return a role as it was kept, not saved."""
    pk, user, unit, role, valid_from, valid_to = state
    return Membership(
        pk=pk, user_id=user, unit_id=unit, role=role, valid_from=_read(valid_from), valid_to=_read(valid_to)
    )


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read(day: str | None) -> Any:
    return date.fromisoformat(day) if day else None
