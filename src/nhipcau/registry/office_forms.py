"""What people fill in about numbers, terms of committees, and regular reviews of regulations."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.registry.access import NUMBERERS
from nhipcau.registry.models import CommitteeTerm, NumberLayout, ReviewCycle, ReviewOutcome
from nhipcau.registry.numbering import Span
from nhipcau.registry.upkeep import MOST_MONTHS, Reviewed
from nhipcau.shell.forms import DayField
from nhipcau.units.forms.picking import UnitChoiceField, offer_units

MOST_NUMBER = 999_999


class TermForm(forms.Form):
    """A term of a committee; the committee is asked for only where the term is new."""

    unit = UnitChoiceField(label=_("Committee"))
    name = forms.CharField(
        label=_("Name of the term"), max_length=100, help_text=_("For example: Term 2025–2030")
    )
    starts_on = DayField(
        label=_("First day"), help_text=_("The day on which the congress elected the committee")
    )
    ends_on = DayField(
        label=_("Last day"), required=False, help_text=_("May stay empty while it is not known")
    )

    def __init__(
        self, units: Collection[int], *args: Any, term: CommitteeTerm | None = None, **options: Any
    ) -> None:
        if term is not None:
            options["initial"] = {"name": term.name, "starts_on": term.starts_on, "ends_on": term.ends_on}
        super().__init__(*args, **options)
        if term is None:
            offer_units(self, "unit", units, roles=NUMBERERS)
        else:
            del self.fields["unit"]

    def span(self) -> Span:
        """Return the term as entered."""
        given = self.cleaned_data
        return Span(given["name"], given["starts_on"], given["ends_on"])


class BeginForm(forms.Form):
    """At which number a series begins whose earlier numbers stand in another register."""

    unit = UnitChoiceField(label=_("Register of"))
    layout = forms.ChoiceField(label=_("Numbered by the rules of"), choices=NumberLayout.choices)
    kind = forms.CharField(
        label=_("Kind of document"),
        required=False,
        max_length=60,
        help_text=_(
            "Only for a Party committee, where each kind has its own numbers; empty means official letters"
        ),
    )
    day = DayField(label=_("A day in the year or term"))
    first = forms.IntegerField(
        label=_("First number"),
        min_value=1,
        max_value=MOST_NUMBER,
        help_text=_("The number that the next document gets here"),
    )

    def __init__(self, units: Collection[int], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_units(self, "unit", units, roles=NUMBERERS)
        self.fields["day"].initial = timezone.localdate


class VoidForm(forms.Form):
    """Why a number is void."""

    reason = forms.CharField(
        label=_("Why the number is void"), max_length=500, widget=forms.Textarea({"rows": 3})
    )


class CycleForm(forms.Form):
    """When a regulation is reviewed next."""

    months = forms.IntegerField(
        label=_("Every so many months"),
        required=False,
        min_value=1,
        max_value=MOST_MONTHS,
        help_text=_("For example 12; empty for a single review"),
    )
    due_on = DayField(
        label=_("Next review due on"),
        required=False,
        help_text=_("When empty, it is counted from the day of issue"),
    )

    def __init__(self, cycle: ReviewCycle | None, *args: Any, **options: Any) -> None:
        if cycle is not None:
            options["initial"] = {"months": cycle.months, "due_on": cycle.due_on}
        super().__init__(*args, **options)


class ReviewForm(forms.Form):
    """What a review of a regulation decided."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=ReviewOutcome.choices, widget=forms.RadioSelect)
    held_on = DayField(label=_("Reviewed on"))
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["held_on"].initial = timezone.localdate

    def said(self) -> Reviewed:
        """Return the review as entered."""
        given = self.cleaned_data
        return Reviewed(given["held_on"], given["outcome"], given["reason"])


class YearForm(forms.Form):
    """Of which year reviews are listed."""

    year = forms.IntegerField(label=_("Year"), required=False, min_value=1990, max_value=2200)
