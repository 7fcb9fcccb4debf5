"""The door to the plan: whose plan a person sees, who plans, who is asked, and who answers."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from nhipcau.channels.models import Channel
from nhipcau.editorial.models import Commission, Entry, FactRequest, TakenOver
from nhipcau.editorial.querysets import CommissionQuerySet, EntryQuerySet, FactRequestQuerySet
from nhipcau.newsroom import access as newsroom
from nhipcau.newsroom.models import Item, ItemText
from nhipcau.units import access as units
from nhipcau.units.models import Role

PLANNERS = (Role.EDITOR, Role.PUBLISHER)
ANSWERERS = newsroom.RECEIVERS


def entries_visible_to(user: Any) -> EntryQuerySet:
    """Return the entries of the units whose newsroom `user` may look into."""
    return Entry.objects.of_units(units.units_where(user, newsroom.READERS))


def planning_units(user: Any) -> frozenset[int]:
    """Return the units for which `user` plans."""
    return units.units_where(user, PLANNERS)


def plans(user: Any, unit_id: int) -> bool:
    """Return whether `user` plans for a unit."""
    return units.may(user, unit_id, *PLANNERS)


def require_planning(user: Any) -> None:
    """Raise PermissionDenied unless `user` plans for some unit."""
    if not planning_units(user):
        raise PermissionDenied("plan what is told")


def require_writing(user: Any) -> None:
    """Raise PermissionDenied unless `user` writes for some unit."""
    if not newsroom.units_to_write_for(user):
        raise PermissionDenied("write")


def writes(user: Any, unit_id: int) -> bool:
    """Return whether `user` writes items of a unit."""
    return units.may(user, unit_id, *newsroom.WRITERS)


def require_own(user: Any, work: Commission) -> None:
    """Raise PermissionDenied unless a piece of work was given to `user`."""
    if work.person_id != user.pk:
        raise PermissionDenied("answer for a colleague")


def require_planner(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` plans for the unit."""
    if not plans(user, unit_id):
        raise PermissionDenied("plan what is told")


def get_entry(user: Any, pk: int) -> Entry:
    """Return an entry if `user` sees the plan it stands in. Raises Http404 otherwise."""
    entry: Entry | None = entries_visible_to(user).ready().filter(pk=pk).first()
    if entry is None:
        raise Http404
    return entry


def commissions_of(user: Any) -> CommissionQuerySet:
    """Return what was given to `user`."""
    return Commission.objects.of(user)


def get_commission(user: Any, pk: int) -> Commission:
    """Return a piece of work given to `user`, or for an entry `user` sees. Raises Http404 otherwise."""
    works = Commission.objects.select_related("entry__unit", "person")
    found: Commission | None = works.filter(pk=pk).first()
    if found is None:
        raise Http404
    if found.person_id != user.pk:
        get_entry(user, found.entry_id)
    return found


def answering_units(user: Any) -> frozenset[int]:
    """Return the units for which `user` may give facts: those where `user` works."""
    return units.held_units(user, ANSWERERS)


def requests_to(user: Any) -> FactRequestQuerySet:
    """Return the requests for facts to the units where `user` works."""
    return FactRequest.objects.asked_of(answering_units(user))


def get_request(user: Any, pk: int) -> FactRequest:
    """Return a request that is put to a unit of `user`, or of an entry `user` sees. Raises Http404 otherwise."""
    found = FactRequest.objects.select_related("entry__unit", "asked", "asked_by", "answered_by")
    request: FactRequest | None = found.filter(pk=pk).first()
    if request is None:
        raise Http404
    if request.asked_id not in answering_units(user):
        get_entry(user, request.entry_id)
    return request


def may_answer(user: Any, request: FactRequest) -> bool:
    """Return whether `user` may give the facts: of the unit asked, or who notes what a body outside answered."""
    if request.asked_id is None:
        return plans(user, request.entry.unit_id)
    return request.asked_id in answering_units(user)


def require_answerer(user: Any, request: FactRequest) -> None:
    """Raise PermissionDenied unless `user` may give the facts."""
    if not may_answer(user, request):
        raise PermissionDenied("give facts")


def channels_of(unit_id: int, day: Any) -> QuerySet[Channel]:
    """Return the channels in use on a day that the unit itself owns."""
    return Channel.objects.of_units([unit_id]).in_use_on(day)


def takable() -> QuerySet[ItemText]:
    """Return the published texts that may be taken over, the newest first."""
    ready = (
        ItemText.objects.listed()
        .select_related("item__unit", "item__topic")
        .prefetch_related("item__unit__versions")
    )
    return ready.order_by("-first_published_at", "-pk")


def get_takable(pk: int) -> ItemText:
    """Return a text that readers can read. Raises Http404 otherwise."""
    text = ItemText.objects.listed().select_related("item__unit", "published_revision").filter(pk=pk).first()
    if text is None:
        raise Http404
    return text


def get_taken(user: Any, pk: int) -> TakenOver:
    """Return what an item that `user` sees took over. Raises Http404 otherwise."""
    found = TakenOver.objects.select_related(
        "item__unit", "origin__item__unit", "origin__published_revision", "seen"
    )
    taken = found.filter(pk=pk).first()
    if taken is None:
        raise Http404
    newsroom.get_item(user, taken.item_id)
    return taken


def require_writer(user: Any, item: Item) -> None:
    """Raise PermissionDenied unless `user` writes for the item's unit."""
    newsroom.require_writer(user, item)
