"""Who sees indicators and who may change them: they are shared by every unit."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from nhipcau.indicators.models import Indicator, Split
from nhipcau.indicators.querysets import IndicatorQuerySet
from nhipcau.units import access as units
from nhipcau.units.models import Role


def visible_to(user: Any) -> IndicatorQuerySet:
    """Return every indicator for people of the staff, none for others. One query, one more when evaluated."""
    return Indicator.objects.all() if units.roles_of(user) else Indicator.objects.none()


def get_indicator(user: Any, pk: int) -> Indicator:
    """Return the indicator if `user` is of the staff. Raises Http404 otherwise."""
    indicator = visible_to(user).select_related("numerator", "denominator", "whole").filter(pk=pk).first()
    if indicator is None:
        raise Http404
    return indicator


def splits_for(user: Any) -> QuerySet[Split]:
    """Return every split with its cases for people of the staff, none for others. Two queries more."""
    splits = Split.objects.prefetch_related("options")
    return splits if units.roles_of(user) else splits.none()


def get_split(user: Any, pk: int) -> Split:
    """Return the split if `user` is of the staff. Raises Http404 otherwise."""
    split = splits_for(user).filter(pk=pk).first()
    if split is None:
        raise Http404
    return split


def may_change(user: Any) -> bool:
    """Return whether `user` administers a unit that stands under no other, or is the installation itself."""
    return user.is_system or bool(units.top_units() & units.units_where(user, [Role.ADMINISTRATOR]))


def require_change(user: Any) -> None:
    """Raise PermissionDenied unless `user` may change indicators."""
    if not may_change(user):
        raise PermissionDenied("administrator of a top unit")


def is_used(indicator: Indicator) -> bool:
    """Return whether anything is counted, asked for or computed with `indicator`."""
    for relation in Indicator._meta.related_objects:
        if relation.related_model._default_manager.filter(**{relation.field.name: indicator}).exists():
            return True
    return Indicator.objects.filter(Q(numerator=indicator) | Q(denominator=indicator)).exists()
