"""A draft on its way to be issued."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from nhipcau.drafting.actions import Outside
from nhipcau.drafting.forms.typed import MOST_TEXT, lines
from nhipcau.programmes.forms.units import UnitNamesField, audience_choices
from nhipcau.shell.forms import DayField
from nhipcau.units.models import Role

MOST_REMARK = 2000
_NAMED = re.compile(r"(?P<name>.*?)\s*[<;,]\s*(?P<email>[^\s<>;,]+@[^\s<>;,]+)>?\s*$")
Audiences = Mapping[str, tuple[str, Sequence[int]]]


def _remark(label: Any, *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=required, max_length=MOST_REMARK, widget=widget)


class SubmitForm(forms.Form):
    """A word to the approver."""

    remark = _remark(_("A word to the approver"))


class ReturnForm(forms.Form):
    """What has to be mended."""

    remark = _remark(_("What has to be mended"), required=True)


class ApproveForm(forms.Form):
    """What the approver read."""

    remark = _remark(_("A word to the writer"))
    looked_at = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=MOST_TEXT)


class IssueForm(forms.Form):
    """The date of the document, and what the person who issues looked at."""

    issued_on = DayField(label=_("Date of issue"))
    looked_at = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=MOST_TEXT)


class RecipientsForm(forms.Form):
    """Who gets the document: units of the system, and others by mail."""

    audience = forms.ChoiceField(label=_("Units that get it"), required=False)
    units = UnitNamesField(
        label=_("And these units"),
        roles=(Role.OFFICER, Role.APPROVER),
        anywhere=True,
        help_text=_("Names with a semicolon between."),
    )
    outside = forms.CharField(
        label=_("Others, one a line"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Name, then the e-mail address: “Hội Hữu nghị; hop.thu@example.org”. Without an address it goes on paper."
        ),
    )

    def __init__(self, names: Mapping[int, str], audiences: Audiences, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.audiences = audiences
        self.fields["audience"].choices = audience_choices(audiences)  # type: ignore[attr-defined]  # a choice field
        self.fields["units"].names = names  # type: ignore[attr-defined]  # a field of unit names

    def clean_outside(self) -> list[Outside]:
        """Return who is named; refuse a line whose address is none."""
        return [_outside(line) for line in lines(self.cleaned_data["outside"]).splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        """Ask for somebody."""
        values = super().clean() or {}
        if not self.errors and not self.chosen() and not values.get("outside"):
            self.add_error("audience", _("Choose the units, or name somebody below."))
        return values

    def chosen(self) -> tuple[int, ...]:
        """Return the units chosen, each once."""
        of = self.audiences.get(self.cleaned_data.get("audience", ""), ("", ()))[1]
        return tuple(dict.fromkeys([*of, *(self.cleaned_data.get("units") or ())]))


def _outside(line: str) -> Outside:
    found = _NAMED.fullmatch(line.strip())
    if found is None:
        if "@" in line:
            raise ValidationError(
                _("“%(line)s”: write the name, a semicolon, then the address.") % {"line": line}
            )
        return Outside(line.strip())
    try:
        validate_email(found["email"])
    except ValidationError as error:
        said = _("“%(line)s”: this is no e-mail address. Mend it, or leave it out.")
        raise ValidationError(said % {"line": line.strip()}) from error
    return Outside(found["name"].strip(), found["email"])
