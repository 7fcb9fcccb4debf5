"""A joint programme: what it is called, when it runs, whose it is."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.bodies.agreeing import AgreementPlan
from nhipcau.bodies.forms.fields import document_called
from nhipcau.programmes.forms.units import UnitNamesField
from nhipcau.registry.querysets import DocumentQuerySet
from nhipcau.shell.forms import DayField


class AgreementForm(forms.Form):
    """What a joint programme is called, for what, when, of which units."""

    title = forms.CharField(label=_("Title of the joint programme"), max_length=300)
    units = UnitNamesField(
        anywhere=True,
        label=_("Units that are its sides"),
        help_text=_("Names with a semicolon between, your own unit among them."),
    )
    starts_on = DayField(label=_("From day"))
    ends_on = DayField(label=_("To day"))
    document_words = forms.CharField(
        label=_("Document that lays it down"),
        required=False,
        max_length=300,
        help_text=_("Its number. A document in the register with this number is linked."),
    )
    purpose = forms.CharField(
        label=_("Purpose and duties"), required=False, max_length=5000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(
        self, names: Mapping[int, str], documents: DocumentQuerySet, *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.documents = documents
        self.fields["units"].names = names  # type: ignore[attr-defined]  # it is a field of unit names

    def clean(self) -> dict[str, Any]:
        """Refuse one that ends before it begins."""
        values = super().clean() or {}
        first, last = values.get("starts_on"), values.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("This is before the first day. Check both dates."))
        return values

    def plan(self) -> AgreementPlan:
        """Return the joint programme as entered; the form must be valid."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "units"}
        return AgreementPlan(**given, document=document_called(given["document_words"], self.documents))
