"""Making one's programme from a higher one; changing what was given."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.programmes.actions import TaskPlan
from nhipcau.programmes.cascading import TakenUp
from nhipcau.programmes.forms.tasks import Usual
from nhipcau.programmes.forms.units import UnitNameField, UnitNamesField, refuse_ended
from nhipcau.programmes.models import Assignment
from nhipcau.shell.forms import DayField


class TakeUpRow(forms.Form):
    """A task given to the unit: taken up as it is or in other words; split into several, a line each."""

    include = forms.BooleanField(label=_("Take it up"), required=False)
    titles = forms.CharField(
        label=_("Task of your own; several tasks: one a line"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 2}),
    )
    lead = UnitNameField(label=_("Lead unit"))
    partners = UnitNamesField(label=_("Partner units"), help_text=_("Names with a semicolon between."))
    due_on = DayField(label=_("Due on"), required=False)

    def __init__(
        self, assignment: Assignment, unit_name: str, names: Mapping[int, str], *args: Any, **options: Any
    ) -> None:
        self.assignment = assignment
        options["prefix"] = f"a{assignment.pk}"
        options["initial"] = {
            "include": True,
            "titles": assignment.task.title,
            "lead": unit_name,
            "due_on": assignment.due_on,
        }
        super().__init__(*args, **options)
        for name in ("lead", "partners"):
            self.fields[name].names = names  # type: ignore[attr-defined]  # both are fields of unit names

    @property
    def chosen(self) -> bool:
        """Whether the task is taken up."""
        return bool(self["include"].value())

    def is_valid(self) -> bool:
        """Return whether the row is right, or not chosen at all."""
        return not self.is_bound or not self.chosen or super().is_valid()

    def clean(self) -> dict[str, Any]:
        """Ask for at least one task, for partners other than the lead, and for no day after the one given above."""
        values = super().clean() or {}
        if not self._titles(values) and "titles" not in self.errors:
            self.add_error("titles", _("Write what is to be done."))
        if values.get("lead") and values["lead"] in values.get("partners", ()):
            self.add_error("partners", _("The lead unit is named here again. Take it out."))
        above, day = self.assignment.due_on, values.get("due_on")
        if above and day and day > above:
            self.add_error("due_on", _("This is after the deadline given from above. Choose an earlier day."))
        refuse_ended(self, values)
        return values

    def taken(self, usual: Usual) -> TakenUp:
        """Return what the unit makes of the task; the row must be valid and chosen."""
        return TakenUp(
            self.assignment, tuple(self._plan(title, usual) for title in self._titles(self.cleaned_data))
        )

    def _plan(self, title: str, usual: Usual) -> TaskPlan:
        task, values = self.assignment.task, self.cleaned_data
        return TaskPlan(
            title=title[:500],
            theme=task.theme,
            description=task.description,
            product=task.product or usual.product,
            responsible=usual.responsible,
            authority=usual.authority,
            due_on=values["due_on"],
            due_words=task.due_words,
            recurrence=task.recurrence if values["due_on"] else "",
            undated=task.undated and values["due_on"] is None,
            lead=values["lead"],
            partners=values["partners"],
        )

    @staticmethod
    def _titles(values: Mapping[str, Any]) -> list[str]:
        return [line.strip() for line in (values.get("titles") or "").splitlines() if line.strip()]


class DeadlineForm(forms.Form):
    """A new deadline for an issued task, and why."""

    day = DayField(label=_("New deadline"))
    reason = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea({"rows": 2}))


class WithdrawForm(forms.Form):
    """Why an issued task is withdrawn."""

    reason = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea({"rows": 2}))


class FollowForm(forms.Form):
    """What a planner says of a change from above."""

    text = forms.CharField(
        label=_("Your reason, when you keep the task as it is"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )
