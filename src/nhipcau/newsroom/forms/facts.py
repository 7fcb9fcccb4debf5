"""Fields for the facts of a kind of item."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.newsroom import kinds
from nhipcau.newsroom.kinds import Fact
from nhipcau.shell.forms import DayField, MomentField

MOST = 500


def _field(fact: Fact) -> forms.Field:
    said: dict[str, Any] = {"label": fact.label, "required": False, "help_text": fact.help}
    match fact.type:
        case "moment":
            return MomentField(**said)
        case "day":
            return DayField(**said)
        case "number":
            return forms.DecimalField(min_value=0, max_digits=14, decimal_places=2, localize=True, **said)
        case "choice":
            return forms.ChoiceField(choices=[("", _("(not said)")), *fact.choices], **said)
        case "address":
            return forms.URLField(max_length=MOST, assume_scheme="https", **said)
        case _:
            return forms.CharField(max_length=MOST, **said)


def name_of(fact: Fact) -> str:
    """Return the name of the field of a fact: it may be called as a field of the form."""
    return f"fact_{fact.name}"


def ask(form: forms.BaseForm, facts: Iterable[Fact], said: Mapping[str, str], *, language: str = "") -> None:
    """Add a field for each fact, filled with what is `said`.

    None is required here: an item is kept half done, and told what is missing before it is handed over.
    """
    for fact in facts:
        name = name_of(fact)
        form.fields[name] = _field(fact)
        form.initial[name] = kinds.read(fact, said.get(fact.name, ""))
        if language:
            form.fields[name].widget.attrs["lang"] = language


def answered(form: forms.BaseForm, facts: Iterable[Fact]) -> dict[str, str]:
    """Return what was typed, as the item keeps it; nothing for what was left empty."""
    given = {fact.name: kinds.kept(form.cleaned_data.get(name_of(fact))) for fact in facts}
    return {name: value for name, value in given.items() if value}
