"""Choosing a unit by typing: its name with or without diacritics, its code, or the number of a suggestion.

A list to choose from would hold thousands. Where what was typed fits several units, the message names them, and the
browser suggests them; without JavaScript the suggestion is copied.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.units import reach, rules
from nhipcau.units.models import Unit
from nhipcau.units.tree import Standing

# So many units are suggested whole; of more, only those that fit what was typed.
SUGGESTED_WHOLE = 200
NAMED_IN_A_MESSAGE = 6
_NUMBERED = re.compile(r"#(\d+)\s*$")


class UnitField(forms.CharField):
    """One unit, typed. The form that holds it gives the unit (see ChoosingForm)."""

    many = False

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"list": "units-offered", "autocomplete": "off"})
        super().__init__(**{"max_length": 300, "widget": widget, **kwargs})


class UnitsField(UnitField):
    """Several units, a line each."""

    many = True

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("One unit a line: its name, or its code."))
        super().__init__(**{"max_length": 20_000, "widget": forms.Textarea({"rows": 4}), **kwargs})


class Offer:
    """The units that can be chosen on a day."""

    def __init__(self, offered: Collection[int], day: date) -> None:
        self.tree = reach.tree()
        self.day = day
        self.standing: Mapping[int, Standing] = {
            unit: each for unit, each in self.tree.on(day).items() if unit in offered
        }

    def find(self, text: str) -> list[int]:
        """Return the units that `text` names: one, several when it does not say enough, or none."""
        if _NUMBERED.search(text):
            numbered = self.numbered(text)
            return [numbered] if numbered else []
        wanted = rules.folded(text)
        near = [(unit, self.standing[unit]) for unit in self.near(text)]
        exact = [unit for unit, each in near if text.strip() in (each.code, each.name)]
        return exact or [
            unit for unit, each in near if wanted in (rules.folded(each.name), rules.folded(each.name_en))
        ]

    def numbered(self, text: str) -> int | None:
        """Return the unit whose number stands at the end of `text`, as in a suggestion; None where none does."""
        found = _NUMBERED.search(text)
        return int(found[1]) if found and int(found[1]) in self.standing else None

    def near(self, text: str) -> list[int]:
        """Return units in whose names `text` stands, those that begin with it first, by name."""
        wanted = rules.folded(text)
        folded = self.tree.folded(self.day)
        found = [unit for unit in self.standing if wanted in folded[unit]]
        return sorted(found, key=lambda unit: (not folded[unit].startswith(wanted), folded[unit], unit))

    def choices(self) -> list[tuple[int, str]]:
        """Return (unit, name) of all, by name; units of one name are told apart by the unit above."""
        folded, language = self.tree.folded(self.day), get_language()
        units = sorted(self.standing, key=lambda unit: (folded[unit], unit))
        names = {unit: self.standing[unit].named(language) for unit in units}
        times = Counter(names.values())
        above = {unit: self._above(unit) if times[name] > 1 else "" for unit, name in names.items()}
        return [(unit, f"{name} ({above[unit]})" if above[unit] else name) for unit, name in names.items()]

    def label(self, unit: int) -> str:
        """Return a unit as it is suggested: enough for a person to tell it from others, and its number."""
        each = self.standing[unit]
        parts = [each.named(get_language()), each.code, self._above(unit), f"#{unit}"]
        return " · ".join(part for part in parts if part)

    def _above(self, unit: int) -> str:
        above = self.tree.on(self.day).get(self.standing[unit].parent or 0)
        return above.named(get_language()) if above else ""


class ChoosingForm(forms.Form):
    """A form with fields of units, chosen among those `offered`, on the day that the form says."""

    def __init__(self, *args: Any, offered: frozenset[int], day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.day = day
        self.suggested: list[int] = []

    def clean(self) -> dict[str, Any]:
        """Put the units in place of what was typed."""
        given = super().clean() or {}
        fields = {name: field for name, field in self.fields.items() if isinstance(field, UnitField)}
        if any(given.get(name) for name in fields):
            offer = Offer(self.offered, given.get("effective_on") or self.day)
            for name, field in fields.items():
                given[name] = self._chosen(offer, name, given.get(name) or "", many=field.many)
        else:
            given |= {name: [] if field.many else None for name, field in fields.items()}
        return given

    def suggestions(self) -> list[str]:
        """Return what the browser offers while one types."""
        if len(self.offered) <= SUGGESTED_WHOLE:
            offer = Offer(self.offered, self.day)
            return sorted(offer.label(unit) for unit in offer.standing)
        return self.suggested_labels()

    def suggested_labels(self) -> list[str]:
        """Return the units that fit what was typed and did not say enough."""
        offer = Offer(frozenset(self.suggested), self.day)
        return sorted(offer.label(unit) for unit in offer.standing)

    def _chosen(self, offer: Offer, name: str, text: str, *, many: bool) -> Any:
        lines = [line.strip() for line in text.splitlines() if line.strip()] if many else [text.strip()]
        units = [unit for line in lines if line for unit in self._one(offer, name, line)]
        found = Unit.objects.prefetch_related("versions").in_bulk(units)
        chosen = [found[unit] for unit in dict.fromkeys(units)]
        return chosen if many else next(iter(chosen), None)

    def _one(self, offer: Offer, name: str, text: str) -> list[int]:
        fitting = offer.find(text)
        if len(fitting) == 1:
            return fitting
        near = fitting or offer.near(text)
        self.suggested += near[:SUGGESTED_WHOLE]
        labels = [offer.label(unit) for unit in near[:NAMED_IN_A_MESSAGE]]
        if not near:
            self.add_error(
                name,
                _("None of your units is called “%(text)s” on that day. Check the spelling, or the day.")
                % {"text": text},
            )
        else:
            self.add_error(
                name,
                _("“%(text)s” can be several units. Copy the right one: %(units)s.")
                % {"text": text, "units": "; ".join(labels) + ("; …" if len(near) > len(labels) else "")},
            )
        return []
