"""What people fill in for programmes."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nhipcau.programmes import rules
from nhipcau.programmes.access import PLANNERS
from nhipcau.programmes.actions import Plan, TaskPlan
from nhipcau.programmes.models import Assignment, AssignmentState, Part, Task
from nhipcau.programmes.proposals import Proposal
from nhipcau.shell.forms import DayField
from nhipcau.units.forms.picking import UnitChoiceField, offer_units

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


class PlanForm(forms.Form):
    """What a programme is called and when it runs."""

    title = forms.CharField(label=_("Title of the programme"), max_length=300)
    starts_on = DayField(label=_("From day"))
    ends_on = DayField(label=_("To day"))

    def clean(self) -> dict[str, Any]:
        """Refuse a programme that ends before it starts."""
        values = super().clean() or {}
        first, last = values.get("starts_on"), values.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("This is before the first day. Check both dates."))
        return values

    def plan(self) -> Plan:
        """Return the programme as entered; the form must be valid."""
        values = self.cleaned_data
        return Plan(values["title"], values["starts_on"], values["ends_on"])


class NewProgrammeForm(PlanForm):
    """A programme made by itself, and whose it is."""

    unit = UnitChoiceField(label=_("Programme of"))
    field_order = ("unit", "title", "starts_on", "ends_on")

    def __init__(self, units: Collection[int], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_units(self, "unit", units, roles=PLANNERS)


class RowForm(forms.Form):
    """A task that a document proposes; only rows that are chosen are judged."""

    include = forms.BooleanField(label=_("Make it a task"), required=False)
    title = forms.CharField(
        label=_("Task"), required=False, max_length=500, widget=forms.Textarea({"rows": 2, "cols": 40})
    )
    theme = forms.CharField(label=_("Theme"), required=False, max_length=200)
    lead = UnitNameField(label=_("Lead unit"))
    partners = UnitNamesField(label=_("Partner units"), help_text=_("Names with a semicolon between."))
    due_on = DayField(label=_("Due on"), required=False)

    def __init__(self, proposal: Proposal, names: Mapping[int, str], *args: Any, **options: Any) -> None:
        self.proposal = proposal
        options["prefix"] = f"f{proposal.finding.pk}"
        options["initial"] = {
            "include": proposal.is_duty,
            "title": proposal.title,
            "theme": proposal.theme,
            "lead": names.get(proposal.lead, "") if proposal.lead else "",
            "partners": "; ".join(names[unit] for unit in proposal.partners),
            "due_on": proposal.due_on,
        }
        super().__init__(*args, **options)
        for name in ("lead", "partners"):
            self.fields[name].names = names  # type: ignore[attr-defined]  # both are fields of unit names

    @property
    def chosen(self) -> bool:
        """Whether the row is to become a task."""
        return bool(self["include"].value())

    def is_valid(self) -> bool:
        """Return whether the row is right, or not chosen at all."""
        return not self.is_bound or not self.chosen or super().is_valid()

    def clean(self) -> dict[str, Any]:
        """Ask for a title, and for partners other than the lead."""
        values = super().clean() or {}
        if not values.get("title") and "title" not in self.errors:
            self.add_error("title", _("Write what is to be done."))
        if values.get("lead") and values["lead"] in values.get("partners", ()):
            self.add_error("partners", _("The lead unit is named here again. Take it out."))
        return values

    def task(self) -> TaskPlan:
        """Return the task with the clause it comes from; the row must be valid and chosen."""
        values = self.cleaned_data
        return TaskPlan(
            title=values["title"],
            theme=values["theme"],
            due_on=values["due_on"],
            lead=values["lead"],
            partners=values["partners"],
            finding=self.proposal.finding,
            clause_label=self.proposal.clause_label,
            clause=self.proposal.clause,
        )


class TaskForm(forms.Form):
    """A task of a draft programme."""

    title = forms.CharField(label=_("Task"), max_length=500, widget=forms.Textarea({"rows": 2}))
    theme = forms.CharField(label=_("Theme"), required=False, max_length=200)
    lead = forms.TypedChoiceField(label=_("Lead unit"), required=False, coerce=int, empty_value=None)
    partners = forms.TypedMultipleChoiceField(
        label=_("Partner units"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    due_on = DayField(label=_("Due on"), required=False)
    description = forms.CharField(
        label=_("What is to be done"), required=False, widget=forms.Textarea({"rows": 4})
    )
    product = forms.CharField(label=_("Expected product"), required=False, max_length=300)

    def __init__(self, names: Mapping[int, str], task: Task | None, *args: Any, **options: Any) -> None:
        if task is not None:
            options["initial"] = _as_entered(task)
        super().__init__(*args, **options)
        lead: Any = self.fields["lead"]
        partners: Any = self.fields["partners"]
        lead.choices = [("", _("– not chosen yet –")), *names.items()]
        partners.choices = list(names.items())

    def clean(self) -> dict[str, Any]:
        """Ask for partners other than the lead."""
        values = super().clean() or {}
        if values.get("lead") and values["lead"] in values.get("partners", ()):
            self.add_error("partners", _("The lead unit is chosen here again. Take it out."))
        return values

    def task(self) -> TaskPlan:
        """Return the task as entered; the form must be valid."""
        return TaskPlan(**{**self.cleaned_data, "partners": tuple(self.cleaned_data["partners"])})


def _as_entered(task: Task) -> dict[str, Any]:
    names = ("title", "theme", "due_on", "description", "product")
    given = task.assignments.all()
    return {name: getattr(task, name) for name in names} | {
        "lead": next((one.unit_id for one in given if one.part == Part.LEAD), None),
        "partners": [one.unit_id for one in given if one.part == Part.PARTNER],
    }


class ProgressForm(forms.Form):
    """How far a unit is with a task."""

    state = forms.ChoiceField(label=_("How far the work is"), choices=AssignmentState.choices)
    text = forms.CharField(label=_("What has been done"), max_length=5000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, assignment: Assignment, *args: Any, **options: Any) -> None:
        options["initial"] = {"state": assignment.state}
        super().__init__(*args, **options)


class ShowForm(forms.Form):
    """Which of the units' tasks are shown."""

    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("Still open")), ("late", _("Overdue")), ("done", _("Done")), ("all", _("All"))],
    )


def whole_year(day: date) -> dict[str, date]:
    """Return the year of `day` as the time of a programme."""
    return {"starts_on": date(day.year, 1, 1), "ends_on": date(day.year, 12, 31)}
