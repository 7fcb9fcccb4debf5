"""Naming moments and documents in a form."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminTimeInput

from nhipcau.registry.models import Document
from nhipcau.registry.querysets import DocumentQuerySet
from nhipcau.registry.rules import number_key


class TimeField(forms.TimeField):
    """A time of the day, as 14:30 or 14h30."""

    widget = AdminTimeInput
    default_error_messages = {"invalid": _("Write the time as hours and minutes, for example 14:30.")}

    def to_python(self, value: Any) -> Any:
        """Read 14h30 and 14h as people write them."""
        if isinstance(value, str):
            value = value.strip().lower().replace("h", ":")
            value = f"{value}00" if value.endswith(":") else value
        return super().to_python(value)


def document_called(words: str, documents: DocumentQuerySet) -> Document | None:
    """Return the one registered document of that number; None for none or several. One query."""
    key = number_key(words.strip())
    found = list(documents.numbered({key})[:2]) if key else []
    return found[0] if len(found) == 1 else None


def moment(day: Any, time: Any) -> datetime:
    """Return the moment of Vietnam's time on a day."""
    return timezone.make_aware(datetime.combine(day, time))
