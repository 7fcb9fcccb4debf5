"""What people fill in about packets."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nhipcau.exchange.formats.edxml import Organisation
from nhipcau.exchange.packets.identifying import Entry
from nhipcau.exchange.packets.models import Way
from nhipcau.exchange.packets.sending import Sending
from nhipcau.shell.forms import DayField
from nhipcau.units.forms.picking import UnitChoiceField, offer_units
from nhipcau.units.models import Role

MOST_LIST_BYTES = 5 * 1024**2


class LookForm(forms.Form):
    """Which packets are shown."""

    way = forms.ChoiceField(
        label=_("Direction"), choices=[("", _("Both directions")), *Way.choices], required=False
    )


class StateForm(forms.Form):
    """A state that a person tells."""

    code = forms.CharField(max_length=2)
    description = forms.CharField(max_length=1000, required=False, strip=True)


class SendForm(forms.Form):
    """To whom an issued document goes, and what the register does not know of it."""

    to = forms.MultipleChoiceField(label=_("Addressees"), required=False, widget=forms.CheckboxSelectMultiple)
    others = forms.CharField(
        label=_("Other addressees"),
        help_text=_("One a line: identifier; name. For example: H49.02; Sở Ngoại vụ"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=20_000,
        required=False,
    )
    place = forms.CharField(label=_("Place of issue"), max_length=50)
    signer = forms.CharField(label=_("Signed by"), max_length=120)
    position = forms.CharField(label=_("Position of the signer"), max_length=100, required=False)
    competence = forms.CharField(
        label=_("Signed for"),
        help_text=_("For example: TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH"),
        max_length=100,
        required=False,
    )
    due_on = DayField(label=_("To be answered by"), required=False)
    priority = forms.ChoiceField(
        label=_("Urgency"),
        choices=[
            ("0", _("normal")),
            ("1", _("urgent")),
            ("2", _("very urgent")),
            ("3", _("express")),
            ("4", _("express at a set hour")),
        ],
    )

    annexes = forms.TypedMultipleChoiceField(
        label=_("Annexes that go with it"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        offices: Sequence[tuple[str, str]],
        annexes: Sequence[tuple[int, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if annexes:
            self.fields["annexes"].choices = annexes  # type: ignore[attr-defined]  # it is a choice field
            self.fields["annexes"].initial = [pk for pk, _name in annexes]
        else:
            del self.fields["annexes"]
        field: Any = self.fields["to"]
        field.choices = [(code, f"{name} ({code})") for code, name in offices]
        self._names = dict(offices)

    def clean_others(self) -> list[Organisation]:
        """Return the addressees that were typed. A line without both parts is refused, with its number."""
        typed = []
        for number, line in enumerate(self.cleaned_data["others"].splitlines(), start=1):
            if line.strip():
                code, _separator, name = (part.strip() for part in line.partition(";"))
                if not code or not name or len(code) > 50 or len(name) > 200:
                    message = gettext(
                        "Line %d: write the identifier (up to 50 characters), a semicolon, the name."
                    )
                    raise forms.ValidationError(message % number)
                typed.append(Organisation(code, name))
        return typed

    def addressees(self) -> list[Organisation]:
        """Return everyone it goes to."""
        chosen = [Organisation(code, self._names[code]) for code in self.cleaned_data["to"]]
        return [*chosen, *self.cleaned_data["others"]]

    def sending(self) -> Sending:
        """Return what was filled in."""
        names = ("place", "signer", "position", "competence", "due_on", "priority")
        given = {name: self.cleaned_data[name] for name in names}
        return Sending(**given, annexes=frozenset(self.cleaned_data.get("annexes", ())))


class IdentifierForm(forms.Form):
    """An identifier of a unit here, or of an office elsewhere."""

    code = forms.CharField(
        label=_("Identifier"),
        help_text=_("As in the decision that gave it, for example H49.02.03"),
        max_length=50,
    )
    name = forms.CharField(label=_("Name in packets"), max_length=200)
    unit = UnitChoiceField(label=_("Unit here"), required=False)
    valid_from = DayField(label=_("Valid from"))
    valid_to = DayField(label=_("Valid until before"), required=False)

    def __init__(self, *args: Any, units: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self, "unit", units, roles=[Role.ADMINISTRATOR], first=_("an office elsewhere"))

    def entry(self) -> Entry:
        """Return what was filled in."""
        return Entry(**self.cleaned_data)


class ListForm(forms.Form):
    """A list of identifiers as CSV."""

    file = forms.FileField(
        label=_("List of identifiers (CSV)"),
        help_text=_("Columns: ma_dinh_danh, ten, ma_don_vi (empty for offices elsewhere), tu_ngay, den_ngay"),
    )

    def clean_file(self) -> Any:
        """Return the file unless it is too large."""
        file = self.cleaned_data["file"]
        if file.size > MOST_LIST_BYTES:
            raise forms.ValidationError(_("The list is larger than 5 MB. Divide it."))
        return file


class EndForm(forms.Form):
    """The first day on which an identifier is no longer valid."""

    day = DayField()

    def day_or(self, other: date) -> date:
        """Return the day that was given, else another."""
        day: date = self.cleaned_data["day"] if self.is_valid() else other
        return day
