"""The pictures and files of an item."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.newsroom import rules
from nhipcau.newsroom.actions import Beside
from nhipcau.newsroom.models import Attachment, ContentLanguage, MapSheet
from nhipcau.shell.forms import UploadField, offer

ACCEPTED_PICTURES = "image/jpeg,image/png,image/webp"


class PictureForm(forms.Form):
    """The lead picture, who made it, and what it shows in each language."""

    file = forms.FileField(
        label=_("Picture"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED_PICTURES}),
        help_text=_("JPEG, PNG or WebP, at least 640 pixels wide, at most 20 MB"),
    )
    credit = forms.CharField(label=_("Credit"), max_length=200, help_text=_("Who made the picture"))
    map_sheet = forms.ModelChoiceField(
        queryset=MapSheet.objects.none(),
        label=_("Map it shows"),
        required=False,
        empty_label=_("It shows no map"),
        help_text=_("Only maps of the place's own list are printed, and only as they stand in it"),
    )

    def __init__(self, languages: Sequence[ContentLanguage], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "map_sheet", MapSheet.objects.filter(in_use=True))
        self.languages = [one.code for one in languages]
        for one in languages:
            self.fields[f"alt_{one.code}"] = forms.CharField(
                label=_("What the picture shows, in %(language)s") % {"language": one},
                max_length=200,
                required=one.code == rules.ORIGINAL,
                widget=forms.TextInput(attrs={"lang": one.code}),
            )

    def alts(self) -> dict[str, str]:
        """Return the descriptions by language."""
        return {code: self.cleaned_data[f"alt_{code}"] for code in self.languages}


class FileForm(forms.Form):
    """What a file beside an item is called in each language, and what a picture shows."""

    def __init__(
        self, languages: Sequence[ContentLanguage], *args: Any, kept: Attachment | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.languages = list(languages)
        if kept is None:
            self.fields["file"] = UploadField(
                label=_("File"),
                help_text=_(
                    "Picture, PDF, Word, Excel, slides, sound (MP3, M4A), film (MP4) or subtitles (VTT), "
                    "at most 20 MB"
                ),
            )
        self.fields["credit"] = forms.CharField(
            label=_("Credit"),
            max_length=200,
            required=False,
            help_text=_("Who made it; a picture needs one"),
            initial=kept.credit if kept else "",
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the file"),
            required=False,
            choices=[("", _("None, or several")), *((one.code, str(one)) for one in self.languages)],
            initial=kept.language if kept else "",
        )
        for one in self.languages:
            self._ask(one, kept.words.get(one.code, {}) if kept else {})

    def _ask(self, language: ContentLanguage, said: dict[str, str]) -> None:
        for name, label in (
            ("title", _("What it is called, in %(language)s")),
            ("alt", _("What the picture shows, in %(language)s")),
        ):
            self.fields[f"{name}_{language.code}"] = forms.CharField(
                label=label % {"language": language},
                max_length=300,
                required=False,
                initial=said.get(name, ""),
                widget=forms.TextInput(attrs={"lang": language.code}),
            )

    def beside(self) -> Beside:
        """Return what was typed."""
        data = self.cleaned_data
        words = {}
        for one in self.languages:
            said = {name: data[f"{name}_{one.code}"] for name in ("title", "alt")}
            if any(said.values()):
                words[one.code] = said
        return Beside(words, data["credit"], data["language"])
