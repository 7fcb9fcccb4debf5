"""Naming units in a form, however many there are."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext

from nhipcau.programmes import rules

UNITS_LIST = "nc-units"


class UnitNameField(forms.CharField):
    """A unit by its name, with the browser's own suggestions from one list a page, however many rows it has.

    `names` are the units that may be chosen; the form sets them. Gives the unit's key, or None.
    """

    names: Mapping[int, str] = {}

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=2000, **options)
        self.widget.attrs["list"] = UNITS_LIST

    def clean(self, value: Any) -> Any:
        """Return the unit that is called so, whatever the case and marks."""
        typed = super().clean(value)
        return self._unit(typed) if typed else None

    def _unit(self, typed: str) -> int:
        wanted = rules.fold(typed)
        for unit, name in self.names.items():
            if rules.fold(name) == wanted:
                return unit
        raise forms.ValidationError(
            gettext("No unit of yours is called “%(name)s”. Choose one from the list.") % {"name": typed}
        )


class UnitNamesField(UnitNameField):
    """Several units by their names, a semicolon between."""

    def clean(self, value: Any) -> Any:
        """Return the units that are called so, each once."""
        typed = forms.CharField.clean(self, value)
        return tuple(dict.fromkeys(self._unit(name) for name in typed.split(";") if name.strip()))


def audience_choices(audiences: Mapping[str, tuple[str, Sequence[int]]]) -> list[tuple[str, str]]:
    """Return the choices of "who each does it": nobody first, then each audience with how many units it has."""
    return [("", "–"), *((key, f"{name} ({len(units)})") for key, (name, units) in audiences.items())]
