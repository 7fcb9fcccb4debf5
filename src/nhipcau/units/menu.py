"""The sidebar shows a room only to the roles that need it."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

from nhipcau.units import access


class RoomMenuItem(MenuItem):
    """A room's entry in the sidebar, for people who hold one of `roles` somewhere today."""

    def __init__(
        self, label: Any, url: Any, *, roles: frozenset[str], icon: str, order: int, name: str
    ) -> None:
        super().__init__(label, url, icon_name=icon, order=order, name=name)
        self.roles = roles

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the person of this request needs the room."""
        return bool(self.roles & access.roles_of(request.user))
