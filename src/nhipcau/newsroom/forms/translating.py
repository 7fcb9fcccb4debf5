"""Ordering translations, and reading them in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.newsroom import access
from nhipcau.newsroom.models import ContentLanguage, Item, Translation, TranslationState
from nhipcau.shell.forms import DayField, offer
from nhipcau.units.models import User


class WantForm(forms.Form):
    """Whether an item shall be there in a language, by whom and until when."""

    wanted = forms.BooleanField(
        label=_("The item shall be there in this language"), required=False, initial=True
    )
    translator = forms.ModelChoiceField(
        queryset=User.objects.none(), label=_("Translator"), required=False, empty_label=_("Not known yet")
    )
    due_on = DayField(label=_("Due on"), required=False)

    def __init__(self, item: Item, kept: Translation | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "translator", access.colleagues(item))
        if kept is not None:
            self.initial = {
                "wanted": kept.wanted or kept.state != "missing",
                "translator": kept.translator_id,
                "due_on": kept.due_on,
            }


class TranslatorsFileForm(forms.Form):
    """A translator's file, read back in."""

    file = forms.FileField(
        label=_("Translator's file"),
        widget=forms.FileInput(attrs={"accept": ".xlf,.xliff,application/xliff+xml"}),
    )
    before = forms.IntegerField(widget=forms.HiddenInput, required=False)


class MatrixForm(forms.Form):
    """Which translations to see."""

    words = forms.CharField(label=_("Search"), required=False, max_length=100)
    language = forms.ChoiceField(label=_("Translation into"), required=False)
    translation = forms.ChoiceField(
        label=_("Translation"), required=False, choices=[("", _("However far")), *TranslationState.choices]
    )

    def __init__(self, languages: Sequence[ContentLanguage], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["language"]
        field.choices = [("", _("All languages")), *((one.code, str(one)) for one in languages)]
