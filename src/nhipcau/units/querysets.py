"""The queries of units."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    # The base classes name them in a string, which the linter does not see.
    from nhipcau.units.models import (  # noqa: F401
        GroupStay,
        Membership,
        Succession,
        TreeStamp,
        Unit,
        UnitVersion,
    )

Row = TypeVar("Row", bound=models.Model)
Result = TypeVar("Result")


def _holding(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


class TreeQuerySet(models.QuerySet[Row]):
    """Rows of the tree of units: writes to many at a time renew its stamp, as those to one do (TreeRecord)."""

    def update(self, **kwargs: Any) -> int:
        """Update, and renew the stamp of the tree."""
        return _renewed(super().update(**kwargs))

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete, and renew the stamp of the tree."""
        return _renewed(super().delete())

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Row]:
        """Create, and renew the stamp of the tree."""
        return _renewed(super().bulk_create(*args, **kwargs))


def _renewed(result: Result) -> Result:
    stamps: Any = apps.get_model("units", "TreeStamp")
    stamps.objects.renew()
    return result


class UnitQuerySet(TreeQuerySet["Unit"]):
    """Units, each an identity for ever."""

    def in_group(self, group: int, day: date) -> "UnitQuerySet":
        """Units that belong to the group on `day`."""
        stays: Any = apps.get_model("units", "GroupStay").objects.on(day).filter(group=group)
        return self.filter(pk__in=stays.values("unit"))

    def named_on(self, day: date) -> "UnitQuerySet":
        """Units that exist on `day`, with their version then prefetched as `current` (one query more)."""
        versions: Any = self.model._meta.get_field("versions").related_model
        then = versions.objects.on(day)
        current = models.Prefetch("versions", then.select_related("parent"), to_attr="current")
        return self.filter(versions__in=then).prefetch_related(current)


class UnitVersionQuerySet(TreeQuerySet["UnitVersion"]):
    """What units were called and belonged to."""

    def on(self, day: date) -> "UnitVersionQuerySet":
        """Versions that hold on `day`: at most one a unit."""
        return self.filter(_holding(day))

    def parents(self, day: date) -> dict[int, int | None]:
        """Return unit → the unit above it on `day`, for every unit that exists then. One query."""
        return dict(self.on(day).values_list("unit_id", "parent_id"))

    def names(self, day: date) -> dict[int, str]:
        """Return unit → its Vietnamese name on `day`. One query."""
        return dict(self.on(day).values_list("unit_id", "name"))

    def newest_names(self, units: Collection[int], *, language: str) -> dict[int, str]:
        """Return unit → its newest name in the language, of units that have ended too. One query."""
        rows = self.filter(unit_id__in=units).order_by("valid_from")
        named = rows.values_list("unit_id", "name", "name_en")
        return {unit: english if english and language == "en" else name for unit, name, english in named}


class SuccessionQuerySet(TreeQuerySet["Succession"]):
    """Which unit took over from which."""

    def pairs(self) -> list[tuple[int, int]]:
        """Return every (predecessor, successor). One query."""
        return list(self.values_list("predecessor_id", "successor_id"))


class GroupStayQuerySet(models.QuerySet["GroupStay"]):
    """Which units belong to which groups."""

    def on(self, day: date) -> "GroupStayQuerySet":
        """Stays that hold on `day`."""
        return self.filter(_holding(day))


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Who holds which role where."""

    def on(self, day: date) -> "MembershipQuerySet":
        """Memberships that hold on `day`."""
        return self.filter(_holding(day))

    def of(self, user: Any, day: date) -> "MembershipQuerySet":
        """The memberships of `user` that hold on `day`; none for a visitor or a person switched off."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.on(day).filter(user=user)
