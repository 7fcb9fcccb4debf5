"""The forms of changes: what a decision says of units, and from when."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.shell.forms import DayField
from nhipcau.units.forms.choosing import ChoosingForm, UnitField, UnitsField
from nhipcau.units.models import Kind, Line, Unit, UnitVersion
from nhipcau.units.reorganising import Part
from nhipcau.units.versions import UnitFields

MOST_PARTS = 12


class ShareField(forms.DecimalField):
    """A share typed in per cent; empty where it is not known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Share, in %"),
            required=False,
            max_digits=6,
            decimal_places=3,
            localize=True,
            help_text=_("Only where the decision gives it; else leave it empty."),
            widget=forms.TextInput({"inputmode": "decimal", "size": 8}),
            **kwargs,
        )

    def clean(self, value: Any) -> Decimal | None:
        """Return the share as a part of 1."""
        percent: Decimal | None = super().clean(value)
        return None if percent is None else percent / 100


class DecisionForm(ChoosingForm):
    """What every change has: the day it takes effect, and the decision it rests on."""

    effective_on = DayField(
        label=_("Takes effect on"),
        initial=timezone.localdate,
        help_text=_("The first day on which it is so. A day to come or a past one can be given."),
    )
    legal_basis = forms.CharField(
        label=_("Legal basis"),
        max_length=300,
        help_text=_("The resolution or decision, with its number and date."),
    )


class DescribedForm(DecisionForm):
    """What a unit is called and where it stands."""

    name = forms.CharField(label=_("Name"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    code = forms.CharField(label=_("Code"), max_length=20, required=False)
    parent = UnitField(label=_("Superior unit"), required=False)
    territory = UnitField(
        label=_("Territory"),
        required=False,
        help_text=_("For a body that works in the area of another unit."),
    )

    def fields_given(self) -> UnitFields:
        """Return what the unit is to be."""
        return UnitFields(**{name: self.cleaned_data[name] for name in UnitFields.__slots__})


class EstablishForm(DescribedForm):
    """A new unit."""

    line = forms.ChoiceField(label=_("Line"), choices=Line.choices, initial=Line.STATE)
    field_order = ["name", "name_en", "kind", "line", "code", "parent", "territory"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].required = True


class AlterForm(DescribedForm):
    """Another name, kind, code or place for a unit."""

    field_order = ["name", "name_en", "kind", "code", "parent", "territory"]


class HeirFields(forms.Form):
    """Who takes over: an existing unit, or a new one."""

    successor = UnitField(
        label=_("Existing unit that takes over"), required=False, help_text=_("Or describe a new one below.")
    )
    name = forms.CharField(label=_("Name of the new unit"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, required=False, initial=Kind.COMMUNE)
    code = forms.CharField(label=_("Code"), max_length=20, required=False)


def heir(given: dict[str, Any], beside: UnitVersion | None) -> Unit | UnitFields:
    """Return who takes over: the unit chosen, or a new one that stands where `beside` stands."""
    if given["successor"]:
        unit: Unit = given["successor"]
        return unit
    return UnitFields(
        name=given["name"],
        kind=given["kind"],
        code=given["code"],
        parent=given.get("parent") or (beside.parent if beside else None),
        territory=beside.territory if beside else None,
    )


def _require_one_heir(form: ChoosingForm, given: dict[str, Any]) -> None:
    if given.get("successor") and given.get("name"):
        form.add_error("name", _("Give an existing unit or a new one, not both."))
    elif not given.get("successor") and not given.get("name") and "successor" not in form.errors:
        form.add_error("successor", _("Say which unit takes over: an existing one, or a new one."))
    elif given.get("name") and not given.get("kind"):
        form.add_error("kind", _("Choose the kind of the new unit."))


class MergeForm(HeirFields, DecisionForm):
    """Units that end, and the one that takes over from them."""

    units = UnitsField(label=_("Units that end"))
    parent = UnitField(
        label=_("Superior unit of the new unit"),
        required=False,
        help_text=_("Left empty: that of the first unit that ends."),
    )
    roles_follow = forms.BooleanField(
        label=_("People keep their roles in the unit that takes over"), required=False, initial=True
    )
    field_order = ["units", "successor", "name", "kind", "code", "parent", "roles_follow"]

    def clean(self) -> dict[str, Any]:
        """Return what was given when it names one unit that takes over."""
        given = super().clean()
        _require_one_heir(self, given)
        return given


class TransferForm(HeirFields, DecisionForm):
    """A part of a unit that goes to another."""

    share = ShareField()
    moving = UnitsField(
        label=_("Units below that go with the part"),
        required=False,
        help_text=_("One unit a line; left empty, all stay."),
    )
    field_order = ["successor", "name", "kind", "code", "share", "moving"]

    def clean(self) -> dict[str, Any]:
        """Return what was given when it names one unit that takes over."""
        given = super().clean()
        _require_one_heir(self, given)
        return given


class SplitForm(DecisionForm):
    """A unit that ends in parts; the parts are forms of their own."""

    roles_follow = forms.BooleanField(
        label=_("People keep their roles, in the first of the units that take over"),
        required=False,
        initial=True,
    )


class PartForm(HeirFields, ChoosingForm):
    """One of the units that take over parts."""

    share = ShareField()

    def clean(self) -> dict[str, Any]:
        """Return what was given when it names one unit that takes over."""
        given = super().clean()
        _require_one_heir(self, given)
        return given

    def part(self, beside: UnitVersion | None) -> Part:
        """Return the part; a new unit stands where `beside` stands."""
        return Part(heir(self.cleaned_data, beside), self.cleaned_data["share"])


PartFormSet = forms.formset_factory(PartForm, extra=0, min_num=2, max_num=MOST_PARTS, validate_min=True)
