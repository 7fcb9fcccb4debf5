"""The newsroom's place in the staff pages."""

from typing import Any

from django.urls import URLResolver, include, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.newsroom import waiting
from nhipcau.shell.links import Link
from nhipcau.units.menu import RoomMenuItem
from nhipcau.units.models import Role


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the newsroom's addresses."""
    return [path("newsroom/", include("nhipcau.newsroom.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> RoomMenuItem:
    """Return the newsroom's entry in the sidebar."""
    return RoomMenuItem(
        _("Items"),
        reverse_lazy("newsroom:items"),
        roles=frozenset({Role.EDITOR, Role.PUBLISHER, Role.OFFICER}),
        icon="doc-full",
        order=600,
        name="newsroom",
    )


hooks.register("nhipcau_waiting_rows", waiting.rows)


@hooks.register("nhipcau_newsroom_links")
def own_links(user: Any) -> list[Link]:
    """Return the ways from the list of items to translations and to the place's lists."""
    return [
        Link(reverse("newsroom:matrix"), _("Translations")),
        Link(reverse("newsroom:sheets"), _("Sheets given to us")),
        Link(reverse("newsroom:lists"), _("Lists")),
    ]
