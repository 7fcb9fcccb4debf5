"""How every room shows numbers, days and states."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nhipcau.shell import formats

register = template.Library()


@register.filter
def number(value: Decimal | int | None) -> str:
    """Show a number in the form of the page's language; nothing for None."""
    return formats.number(value)


@register.filter
def day(value: date | datetime | str | None) -> str:
    """Show a day, also one kept as 2026-09-05, as 05/09/2026; nothing for None.

    >>> day(date(2026, 9, 5)), day("2026-09-05"), day(None)
    ('05/09/2026', '05/09/2026', '')
    """
    if not value:
        return ""
    if isinstance(value, str):
        value = date.fromisoformat(value)
    local = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return f"{local:%d/%m/%Y}"


@register.filter
def moment(value: datetime | None) -> str:
    """Show a moment in Vietnam's time as 10:42 05/09/2026; nothing for None."""
    return "" if value is None else f"{timezone.localtime(value):%H:%M %d/%m/%Y}"


@register.simple_tag
def state(name: str, label: str) -> SafeString:
    """Show a state as a word with a colour: the colour comes from the state's name, never stands alone."""
    return format_html('<span class="nc-state nc-state--{}">{}</span>', name, label)
