"""The filters that every view of the tasks shares; an address with them is a link to keep."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.programmes.choosing import Choice
from nhipcau.programmes.models import AssignmentState
from nhipcau.shell.forms import DayField

_WAYS = (
    AssignmentState.NOT_STARTED,
    AssignmentState.UNDER_WAY,
    AssignmentState.WAITING,
    AssignmentState.DONE,
)


class ChoiceForm(forms.Form):
    """Which tasks are shown. What is wrong leaves nothing out and is said beside its field."""

    words = forms.CharField(label=_("Words"), required=False, max_length=100)
    unit = forms.CharField(label=_("Name of the unit"), required=False, max_length=100)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            ("open", _("Still open")),
            ("late", _("Overdue")),
            *((one.value, one.label) for one in _WAYS),
        ],
    )
    part = forms.ChoiceField(
        label=_("Part in it"),
        required=False,
        choices=[
            ("", _("All")),
            ("lead", _("Lead")),
            ("does", _("Lead, or each for itself")),
            ("partner", _("Partner")),
        ],
    )
    first = DayField(label=_("Due from"), required=False)
    last = DayField(label=_("Due until"), required=False)
    branch = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    programme = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    task = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, themes: list[str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["theme"]
        field.choices = [("", _("All")), *((theme, theme) for theme in themes)]

    def choice(self) -> Choice:
        """Return what was asked for, without what is wrong."""
        self.is_valid()
        return Choice(**{name: value for name, value in self.cleaned_data.items() if value})
