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
from nhipcau.portal.overviews.articles import NamedFact
from nhipcau.shell.templatetags import shell

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


@register.filter
def month_name(value: date) -> str:
    """Show a month with its year: tháng 9/2026, in English September 2026."""
    return formats.date_format(value, "F Y" if get_language() == "en" else r"\t\h\á\n\g n/Y")


@register.filter
def day_number(value: datetime | None) -> str:
    """Show the day of a moment, as on a leaf of a calendar."""
    return str(timezone.localtime(value).day) if value else ""


@register.filter
def month_short(value: datetime | None) -> str:
    """Show the month of a moment, as on a leaf of a calendar."""
    if value is None:
        return ""
    return formats.date_format(timezone.localtime(value), "M" if get_language() == "en" else r"\T\h n")


@register.simple_tag
def span_tag(begins: datetime | None, ends: datetime | None) -> SafeString:
    """Show from when until when something takes place; the hour alone where it ends on the day it begins."""
    if begins is None:
        return SafeString("")
    first = timezone.localtime(begins)
    said = format_html('<time datetime="{}">{}</time>', first.isoformat(), _moment(first))
    if ends is None or ends <= begins:
        return said
    last = timezone.localtime(ends)
    until = last.strftime("%H:%M") if last.date() == first.date() else _moment(last)
    return format_html('{} – <time datetime="{}">{}</time>', said, last.isoformat(), until)


def _moment(moment: datetime) -> str:
    return f"{long_day(moment)}, {moment:%H:%M}"


@register.simple_tag
def fact_value(fact: NamedFact) -> str | SafeString:
    """Show a fact of an article as its type asks: a day, a moment, a number, an address as a link, or words."""
    match fact.type:
        case "moment":
            return span_tag(fact.value, None)
        case "day":
            return format_html('<time datetime="{}">{}</time>', fact.value.isoformat(), long_day(fact.value))
        case "number":
            return shell.number(fact.value)
        case "address":
            return format_html('<a href="{}" rel="noreferrer">{}</a>', fact.value, fact.value)
        case _:
            return str(fact.value)
