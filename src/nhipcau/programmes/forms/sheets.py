"""A sheet to be taken in; several tasks at once; a programme from the one before."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.programmes.forms.plans import PlanForm
from nhipcau.programmes.forms.tasks import Audiences
from nhipcau.programmes.forms.units import UnitNameField, audience_choices
from nhipcau.programmes.models import Programme
from nhipcau.programmes.repeating import MOST_YEARS
from nhipcau.programmes.together import Same
from nhipcau.shell.forms import DayField
from nhipcau.shell.spreadsheet import MOST_BYTES


class SheetForm(forms.Form):
    """A file to be compared with the programme."""

    file = forms.FileField(
        label=_("The filled-in file"), allow_empty_file=True, widget=forms.FileInput({"accept": ".xlsx"})
    )

    def content(self) -> bytes:
        """Return what the file holds, no more than may be read; the form must be valid."""
        found: bytes = self.cleaned_data["file"].read(MOST_BYTES + 1)
        return found


class TasksForm(forms.Form):
    """Which tasks of a programme."""

    task = forms.TypedMultipleChoiceField(label=_("Tasks"), coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, programme: Programme, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = programme.tasks.standing().values_list("pk", "title", "theme")
        field: Any = self.fields["task"]
        field.choices = [(pk, f"{title} ({theme})" if theme else title) for pk, title, theme in rows]
        field.error_messages["required"] = _("Choose at least one task.")


class SameForm(TasksForm):
    """What several tasks of a draft are to say; a field left empty changes nothing."""

    lead = UnitNameField(label=_("Lead unit"))
    each = forms.ChoiceField(label=_("Units that each do it"), required=False)
    due_on = DayField(label=_("Due on"), required=False)
    responsible = forms.CharField(label=_("Leader in charge"), required=False, max_length=200)
    authority = forms.CharField(label=_("Who decides on the result"), required=False, max_length=200)
    theme = forms.CharField(label=_("Theme"), required=False, max_length=200)

    def __init__(
        self, programme: Programme, names: Mapping[int, str], audiences: Audiences, *args: Any, **options: Any
    ) -> None:
        super().__init__(programme, *args, **options)
        self.audiences = audiences
        lead: Any = self.fields["lead"]
        lead.names = names
        each: Any = self.fields["each"]
        each.choices = audience_choices(audiences)

    def clean(self) -> dict[str, Any]:
        """Refuse a lead unit beside units that each do it."""
        values = super().clean() or {}
        if values.get("lead") and values.get("each"):
            self.add_error(
                "each", _("Either one unit leads, or each does it for itself. Choose one of the two.")
            )
        return values

    def same(self) -> Same:
        """Return what was filled in; the form must be valid."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in ("task", "each")}
        return Same(**values, each=tuple(self.audiences.get(self.cleaned_data["each"], ("", ()))[1]))


class DeadlinesForm(TasksForm):
    """A new deadline for several issued tasks, and why."""

    day = DayField(label=_("New deadline"))
    reason = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea({"rows": 2}))


class AgainForm(PlanForm):
    """What the next programme is called; `years` is how far its days are moved."""

    years = forms.IntegerField(min_value=1, max_value=MOST_YEARS, widget=forms.HiddenInput)
