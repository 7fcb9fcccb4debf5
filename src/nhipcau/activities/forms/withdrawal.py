"""The form that withdraws an activity."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WithdrawalForm(forms.Form):
    """Why an activity is withdrawn."""

    because = forms.CharField(
        label=_("Why it is withdrawn"),
        max_length=500,
        help_text=_("For example: logged twice; it was put off to next month."),
        widget=forms.Textarea({"rows": 3}),
    )
