"""Brings the house's styles to every staff page."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def house_styles() -> SafeString:
    """Return the link to the styles of the staff pages."""
    return format_html('<link rel="stylesheet" href="{}">', static("shell/shell.css"))


@hooks.register("construct_main_menu", order=1000)
def only_our_rooms(request: HttpRequest, menu_items: list[Any]) -> None:
    """Leave in the sidebar what the house offers: Wagtail's own areas are closed (config/urls.py)."""
    menu_items[:] = [item for item in menu_items if type(item).__module__.startswith("nhipcau.")]
