"""Where a stated fact comes from, and what is stated."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.newsroom import access
from nhipcau.newsroom.models import Item, Source
from nhipcau.registry.models import Document
from nhipcau.shell.forms import DayField, RowsField, UploadField, offer
from nhipcau.units.models import User


class SourceForm(forms.Form):
    """Where a stated fact comes from: one of document, web address, person."""

    label = forms.CharField(label=_("What the source is"), max_length=300)
    document = forms.ModelChoiceField(
        queryset=Document.objects.none(),
        label=_("Document in the register"),
        required=False,
        empty_label=_("(none)"),
    )
    clause = forms.CharField(label=_("Article, clause or page"), max_length=100, required=False)
    url = forms.URLField(label=_("Web address"), max_length=500, required=False, assume_scheme="https")
    read_on = DayField(label=_("Read on"), required=False)
    archive = UploadField(
        label=_("Archived copy of the page"),
        required=False,
        help_text=_("Print the page to a PDF and add it here: it shows what stood there on that day"),
    )
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


class ClaimForm(forms.Form):
    """A fact that the item states, and which of its sources show it."""

    words = forms.CharField(
        label=_("What is stated, word for word"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    sources = RowsField(
        queryset=Source.objects.none(),
        label=_("Sources that show it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, item: Item, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "sources", item.sources.all())


class EntryForm(forms.Form):
    """News of the world as somebody else reported it."""

    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(
        label=_("What was reported"), max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    outlet = forms.CharField(label=_("Who reported it"), max_length=200)
    country = forms.CharField(label=_("Country of the source"), max_length=100)
    reported_on = DayField(label=_("Reported on"))
    url = forms.URLField(label=_("Web address"), max_length=500, assume_scheme="https")
