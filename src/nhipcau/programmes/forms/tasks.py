"""Tasks as planners write them: proposed by a document, or by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.programmes.actions import TaskPlan
from nhipcau.programmes.forms.units import UnitNameField, UnitNamesField, audience_choices, refuse_ended
from nhipcau.programmes.models import Assignment, Part, Recurrence, Task
from nhipcau.programmes.proposals import Proposal
from nhipcau.shell.forms import DayField

Audiences = Mapping[str, tuple[str, Sequence[int]]]


@dataclass(frozen=True, slots=True)
class Usual:
    """What every task of a page says that says nothing else."""

    product: str = ""
    responsible: str = ""
    authority: str = ""


class UsualForm(forms.Form):
    """What is the same for most tasks: entered once."""

    product = forms.CharField(
        label=_("Expected product, where a task names none"), required=False, max_length=300
    )
    responsible = forms.CharField(label=_("Leader in charge"), required=False, max_length=200)
    authority = forms.CharField(label=_("Who decides on the result"), required=False, max_length=200)

    def usual(self) -> Usual:
        """Return what was entered; the form must be valid."""
        return Usual(**self.cleaned_data)


def each_of(values: Mapping[str, Any], audiences: Audiences) -> tuple[int, ...]:
    """Return the units that each do the task: the audience chosen, without those that lead it or take part."""
    named = {values.get("lead"), *values.get("partners", ())}
    chosen = audiences.get(values.get("each") or "", ("", ()))[1]
    return tuple(unit for unit in chosen if unit not in named)


class RowForm(forms.Form):
    """A task that a document proposes; only rows that are chosen are judged."""

    include = forms.BooleanField(label=_("Make it a task"), required=False)
    title = forms.CharField(
        label=_("Task"), required=False, max_length=500, widget=forms.Textarea({"rows": 2, "cols": 40})
    )
    theme = forms.CharField(label=_("Theme"), required=False, max_length=200)
    lead = UnitNameField(label=_("Lead unit"))
    partners = UnitNamesField(label=_("Partner units"), help_text=_("Names with a semicolon between."))
    each = forms.ChoiceField(label=_("Units that each do it"), required=False)
    due_on = DayField(label=_("Due on"), required=False)
    product = forms.CharField(label=_("Expected product"), required=False, max_length=300)

    def __init__(
        self, proposal: Proposal, names: Mapping[int, str], audiences: Audiences, *args: Any, **options: Any
    ) -> None:
        self.proposal, self.audiences = proposal, audiences
        options["prefix"] = f"f{proposal.finding.pk}"
        options["initial"] = {
            "include": proposal.is_duty,
            "title": proposal.title,
            "theme": proposal.theme,
            "lead": names.get(proposal.lead, "") if proposal.lead else "",
            "partners": "; ".join(names[unit] for unit in proposal.partners),
            "due_on": proposal.due_on,
            "each": proposal.each if proposal.each in audiences else "",
        }
        super().__init__(*args, **options)
        each: Any = self.fields["each"]
        each.choices = audience_choices(audiences)
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
        refuse_ended(self, values, each_of(values, self.audiences))
        return values

    def task(self, usual: Usual) -> TaskPlan:
        """Return the task with the clause it comes from; what it does not say is as `usual`. It must be valid."""
        values = self.cleaned_data
        return TaskPlan(
            title=values["title"],
            theme=values["theme"],
            due_on=values["due_on"],
            due_words=self.proposal.due_words,
            product=values["product"] or usual.product,
            responsible=usual.responsible,
            authority=usual.authority,
            lead=values["lead"],
            partners=values["partners"],
            each=each_of(values, self.audiences),
            finding=self.proposal.finding,
            clause_label=self.proposal.clause_label,
            clause=self.proposal.clause,
        )


class TaskForm(forms.Form):
    """A task of a draft programme: the "6 rõ" in the order in which they are asked for."""

    title = forms.CharField(label=_("Task"), max_length=500, widget=forms.Textarea({"rows": 2}))
    description = forms.CharField(
        label=_("What is to be done"), required=False, widget=forms.Textarea({"rows": 4})
    )
    theme = forms.CharField(label=_("Theme"), required=False, max_length=200)
    lead = UnitNameField(label=_("Lead unit"))
    partners = UnitNamesField(label=_("Partner units"), help_text=_("Names with a semicolon between."))
    each = forms.ChoiceField(
        label=_("Units that each do it"),
        required=False,
        help_text=_("Instead of one lead unit: every one of these does the task for itself."),
    )
    responsible = forms.CharField(label=_("Leader in charge"), required=False, max_length=200)
    starts_on = DayField(label=_("Starts on"), required=False)
    due_on = DayField(label=_("Due on"), required=False)
    recurrence = forms.ChoiceField(label=_("How often"), required=False, choices=Recurrence.choices)
    undated = forms.BooleanField(label=_("It was decided that there is no deadline"), required=False)
    product = forms.CharField(label=_("Expected product"), required=False, max_length=300)
    authority = forms.CharField(label=_("Who decides on the result"), required=False, max_length=200)

    def __init__(
        self, names: Mapping[int, str], audiences: Audiences, task: Task | None, *args: Any, **options: Any
    ) -> None:
        self.names, self.task_before, self.audiences = names, task, audiences
        if task is not None:
            options["initial"] = _as_entered(task, names)
        super().__init__(*args, **options)
        for name in ("lead", "partners"):
            self.fields[name].names = names  # type: ignore[attr-defined]  # both are fields of unit names
        each: Any = self.fields["each"]
        each.choices = self._each_choices()

    def _each_choices(self) -> list[tuple[str, str]]:
        """Who has the task already may keep it; else one of the audiences."""
        offered = audience_choices(self.audiences)
        kept = len(self._kept())
        return [*offered, ("kept", str(_("As now")) + f" ({kept})")] if kept else offered

    def _kept(self) -> tuple[int, ...]:
        given = self.task_before.assignments.all() if self.task_before else ()
        return tuple(one.unit_id for one in given if one.part == Part.EACH)

    def clean(self) -> dict[str, Any]:
        """Ask for partners other than the lead, days in order, and a first day where it comes again."""
        values = super().clean() or {}
        if values.get("lead") and values["lead"] in values.get("partners", ()):
            self.add_error("partners", _("The lead unit is chosen here again. Take it out."))
        starts, due = values.get("starts_on"), values.get("due_on")
        if starts and due and due < starts:
            self.add_error("due_on", _("This is before the start. Check both days."))
        if values.get("recurrence") and not due and "due_on" not in self.errors:
            self.add_error("due_on", _("Enter the day on which it falls due first."))
        if values.get("undated") and due:
            self.add_error("undated", _("A deadline is entered above: take one of the two out."))
        refuse_ended(self, values, each_of(values, {**self.audiences, "kept": ("", self._kept())}))
        return values

    def task(self) -> TaskPlan:
        """Return the task as entered; the form must be valid."""
        values = dict(self.cleaned_data)
        audiences = {**self.audiences, "kept": ("", self._kept())}
        before = self.task_before
        return TaskPlan(
            **{
                **values,
                "each": each_of(values, audiences),
                "due_words": before.due_words if before else "",
                "optional": before.optional if before else False,
            }
        )


def _as_entered(task: Task, names: Mapping[int, str]) -> dict[str, Any]:
    fields = (
        "title", "theme", "due_on", "description", "product", "responsible", "authority", "starts_on", "recurrence",
        "undated",
    )  # fmt: skip
    given = list(task.assignments.all())
    leads = [_called(one, names) for one in given if one.part == Part.LEAD]
    partners = [_called(one, names) for one in given if one.part == Part.PARTNER]
    return {name: getattr(task, name) for name in fields} | {
        "lead": "".join(leads[:1]),
        "partners": "; ".join(partners),
        "each": "kept" if any(one.part == Part.EACH for one in given) else "",
    }


def _called(given: Assignment, names: Mapping[int, str]) -> str:
    """Return what a unit is chosen by; one that has ended by its name, so that the form says who took over."""
    return names.get(given.unit_id) or given.unit.name
