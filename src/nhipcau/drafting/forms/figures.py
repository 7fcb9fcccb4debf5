"""What a draft is about, and the figures put into it."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nhipcau.drafting import access, rules
from nhipcau.drafting.figures import period_words, vietnamese_name
from nhipcau.drafting.forms.typed import DocumentField, IndicatorField, refuse_unprintable
from nhipcau.drafting.models import Boundaries, Counting, Draft, Figure, FigureAspect
from nhipcau.registry.access import citable
from nhipcau.reporting.models import REGULAR, Calendar, Period, PeriodKind
from nhipcau.units.forms.picking import UnitChoiceField, offer_units
from nhipcau.units.models import User


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


class FigureForm(PeriodFields):
    """A figure to be put into the text: of which indicator, unit and period, and what of it is shown."""

    indicator = IndicatorField(label=_("Indicator"))
    unit = UnitChoiceField(label=_("Unit"))
    aspect = forms.ChoiceField(label=_("What is shown"), choices=FigureAspect, required=False)
    counting = forms.ChoiceField(label=_("Which answers count"), choices=Counting, required=False)
    boundaries = forms.ChoiceField(label=_("Boundaries"), choices=Boundaries, required=False)
    key = forms.SlugField(
        label=_("Key"),
        max_length=rules.KEY_LENGTH,
        required=False,
        help_text=_(
            "Stands in the text as {{key}}: letters without marks, digits, hyphens. Made by itself when left empty."
        ),
    )

    field_order = [
        "indicator", "unit", "kind", "year", "number", "calendar", "aspect", "counting", "boundaries", "key",
    ]  # fmt: skip

    def __init__(self, draft: Draft, *args: Any, **kept: Any) -> None:
        super().__init__(*args, **kept)
        self.draft = draft
        offer_units(self, "unit", access.units_to_count(draft), on=draft.day)
        start = _regular(draft.period) if draft.period else {"year": draft.day.year}
        self.initial = {**start, "unit": draft.reports_on_id, **self.initial}

    def figure(self, period: Period) -> Figure:
        """Return the figure named, not stored: the one of the draft that is the same, where there is one."""
        chosen = self.cleaned_data
        figure = Figure(
            draft=self.draft,
            indicator=chosen["indicator"],
            unit=chosen["unit"],
            period=period,
            aspect=chosen["aspect"] or FigureAspect.TOTAL,
            counting=chosen["counting"] or Counting.APPROVED,
            boundaries=chosen["boundaries"] or Boundaries.REPORTED,
        )
        figure.key = chosen["key"] or self._key_of(figure)
        return figure

    def _key_of(self, figure: Figure) -> str:
        taken = {one.key: one for one in self.draft.figures.all()}
        for key, one in taken.items():
            if _same(one, figure):
                return key
        parts = [figure.indicator.code]
        if figure.unit_id != self.draft.reports_on_id:
            parts.append(vietnamese_name(figure.unit))
        if figure.period_id != self.draft.period_id:
            parts.append(period_words(figure.period))
        if figure.aspect != FigureAspect.TOTAL:
            parts.append(_IN_KEY[FigureAspect(figure.aspect)])
        return rules.free_key(parts, taken)

    def is_there(self, figure: Figure) -> bool:
        """Return whether the draft has this very figure under this key."""
        return any(one.key == figure.key and _same(one, figure) for one in self.draft.figures.all())


_IN_KEY = {
    FigureAspect.PLAN: "ke-hoach",
    FigureAspect.PLAN_SHARE: "ty-le-ke-hoach",
    FigureAspect.CHANGE: "so-cung-ky",
    FigureAspect.CHANGE_SHARE: "ty-le-so-cung-ky",
}
_WHAT = ("indicator_id", "unit_id", "period_id", "aspect", "counting", "boundaries")


def _same(one: Figure, other: Figure) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _WHAT)


class CitationForm(forms.Form):
    """A document of the register to be named in the text."""

    document = DocumentField(label=_("Document"))
    part = forms.CharField(
        label=_("Article or page"),
        max_length=200,
        required=False,
        validators=[refuse_unprintable],
        help_text=_("Only where a part is meant: for example khoản 2 Điều 5."),
    )

    def __init__(self, draft: Draft, user: User, *args: Any, **kept: Any) -> None:
        super().__init__(*args, **kept)
        field: Any = self.fields["document"]
        field.documents = citable(user)
        field.widget.attrs["data-suggest"] = reverse("drafting:suggest_documents", args=[draft.pk])


def _regular(period: Period) -> dict[str, Any]:
    return {name: getattr(period, name) for name in ("kind", "year", "number", "calendar")}
