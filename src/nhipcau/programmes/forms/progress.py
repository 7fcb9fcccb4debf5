"""What a unit says of a task it was given, and what it asks for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.programmes.forms.units import UnitNameField
from nhipcau.programmes.models import AskKind, Assignment, AssignmentState
from nhipcau.shell.forms import DayField, UploadField


class ProgressForm(forms.Form):
    """How far a unit is with a task."""

    state = forms.ChoiceField(
        label=_("How far the work is"),
        choices=[
            (AssignmentState.UNDER_WAY.value, AssignmentState.UNDER_WAY.label),
            (AssignmentState.DONE.value, _("Done: ask for confirmation")),
        ],
    )
    text = forms.CharField(label=_("What has been done"), max_length=5000, widget=forms.Textarea({"rows": 4}))
    link = forms.URLField(
        label=_("Link that shows it"), required=False, max_length=500, assume_scheme="https"
    )
    file = UploadField(
        label=_("File that shows it"),
        required=False,
        help_text=_("PDF, Word, Excel, PowerPoint, picture, sound or film, up to 20 MB."),
    )

    def __init__(self, assignment: Assignment, *args: Any, **options: Any) -> None:
        options["initial"] = {"state": assignment.state}
        super().__init__(*args, **options)


class AskForm(forms.Form):
    """A later deadline, giving back or passing on, with the reason."""

    kind = forms.ChoiceField(
        label=_("What do you ask for?"),
        choices=[(one.value, one.label) for one in AskKind if one != AskKind.COMPLETION],
    )
    reason = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea({"rows": 3}))
    day = DayField(label=_("Deadline asked for"), required=False)
    unit = UnitNameField(label=_("To be passed on to"))

    def __init__(self, names: Mapping[int, str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].names = names  # type: ignore[attr-defined]  # it is a field of unit names

    def clean(self) -> dict[str, Any]:
        """Ask for the day of an extension, and for the unit to pass it on to."""
        values = super().clean() or {}
        if values.get("kind") == AskKind.EXTENSION and not values.get("day") and "day" not in self.errors:
            self.add_error("day", _("Enter the day until which you need."))
        if values.get("kind") == AskKind.PASS_ON and not values.get("unit") and "unit" not in self.errors:
            self.add_error("unit", _("Choose the unit that is to do it."))
        return values


class AnswerForm(forms.Form):
    """Granted or refused, with a word; of an extension with the day."""

    day = DayField(label=_("Deadline given"), required=False)
    text = forms.CharField(
        label=_("Your answer"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Needed when you refuse."),
    )

    def __init__(self, *args: Any, day: date | None = None, **options: Any) -> None:
        options["initial"] = {"day": day}
        super().__init__(*args, **options)
        if day is None:
            del self.fields["day"]


class ShowForm(forms.Form):
    """Which of the units' tasks are shown."""

    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("Still open")), ("late", _("Overdue")), ("done", _("Done")), ("all", _("All"))],
    )
