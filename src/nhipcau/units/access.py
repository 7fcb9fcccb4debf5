"""The door to units: what a person sees and where a person may act, today."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from nhipcau.units import reach, rules
from nhipcau.units.among import Units
from nhipcau.units.models import (
    GroupStay,
    Membership,
    Role,
    Unit,
    UnitChange,
    UnitGroup,
    UnitList,
    UnitVersion,
    User,
)


def roles_of(user: Any, on: date | None = None) -> frozenset[str]:
    """Return the roles `user` holds anywhere on `on` (today when None)."""
    return frozenset(role for _unit, role in reach.held_by(user, on or timezone.localdate()))


def home_unit(user: Any) -> Unit | None:
    """Return the unit `user` works in: that of the oldest membership that holds today, or None."""
    home = home_of(user)
    return None if home is None else Unit.objects.prefetch_related("versions").get(pk=home)


def home_name(user: Any) -> str:
    """Return the name of the unit `user` works in, in the language of the page; "" for none. One query."""
    home = home_of(user)
    if home is None:
        return ""
    return UnitVersion.objects.newest_names([home], language=get_language() or "vi")[home]


def name_in_memory(unit: int) -> str:
    """Return the newest name of a unit in the language of the page, from the tree; "" for none. One query."""
    newest = reach.tree().newest().get(unit)
    return newest.named(get_language()) if newest else ""


def home_of(user: Any) -> int | None:
    """Return the key of the unit `user` works in, as `home_unit`, without reading the unit."""
    return next((unit for unit, _role in reach.held_by(user, timezone.localdate())), None)


def visible_units(user: Any) -> frozenset[int]:
    """Return the units `user` sees: own units, those below today, and those they took over from.

    Two queries, once a page.
    """
    day = timezone.localdate()
    return reach.under((unit for unit, _role in reach.held_by(user, day)), day)


def units_where(user: Any, roles: Iterable[str]) -> frozenset[int]:
    """Return the units in which `user` may act in one of `roles` today. Two queries, once a page.

    A reporter acts in the own unit; other roles also below it and for units they took over from.
    """
    day, wanted = timezone.localdate(), frozenset(roles)
    held = [(unit, role) for unit, role in reach.held_by(user, day) if role in wanted]
    own = frozenset(unit for unit, role in held if role in rules.OWN_UNIT_ONLY)
    reached = reach.under((unit for unit, role in held if role not in rules.OWN_UNIT_ONLY), day)
    return reached if own <= reached else Units(own | reached)


def held_units(user: Any, roles: Iterable[str]) -> frozenset[int]:
    """Return the units in which `user` holds one of `roles` today: the own, not those below. One query."""
    wanted = frozenset(roles)
    return frozenset(unit for unit, role in reach.held_by(user, timezone.localdate()) if role in wanted)


def top_units() -> frozenset[int]:
    """Return the units that stand under no other today. One query."""
    tops = UnitVersion.objects.on(timezone.localdate()).filter(parent__isnull=True)
    return frozenset(tops.values_list("unit_id", flat=True))


def may(user: Any, unit_id: int, *roles: str) -> bool:
    """Return whether `user` may act in one of `roles` for the unit today."""
    return unit_id in units_where(user, roles)


def require(user: Any, unit_id: int, *roles: str) -> None:
    """Raise PermissionDenied unless `user` may act in one of `roles` for the unit today."""
    if not may(user, unit_id, *roles):
        raise PermissionDenied(f"{'/'.join(roles)} of unit {unit_id}")


def get_unit(user: Any, pk: int) -> Unit:
    """Return the unit if `user` sees it. Raises Http404 otherwise."""
    unit = Unit.objects.prefetch_related("versions").filter(pk=pk, pk__in=visible_units(user)).first()
    if unit is None:
        raise Http404
    return unit


def require_system(user: Any) -> None:
    """Raise PermissionDenied unless `user` is the installation itself."""
    if not user.is_system:
        raise PermissionDenied("only the installation")


def require_somewhere(user: Any, *roles: str) -> None:
    """Raise PermissionDenied unless `user` holds one of `roles` somewhere today, or is the installation itself."""
    if not user.is_system and not roles_of(user) & frozenset(roles):
        raise PermissionDenied("/".join(roles))


def require_administrator(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` administers the unit today, or is the installation itself."""
    if not user.is_system:
        require(user, unit_id, Role.ADMINISTRATOR)


def get_membership(user: Any, pk: int) -> Membership:
    """Return the membership if `user` administers its unit. Raises Http404 otherwise."""
    membership = (
        Membership.objects.select_related("user", "unit")
        .filter(pk=pk, unit_id__in=units_where(user, [Role.ADMINISTRATOR]))
        .first()
    )
    if membership is None:
        raise Http404
    return membership


def signed_in(request: HttpRequest) -> User:
    """Return who asks. Staff pages stand behind the sign-in, so there is always somebody."""
    return cast(User, request.user)


# Who reads which people hold roles in a unit; everyone else sees the unit without them.
SEES_PEOPLE = frozenset({Role.OFFICER, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR})


