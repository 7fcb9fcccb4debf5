"""What can be done to units and roles. Every change keeps the past: versions end and begin, none is rewritten."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from nhipcau.audit.log import record
from nhipcau.units import access, events, keeping, rules, versions
from nhipcau.units.errors import (
    EndedError,
    LoopError,
    MembershipError,
    NothingChangedError,
    OwnRoleError,
)
from nhipcau.units.models import (
    ChangeKind,
    Membership,
    Role,
    Succession,
    Unit,
    UnitVersion,
    User,
)
from nhipcau.units.versions import UnitFields, fields_of


@dataclass(frozen=True, slots=True)
class PersonFields:
    """The account of a person; the family name is `last_name`."""

    username: str
    last_name: str
    first_name: str
    email: str
    password: str = field(repr=False)


@transaction.atomic
def ensure_system_user() -> User:
    """Return the user in whose name the installation acts, made when it is first needed; nobody signs in as it.

    There is nobody yet in whose name that could be recorded: the rows of what the installation does name it.
    """
    user, made = User.objects.get_or_create(
        username=rules.SYSTEM, defaults={"last_name": "Nhịp Cầu", "is_active": False}
    )
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


@transaction.atomic
def establish_top_unit(
    fields: UnitFields, *, line: str, valid_from: date, legal_basis: str, by: User, at: datetime
) -> Unit:
    """Begin a unit that stands under no other: a province, a body of the Party. Only the installation does this.

    Raises PermissionDenied; LegalBasisError.
    """
    access.require_system(by)
    return _establish(
        replace(fields, parent=None), line=line, valid_from=valid_from, legal_basis=legal_basis, by=by, at=at
    )


@transaction.atomic
def establish_unit(
    fields: UnitFields, *, line: str, valid_from: date, legal_basis: str, by: User, at: datetime
) -> Unit:
    """Begin a unit under another one, from `valid_from` on.

    Raises PermissionDenied unless `by` administers the superior unit; EndedError when that one does not last;
    LegalBasisError.
    """
    if fields.parent is None:
        access.require_system(by)
    else:
        access.require_administrator(by, fields.parent.pk)
    return _establish(fields, line=line, valid_from=valid_from, legal_basis=legal_basis, by=by, at=at)


@transaction.atomic
def change_unit(
    unit: Unit, fields: UnitFields, *, effective_on: date, legal_basis: str, by: User, at: datetime
) -> UnitVersion:
    """Rename, retype, recode or place `unit` elsewhere: its version ends on `effective_on` and the next begins.

    The new version lasts as long as the one it takes over from would have. Raises PermissionDenied unless `by`
    administers the unit and a superior unit that is new to it; EndedError, OverlapError, LoopError,
    NothingChangedError, LegalBasisError.
    """
    access.require_administrator(by, unit.pk)
    versions.lock_tree()
    old = versions.version_to_end(unit, effective_on)
    before = fields_of(old)
    if fields.parent is None and before.parent is not None:
        access.require_system(by)
    elif fields.parent is not None and fields.parent != before.parent:
        access.require_administrator(by, fields.parent.pk)
    if fields == before:
        raise NothingChangedError
    change = versions.begin_change(_kind_of(before, fields), effective_on, legal_basis, by=by, at=at)
    new = versions.split(old, fields, change)
    keeping.settle(change)
    record(
        events.CHANGED, unit, by=by, at=at.isoformat(), day=effective_on.isoformat(), **_told(before, fields)
    )
    return new


@transaction.atomic
def merge_units(
    predecessors: Collection[Unit],
    successor: Unit | UnitFields,
    *,
    effective_on: date,
    legal_basis: str,
    by: User,
    at: datetime,
    roles_follow: bool = True,
) -> Unit:
    """End `predecessors` on `effective_on`; an existing unit, or a new one made of fields, takes over from them.

    What stood under them stands under the successor from that day; roles held in them end, and go on in the
    successor if `roles_follow`. Values stay where they were reported. Raises PermissionDenied unless `by` administers
    all of them; EndedError, OverlapError, LoopError, LegalBasisError.
    """
    for unit in predecessors:
        access.require_administrator(by, unit.pk)
    require_successor(by, predecessors, successor)
    versions.lock_tree()
    change = versions.begin_change(ChangeKind.MERGE, effective_on, legal_basis, by=by, at=at)
    heir = versions.heir_of(predecessors, successor, change)
    for unit in predecessors:
        versions.end_unit(unit, change)
        versions.let_roles_follow(unit, heir if roles_follow else None, change)
        Succession.objects.create(change=change, predecessor=unit, successor=heir)
        record(events.MERGED, unit, by=by, at=at.isoformat(), day=effective_on.isoformat(), into=heir.pk)
    versions.place_under(heir, predecessors, change)
    keeping.settle(change)
    taken = [unit.pk for unit in predecessors]
    record(events.TOOK_OVER, heir, by=by, at=at.isoformat(), day=effective_on.isoformat(), taken=taken)
    return heir


@transaction.atomic
def add_person(
    fields: PersonFields, unit: Unit, role: str, *, valid_from: date, by: User, at: datetime
) -> User:
    """Make the account of a person and give the first role, in `unit`.

    Raises PermissionDenied unless `by` administers the unit; EndedError; ValidationError when a field is not usable.
    """
    access.require_administrator(by, unit.pk)
    person = User(
        username=fields.username,
        last_name=fields.last_name,
        first_name=fields.first_name,
        email=fields.email,
    )
    person.set_password(fields.password)
    person.full_clean()
    person.save()
    record(events.PERSON_ADDED, person, by=by, at=at.isoformat(), unit=unit.pk)
    grant_membership(person, unit, role, valid_from=valid_from, by=by, at=at)
    return person


@transaction.atomic
def grant_membership(
    user: User,
    unit: Unit,
    role: str,
    *,
    valid_from: date,
    by: User,
    at: datetime,
    valid_to: date | None = None,
) -> Membership:
    """Give `user` the role in `unit` from a day on.

    Raises PermissionDenied unless `by` administers the unit; EndedError when the unit does not exist on that day;
    MembershipError when the days are the wrong way round or the role is held already.
    """
    access.require_administrator(by, unit.pk)
    User.objects.select_for_update().get(pk=user.pk)
    if not UnitVersion.objects.on(valid_from).filter(unit=unit).exists():
        raise EndedError
    if valid_to is not None and valid_to <= valid_from:
        raise MembershipError
    if (
        Membership.objects.filter(user=user, unit=unit, role=role)
        .filter(versions.lasting_after(valid_from))
        .exists()
    ):
        raise MembershipError
    membership = Membership(user=user, unit=unit, role=role, valid_from=valid_from, valid_to=valid_to)
    membership.full_clean()
    membership.save()
    record(events.ROLE_GRANTED, user, by=by, at=at.isoformat(), **_role(membership))
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, ends_on: date, by: User, at: datetime) -> None:
    """End a role: `ends_on` is the first day without it. One that never came to hold a day is taken away whole.

    Raises PermissionDenied unless `by` administers the unit; OwnRoleError for one's own administration;
    MembershipError when it ends earlier already.
    """
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    access.require_administrator(by, membership.unit_id)
    if membership.user_id == by.pk and membership.role == Role.ADMINISTRATOR:
        raise OwnRoleError
    if membership.valid_to is not None and membership.valid_to <= ends_on:
        raise MembershipError
    told = {**_role(membership), "until": ends_on.isoformat()}
    if ends_on <= membership.valid_from:
        membership.delete()
    else:
        membership.valid_to = ends_on
        membership.save(update_fields=["valid_to"])
    record(events.ROLE_ENDED, membership.user, by=by, at=at.isoformat(), **told)


def _role(membership: Membership) -> dict[str, Any]:
    return {
        "unit": membership.unit_id,
        "role": str(membership.role),
        "from": membership.valid_from.isoformat(),
    }


def _kind_of(before: UnitFields, after: UnitFields) -> str:
    """Return the weightiest thing that changes."""
    if before.parent != after.parent:
        return ChangeKind.REPARENT
    if before.kind != after.kind:
        return ChangeKind.RETYPE
    if (before.name, before.name_en) != (after.name, after.name_en):
        return ChangeKind.RENAME
    return ChangeKind.RECODE


def _told(before: UnitFields, after: UnitFields) -> dict[str, Any]:
    """Return what differs as {field: [before, after]}, fit for the audit row."""
    told: dict[str, Any] = {}
    for name in UnitFields.__slots__:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            told[name] = [getattr(value, "pk", value and str(value)) for value in (old, new)]
    return told


def _establish(
    fields: UnitFields, *, line: str, valid_from: date, legal_basis: str, by: User, at: datetime
) -> Unit:
    versions.lock_tree()
    change = versions.begin_change(ChangeKind.CREATE, valid_from, legal_basis, by=by, at=at)
    unit = versions.begin_unit(fields, line, change)
    keeping.settle(change)
    record(events.ESTABLISHED, unit, by=by, at=at.isoformat(), day=valid_from.isoformat(), name=fields.name)
    return unit


def require_successor(by: User, predecessors: Collection[Unit], successor: Unit | UnitFields) -> None:
    """Raise PermissionDenied unless `by` may let the successor take over; LoopError, EndedError for nonsense."""
    if isinstance(successor, Unit):
        access.require_administrator(by, successor.pk)
        if successor in predecessors:
            raise LoopError
    elif successor.parent is None:
        access.require_system(by)
    else:
        access.require_administrator(by, successor.parent.pk)
    if not predecessors:
        raise EndedError
