"""The forms of the newsroom."""

from copy import deepcopy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.error import ExporterException
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea

from nhipcau.newsroom import access, bodies, rules
from nhipcau.newsroom.models import Item, ItemKind, ItemText, Language, Topic
from nhipcau.registry.models import Document
from nhipcau.shell.forms import DayField, offer
from nhipcau.units.forms.picking import UnitChoiceField, offer_units
from nhipcau.units.models import User

ACCEPTED_PICTURES = "image/jpeg,image/png,image/webp"


class DetailsForm(forms.ModelForm[Item]):
    """What an item is, apart from its texts."""

    class Meta:
        model = Item
        fields = ["kind", "topic", "contact", "slug"]
        help_texts = {
            "slug": _("Part of the public web address: small letters without marks, figures, hyphens")
        }


class NewItemForm(DetailsForm):
    """A new item: its first title, and the unit that will answer for it."""

    title = forms.CharField(label=_("Title in Vietnamese"), max_length=200)
    unit = UnitChoiceField(label=Item._meta.get_field("unit").verbose_name)

    class Meta(DetailsForm.Meta):
        fields = ["unit", *DetailsForm.Meta.fields]
        help_texts = {"slug": _("Leave empty to have it made from the title")}

    field_order = ["title", "unit", "kind", "topic", "contact", "slug"]

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self, "unit", access.units_to_write_for(user), roles=access.WRITERS)
        self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """Return the address written, or one made from the title."""
        return self.cleaned_data["slug"] or rules.address_of(self.data.get("title", ""))


# What reading an answer raises that the editor never sends: wrong JSON, places that are not there, endless depth.
_NO_ANSWER = (ValueError, LookupError, TypeError, AttributeError, RecursionError, ExporterException)


class BodyEditor(DraftailRichTextArea):
    """Wagtail's editor with what the body may hold; what is no answer of the editor is taken as plain text.

    Its links lead to addresses, never to Wagtail's pages, of which the house has none.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options: dict[str, Any] = deepcopy(self.options)
        for kind in self.options["entityTypes"]:
            if kind["type"] == "LINK":
                addresses = kind["chooserUrls"]
                addresses["pageChooser"] = addresses["externalLinkChooser"]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """Return the body as HTML, holding only what the editor offers."""
        try:
            value = super().value_from_datadict(data, files, name)
        except _NO_ANSWER:
            value = bodies.from_plain(str(data.get(name, "")))
        # Half a character may come escaped; no database stores it.
        return None if value is None else str(value).encode("utf-8", "replace").decode()


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
        if language == Language.VI:
            del self.fields["follows_original"]
        else:
            self.initial["follows_original"] = self.instance.pk is None


class SourceForm(forms.Form):
    """Where a stated fact comes from: one of document, web address, person."""

    label = forms.CharField(label=_("What the source is"), max_length=300)
    document = forms.ModelChoiceField(
        queryset=Document.objects.none(),
        label=_("Document in the register"),
        required=False,
        empty_label=_("(none)"),
    )
    url = forms.URLField(label=_("Web address"), max_length=500, required=False, assume_scheme="https")
    read_on = DayField(label=_("Read on"), required=False)
    person_role = forms.CharField(
        label=_("Person and office"),
        max_length=200,
        required=False,
        help_text=_("Who said it, in which office: Ms Trần Thị Lan, head of the ward's culture section"),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "document", access.citable_documents(user))

    def clean(self) -> dict[str, Any]:
        """Ask for one of the three ways to say where, and for the day an address was read."""
        data = super().clean() or {}
        if data.get("url") and not data.get("read_on"):
            self.add_error("read_on", _("Write the day on which the page was read."))
        ways = ("document", "url", "person_role")
        if not any(data.get(name) for name in ways) and not any(name in self.errors for name in ways):
            raise forms.ValidationError(
                _("Say where it comes from: choose a document, or write a web address or a person.")
            )
        return data


class PictureForm(forms.Form):
    """The lead picture, who made it, and what it shows in each language."""

    file = forms.FileField(
        label=_("Picture"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED_PICTURES}),
        help_text=_("JPEG, PNG or WebP, at least 640 pixels wide, at most 20 MB"),
    )
    credit = forms.CharField(label=_("Credit"), max_length=200, help_text=_("Who made the picture"))
    alt_vi = forms.CharField(label=_("What the picture shows, in Vietnamese"), max_length=200)
    alt_en = forms.CharField(label=_("What the picture shows, in English"), max_length=200, required=False)

    def alts(self) -> dict[str, str]:
        """Return the descriptions by language."""
        return {code: self.cleaned_data[f"alt_{code}"] for code in Language.values}


class ReviewForm(forms.Form):
    """A reviewer's comment, and the revision it is about."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(label=_("Comment"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


def _with_all(choices: Any, label: Any) -> list[tuple[str, Any]]:
    return [("", label), *choices]


class FilterForm(forms.Form):
    """What to see of the list."""

    words = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=lambda: _with_all(
            [
                (rules.DRAFT, _("Being written")),
                (rules.IN_REVIEW, _("Waiting for review")),
                (rules.RETURNED, _("Returned")),
                (rules.APPROVED, _("Approved, not published yet")),
                (rules.PUBLISHED, _("Published")),
                (rules.OUTDATED, _("Translation outdated")),
                (rules.WITHDRAWN, _("Withdrawn")),
            ],
            _("All states"),
        ),
    )
    topic = forms.ChoiceField(
        label=_("Topic"), required=False, choices=lambda: _with_all(Topic.choices, _("All topics"))
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=lambda: _with_all(ItemKind.choices, _("All kinds"))
    )
