"""What people type and choose in reporting."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.reporting.actions import Entry
from nhipcau.reporting.models import AttachmentKind


def read_entries(typed: Mapping[str, str]) -> dict[str, Entry]:
    """Return what was typed for each cell that the page had; a code that nobody asks for is passed over later."""
    codes = [name.removeprefix("number-") for name in typed if name.startswith("number-")]
    return {
        code: Entry(
            text=typed.get(f"number-{code}", ""),
            not_applicable=f"na-{code}" in typed,
            note=read_text(typed, f"note-{code}"),
        )
        for code in codes
    }


def read_text(typed: Mapping[str, str], name: str) -> str:
    """Return what was typed in a field without what nobody sees and PostgreSQL refuses to store."""
    return typed.get(name, "").replace("\0", "")


def read_told(typed: Mapping[str, str]) -> dict[int, str]:
    """Return question → what was written to it, for each the page had."""
    keys = [name.removeprefix("told-") for name in typed if name.startswith("told-")]
    return {int(key): read_text(typed, f"told-{key}") for key in keys if _is_key(key)}


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16


def read_revision(typed: Mapping[str, str]) -> int:
    """Return the revision the page was made from; -1, which never fits, when it is missing."""
    text = typed.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def read_cell_reasons(typed: Mapping[str, str], codes: Iterable[str]) -> dict[str, str]:
    """Return what is to be corrected, by cell."""
    return {code: read_text(typed, f"reason-{code}") for code in codes}


class SendForm(forms.Form):
    """The last word before sending: where there are questions, that they were looked at."""

    looked = forms.BooleanField(label=_("I have looked at these points and the figures are right."))

    def __init__(self, *args: Any, questions: bool, **kept: Any) -> None:
        super().__init__(*args, **kept)
        if not questions:
            del self.fields["looked"]


class AttachForm(forms.Form):
    """A file to be kept with an answer."""

    kind = forms.ChoiceField(label=_("kind of file"), choices=AttachmentKind)
    file = forms.FileField(label=_("file"))


class UploadForm(forms.Form):
    """A filled-in spreadsheet."""

    file = forms.FileField(
        label=_("Filled-in spreadsheet"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"})
    )
