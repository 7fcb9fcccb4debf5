"""What the home page says of the day and the person."""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.desk.panels import primary_action
from nhipcau.reporting.models import SubmissionState
from nhipcau.reporting.overviews import MISSING, SENT, Standing
from nhipcau.shell.templatetags.shell import state
from nhipcau.units import access

register = template.Library()

LABELS = {MISSING: gettext_lazy("Not begun")} | {one.value: one.label for one in SubmissionState}


@register.simple_tag(takes_context=True)
def desk_day(context: dict[str, Any]) -> str:
    """Return the day and the unit a person works in: `Thứ Hai 23/11/2026 · Xã Bến Đá`."""
    today = timezone.localdate()
    unit = access.home_name(context["request"].user)
    day = f"{date_format(today, 'l')} {today:%d/%m/%Y}"
    return f"{day} · {unit}" if unit else day


@register.simple_tag(takes_context=True)
def desk_primary(context: dict[str, Any]) -> dict[str, str] | None:
    """Return the main action of the page, or None."""
    action = primary_action(access.roles_of(context["request"].user))
    return {"url": action[0], "label": action[1]} if action else None


@register.simple_tag
def standing(tile: Standing) -> SafeString:
    """Show how far a unit is with its report: late counts more than not begun."""
    late = tile.late and tile.state not in SENT
    name = "late" if late else tile.state
    return state(name, _("Late") if late else str(LABELS[tile.state]))
