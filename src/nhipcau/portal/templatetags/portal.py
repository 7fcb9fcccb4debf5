"""How the public pages write days and links."""

from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from nhipcau.channels.models import Channel

register = template.Library()


@register.filter
def long_day(value: date | datetime | None) -> str:
    """Show a day so that readers anywhere take it right: 05/09/2026, in English 5 September 2026."""
    if value is None:
        return ""
    local = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return formats.date_format(local, "j F Y" if get_language() == "en" else "d/m/Y")


@register.simple_tag
def time_tag(value: datetime | None) -> SafeString:
    """Show a moment's day, with the whole moment for programs."""
    if value is None:
        return SafeString("")
    moment = timezone.localtime(value)
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), long_day(value))


@register.simple_tag(takes_context=True)
def absolute(context: Context, name: str, *args: Any) -> str:
    """Return the whole address of a page of ours, for those who fetch it from elsewhere."""
    return str(context["request"].build_absolute_uri(reverse(name, args=args)))


@register.simple_tag
def channel_link(channel: Channel) -> SafeString:
    """Show a channel's name, as a link where its address is one."""
    if channel.address.startswith(("https://", "http://", "/")):
        return format_html('<a href="{}" rel="noreferrer">{}</a>', channel.address, channel)
    return format_html("{} <span>({})</span>", channel, channel.address)
