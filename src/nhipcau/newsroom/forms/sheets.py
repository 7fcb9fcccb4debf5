"""To whom a sheet is given."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.programmes.access import all_units
from nhipcau.programmes.forms.units import UnitNamesField


class GiveForm(forms.Form):
    """The units that are given a sheet."""

    units = UnitNamesField(label=_("Units"), help_text=_("Names with a semicolon between."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].names = all_units()  # type: ignore[attr-defined]  # a field of unit names
