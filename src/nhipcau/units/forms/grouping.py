"""The forms of groups of units."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.shell.forms import DayField
from nhipcau.units.forms.choosing import ChoosingForm, UnitsField
from nhipcau.units.models import UnitGroup


class GroupForm(forms.ModelForm[UnitGroup]):
    """What a group is called, and what makes a unit belong to it."""

    class Meta:
        model = UnitGroup
        fields = ["name", "name_en", "note"]


class AddForm(ChoosingForm):
    """Which units belong to a group, from when, by which decision."""

    units = UnitsField(label=_("Units"))
    effective_on = DayField(label=_("From"), initial=timezone.localdate)
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=300, required=False)


class LeaveForm(forms.Form):
    """From when a unit no longer belongs to a group."""

    ends_on = DayField(label=_("First day no longer in the group"), initial=timezone.localdate)
