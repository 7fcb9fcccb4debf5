"""An item's text in a language, and what a reviewer says of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.newsroom import bodies, kinds, rules
from nhipcau.newsroom.actions import Words
from nhipcau.newsroom.forms import facts
from nhipcau.newsroom.forms.body_editor import BodyEditor
from nhipcau.newsroom.models import Item, ItemText


class TextForm(forms.ModelForm[ItemText]):
    """An item's text in one language. `before` is the revision the person started from."""

    before = forms.IntegerField(widget=forms.HiddenInput, required=False)
    follows_original = forms.BooleanField(
        label=_("This translation follows the Vietnamese text as it stands now"),
        required=False,
        help_text=_("Leave unticked when only a small thing was mended and the translation is still behind"),
    )

    class Meta:
        model = ItemText
        fields = ["title", "summary", "body", "picture_alt"]
        help_texts = {
            "summary": _("One or two sentences; shown in lists and search"),
            "picture_alt": _("For readers who cannot see the picture"),
        }

    def __init__(self, item: Item, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].widget = BodyEditor(features=bodies.features())
        self.fields["summary"].widget.attrs["rows"] = 3
        for name in ("title", "summary", "body", "picture_alt"):
            self.fields[name].widget.attrs["lang"] = language
        self.initial["before"] = self.instance.latest_revision_id
        if item.picture_id is None:
            del self.fields["picture_alt"]
        self.asked = kinds.facts_of(item.kind, worded=True)
        facts.ask(self, self.asked, self.instance.worded, language=language)
        if language == rules.ORIGINAL:
            del self.fields["follows_original"]
        else:
            self.initial["follows_original"] = self.instance.pk is None

    def words(self, kept_alt: str) -> Words:
        """Return what was typed; `kept_alt` is what the picture was said to show, where nobody is asked."""
        data = self.cleaned_data
        alt = data.get("picture_alt", kept_alt)
        return Words(
            data["title"], data["summary"], data["body"] or "", alt, facts.answered(self, self.asked)
        )


class ReviewForm(forms.Form):
    """A reviewer's comment, and the revision it is about."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(label=_("Comment"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
