"""What is said about a draft."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.drafting.forms.typed import refuse_unprintable

MOST_SAID = 4000


class CommentForm(forms.Form):
    """A comment or an answer; `section` is the mark of the section, empty for the whole draft."""

    section = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Comment"),
        max_length=MOST_SAID,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[refuse_unprintable],
    )
