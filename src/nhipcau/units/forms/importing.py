"""The forms of lists of units."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.shell.forms import DayField

COLUMNS = {
    "province": _("Province"),
    "province_code": _("Code of the province"),
    "name": _("Name of the commune"),
    "code": _("Code of the commune"),
    "kind": _("Kind"),
    "name_en": _("Name in English"),
}


class TakeInForm(forms.Form):
    """A file with a list of units, from when it holds, and by which decision."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "Excel (.xlsx) or CSV, with columns such as Mã TP, Tỉnh / Thành phố, Mã PX, Phường xã, Cấp."
        ),
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
    )
    effective_on = DayField(label=_("Takes effect on"), initial=timezone.localdate)
    legal_basis = forms.CharField(
        label=_("Legal basis"),
        max_length=300,
        help_text=_("The resolution or decision, with its number and date."),
    )


class ColumnsForm(forms.Form):
    """What each column of a list means."""

    def __init__(self, *args: Any, headings: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(at), heading or str(at + 1)) for at, heading in enumerate(headings)]
        for field, label in COLUMNS.items():
            choices = [("", _("not in this list")), *named]
            self.fields[field] = forms.ChoiceField(label=label, choices=choices, required=False)

    def columns(self) -> dict[str, int]:
        """Return field → column, of the fields that have one."""
        return {field: int(at) for field, at in self.cleaned_data.items() if at}
