"""The forms of drafting."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.drafting import access, composing, rules
from nhipcau.drafting.actions import Head
from nhipcau.drafting.models import Draft, Figure
from nhipcau.drafting.rules import SectionText
from nhipcau.indicators.models import Indicator
from nhipcau.reporting.models import REGULAR, Calendar, PeriodKind
from nhipcau.shell.forms import DayField, DayInput, offer
from nhipcau.units.forms.picking import UnitChoiceField, offer_units
from nhipcau.units.models import User
from nhipcau.writing import (
    Filing,
    InvalidDocumentError,
    OfficialDocument,
    Paragraph,
    Signature,
    TextRun,
    plain,
)

MOST_TEXT = 100_000
# What the writing library calls a value → the field a person types it in.
_PLACES = {"title": "signer_title", "name": "signer_name", "unit": "filing"}


def _lines(value: str) -> str:
    """Return typed text with one kind of line break; word processors paste others."""
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")


def _refuse_unprintable(value: str) -> None:
    try:
        TextRun(value or " ")
    except InvalidDocumentError as error:
        raise ValidationError(_reason(error)) from error


def _reason(error: InvalidDocumentError) -> str:
    return error.reason_en if get_language() == "en" else error.reason_vi


class SectionForm(forms.Form):
    """A section as typed."""

    heading = forms.CharField(
        label=_("Heading"), max_length=300, required=False, validators=[_refuse_unprintable]
    )
    body = forms.CharField(
        label=_("Text"),
        max_length=MOST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7, "data-insert": ""}),
        strip=False,
    )

    def clean_body(self) -> str:
        """Return the text with plain line breaks; refuse what no page can show."""
        body = _lines(self.cleaned_data["body"]).strip()
        _refuse_unprintable(body)
        return body

    def text(self) -> SectionText:
        """Return what was typed."""
        return SectionText(self.cleaned_data["heading"], self.cleaned_data["body"])


SectionFormSet = forms.formset_factory(SectionForm, extra=0, max_num=rules.MAX_SECTIONS, validate_max=True)


class PeriodFields(forms.Form):
    """Which period is meant."""

    kind = forms.ChoiceField(label=_("Kind of period"), choices=REGULAR, initial=PeriodKind.YEAR)
    year = forms.IntegerField(label=_("Year"), min_value=2015, max_value=2099)
    number = forms.IntegerField(
        label=_("Number in the year"),
        min_value=1,
        max_value=12,
        initial=1,
        help_text=_("Month 1 to 12, quarter 1 to 4, half-year 1 or 2; 1 for nine months and the year."),
    )
    calendar = forms.ChoiceField(label=_("Days"), choices=Calendar, initial=Calendar.OFFICIAL)

    def period(self) -> tuple[str, str, int, int]:
        """Return kind, calendar, year and number as chosen."""
        chosen = self.cleaned_data
        return chosen["kind"], chosen["calendar"], chosen["year"], chosen["number"]


class StartForm(PeriodFields):
    """Who reports, on which period."""

    unit = UnitChoiceField(label=_("Issuing unit"))

    field_order = ["unit", "kind", "year", "number", "calendar"]

    def __init__(self, user: User, *args: Any, **kept: Any) -> None:
        super().__init__(*args, **kept)
        offer_units(self, "unit", access.units_to_write_for(user), roles=access.WRITERS)


class FigureForm(PeriodFields):
    """A figure to be put into the text: of which indicator, unit and period."""

    indicator = forms.ModelChoiceField(Indicator.objects.none(), label=_("Indicator"), empty_label=None)
    unit = UnitChoiceField(label=_("Unit"))
    key = forms.SlugField(
        label=_("Key"),
        max_length=rules.KEY_LENGTH,
        help_text=_(
            "Stands in the text as {{key}}: letters without marks, digits, hyphens. For example su-kien-2025."
        ),
    )

    field_order = ["indicator", "unit", "kind", "year", "number", "calendar", "key"]

    def __init__(self, draft: Draft, *args: Any, **kept: Any) -> None:
        super().__init__(*args, **kept)
        offer(self, "indicator", Indicator.objects.in_use().order_by("name"))
        period = draft.period
        offer_units(self, "unit", access.units_to_count(draft), on=period.ends_on)
        start = {
            "kind": period.kind,
            "year": period.year,
            "number": period.number,
            "calendar": period.calendar,
        }
        self.initial = {**start, "unit": draft.reports_on_id, **self.initial}

    def figure(self, draft: Draft) -> Figure:
        """Return the figure named, without its period."""
        chosen = self.cleaned_data
        return Figure(draft=draft, key=chosen["key"], indicator=chosen["indicator"], unit=chosen["unit"])


class HeadForm(forms.ModelForm[Draft]):
    """Heading, number and date if known, recipients and signature."""

    class Meta:
        model = Draft
        fields = list(Head.__dataclass_fields__)
        widgets = {
            "issuer": forms.Textarea(attrs={"rows": 2}),
            "subject": forms.Textarea(attrs={"rows": 2}),
            "recipients": forms.Textarea(attrs={"rows": 4}),
            "issued_on": DayInput,
        }
        help_texts = {
            "number": _("Leave empty until the register gives it"),
            "issued_on": _("Leave empty until the document is issued"),
        }

    def clean(self) -> dict[str, Any]:
        """Say beside its field what the page could not print."""
        data = super().clean() or {}
        for name in ("issuer", "subject", "recipients"):
            data[name] = _lines(data.get(name) or "").strip()
        data["subject"] = " ".join(data["subject"].split())
        if not self.errors:
            try:
                _printed(data)
            except InvalidDocumentError as error:
                place = error.place.partition("[")[0]
                place = _PLACES.get(place, place)
                self.add_error(place if place in self.fields else None, _reason(error))
        return data

    def head(self) -> Head:
        """Return what was typed."""
        return Head(**{name: self.cleaned_data[name] for name in Head.__dataclass_fields__})


def _printed(data: dict[str, Any]) -> OfficialDocument:
    """Return the document with this head around one word. Raises InvalidDocumentError."""
    return OfficialDocument(
        kind=composing.KIND,
        body=(Paragraph(plain(composing.KIND)),),
        signature=Signature(data["signer_title"], data["signer_name"], data["authority"]),
        recipients=tuple(line for line in data["recipients"].splitlines() if line.strip()),
        filing=Filing(data["filing"]),
        number=data["number"],
        day=data["issued_on"],
        **{name: data[name] for name in ("superior", "issuer", "symbol", "place", "subject")},
    )


class IssueForm(forms.Form):
    """Number and date of the document, and what the approver looked at."""

    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=999_999)
    issued_on = DayField(label=_("Date of issue"))
    looked_at = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=MOST_TEXT)
