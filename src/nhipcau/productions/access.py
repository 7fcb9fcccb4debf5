"""The door to series: who sees them, and who keeps them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from nhipcau.newsroom import access as newsroom
from nhipcau.newsroom.models import Item
from nhipcau.productions.models import Series, SeriesItem
from nhipcau.productions.querysets import SeriesQuerySet
from nhipcau.units import access as units
from nhipcau.units.models import Role

KEEPERS = (Role.EDITOR, Role.PUBLISHER)


def require_reader(user: Any) -> None:
    """Raise PermissionDenied unless `user` may look into some unit's newsroom."""
    newsroom.require_reader(user)


def visible_series(user: Any) -> SeriesQuerySet:
    """Return the series of the units whose newsroom `user` may look into."""
    return Series.objects.of_units(units.units_where(user, newsroom.READERS))


def get_series(user: Any, pk: int) -> Series:
    """Return the series if `user` sees it. Raises Http404 otherwise."""
    rows = visible_series(user).select_related("unit", "owner", "topic").prefetch_related("unit__versions")
    series = rows.filter(pk=pk).first()
    if series is None:
        raise Http404
    return series


def get_place(user: Any, pk: int) -> SeriesItem:
    """Return the item's place in a series that `user` sees. Raises Http404 otherwise."""
    rows = SeriesItem.objects.select_related("series", "item")
    place = rows.filter(pk=pk, series__in=visible_series(user)).first()
    if place is None:
        raise Http404
    return place


def units_to_keep_for(user: Any) -> frozenset[int]:
    """Return the units for which `user` opens and keeps series. Two queries, once a page."""
    return units.units_where(user, KEEPERS)


def require_some_unit(user: Any) -> frozenset[int]:
    """Return the units in which `user` opens series. Raises PermissionDenied where there is none."""
    held = units_to_keep_for(user)
    if not held:
        raise PermissionDenied("open a series")
    return held


def keeps(user: Any, unit_id: int) -> bool:
    """Return whether `user` opens and keeps series of the unit."""
    return units.may(user, unit_id, *KEEPERS)


def require_keeper(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` opens and keeps series of the unit."""
    if not keeps(user, unit_id):
        raise PermissionDenied(f"series of unit {unit_id}")


def items_for(series: Series) -> Any:
    """Return the items of the unit that do not stand in the series, with their title, the newest first."""
    own = Item.objects.of_units([series.unit_id]).exclude(series_places__series=series)
    return own.titled().order_by("-created_at", "-pk")
