"""What fields suggest while one types a unit or a person: a few that fit, as JSON."""

from collections.abc import Iterable

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from nhipcau.units import access, reach
from nhipcau.units.forms.choosing import Offer
from nhipcau.units.models import Role

SUGGESTED = 20
MOST_LETTERS = 100
# Who names people of their units: those who give roles, and those who give seats in bodies.
NAMING = (Role.ADMINISTRATOR, Role.OFFICER)


@require_GET
def suggest(request: HttpRequest) -> JsonResponse:
    """Suggest units that exist today: of those in which one acts in one of `roles`, else of those one sees.

    With `anywhere`, of all units, to those who act in one of `roles` somewhere: the other side of an agreement.
    """
    words, roles = _words(request), [role for role in request.GET.getlist("roles") if role in Role.values]
    offered = access.units_where(request.user, roles) if roles else access.visible_units(request.user)
    today = timezone.localdate()
    if roles and offered and "anywhere" in request.GET:
        offered = frozenset(reach.tree().on(today))
    offer = Offer(offered, today)
    return _answer((offer.label(unit), "") for unit in (offer.near(words)[:SUGGESTED] if words else []))


@require_GET
def suggest_people(request: HttpRequest) -> JsonResponse:
    """Suggest people of the units in which one acts in one of `roles`, of those one administers when none is named."""
    roles = [role for role in request.GET.getlist("roles") if role in NAMING] or [Role.ADMINISTRATOR]
    access.require_somewhere(request.user, *roles)
    words = _words(request)
    people = access.people_known_to(request.user, words, roles)[:SUGGESTED] if words else []
    return _answer((person.username, str(person)) for person in people)


def _words(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:MOST_LETTERS]


def _answer(found: Iterable[tuple[str, str]]) -> JsonResponse:
    return JsonResponse({"suggestions": [{"value": value, "label": label} for value, label in found]})
