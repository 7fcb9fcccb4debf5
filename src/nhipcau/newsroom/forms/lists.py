"""Lines of the place's own lists."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.newsroom import access, rules
from nhipcau.newsroom.models import Audience, ContentLanguage, MapSheet, Place, Term, Topic


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
    """A line whose name readers see in every language: asked for each language besides Vietnamese and English."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = [one for one in access.languages() if one.code not in (rules.ORIGINAL, "en")]
        for one in self.others:
            self.fields[f"name_{one.code}"] = forms.CharField(
                label=_("Name in %(language)s") % {"language": one}, max_length=100, required=False
            )
            self.initial[f"name_{one.code}"] = self.instance.names.get(one.code, "")

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  (Django's own signature)
        """Return the line with its names in other languages; keeping it is the action's."""
        line = super().save(commit=commit)
        said = {one.code: self.cleaned_data[f"name_{one.code}"] for one in self.others}
        kept = {code: name for code, name in line.names.items() if code not in said}
        line.names = kept | {code: name for code, name in said.items() if name}
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
