"""The newsroom's place in the staff pages."""

from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

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
