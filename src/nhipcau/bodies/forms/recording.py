"""What came of a meeting: who was represented, the minutes, the conclusions, and the tasks made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.bodies.actions import Was
from nhipcau.bodies.models import Attendance, Meeting, Presence, Seat
from nhipcau.programmes.actions import TaskPlan
from nhipcau.programmes.forms.tasks import Usual
from nhipcau.programmes.forms.units import UnitNameField, refuse_ended
from nhipcau.programmes.models import Programme
from nhipcau.shell.forms import DayField, UploadField


class AttendanceRow(forms.Form):
    """Whether one seat was represented."""

    presence = forms.ChoiceField(label=_("Presence"), choices=Presence.choices)
    substitute = forms.CharField(label=_("Represented by the office"), required=False, max_length=200)

    def __init__(self, seat: Seat, kept: Attendance | None, *args: Any, **options: Any) -> None:
        self.seat = seat
        presence, substitute = (kept.presence, kept.substitute) if kept else (Presence.PRESENT, "")
        options |= {"prefix": f"s{seat.pk}", "initial": {"presence": presence, "substitute": substitute}}
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        """Ask by which office the seat was represented."""
        values = super().clean() or {}
        if values.get("presence") == Presence.SUBSTITUTE and not values.get("substitute"):
            self.add_error("substitute", _("Name the office, for example: Phó Chánh Văn phòng."))
        return values

    def was(self) -> Was:
        """Return how the seat was represented; the form must be valid."""
        return Was(self.cleaned_data["presence"], self.cleaned_data["substitute"])


class MinutesForm(forms.Form):
    """The minutes, as text, as a file, or both."""

    minutes = forms.CharField(
        label=_("Minutes"), required=False, max_length=100_000, widget=forms.Textarea({"rows": 10})
    )
    file = UploadField(
        label=_("File of the minutes"), required=False, help_text=_("PDF, Word or a photo, at most 20 MB.")
    )


def attendance_rows(meeting: Meeting, seats: Sequence[Seat], data: Any) -> list[AttendanceRow]:
    """Return a row for each seat, as it was entered before. One query."""
    kept = {one.seat_id: one for one in meeting.attendances.all()}
    return [AttendanceRow(seat, kept.get(seat.pk), data) for seat in seats]


class PointForm(forms.Form):
    """A conclusion of a meeting, or what a side of a joint programme takes on."""

    text = forms.CharField(label=_("What is to be done"), max_length=5000, widget=forms.Textarea({"rows": 3}))
    unit = UnitNameField(label=_("Unit that carries it out"))
    due_on = DayField(label=_("Until when"), required=False)

    def __init__(self, names: Mapping[int, str] | None, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if names is None:
            del self.fields["unit"]
        else:
            self.fields["unit"].names = names  # type: ignore[attr-defined]  # it is a field of unit names


class ProgrammeForm(forms.Form):
    """The programme that takes the tasks."""

    programme = forms.TypedChoiceField(
        label=_("Programme that takes the tasks"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, offered: Sequence[Programme], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offered = {one.pk: one for one in offered}
        choices: Any = [("", _("A new programme")), *((one.pk, one.title) for one in offered)]
        self.fields["programme"].choices = choices  # type: ignore[attr-defined]  # it is a choice field

    def chosen(self) -> Programme | None:
        """Return the programme chosen, None for a new one; the form must be valid."""
        return self.offered.get(self.cleaned_data["programme"])


@dataclass(frozen=True, slots=True)
class Point:
    """A conclusion or obligation, with the unit that would lead its task."""

    pk: int
    text: str
    unit: int | None
    due_on: date | None


class TaskRow(forms.Form):
    """A conclusion or obligation that is to become a task; only rows that are chosen are judged."""

    include = forms.BooleanField(label=_("Make it a task"), required=False, initial=True)
    lead = UnitNameField(label=_("Lead unit"))
    due_on = DayField(label=_("Due on"), required=False)
    product = forms.CharField(label=_("Expected product"), required=False, max_length=300)

    def __init__(self, point: Point, names: Mapping[int, str], data: Any) -> None:
        self.pk, self.text = point.pk, point.text
        lead = names.get(point.unit, "") if point.unit else ""
        first = {"include": True, "lead": lead, "due_on": point.due_on}
        super().__init__(data, prefix=f"t{point.pk}", initial=first)
        self.fields["lead"].names = names  # type: ignore[attr-defined]  # it is a field of unit names

    def clean(self) -> dict[str, Any]:
        """Refuse a unit that will have ended at the deadline."""
        values = super().clean() or {}
        refuse_ended(self, values)
        return values

    @property
    def chosen(self) -> bool:
        """Whether the row is to become a task."""
        return bool(self["include"].value())

    def is_valid(self) -> bool:
        """Return whether the row is right, or not chosen at all."""
        return not self.is_bound or not self.chosen or super().is_valid()

    def plan(self, usual: Usual, clause_label: str) -> TaskPlan:
        """Return the task, with the conclusion as its clause; the row must be valid."""
        given = self.cleaned_data
        return TaskPlan(
            title=self.text[:500],
            lead=given["lead"],
            due_on=given["due_on"],
            product=given["product"] or usual.product,
            responsible=usual.responsible,
            authority=usual.authority,
            clause_label=clause_label[:40],
            clause=self.text,
        )
