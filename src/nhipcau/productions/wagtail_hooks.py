"""Brings series into the staff pages: beside the items, and in what waits."""

from datetime import datetime
from typing import Any

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.newsroom.links import TextLink
from nhipcau.newsroom.models import ItemText
from nhipcau.newsroom.rules import ORIGINAL
from nhipcau.productions import waiting
from nhipcau.productions.models import Series
from nhipcau.shell.links import Link
from nhipcau.shell.waiting import Waiting


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the addresses of the room."""
    return [path("series/", include("nhipcau.productions.urls"))]


@hooks.register("nhipcau_newsroom_links")
def newsroom_links(user: Any) -> list[Link]:
    """Return the way from the list of items to the series."""
    return [Link(reverse("productions:home"), _("Series and columns"))]


@hooks.register("nhipcau_text_links")
def of_an_item(user: Any, text: ItemText) -> list[TextLink]:
    """Return the series an item stands in, beside its original. One query."""
    if text.language != ORIGINAL:
        return []
    found = Series.objects.filter(places__item=text.item_id)
    return [TextLink(reverse("productions:series", args=[one.pk]), str(one)) for one in found]


@hooks.register("nhipcau_waiting")
def what_waits(user: Any, now: datetime) -> list[Waiting]:
    """Return the series whose part is missing."""
    return waiting.waiting(user, now)
