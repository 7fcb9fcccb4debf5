"""The forms of exchange."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.exchange import access, exporting
from nhipcau.exchange.formats import PeriodName, write_period
from nhipcau.exchange.formats.periods import MONTHS
from nhipcau.exchange.formats.values import MOST_BYTES
from nhipcau.exchange.importing import How
from nhipcau.reporting.models import Calendar, Form, Period
from nhipcau.shell.forms import DayField, offer
from nhipcau.units.models import Membership

CODE, UID = "code", "uid"
FORMATS = [
    (exporting.JSON, _("Figures, JSON (DHIS2 dataValueSets)")),
    (exporting.CSV, _("Figures, CSV (DHIS2)")),
    (exporting.ADX, _("Figures, XML (ADX)")),
    (exporting.COMPLETENESS, _("Who has sent, JSON (DHIS2 completeDataSetRegistrations)")),
    (exporting.METADATA, _("Metadata, JSON (DHIS2)")),
    (exporting.UNITS, _("Units, CSV (DHIS2)")),
]


class ExportForm(forms.Form):
    """What is to be written, for whom it is named how."""

    form = forms.ModelChoiceField(Form.objects.none(), label=_("Form of the reports"))
    periods = forms.ModelMultipleChoiceField(
        Period.objects.none(), label=_("Periods"), help_text=_("Hold Ctrl to choose several.")
    )
    format = forms.ChoiceField(label=_("Format"), choices=FORMATS)
    names = forms.ChoiceField(
        label=_("Units and figures are named by"),
        choices=[(CODE, _("their codes")), (UID, _("identifiers of 11 characters"))],
        initial=CODE,
        help_text=_(
            "Identifiers name things in this installation only. Between two installations, use codes."
        ),
    )
    unapproved = forms.BooleanField(
        label=_("also reports that are sent and not yet approved"), required=False
    )
    official = forms.BooleanField(
        label=_("write periods from the 15th to the 14th under the name of the calendar period"),
        required=False,
        help_text=_("The other system then takes 15/9–14/12 for the fourth quarter."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        """Offer the forms and periods that `user` sees."""
        super().__init__(*args, **kwargs)
        offer(self, "form", access.forms(user))
        offer(self, "periods", access.periods(user).filter(kind__in=list(MONTHS)))
        field: Any = self.fields["periods"]
        field.label_from_instance = _period_label

    def wanted(self) -> exporting.Wanted:
        """Return what was chosen."""
        given = self.cleaned_data
        return exporting.Wanted(
            form=given["form"],
            periods=tuple(given["periods"]),
            format=given["format"],
            by_uid=given["names"] == UID,
            unapproved_too=given["unapproved"],
            official_too=given["official"],
        )


def _period_label(period: Period) -> str:
    """Return what the period is called here, which days it has, and what it is called there."""
    there = write_period(PeriodName(period.kind, period.year, period.number))
    return f"{period} ({period.starts_on:%d/%m/%Y}–{period.ends_on:%d/%m/%Y}) → {there}"


class MetadataForm(forms.Form):
    """A file of metadata of another system."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "Metadata as JSON of DHIS2 (categories, dataElements, indicators, dataSets, organisationUnits); at most "
            "10 MB. Nothing is written before you have seen what would be added."
        ),
        widget=forms.FileInput({"accept": ".json"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        return _small(self.cleaned_data["file"])


def _small(file: Any) -> Any:
    if file.size > MOST_BYTES:
        raise forms.ValidationError(
            _("The file is larger than 10 MB. Send fewer periods or units at a time.")
        )
    return file


class TakeInForm(forms.Form):
    """A file of another system, and what its periods mean."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "JSON or CSV of DHIS2 (dataValueSets, completeDataSetRegistrations), or ADX; at most 10 MB. "
            "Nothing is written before you have seen what would change."
        ),
        widget=forms.FileInput({"accept": ".json,.csv,.xml"}),
    )
    calendar = forms.ChoiceField(
        label=_("Its periods are"),
        choices=Calendar,
        initial=Calendar.OFFICIAL,
        help_text=_("2026Q4 can mean 1/10–31/12 or 15/9–14/12: the file cannot say which."),
    )
    sends = forms.BooleanField(
        label=_("send the reports that the file says are complete"),
        required=False,
        help_text=_(
            "They are sent in your name when you take the file over, and count as sent at that moment."
        ),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        return _small(self.cleaned_data["file"])

    def how(self) -> How:
        """Return what was said of the file."""
        return How(self.cleaned_data["calendar"], self.cleaned_data["sends"])


class KeyForm(forms.Form):
    """A key for another system: in which role it acts, for what, until when."""

    membership = forms.ModelChoiceField(Membership.objects.none(), label=_("Acts in the role"))
    name = forms.CharField(
        label=_("What it is for"), max_length=100, help_text=_("The system that will use it.")
    )
    expires_on = DayField(label=_("Last day"), help_text=_("At most one year ahead."))

    def __init__(self, *args: Any, user: Any, today: date, **kwargs: Any) -> None:
        """Offer the roles that `user` holds and in which figures are read or given."""
        super().__init__(*args, **kwargs)
        offer(self, "membership", access.memberships(user, today))
        field: Any = self.fields["membership"]
        field.label_from_instance = _membership_label
        self.fields["expires_on"].initial = today + timedelta(days=90)


def _membership_label(membership: Membership) -> str:
    return f"{membership.get_role_display()}, {membership.unit}"
