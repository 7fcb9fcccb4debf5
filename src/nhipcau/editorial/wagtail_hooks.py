"""Brings the plan into the staff pages: beside the items, on the page of an item, in what waits."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.editorial import access, overviews, waiting
from nhipcau.newsroom import access as newsroom
from nhipcau.newsroom.models import Item
from nhipcau.shell.links import Link


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the addresses of the room."""
    return [path("editorial/", include("nhipcau.editorial.urls"))]


hooks.register("nhipcau_waiting_rows", waiting.rows)


@hooks.register("nhipcau_newsroom_links", order=-10)
def links(user: Any) -> list[Link]:
    """Return the ways from the list of items to the plan and to what others have published."""
    found = [Link(reverse("editorial:plan"), _("Plan"))]
    if newsroom.units_to_write_for(user):
        found.append(Link(reverse("editorial:others"), _("Items of other units")))
    return found


@hooks.register("nhipcau_item_panels")
def of_an_item(request: HttpRequest, item: Item) -> str:
    """Return from which entry an item comes, what was asked for it, and how its origins stand now."""
    entries = access.entries_visible_to(request.user).filter(item=item)
    entry = entries.prefetch_related("fact_requests__asked__versions").first()
    origins = overviews.origins_of(item)
    if entry is None and not origins:
        return ""
    today = timezone.localdate()
    asked = [overviews.clock(one, today) for one in entry.fact_requests.all()] if entry else []
    context = {"entry": entry, "requests": asked, "origins": origins}
    return render_to_string("editorial/of_an_item.html", context, request)
