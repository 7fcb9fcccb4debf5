"""What people type and choose in reporting."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from nhipcau.indicators.models import Indicator
from nhipcau.reporting import rules
from nhipcau.reporting.actions import Entry, FieldAsked, SectionAsked
from nhipcau.reporting.models import REGULAR, Calendar, Form, Period, PeriodKind
from nhipcau.shell.forms import DayField, offer
from nhipcau.units.models import Kind, Unit

END_OF_WORK = time(17, 0)
SECTIONS = 5


def read_entries(typed: Mapping[str, str], codes: Iterable[str]) -> dict[str, Entry]:
    """Return what was typed for each cell that the page had."""
    return {
        code: Entry(
            text=typed.get(f"number-{code}", ""),
            not_applicable=f"na-{code}" in typed,
            note=read_text(typed, f"note-{code}"),
        )
        for code in codes
        if f"number-{code}" in typed
    }


def read_text(typed: Mapping[str, str], name: str) -> str:
    """Return what was typed in a field without what nobody sees and PostgreSQL refuses to store."""
    return typed.get(name, "").replace("\0", "")


def read_told(typed: Mapping[str, str]) -> dict[int, str]:
    """Return question → what was written to it, for each the page had."""
    keys = [name.removeprefix("told-") for name in typed if name.startswith("told-")]
    return {int(key): read_text(typed, f"told-{key}") for key in keys if _is_key(key)}


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16


def read_revision(typed: Mapping[str, str]) -> int:
    """Return the revision the page was made from; -1, which never fits, when it is missing."""
    text = typed.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def read_cell_reasons(typed: Mapping[str, str], codes: Iterable[str]) -> dict[str, str]:
    """Return what is to be corrected, by cell."""
    return {code: read_text(typed, f"reason-{code}") for code in codes}


def _begin_labels_large(form: forms.Form) -> None:
    for field in form.fields.values():
        field.label = capfirst(field.label or "")


class SendForm(forms.Form):
    """The last word before sending: where there are questions, that they were looked at."""

    looked = forms.BooleanField(label=_("I have looked at these points and the figures are right."))

    def __init__(self, *args: Any, questions: bool, **kept: Any) -> None:
        super().__init__(*args, **kept)
        if not questions:
            del self.fields["looked"]


class CollectionForm(forms.Form):
    """Which form is asked of which units for which period."""

    form = forms.ModelChoiceField(Form.objects.none(), label=_("form"))
    kind = forms.ChoiceField(label=_("kind of period"), choices=REGULAR, initial=PeriodKind.QUARTER)
    calendar = forms.ChoiceField(label=_("days"), choices=Calendar, initial=Calendar.OFFICIAL)
    year = forms.IntegerField(label=_("year"), min_value=2015, max_value=2099)
    number = forms.IntegerField(
        label=_("number in the year"),
        min_value=1,
        max_value=12,
        initial=1,
        help_text=_("Month 1 to 12, quarter 1 to 4, half-year 1 or 2; 1 for nine months and the year."),
    )
    due_on = DayField(
        label=_("due day"),
        required=False,
        help_text=_("Until 17:00 of this day. Left empty: the second working day after the period's end."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("all units of these kinds"), required=False, choices=Kind, widget=forms.CheckboxSelectMultiple
    )
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label=_("and these units"),
        required=False,
        help_text=_("Hold Ctrl to choose several."),
    )

    def __init__(self, *args: Any, may_ask: Any, reach: Any, today: Any, **kept: Any) -> None:
        super().__init__(*args, **kept)
        offer(self, "form", may_ask)
        offer(self, "units", reach)
        self.fields["year"].initial = today.year
        _begin_labels_large(self)

    def chosen_units(self, reach: Iterable[Unit], period: Period) -> list[Unit]:
        """Return the units named one by one or by their kind at the period's end."""
        kinds = set(self.cleaned_data["kinds"])
        by_kind = [
            unit
            for unit in reach
            if (version := unit.version_on(period.ends_on)) is not None and version.kind in kinds
        ]
        return [*self.cleaned_data["units"], *by_kind]

    def due_at(self, period: Period) -> datetime:
        """Return the end of work on the due day, or on the day usually set."""
        day = self.cleaned_data["due_on"] or rules.suggested_due(period.ends_on)
        return timezone.make_aware(datetime.combine(day, END_OF_WORK))


class FormForm(forms.Form):
    """A form's title, its sections, and in which of them each indicator is asked for."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("asked by"))
    title = forms.CharField(label=_("title"), max_length=200)
    title_en = forms.CharField(label=_("English title"), max_length=200)

    def __init__(self, *args: Any, units: Any, indicators: Iterable[Indicator], **kept: Any) -> None:
        super().__init__(*args, **kept)
        self.indicators = list(indicators)
        offer(self, "unit", units)
        if len(units) == 1:
            self.fields["unit"].initial = units[0]
        places = [("", "–"), *((str(place), str(place)) for place in range(1, SECTIONS + 1))]
        for place in range(1, SECTIONS + 1):
            self.fields[f"section-{place}"] = forms.CharField(
                label=_("Heading"), max_length=200, required=False
            )
            self.fields[f"section_en-{place}"] = forms.CharField(
                label=_("English heading"), max_length=200, required=False
            )
        for indicator in self.indicators:
            self.fields[f"place-{indicator.code}"] = forms.ChoiceField(
                label=indicator.local_name, choices=places, required=False
            )
            self.fields[f"optional-{indicator.code}"] = forms.BooleanField(
                label=_("may be left blank"), required=False
            )
        _begin_labels_large(self)

    def clean(self) -> dict[str, Any]:
        """Require a heading in both languages for each section in use."""
        cleaned = super().clean() or self.cleaned_data
        places = {cleaned.get(f"place-{one.code}", "") for one in self.indicators}
        for place in sorted(places - {""}):
            for name in (f"section-{place}", f"section_en-{place}"):
                if not cleaned.get(name):
                    self.add_error(name, _("Give this section a heading: an indicator stands in it."))
        return cleaned

    def headings(self) -> list[tuple[int, forms.BoundField, forms.BoundField]]:
        """Return the fields of each section's heading."""
        return [(n, self[f"section-{n}"], self[f"section_en-{n}"]) for n in range(1, SECTIONS + 1)]

    def choices(self) -> list[tuple[Indicator, forms.BoundField, forms.BoundField]]:
        """Return each indicator with the fields that place it."""
        return [(one, self[f"place-{one.code}"], self[f"optional-{one.code}"]) for one in self.indicators]

    def sections(self) -> list[SectionAsked]:
        """Return the sections that ask for something, in order."""
        typed = self.cleaned_data
        found = []
        for place in range(1, SECTIONS + 1):
            fields = [
                FieldAsked(one, required=not typed[f"optional-{one.code}"])
                for one in self.indicators
                if typed[f"place-{one.code}"] == str(place)
            ]
            if fields:
                found.append(SectionAsked(typed[f"section-{place}"], typed[f"section_en-{place}"], fields))
        return found
