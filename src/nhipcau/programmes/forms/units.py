"""Naming units in a form, however many there are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext

from nhipcau.programmes import rules, succeeding
from nhipcau.units.forms.choosing import SUGGESTED_WHOLE, Offer
from nhipcau.units.forms.picking import UnitInput
from nhipcau.units.models import Role

UNITS_LIST = "nc-units"
BETWEEN = ";"


class UnitsInput(UnitInput):
    """The names of several units, a semicolon between; what was chosen below takes the place of what was meant."""

    def __init__(self, offer: Offer, roles: Iterable[str], *, anywhere: bool = False) -> None:
        super().__init__(offer, roles, anywhere=anywhere)
        self.attrs["data-several"] = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was typed, with the unit chosen under it in the place of the first name that it fits."""
        text, chosen = data.get(name), self.offer.numbered(data.get(f"{name}-chosen") or "")
        if not text or not chosen:
            return text
        names = [one.strip() for one in text.split(BETWEEN)]
        for place, one in enumerate(names):
            if one and len(self.offer.find(one)) != 1 and chosen in self.offer.near(one):
                names[place] = self.offer.label(chosen)
                break
        return f"{BETWEEN} ".join(one for one in names if one)

    def format_value(self, value: Any) -> str:
        """Return what was typed."""
        return str(value or "")


class UnitNameField(forms.CharField):
    """A unit by its name, a part of it, or its code. Gives the unit's key, or None.

    `names` are the units that may be chosen; the form sets them. Few are suggested from one list a page; of more than
    `SUGGESTED_WHOLE` those that fit are asked for while one types, among units in which one acts in one of `roles`, or
    `anywhere` when one does so somewhere.
    """

    widget_of: type[UnitInput] = UnitInput

    def __init__(
        self, *, roles: Iterable[str] = (Role.OFFICER,), anywhere: bool = False, **options: Any
    ) -> None:
        super().__init__(required=False, max_length=20_000, **options)
        self.roles, self.anywhere = tuple(roles), anywhere
        self.names = {}

    @property
    def names(self) -> Mapping[int, str]:
        """The units that may be chosen → what they are called."""
        return self._names

    @names.setter
    def names(self, names: Mapping[int, str]) -> None:
        self._names = names
        self._offer: Offer | None = None
        if not names:
            return
        self._offer = Offer(names, timezone.localdate())
        widget = self.widget_of(self._offer, self.roles, anywhere=self.anywhere)
        if len(names) <= SUGGESTED_WHOLE:
            del widget.attrs["data-suggest"]
            widget.attrs["list"] = UNITS_LIST
        widget.is_required = False
        self.widget = widget

    def clean(self, value: Any) -> Any:
        """Return the unit that is called so, whatever the case and marks."""
        typed = super().clean(value)
        return self._unit(typed) if typed else None

    def _unit(self, typed: str) -> int:
        exact = [unit for unit, name in self.names.items() if name == typed]
        fitting = exact or (self._offer.find(typed) if self._offer else [])
        if len(fitting) != 1:
            wanted = rules.fold(typed)
            fitting = [unit for unit, name in self.names.items() if rules.fold(name) == wanted] or fitting
        if len(fitting) == 1:
            return fitting[0]
        if not fitting and (ended := succeeding.ended_said(typed)):
            raise forms.ValidationError(ended)
        near = fitting or (self._offer.near(typed) if self._offer and rules.fold(typed) else [])
        if near and isinstance(self.widget, UnitInput):
            self.widget.matches = near
            said = gettext("“%(name)s” can be several units: choose below, or write more of the name.")
        else:
            said = gettext("No unit of yours is called “%(name)s”. Choose one from the list.")
        raise forms.ValidationError(said % {"name": typed[:200]})


class UnitNamesField(UnitNameField):
    """Several units by their names, a semicolon between."""

    widget_of = UnitsInput

    def clean(self, value: Any) -> Any:
        """Return the units that are called so, each once."""
        typed = forms.CharField.clean(self, value)
        names = [one.strip() for one in typed.split(BETWEEN)]
        return tuple(dict.fromkeys(self._unit(name) for name in names if name))


def refuse_ended(form: forms.BaseForm, values: Mapping[str, Any], each: Collection[int] = ()) -> None:
    """Say beside the fields of `form` which units will have ended at the deadline, and who takes over from them."""
    day = values.get("due_on")
    if day is None:
        return
    lead = values.get("lead")
    named = {"lead": [lead] if lead else [], "partners": values.get("partners", ()), "each": each}
    for field, units in named.items():
        for unit in succeeding.gone_by(units, day):
            form.add_error(field, succeeding.gone_said(unit, day))


def listed(names: Mapping[int, str]) -> Collection[str]:
    """Return the names that stand in a page as its list of suggestions: none where there are too many."""
    return names.values() if len(names) <= SUGGESTED_WHOLE else ()


def audience_choices(audiences: Mapping[str, tuple[str, Sequence[int]]]) -> list[tuple[str, str]]:
    """Return the choices of "who each does it": nobody first, then each audience with how many units it has."""
    return [("", "–"), *((key, f"{name} ({len(units)})") for key, (name, units) in audiences.items())]
