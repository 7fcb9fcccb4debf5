"""The form of an indicator."""

from typing import Any

from django import forms

from nhipcau.indicators.models import Indicator
from nhipcau.indicators.rules import FIXED_ONCE_USED, IndicatorFields


class IndicatorForm(forms.ModelForm[Indicator]):
    """What an indicator is. What cannot change any more is shown and locked."""

    class Meta:
        model = Indicator
        fields = list(IndicatorFields.__slots__)
        widgets = {"definition": forms.Textarea({"rows": 3}), "definition_en": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, used: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FIXED_ONCE_USED if used else ():
            self.fields[name].disabled = True

    def indicator(self) -> IndicatorFields:
        """Return what was typed."""
        return IndicatorFields(**self.cleaned_data)