def get_unit_and_roles(user: Any, pk: int) -> tuple[Unit, frozenset[str]]:
    """Return the unit if `user` sees it, and the roles in which `user` may act for it today. Five queries.

    Raises Http404 for strangers.
    """
    day = timezone.localdate()
    held = reach.held_by(user, day)
    reaching = {unit_id: pk in reach.under([unit_id], day) for unit_id, _role in held}
    unit = Unit.objects.prefetch_related("versions").filter(pk=pk).first()
    if unit is None or not any(reaching.values()):
        raise Http404
    acts = {
        role
        for unit_id, role in held
        if (unit_id == pk if role in rules.OWN_UNIT_ONLY else reaching[unit_id])
    }
    return unit, frozenset(acts)


def people_of(unit: Unit, day: date) -> list[Membership]:
    """Return who holds roles in `unit` on `day`, by name; for those whose roles are in SEES_PEOPLE. One query."""
    held = Membership.objects.on(day).filter(unit=unit).select_related("user")
    people = list(held.order_by("user__last_name", "user__first_name", "user__pk", "role"))
    for membership in people:
        membership.unit = unit  # its name is read already
    return people


def people_known_to(user: Any, words: str, roles: Iterable[str] = (Role.ADMINISTRATOR,)) -> QuerySet[User]:
    """Return the people with roles in units where `user` has one of `roles`, by name.

    All of `words` stand in their names, brackets aside.
    """
    units = Units(units_where(user, roles))
    known = User.objects.filter(
        Exists(Membership.objects.filter(user=OuterRef("pk"), unit__in=units)), is_active=True
    )
    for word in words.replace("(", " ").replace(")", " ").split():
        known = known.filter(
            Q(username__icontains=word) | Q(last_name__icontains=word) | Q(first_name__icontains=word)
        )
    return known.order_by("last_name", "first_name", "pk")


def changes_seen(
    user: Any, *, since: date | None = None, until: date | None = None, kind: str = "", words: str = ""
) -> QuerySet[UnitChange]:
    """Return the changes that concern units `user` sees, newest first, of those days (both included) and words."""
    found = UnitChange.objects.filter(pk__in=reach.tree().changes(visible_units(user)))
    asked = {
        "effective_on__gte": since,
        "effective_on__lte": until,
        "kind": kind,
        "legal_basis__icontains": words,
    }
    found = found.filter(**{name: value for name, value in asked.items() if value})
    return found.order_by("-effective_on", "-pk")


def get_change(user: Any, pk: int) -> UnitChange:
    """Return the change if it concerns a unit that `user` sees. Raises Http404 otherwise."""
    change = changes_seen(user).select_related("entered_by").filter(pk=pk).first()
    if change is None:
        raise Http404
    return change


def may_undo(user: Any, units: Iterable[int]) -> bool:
    """Return whether `user` administers all `units` today."""
    return frozenset(units) <= units_where(user, [Role.ADMINISTRATOR])


def groups() -> list[UnitGroup]:
    """Return the groups of units, by name: everybody of the staff knows of them. One query."""
    return list(UnitGroup.objects.order_by("name"))


def units_in_group(group: int, day: date) -> frozenset[int]:
    """Return the units that belong to the group on `day`, and exist then. One query."""
    stays = GroupStay.objects.on(day).filter(group=group).values_list("unit_id", flat=True)
    standing = reach.tree().on(day)
    return Units(unit for unit in stays if unit in standing)


def groups_of(unit: Unit, day: date) -> list[UnitGroup]:
    """Return the groups that the unit belongs to on `day`, by name. One query."""
    stays = GroupStay.objects.on(day).filter(unit=unit)
    return list(UnitGroup.objects.filter(stays__in=stays).order_by("name"))


def get_group(user: Any, pk: int) -> UnitGroup:
    """Return the group, which everybody of the staff knows. Raises Http404 when there is none, or for others."""
    group = UnitGroup.objects.filter(pk=pk).first() if roles_of(user) else None
    if group is None:
        raise Http404
    return group


def stays_in_group(user: Any, group: UnitGroup, day: date) -> list[GroupStay]:
    """Return which of the units `user` sees belong to `group` on `day`. One query, one for the names."""
    stays = GroupStay.objects.on(day).filter(group=group, unit__in=visible_units(user)).select_related("unit")
    return list(stays.order_by("pk"))


def get_group_stay(user: Any, pk: int) -> GroupStay:
    """Return a unit's stay in a group if `user` administers the unit. Raises Http404 otherwise."""
    administered = units_where(user, [Role.ADMINISTRATOR])
    stay = GroupStay.objects.select_related("unit", "group").filter(pk=pk, unit_id__in=administered).first()
    if stay is None:
        raise Http404
    return stay


def unit_lists(user: Any) -> QuerySet[UnitList]:
    """Return the lists of units that `user` took in, newest first, without their rows."""
    return UnitList.objects.filter(taken_in_by=user).defer("rows")


def get_unit_list(user: Any, pk: int) -> UnitList:
    """Return the list of units if `user` took it in. Raises Http404 otherwise."""
    kept = UnitList.objects.filter(pk=pk, taken_in_by=user).first()
    if kept is None:
        raise Http404
    return kept


def require_own_list(user: Any, kept: UnitList) -> None:
    """Raise PermissionDenied unless `user` took the list in."""
    if kept.taken_in_by_id != user.pk:
        raise PermissionDenied("another's list")
