"""Lines of the place's own lists."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.newsroom import access, rules
from nhipcau.newsroom.models import (
    Audience,
    ContentLanguage,
    Imprint,
    MapSheet,
    Place,
    PlaceFact,
    Term,
    Topic,
)
from nhipcau.shell.forms import DayField

# How a field of words is called in another language than Vietnamese and English.
IN_LANGUAGE = {"name": _("Name in %(language)s"), "value": _("What it says in %(language)s")}


class LinesField(forms.CharField):
    """Several short texts, one a line; gives them as a list."""

    widget = forms.Textarea

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.widget.attrs["rows"] = 3

    def prepare_value(self, value: Any) -> Any:
        """Return the list as it is typed."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Return the lines without the empty ones, each once."""
        said = super().clean(value)
        return list(dict.fromkeys(line.strip() for line in str(said).splitlines() if line.strip()))


class LanguageForm(forms.ModelForm[ContentLanguage]):
    """A language in which the place publishes."""

    class Meta:
        model = ContentLanguage
        fields = ["code", "own_name", "name", "name_en", "place", "in_use"]


class WordedForm(forms.ModelForm[Any]):
    """A line whose words readers see in every language: asked for each language besides Vietnamese and English."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = [one for one in access.languages() if one.code not in (rules.ORIGINAL, "en")]
        for stem, others in self.instance.WORDED:
            kept = getattr(self.instance, others)
            for one in self.others:
                self.fields[f"{stem}_{one.code}"] = forms.CharField(
                    label=IN_LANGUAGE[stem] % {"language": one},
                    max_length=self.instance._meta.get_field(stem).max_length,
                    required=False,
                )
                self.initial[f"{stem}_{one.code}"] = kept.get(one.code, "")

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  (Django's own signature)
        """Return the line with its words in other languages; keeping it is the action's."""
        line = super().save(commit=commit)
        for stem, others in line.WORDED:
            said = {one.code: self.cleaned_data[f"{stem}_{one.code}"] for one in self.others}
            kept = {code: words for code, words in getattr(line, others).items() if code not in said}
            setattr(line, others, kept | {code: words for code, words in said.items() if words})
        return line


class TopicForm(WordedForm):
    """A topic."""

    class Meta:
        model = Topic
        fields = ["code", "name", "name_en", "needs_source", "in_menu", "place", "in_use"]


class AudienceForm(WordedForm):
    """An audience, and what it needs."""

    class Meta:
        model = Audience
        fields = ["code", "name", "name_en", "needs", "needs_en", "place", "in_use"]
        widgets = {"needs": forms.Textarea(attrs={"rows": 2}), "needs_en": forms.Textarea(attrs={"rows": 2})}


class TermForm(forms.ModelForm[Term]):
    """A name, title or term, and how it is written in a language."""

    language = forms.ChoiceField(label=_("Language"))
    never = LinesField(label=_("Never written so"), help_text=_("One a line: Dong Tap"))

    class Meta:
        model = Term
        fields = ["source", "language", "target", "never", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["language"]
        field.choices = [(one.code, str(one)) for one in access.languages() if one.code != rules.ORIGINAL]


class PlaceForm(forms.ModelForm[Place]):
    """The name of a place as the authority writes it."""

    former = LinesField(label=_("Former names"), help_text=_("One a line"))
    never = LinesField(label=_("Never written so"), help_text=_("One a line"))

    class Meta:
        model = Place
        fields = ["name", "kind", "former", "never", "basis"]


class MapForm(forms.ModelForm[MapSheet]):
    """A map that may be printed; the file itself is known by its hash."""

    file = forms.FileField(
        label=_("File of the map"), help_text=_("JPEG, PNG or WebP; this very file is what items may show")
    )

    class Meta:
        model = MapSheet
        fields = ["title", "publisher", "permit", "in_use"]


class FactForm(WordedForm):
    """A fact of the place's profile."""

    as_of = DayField(label=_("As of"))
    source_address = forms.URLField(
        label=_("Address of the source"), required=False, max_length=200, assume_scheme="https"
    )

    def clean_as_of(self) -> Any:
        """Return the day as of which the fact holds; it has come."""
        day = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise ValidationError(
                _("This day has not come yet. Write the day as of which the source says so.")
            )
        return day

    class Meta:
        model = PlaceFact
        fields = [
            "code", "group", "name", "name_en", "value", "value_en", "as_of", "source", "source_address", "place",
            "in_use",
        ]  # fmt: skip


class ImprintForm(forms.ModelForm[Imprint]):
    """Who answers for the public pages, in one language."""

    language = forms.ChoiceField(label=_("Language"))

    class Meta:
        model = Imprint
        fields = [
            "language", "publisher", "responsible", "address", "phone", "email", "permit", "terms", "privacy",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["language"]
        field.choices = [(one.code, str(one)) for one in access.languages()]
