"""What stands around the text of a draft."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.drafting import composing
from nhipcau.drafting.actions import Head
from nhipcau.drafting.forms.typed import lines, reason
from nhipcau.drafting.models import Draft
from nhipcau.writing import (
    Filing,
    InvalidDocumentError,
    OfficialDocument,
    Paragraph,
    Signature,
    plain,
)

# What the writing library calls a value → the field a person types it in.
_SAME = ("kind", "layout", "superior", "issuer", "symbol", "place", "subject", "deciding")
_PLACES = {"title": "signer_title", "name": "signer_name", "unit": "filing"}


LONG = ("issuer", "subject", "addressees", "legal_bases", "recipients")


class HeadForm(forms.ModelForm[Draft]):
    """Heading, legal bases, recipients and signature. Number and date come when the document is issued."""

    field_order = (
        "kind", "layout", "superior", "issuer", "symbol", "place", "subject", "addressees", "deciding",
        "legal_bases", "recipients", "filing", "authority", "signer_title", "signer_name",
    )  # fmt: skip

    class Meta:
        model = Draft
        fields = list(Head.__dataclass_fields__)
        widgets = {
            "issuer": forms.Textarea(attrs={"rows": 2}),
            "subject": forms.Textarea(attrs={"rows": 2}),
            "addressees": forms.Textarea(attrs={"rows": 2}),
            "legal_bases": forms.Textarea(attrs={"rows": 5}),
            "recipients": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "legal_bases": _(
                "For example: Căn cứ [[72/2015/NĐ-CP]]. A number in two brackets is a citation."
            ),
        }

    def clean(self) -> dict[str, Any]:
        """Say beside its field what the page could not print."""
        data = super().clean() or {}
        for name in LONG:
            data[name] = lines(data.get(name) or "").strip()
        data["subject"] = " ".join(data["subject"].split())
        if not self.errors:
            try:
                _printed(data)
            except InvalidDocumentError as error:
                place = error.place.partition("[")[0]
                place = _PLACES.get(place, place)
                self.add_error(place if place in self.fields else None, reason(error))
        return data

    def head(self) -> Head:
        """Return what was typed."""
        return Head(**{name: self.cleaned_data[name] for name in Head.__dataclass_fields__})


def _printed(data: dict[str, Any]) -> OfficialDocument:
    """Return the document with this head around one word. Raises InvalidDocumentError."""
    return OfficialDocument(
        body=(Paragraph(plain("…")),),
        signature=Signature(data["signer_title"], data["signer_name"], data["authority"]),
        filing=Filing(data["filing"]),
        addressees=composing.entries(data["addressees"]),
        legal_bases=composing.entries(data["legal_bases"]),
        recipients=composing.entries(data["recipients"]),
        **{name: data[name] for name in _SAME},
    )
