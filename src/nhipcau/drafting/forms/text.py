"""The sections of a draft as typed: text, tables, charts, pictures and annexes."""

import json
import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from nhipcau.drafting import rules
from nhipcau.drafting.forms.typed import MOST_TEXT, lines, refuse_unprintable
from nhipcau.drafting.models import Comment, HeadingLevel, SectionKind
from nhipcau.drafting.pictures import sealed, unsealed
from nhipcau.drafting.rules import SectionText
from nhipcau.indicators.models import Indicator
from nhipcau.shell import photos
from nhipcau.shell.errors import FileError

ROWS = [("indicators", _("Indicators")), ("units", _("Units")), ("years", _("Years"))]
COLUMNS = [
    ("value", _("Value")),
    ("last", _("Same period last year")),
    ("change", _("Difference")),
    ("change_share", _("Change in per cent")),
    ("plan", _("Plan")),
    ("share", _("Per cent of the plan")),
    ("complete", _("Units that have reported")),
]
CHARTS = [("bar", _("As bars")), ("stacked", _("Stacked bars")), ("line", _("Lines"))]
ALONG = [("units", _("Units")), ("periods", _("Periods")), ("years", _("Years"))]
MOST_INDICATORS = 60
LARGEST_PICTURE = 20_000_000

# The fields that make up the spec of a section of a kind.
_SPEC_FIELDS: Mapping[str, tuple[str, ...]] = {
    SectionKind.TABLE: ("rows", "indicators", "columns"),
    SectionKind.CHART: ("chart", "by", "indicators"),
    SectionKind.PICTURE: ("alt",),
    SectionKind.ANNEX: ("annex", "landscape"),
}
_ALL_SPEC_FIELDS = frozenset(name for names in _SPEC_FIELDS.values() for name in names)
# What a field is called in the spec, where the names differ: every section has a field `kind` of its own.
_IN_SPEC = {"chart": "kind", "annex": "kind"}
_PARTED = re.compile(r"[;\n]")


class SectionForm(forms.Form):
    """A section as typed. What a page does not show of it (its chapter, more of its spec) comes back as it went out."""

    uid = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=SectionKind, required=False, widget=forms.HiddenInput)
    chapter = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    spec = forms.CharField(required=False, max_length=MOST_TEXT, widget=forms.HiddenInput)
    picture = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)
    level = forms.ChoiceField(label=_("Rank of the heading"), choices=HeadingLevel, required=False)
    heading = forms.CharField(
        label=_("Heading"), max_length=300, required=False, validators=[refuse_unprintable]
    )
    body = forms.CharField(
        label=_("Text"),
        max_length=MOST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7, "data-insert": ""}),
        strip=False,
    )
    rows = forms.ChoiceField(label=_("A row for each of the"), choices=ROWS, required=False)
    chart = forms.ChoiceField(label=_("Kind of chart"), choices=CHARTS, required=False)
    by = forms.ChoiceField(label=_("Along the"), choices=ALONG, required=False)
    indicators = forms.CharField(
        label=_("Indicators"),
        required=False,
        max_length=3000,
        help_text=_(
            "Names or codes, with a semicolon between them. Write a part of a name to be offered some."
        ),
        widget=forms.TextInput(
            attrs={
                "data-suggest": reverse_lazy("drafting:suggest_indicators"),
                "data-several": "",
                "autocomplete": "off",
            }
        ),
    )
    columns = forms.MultipleChoiceField(
        label=_("Columns"), choices=COLUMNS, required=False, widget=forms.CheckboxSelectMultiple
    )
    upload = forms.FileField(
        label=_("Picture file"), required=False, help_text=_("JPEG, PNG, WebP or HEIC, at most 20 MB.")
    )
    alt = forms.CharField(
        label=_("What the picture shows, in words"),
        max_length=300,
        required=False,
        validators=[refuse_unprintable],
        help_text=_("Read aloud to those who cannot see it, and shown where it is missing."),
    )
    annex = forms.CharField(
        label=_("Kind of annex"),
        max_length=60,
        required=False,
        validators=[refuse_unprintable],
        help_text=_("Phụ lục; or the text that the document enacts, such as Quy chế."),
    )
    landscape = forms.BooleanField(label=_("Pages lie crosswise"), required=False)

    def __init__(self, *args: Any, draft: int = 0, codes: "Codes | None" = None, **kept: Any) -> None:
        super().__init__(*args, **kept)
        self.draft, self.codes = draft, codes or Codes()
        self.comments: Sequence[Comment] = ()
        said = self.data.get(self.add_prefix("kind")) if self.is_bound else self.initial.get("kind")
        self.section_kind = said if said in SectionKind.values else str(SectionKind.TEXT)
        shown = {*_SPEC_FIELDS.get(self.section_kind, ())}
        for name in _ALL_SPEC_FIELDS - shown:
            del self.fields[name]
        if self.section_kind != SectionKind.PICTURE:
            del self.fields["upload"]
        if self.section_kind not in (SectionKind.TEXT, SectionKind.ANNEX):
            self.fields["body"].widget = self.fields["level"].widget = forms.HiddenInput()
        if self.section_kind in (SectionKind.TABLE, SectionKind.CHART):
            self.fields["heading"].label = _("Caption")
        if self.section_kind == SectionKind.PICTURE:
            self.fields["heading"].label = _("Line under the picture")

    @property
    def kind_label(self) -> str:
        """What the section is, in words."""
        return str(SectionKind(self.section_kind).label)

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """What a section of its kind has beside heading, rank and text."""
        return [field for field in self.visible_fields() if field.name not in ("heading", "level", "body")]

    @property
    def uid_text(self) -> str:
        """The mark of the section, as it came or as it was typed."""
        return str(self["uid"].value() or "")

    @property
    def stored_picture(self) -> str:
        """The sealed name of the picture the section has, "" without one."""
        said = str(self["picture"].value() or "")
        return said if unsealed(self.draft, said) else ""

    def clean_uid(self) -> str:
        """Return the mark; nonsense is a new section."""
        try:
            return str(uuid.UUID(self.cleaned_data["uid"])) if self.cleaned_data["uid"] else ""
        except ValueError:
            return ""

    def clean_spec(self) -> dict[str, Any]:
        """Return what the page did not show of the spec."""
        try:
            spec = json.loads(self.cleaned_data["spec"] or "{}")
        except (ValueError, RecursionError):
            return {}
        return spec if isinstance(spec, dict) else {}

    def clean_picture(self) -> str:
        """Return the name of the stored picture; one of another draft is none."""
        return unsealed(self.draft, self.cleaned_data["picture"])

    def clean_body(self) -> str:
        """Return the text with plain line breaks; refuse what no page can show."""
        body = lines(self.cleaned_data["body"]).strip()
        refuse_unprintable(body)
        return body

    def clean_indicators(self) -> list[str]:
        """Return the codes of the indicators named. Refuse a name that none has."""
        names = [name for part in _PARTED.split(self.cleaned_data["indicators"]) if (name := part.strip())]
        if len(names) > MOST_INDICATORS:
            raise ValidationError(_("Name at most %(n)s indicators.") % {"n": MOST_INDICATORS})
        unknown = [name for name in names if self.codes.code_of(name) is None]
        if unknown:
            said = _("There is no indicator “%(name)s”. Choose one of those offered, or write its code.")
            raise ValidationError(said % {"name": unknown[0]})
        return list(dict.fromkeys(code for name in names if (code := self.codes.code_of(name))))

    def clean(self) -> dict[str, Any]:
        """Refuse a file that is no picture, and a picture without what it shows in words."""
        data = super().clean() or {}
        refused = self.data.get(self.add_prefix("upload_refused"))
        if refused and "upload" in self.fields:
            self.add_error("upload", refused)
        if data.get("picture") and "alt" in self.fields and not data.get("alt") and "alt" not in self.errors:
            self.add_error("alt", _("Say in words what the picture shows: some cannot see it."))
        return data

    def text(self) -> SectionText:
        """Return what was typed."""
        data = self.cleaned_data
        return SectionText(
            heading=data["heading"],
            body=data["body"],
            kind=self.section_kind,
            level=data["level"] or HeadingLevel.SECTION,
            spec=self._spec(),
            picture=data["picture"],
            chapter=data["chapter"],
            uid=data["uid"],
        )

    def _spec(self) -> dict[str, Any]:
        kept: dict[str, Any] = dict(self.cleaned_data["spec"])
        for name in _SPEC_FIELDS.get(self.section_kind, ()):
            kept[_IN_SPEC.get(name, name)] = self.cleaned_data[name]
        return kept


