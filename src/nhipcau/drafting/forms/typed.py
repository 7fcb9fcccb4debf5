"""Text as people type and paste it."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.indicators.models import Indicator
from nhipcau.registry.models import Document
from nhipcau.registry.querysets import DocumentQuerySet
from nhipcau.writing import InvalidDocumentError, TextRun

MOST_TEXT = 100_000


def lines(value: str) -> str:
    """Return typed text with one kind of line break; word processors paste others."""
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")


def refuse_unprintable(value: str) -> None:
    """Raise ValidationError for a character that no page can show."""
    try:
        TextRun(value or " ")
    except InvalidDocumentError as error:
        raise ValidationError(reason(error)) from error


def reason(error: InvalidDocumentError) -> str:
    """Return what the writing library says, in the language of the page."""
    return error.reason_en if get_language() == "en" else error.reason_vi


MATCHES_SHOWN = 20
_NUMBERED = re.compile(r".*#([0-9]{1,17})", re.DOTALL)


class MatchInput(forms.TextInput):
    """A field in which something is named; under it what fits, where what was typed did not say enough."""

    template_name = "drafting/matching.html"

    class Media:
        js = ("units/suggest.js",)

    def __init__(self, attrs: Any = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.matches: list[tuple[str, str]] = []

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Return what the template shows."""
        return {**super().get_context(name, value, attrs), "matches": self.matches}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was chosen of the matches, else what was typed."""
        return data.get(f"{name}-chosen") or data.get(name)


class IndicatorField(forms.CharField):
    """One indicator in use, by its code, its name or a part of it."""

    widget = MatchInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 300, **options})
        self.widget.attrs["data-suggest"] = reverse_lazy("drafting:suggest_indicators")
        self.help_text = self.help_text or _("Write the name or a part of it, or the code.")

    def clean(self, value: Any) -> Any:
        """Return the indicator that was typed."""
        text = super().clean(value)
        in_use = Indicator.objects.in_use()
        found = in_use.filter(Q(code=text) | Q(name__iexact=text) | Q(name_en__iexact=text))[:2]
        if len(found) == 1:
            return found[0]
        near = in_use.order_by("name")
        for word in text.split():
            near = near.filter(Q(name__icontains=word) | Q(name_en__icontains=word) | Q(code__icontains=word))
        matches = [(one.code, one.local_name) for one in near[:MATCHES_SHOWN]]
        if isinstance(self.widget, MatchInput):
            self.widget.matches = matches
        if matches:
            raise ValidationError(_("Choose the indicator that is meant, or write more of its name."))
        raise ValidationError(
            _("No indicator in use is called “%(text)s”. Check the spelling.") % {"text": text}
        )


class DocumentField(forms.CharField):
    """One document of the register that may be cited, by its number or by words of it."""

    widget = MatchInput
    documents: DocumentQuerySet | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 300, **options})
        self.help_text = self.help_text or _("Write its number, or words of its subject.")

    def clean(self, value: Any) -> Any:
        """Return the document that was typed."""
        text = super().clean(value)
        if not text:
            return None
        documents = Document.objects.none() if self.documents is None else self.documents
        if numbered := _NUMBERED.fullmatch(text):
            document = documents.filter(pk=int(numbered[1])).first()
            if document is not None:
                return document
        near = list(documents.search(text, most=MATCHES_SHOWN))
        same = [one for one in near if one.number and one.number.casefold() == text.casefold()]
        if len(same) == 1 or len(near) == 1:
            return (same or near)[0]
        if isinstance(self.widget, MatchInput):
            self.widget.matches = [(named(one), one.subject) for one in near]
        if near:
            raise ValidationError(_("Choose the document that is meant, or write more of it."))
        raise ValidationError(
            _("No document of your registers has “%(text)s”. Check the number, or enter the document first.")
            % {"text": text}
        )


def named(document: Document) -> str:
    """Return how a document is written into a field so that it is meant and no other."""
    return f"{document.number or document.subject[:100]} #{document.pk}"
