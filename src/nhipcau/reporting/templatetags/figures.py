"""Cells as they are read. A page shows eight hundred of them: written here, not by a template for each."""

from functools import lru_cache

from django import template
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nhipcau.reporting.comparisons import Cell
from nhipcau.reporting.models import ValueState
from nhipcau.reporting.sheet import SheetRow
from nhipcau.shell import formats

register = template.Library()

NOTHING = mark_safe('<span class="nc-meta">–</span>')


@register.simple_tag
def figure(cell: Cell | None) -> SafeString | str:
    """Show a cell: its number, that it did not occur or is blank in words; a dash for None."""
    if cell is None:
        return NOTHING
    if cell.state == ValueState.NUMBER:
        return formats.number(cell.number)
    words = _("did not occur") if cell.state == ValueState.NOT_APPLICABLE else _("blank")
    return format_html('<span class="nc-meta">{}</span>', words)


@register.simple_tag
def past(row: SheetRow) -> SafeString:
    """Show what was sent for earlier periods, each with the answer it stands in."""
    prefix = get_script_prefix()
    return format_html_join(
        "",
        '<li><a href="{}">{}</a>: {}</li>',
        ((_address(one.submission_id, prefix), one.name, figure(one.cell)) for one in row.past),
    )


@lru_cache(maxsize=4096)
def _address(submission: int, _prefix: str) -> str:
    """Return the address of an answer; of which site's part, `_prefix` says."""
    return reverse("reporting:submission", args=[submission])