class Codes:
    """The indicators in use, by code and by name: asked once, when first needed."""

    def code_of(self, said: str) -> str | None:
        """Return the code that a name or code means."""
        return self._by_word.get(said.casefold())

    @cached_property
    def _by_word(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for code, *names in Indicator.objects.in_use().values_list("code", "name", "name_en"):
            for word in (*names, code):
                found[word.casefold()] = code
        return found


class BaseSectionFormSet(forms.BaseFormSet[SectionForm]):
    """All sections of a draft. A mark that comes twice stands for its first section only."""

    def texts(self) -> tuple[SectionText, ...]:
        """Return what was typed, when it is valid."""
        seen: set[str] = set()
        found = []
        for text in (form.text() for form in self):
            found.append(rules.renamed(text, "") if text.uid in seen else text)
            seen.add(text.uid)
        return tuple(found)


SectionFormSet = forms.formset_factory(
    SectionForm, formset=BaseSectionFormSet, extra=0, max_num=rules.MAX_SECTIONS, validate_max=True
)


def initial_of(draft: int, text: SectionText) -> dict[str, Any]:
    """Return what the fields of a section begin with."""
    fields: dict[str, Any] = {
        "uid": text.uid,
        "kind": text.kind,
        "chapter": text.chapter,
        "level": text.level,
        "heading": text.heading,
        "body": text.body,
        "spec": json.dumps(dict(text.spec), ensure_ascii=False),
        "picture": sealed(draft, text.picture),
    }
    for name in _SPEC_FIELDS.get(text.kind, ()):
        if (value := text.spec.get(_IN_SPEC.get(name, name))) is not None:
            fields[name] = "; ".join(map(str, value)) if name == "indicators" else value
    if text.kind == SectionKind.TABLE:
        fields.setdefault("columns", ["value"])
    if text.kind == SectionKind.ANNEX:
        fields.setdefault("annex", "Phụ lục")
    return fields


def picture_in(upload: Any) -> bytes:
    """Return an uploaded picture drawn anew. Raises ValidationError."""
    if (upload.size or 0) > LARGEST_PICTURE:
        raise ValidationError(_("This picture is larger than 20 MB. Make it smaller and try again."))
    try:
        return photos.redraw(upload.read()).content
    except FileError as error:
        raise ValidationError(str(error.message)) from error
