"""Fields that every room's forms share."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from nhipcau.shell import files
from nhipcau.shell.errors import FileError, OversizeError


class DayInput(AdminDateInput):
    """Wagtail's calendar that leaves what was typed: by itself it puts today where a day is written in another way."""

    def get_config(self) -> dict[str, Any]:
        """Return what the calendar's script is told."""
        return {**super().get_config(), "validateOnBlur": False}


class DayField(forms.DateField):
    """A day typed as 05/09/2026 (also 5-9-2026, 5.9.2026 or 2026-09-05), with Wagtail's calendar beside it.

    Not the browser's own date field: that shows the day in the language of the machine, often month first.
    """

    widget = DayInput
    default_error_messages = {"invalid": _("Write the day as day/month/year, for example 05/09/2026.")}


class UploadField(forms.FileField):
    """A file that may be kept as it is checked by its content (`files.document`); gives it checked, or None."""

    widget = forms.FileInput

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_empty_file=True, **options)

    def clean(self, data: Any, initial: Any = None) -> files.Checked | None:
        """Return the checked file, None when none was chosen."""
        upload: UploadedFile[Any] | None = super().clean(data, initial)
        if not upload:
            return None
        try:
            if (upload.size or 0) > files.LARGEST_BYTES:
                raise OversizeError
            return files.document(upload.name or "", upload.read())
        except FileError as error:
            raise forms.ValidationError(str(error.message)) from error


def offer(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Let the field `name` of `form`, a choice among rows, choose among `rows`."""
    field: Any = form.fields[name]
    field.queryset = rows


def day_asked(text: str) -> date | None:
    """Return the day typed into a filter; None for nothing, or for what is no day.

    >>> day_asked("05/09/2026"), day_asked("hôm qua")
    (datetime.date(2026, 9, 5), None)
    """
    try:
        day: date | None = DayField(required=False).clean(text)
    except forms.ValidationError:
        return None
    return day
