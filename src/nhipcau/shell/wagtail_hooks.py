"""Brings the house's styles to every staff page."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def house_styles() -> SafeString:
    """Return the link to the styles of the staff pages."""
    return format_html('<link rel="stylesheet" href="{}">', static("shell/shell.css"))
