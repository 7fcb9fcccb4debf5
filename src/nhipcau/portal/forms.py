"""What keepers of the public site fill in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.portal import rules
from nhipcau.portal.errors import AddressFileError
from nhipcau.shell.forms import DayField
from nhipcau.units.tables import TableError, read_table

LARGEST_NUMBER = 10**12


class AddressesForm(forms.Form):
    """A file with old addresses and where they lead; gives its `pairs`."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV or XLSX with two columns headed “old” and “new”. Old is an address of the site before, new a page of "
            "this one: /vi/a/le-hoi-den-bien/."
        ),
    )

    def clean_file(self) -> list[tuple[str, str]]:
        """Return the (old, new) pairs of the file."""
        upload: Any = self.cleaned_data["file"]
        try:
            table = read_table(upload.name, upload.read())
        except TableError as error:
            raise ValidationError(str(AddressFileError.message)) from error
        headings = [heading.strip().lower() for heading in table.headings]
        old = next((at for at, heading in enumerate(headings) if heading in rules.OLD_HEADINGS), None)
        new = next((at for at, heading in enumerate(headings) if heading in rules.NEW_HEADINGS), None)
        if old is None or new is None:
            raise ValidationError(str(AddressFileError.message))
        return [(row[old], row[new]) for row in table.rows if row[old].strip() or row[new].strip()]


class EarlierViewsForm(forms.Form):
    """What another counter showed, and when."""

    counter = forms.CharField(
        label=_("Counter"), max_length=200, help_text=_("Which counter it was, and what it counted")
    )
    until = DayField(label=_("As of"))
    number = forms.IntegerField(label=_("Number it showed"), min_value=1, max_value=LARGEST_NUMBER)

    def clean_until(self) -> Any:
        """Return the day; nothing can be counted until a day that has not come."""
        day = self.cleaned_data["until"]
        if day > timezone.localdate():
            raise ValidationError(
                _("This day has not come yet. Write the day on which the counter was read.")
            )
        return day
