"""Fields that every room's forms share."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from nhipcau.shell import files
from nhipcau.shell.errors import FileError, OversizeError

LONGEST_KEY = 18  # digits that fit into the databases' largest whole numbers
_MOMENTS = [
    "%d/%m/%Y %H:%M",
    "%d-%m-%Y %H:%M",
    "%d.%m.%Y %H:%M",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M",
    "%d/%m/%Y %Hh%M",
]


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


class MomentField(forms.DateTimeField):
    """A day with the hour, typed as 05/09/2026 08:30; Vietnam time."""

    widget = forms.DateTimeInput(attrs={"placeholder": "05/09/2026 08:30"})
    default_error_messages = {
        "invalid": _(
            "Write the day and the hour as day/month/year hour:minute, for example 05/09/2026 08:30."
        )
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"input_formats": _MOMENTS, **options})

    def prepare_value(self, value: Any) -> Any:
        """Return the moment as it is typed."""
        if isinstance(value, datetime):
            local = timezone.localtime(value) if timezone.is_aware(value) else value
            return local.strftime("%d/%m/%Y %H:%M")
        return value


class RowsField(forms.ModelMultipleChoiceField[Any]):
    """A choice of several rows; a key that no database holds is no choice, instead of an error."""

    def clean(self, value: Any) -> Any:
        """Return the rows chosen. Raises ValidationError for what was not offered."""
        for key in value if isinstance(value, list | tuple) else ():
            if str(key).isdecimal() and len(str(key)) > LONGEST_KEY:
                raise forms.ValidationError(self.error_messages["invalid_choice"], params={"value": key})
        return super().clean(value)


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
