"""What a body is, who sits in it, when it meets."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.bodies.actions import BodyPlan, MeetingPlan, SeatPlan
from nhipcau.bodies.forms.fields import TimeField, document_called, moment
from nhipcau.bodies.models import Body, BodyKind, Meeting, SeatRole
from nhipcau.registry.querysets import DocumentQuerySet
from nhipcau.shell.forms import DayField
from nhipcau.units.forms.people import PersonField
from nhipcau.units.forms.picking import UnitChoiceField, offer_units
from nhipcau.units.models import Role

# Earlier days were typed in error; the first of the calendar would lie before it in universal time.
FIRST_YEAR = 1900


class BodyForm(forms.Form):
    """What a body is called, what founds it, from when to when it works."""

    name = forms.CharField(label=_("Name of the body"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=BodyKind.choices)
    founded_words = forms.CharField(
        label=_("Decision that founds it"),
        required=False,
        max_length=300,
        help_text=_(
            "Its number, for example 125/QĐ-UBND. A document in the register with this number is linked."
        ),
    )
    purpose = forms.CharField(
        label=_("Purpose and duties"), required=False, max_length=5000, widget=forms.Textarea({"rows": 3})
    )
    valid_from = DayField(label=_("From day"))
    valid_to = DayField(label=_("First day without it"), required=False)

    def __init__(self, documents: DocumentQuerySet, *args: Any, **options: Any) -> None:
        self.documents = documents
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        """Refuse a body that ends before it begins."""
        values = super().clean() or {}
        first, last = values.get("valid_from"), values.get("valid_to")
        if first and last and last <= first:
            self.add_error("valid_to", _("This is not after the first day. Check both."))
        return values

    def plan(self) -> BodyPlan:
        """Return the body as entered; the form must be valid."""
        values = {name: self.cleaned_data[name] for name in BodyForm.base_fields}
        return BodyPlan(**values, founded_by=document_called(values["founded_words"], self.documents))


class NewBodyForm(BodyForm):
    """The same, and whose it is."""

    unit = UnitChoiceField(label=_("Body of"))
    field_order = ("unit", "name", "kind")

    def __init__(
        self, units: Collection[int], documents: DocumentQuerySet, *args: Any, **options: Any
    ) -> None:
        super().__init__(documents, *args, **options)
        offer_units(self, "unit", units, roles=[Role.OFFICER])


def body_as_entered(body: Body) -> dict[str, Any]:
    """Return a body as its form takes it."""
    return {name: getattr(body, name) for name in BodyForm.base_fields}


class SeatForm(forms.Form):
    """Who sits in a body: a person of the system, or an office."""

    role = forms.ChoiceField(label=_("Role in the body"), choices=SeatRole.choices, initial=SeatRole.MEMBER)
    office = forms.CharField(
        label=_("Office"),
        required=False,
        max_length=200,
        help_text=_("For example: Giám đốc Sở Du lịch. Whoever holds the office has the seat."),
    )
    person = PersonField(
        roles=[Role.OFFICER],
        label=_("Person"),
        help_text=_("Only where a named person of the system has the seat: the name, or the account name."),
    )
    email = forms.EmailField(
        label=_("E-mail for invitations"),
        required=False,
        help_text=_("Needed for an office; for a person their own is taken."),
    )
    valid_from = DayField(label=_("From day"), initial=timezone.localdate)

    def __init__(self, user: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].user = user  # type: ignore[attr-defined]  # it is a field of people

    def clean(self) -> dict[str, Any]:
        """Ask for a person or an office."""
        values = super().clean() or {}
        if not values.get("office") and not values.get("person") and "person" not in self.errors:
            self.add_error("office", _("Name the office, or a person below."))
        return values

    def plan(self) -> SeatPlan:
        """Return the seat as entered; the form must be valid."""
        return SeatPlan(**{name: self.cleaned_data[name] for name in self.base_fields})


class EndSeatForm(forms.Form):
    """From when a seat is no longer held."""

    day = DayField(label=_("First day without this seat"), initial=timezone.localdate)


class MeetingForm(forms.Form):
    """When and where a body meets, about what."""

    title = forms.CharField(label=_("What the meeting is about"), max_length=300)
    day = DayField(label=_("Day of the meeting"))
    begins = TimeField(label=_("Begins at"))
    ends = TimeField(label=_("Ends at"), required=False)
    place = forms.CharField(label=_("Where it is held"), max_length=300)
    agenda = forms.CharField(
        label=_("Agenda"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("One point a line, in their order."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a meeting that ends before it begins."""
        values = super().clean() or {}
        begins, ends = values.get("begins"), values.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("This is not after the beginning. Check both times."))
        if values.get("day") and values["day"].year < FIRST_YEAR:
            self.add_error("day", _("Check the year of this day."))
        return values

    def plan(self) -> MeetingPlan:
        """Return the meeting as entered; the form must be valid."""
        given = self.cleaned_data
        return MeetingPlan(
            title=given["title"],
            starts_at=moment(given["day"], given["begins"]),
            ends_at=moment(given["day"], given["ends"]) if given["ends"] else None,
            place=given["place"],
            agenda=tuple(given["agenda"].splitlines()),
        )


def meeting_as_entered(meeting: Meeting) -> dict[str, Any]:
    """Return a meeting as its form takes it."""
    begins = timezone.localtime(meeting.starts_at)
    return {
        "title": meeting.title,
        "day": begins.date(),
        "begins": begins.time(),
        "ends": timezone.localtime(meeting.ends_at).time() if meeting.ends_at else None,
        "place": meeting.place,
        "agenda": "\n".join(point.title for point in meeting.agenda.all()),
    }


class CallOffForm(forms.Form):
    """Why a meeting is called off."""

    why = forms.CharField(
        label=_("Why it is called off"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )
