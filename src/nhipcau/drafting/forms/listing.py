"""Which drafts a list shows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.drafting.models import DraftState, Template
from nhipcau.drafting.overviews import Choice


class ListForm(forms.Form):
    """Words, how far a draft is, and what it began from; each may be left out."""

    words = forms.CharField(label=_("Subject or number"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("Any")), *DraftState.choices])
    template = forms.ChoiceField(
        label=_("Kind of draft"), required=False, choices=[("", _("Any")), *Template.choices]
    )

    def asked(self) -> Choice:
        """Return what was chosen; what makes no sense counts as nothing."""
        self.is_valid()
        return Choice(**{name: self.cleaned_data.get(name, "") for name in self.fields})
