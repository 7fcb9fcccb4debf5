"""What a finding says, in a line, in the forms of the page's language."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.registry.models import FindingField
from nhipcau.shell import formats

Values = dict[str, Any]

LAYOUTS = {"state": gettext_lazy("of the State"), "party": gettext_lazy("of the Party")}
# How a figure is meant, by the word that stands with it.
MEANINGS: dict[str, str | Promise] = {
    "more": gettext_lazy("more than"),
    "less": gettext_lazy("less than"),
    "nearly": gettext_lazy("nearly"),
    "about": gettext_lazy("about"),
    "at-least": gettext_lazy("at least"),
    "at-most": gettext_lazy("at most"),
    "reached": gettext_lazy("reached"),
    "cumulative": gettext_lazy("cumulative"),
}
DIRECTIONS: dict[str, str | Promise] = {
    "up": gettext_lazy("up by"),
    "down": gettext_lazy("down by"),
    "equal": gettext_lazy("equal to"),
    "times": gettext_lazy("times"),
}
# How a day is meant that something is due on.
RELATIONS: dict[str, str | Promise] = {
    "before": gettext_lazy("before that day"),
    "by": gettext_lazy("that day at the latest"),
    "in": gettext_lazy("within that time"),
    "every": gettext_lazy("every time"),
}
# The recurrences that a person chooses among, as rules of RFC 5545.
RECURRENCES = (
    "FREQ=DAILY",
    "FREQ=WEEKLY",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;INTERVAL=3",
    "FREQ=MONTHLY;INTERVAL=6",
    "FREQ=YEARLY",
)
# How often something comes again: each time, and every so many times.
_OFTEN: dict[str, tuple[str | Promise, str | Promise]] = {
    "DAILY": (gettext_lazy("every day"), gettext_lazy("every %(n)d days")),
    "WEEKLY": (gettext_lazy("every week"), gettext_lazy("every %(n)d weeks")),
    "MONTHLY": (gettext_lazy("every month"), gettext_lazy("every %(n)d months")),
    "YEARLY": (gettext_lazy("every year"), gettext_lazy("every %(n)d years")),
}


def says(field: str, values: Values, text: str = "") -> str:
    """Return in a line what a finding of kind `field` with these `values` says; `text` are its words.

    >>> says("recipient", {"name": "Tỉnh ủy"})
    'Tỉnh ủy'
    """
    said = _SAYS.get(FindingField(field))
    return said(values, text) if said else _listed(values)


def _check(values: Values, text: str) -> str:
    parts = {name: _figure(values.get(name)) for name in ("stated", "part", "whole")}
    return _("%(stated)s%% stated for %(part)s of %(whole)s") % parts


def _quantity(values: Values, text: str) -> str:
    return f"{_figure(values.get('value'))} {values.get('unit') or ''}".strip()


def _outline(values: Values, text: str) -> str:
    return f"{values.get('label') or ''}. {values.get('starts') or ''}"


def _duty(values: Values, text: str) -> str:
    return f"{values.get('unit') or ''}: {values.get('starts') or ''}"


def _day_found(values: Values, text: str) -> str:
    return day(values.get("value"))


def _document(values: Values, text: str) -> str:
    """A document or a law: its kind or name, number, date and issuing body, as far as they are known."""
    name = values.get("name") or values.get("kind") or ""
    said = f"{str(name)[:1].upper()}{str(name)[1:]} {values.get('number') or ''}".strip()
    if values.get("date"):
        said = _("%(document)s of %(day)s") % {"document": said, "day": day(values["date"])}
    if values.get("authority"):
        said = _("%(document)s, %(authority)s") % {"document": said, "authority": values["authority"]}
    return said


def _short_form(values: Values, text: str) -> str:
    if values.get("own"):
        meant = _("this document")
    elif values.get("number"):
        meant = _document(values, text)
    else:
        meant = _("not clear which document")
    return f"“{text}” → {meant}" if text else meant


def _qualifier(values: Values, text: str) -> str:
    return f"{_word(MEANINGS, values.get('meaning'))} {_quantity(values, text)}"


def _comparison(values: Values, text: str) -> str:
    said = f"{_word(DIRECTIONS, values.get('direction'))} {_quantity(values, text)}"
    return (
        _("%(change)s against %(base)s") % {"change": said, "base": values["base"]}
        if values.get("base")
        else said
    )


def _deadline(values: Values, text: str) -> str:
    due, rule = values.get("due"), values.get("recurrence")
    if due and values.get("relation") == "before":
        return _("before %(day)s") % {"day": day(due)}
    if due:
        return _("by %(day)s at the latest") % {"day": day(due)}
    return recurrence(str(rule)) if rule else _("“%(text)s”: the year is not clear") % {"text": text}


def _signature(values: Values, text: str) -> str:
    return " · ".join(str(values[part]) for part in ("authority", "title", "name") if values.get(part))


def _name(values: Values, text: str) -> str:
    return str(values.get("name") or "")


_SAYS: dict[FindingField, Callable[[Values, str], str]] = {
    FindingField.CHECK: _check,
    FindingField.QUANTITY: _quantity,
    FindingField.OUTLINE: _outline,
    FindingField.DUTY: _duty,
    FindingField.DATE: _day_found,
    FindingField.CITATION: _document,
    FindingField.LAW: _document,
    FindingField.RECIPIENT: _name,
    FindingField.SHORT_FORM: _short_form,
    FindingField.QUALIFIER: _qualifier,
    FindingField.COMPARISON: _comparison,
    FindingField.DEADLINE: _deadline,
    FindingField.PLACE: _name,
    FindingField.SIGNATURE: _signature,
}


def recurrence(rule: str) -> str:
    """Return in words how often something comes again; the rule itself where we have no words for it.

    `rule` is of RFC 5545, in the forms that the reading gives.
    """
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    every = int(parts.get("INTERVAL") or 1)
    often = _often(parts.get("FREQ", ""), every)
    if not often:
        return rule
    if parts.get("BYMONTH") and parts.get("BYMONTHDAY") and parts["FREQ"] == "YEARLY":
        on = f"{int(parts['BYMONTHDAY']):02}/{int(parts['BYMONTH']):02}"
        return _("%(often)s, day %(day)s") % {"often": often, "day": on}
    if parts.get("BYMONTH"):
        often = _("the last month of every quarter")
    if parts.get("BYMONTHDAY"):
        return _("%(often)s, day %(day)s") % {"often": often, "day": parts["BYMONTHDAY"]}
    return often


def _often(frequency: str, every: int) -> str:
    if frequency == "MONTHLY" and every == 3:
        return _("every quarter")
    once, many = _OFTEN.get(frequency, ("", ""))
    return str(once) if every == 1 else str(many) % {"n": every}


def _word(words: dict[str, str | Promise], name: object) -> str:
    return str(words.get(str(name), name or ""))


def _figure(plain: object) -> str:
    try:
        return formats.number(Decimal(str(plain)))
    except InvalidOperation:
        return str(plain or "")


def day(value: object) -> str:
    """Return a day, also one in ISO form, as 05/09/2026; what is no day as it is, nothing for None."""
    try:
        return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
    except ValueError:
        return str(value or "")


def _listed(values: Values) -> str:
    return " ".join(str(value) for value in values.values() if value)
