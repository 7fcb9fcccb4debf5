"""What a programme is called, when it runs, and its texts."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.programmes.access import PLANNERS
from nhipcau.programmes.actions import Plan
from nhipcau.programmes.models import Programme, ProgrammeKind
from nhipcau.programmes.sections import sections_of
from nhipcau.shell.forms import DayField
from nhipcau.units.forms.picking import UnitChoiceField, offer_units


class PlanForm(forms.Form):
    """What a programme is called and when it runs."""

    title = forms.CharField(label=_("Title of the programme"), max_length=300)
    starts_on = DayField(label=_("From day"))
    ends_on = DayField(label=_("To day"))
    kind = forms.ChoiceField(label=_("Kind"), choices=ProgrammeKind.choices, required=False)
    page = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def once(self) -> UUID | None:
        """Return what tells this page from others, so that sending it twice makes one; the form must be valid."""
        found: UUID | None = self.cleaned_data["page"]
        return found

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
        return Plan(
            values["title"], values["starts_on"], values["ends_on"], values["kind"] or ProgrammeKind.YEAR
        )


class NewProgrammeForm(PlanForm):
    """A programme made by itself, and whose it is."""

    unit = UnitChoiceField(label=_("Programme of"))
    field_order = ("unit", "title", "kind", "starts_on", "ends_on")

    def __init__(self, units: Collection[int], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_units(self, "unit", units, roles=PLANNERS)


class TextsForm(forms.Form):
    """The texts of a programme, those of its kind."""

    def __init__(self, programme: Programme, *args: Any, **options: Any) -> None:
        options["initial"] = {one.section: one.text for one in programme.texts.all()}
        super().__init__(*args, **options)
        for section, label in sections_of(programme.kind).items():
            self.fields[section] = forms.CharField(
                label=label, required=False, max_length=20_000, widget=forms.Textarea({"rows": 4})
            )


def whole_year(day: date) -> dict[str, date]:
    """Return the year of `day` as the time of a programme."""
    return {"starts_on": date(day.year, 1, 1), "ends_on": date(day.year, 12, 31)}
