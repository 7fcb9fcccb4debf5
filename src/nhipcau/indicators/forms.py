"""What people type of indicators and splits."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.indicators.models import Indicator, Split
from nhipcau.indicators.rules import FIXED_ONCE_USED, Case, IndicatorFields
from nhipcau.shell.forms import offer

MOST_CASES = 12
TEXTS = ("definition", "definition_en", "not_counted", "not_counted_en")


class IndicatorForm(forms.ModelForm[Indicator]):
    """What an indicator is. What cannot change any more is shown and locked."""

    class Meta:
        model = Indicator
        fields = list(IndicatorFields.__slots__)
        widgets = {name: forms.Textarea({"rows": 3}) for name in TEXTS}

    def __init__(self, *args: Any, used: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FIXED_ONCE_USED if used else ():
            self.fields[name].disabled = True

    def indicator(self) -> IndicatorFields:
        """Return what was typed."""
        return IndicatorFields(**self.cleaned_data)


class RatioForm(IndicatorForm):
    """A ratio: its words and its two numbers. How its figures behave follows from the two."""

    numerator = forms.ModelChoiceField(Indicator.objects.none(), label=_("of the counted"))
    denominator = forms.ModelChoiceField(Indicator.objects.none(), label=_("out of all"))

    class Meta(IndicatorForm.Meta):
        fields = ["code", "name", "name_en", "measure", "measure_en", "stage", *TEXTS]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("numerator", "denominator"):
            offer(self, name, Indicator.objects.in_use().filter(numerator__isnull=True).order_by("name"))

    def indicator(self) -> IndicatorFields:
        """Return what was typed."""
        return IndicatorFields(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class SplitForm(forms.ModelForm[Split]):
    """A way of telling figures apart."""

    class Meta:
        model = Split
        fields = ("code", "name", "name_en")


class CaseForm(forms.Form):
    """One case; a row left empty is none."""

    code = forms.SlugField(label=_("code"), max_length=40)
    name = forms.CharField(label=_("name"), max_length=200)
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)


CaseFormSet = forms.formset_factory(CaseForm, extra=MOST_CASES, max_num=MOST_CASES)


def read_cases(typed: forms.BaseFormSet[CaseForm]) -> list[Case]:
    """Return the cases that were typed."""
    return [Case(**form.cleaned_data) for form in typed if form.has_changed()]


class PartForm(forms.Form):
    """By what an indicator is told apart."""

    first = forms.ModelChoiceField(Split.objects.none(), label=_("tell apart by"))
    second = forms.ModelChoiceField(Split.objects.none(), label=_("and at the same time by"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            offer(self, name, Split.objects.order_by("name"))

    def splits(self) -> list[Split]:
        """Return what was chosen, in order."""
        return [self.cleaned_data[name] for name in ("first", "second") if self.cleaned_data[name]]
