"""What an office asks to be made known, and what a unit says of it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.briefings.actions import Asked, Held
from nhipcau.briefings.models import MOST, Notice, Receipt, SessionForm
from nhipcau.programmes.forms.units import UnitNamesField, audience_choices
from nhipcau.shell.forms import DayField

CELLS, PEOPLE = "chi bộ", "đảng viên"
USUAL_TIME = timedelta(days=30)
Audiences = Mapping[str, tuple[str, Sequence[int]]]


class AskedForm(forms.Form):
    """What is asked, until when, and what is counted."""

    title = forms.CharField(label=_("Title"), max_length=300, widget=forms.Textarea({"rows": 2}))
    due_on = DayField(label=_("To be made known by"))
    instructions = forms.CharField(
        label=_("What the units do"), required=False, max_length=5000, widget=forms.Textarea({"rows": 3})
    )
    cells_word = forms.CharField(
        label=_("What is counted of each unit"),
        max_length=60,
        help_text=_("For example branches, hamlets or offices."),
    )
    people_word = forms.CharField(
        label=_("Who is briefed"), max_length=60, help_text=_("For example members, officials or households.")
    )

    def asked(self) -> Asked:
        """Return what is asked; the form must be valid."""
        names = ("title", "due_on", "cells_word", "people_word", "instructions")
        return Asked(**{name: self.cleaned_data[name] for name in names})


class NoticeForm(AskedForm):
    """The same, and which units are asked: an audience, units by their names, or both."""

    audience = forms.ChoiceField(label=_("Units that make it known"), required=False)
    units = UnitNamesField(label=_("And these units"), help_text=_("Names with a semicolon between."))
    field_order = ("title", "audience", "units", "due_on")

    def __init__(self, names: Mapping[int, str], audiences: Audiences, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.audiences = audiences
        self.fields["audience"].choices = audience_choices(audiences)  # type: ignore[attr-defined]  # a choice field
        self.fields["units"].names = names  # type: ignore[attr-defined]  # a field of unit names

    def clean(self) -> dict[str, Any]:
        """Ask for at least one unit."""
        values = super().clean() or {}
        if not values.get("audience") and not values.get("units") and "units" not in self.errors:
            self.add_error("audience", _("Choose the units, or name them below."))
        return values

    def chosen(self) -> tuple[int, ...]:
        """Return the units chosen, each once; the form must be valid."""
        of = self.audiences.get(self.cleaned_data["audience"], ("", ()))[1]
        return tuple(dict.fromkeys([*of, *self.cleaned_data["units"]]))


def first_asked(title: str, today: date) -> dict[str, Any]:
    """Return what a new notice begins with."""
    return {"title": title, "due_on": today + USUAL_TIME, "cells_word": CELLS, "people_word": PEOPLE}


def asked_of(notice: Notice) -> dict[str, Any]:
    """Return what a notice asks, as its form takes it."""
    names = ("title", "due_on", "instructions", "cells_word", "people_word")
    return {name: getattr(notice, name) for name in names}


class CallBackForm(forms.Form):
    """Why a notice is called back."""

    why = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class HowManyForm(forms.Form):
    """How many there are altogether: the second number of "how many of how many"."""

    def __init__(
        self, receipt: Receipt, last: tuple[int | None, int | None], *args: Any, **options: Any
    ) -> None:
        cells = receipt.cells_all if receipt.cells_all is not None else last[0]
        people = receipt.people_all if receipt.people_all is not None else last[1]
        options["initial"] = {**options.get("initial", {}), "cells_all": cells, "people_all": people}
        super().__init__(*args, **options)
        notice = receipt.notice
        self.fields["cells_all"] = _number(_("All %(what)s of the unit") % {"what": notice.cells_word})
        self.fields["people_all"] = _number(_("All %(what)s of the unit") % {"what": notice.people_word})


class HeldForm(HowManyForm):
    """A session: its day, how, and how many; how many there are is asked only while nobody has said it."""

    def __init__(
        self, receipt: Receipt, last: tuple[int | None, int | None], *args: Any, **options: Any
    ) -> None:
        super().__init__(receipt, last, *args, **options)
        notice = receipt.notice
        totals = {name: self.fields.pop(name) for name in ("cells_all", "people_all")}
        self.fields["day"] = DayField(label=_("Day of the session"))
        self.fields["form"] = forms.ChoiceField(label=_("How it was held"), choices=SessionForm.choices)
        self.fields["cells"] = _number(_("%(what)s briefed") % {"what": notice.cells_word.capitalize()})
        self.fields["people"] = _number(_("%(what)s briefed") % {"what": notice.people_word.capitalize()})
        self.fields["people"].help_text = _("Each counted once over all sessions.")
        if receipt.cells_all is None or receipt.people_all is None or receipt.recount:
            self.fields.update(totals)

    def held(self) -> Held:
        """Return the session; the form must be valid."""
        values = self.cleaned_data
        return Held(values["day"], values["cells"], values["people"], values["form"])

    def totals(self) -> dict[str, int]:
        """Return how many there are, where it was asked; the form must be valid."""
        return {
            name: self.cleaned_data[name] for name in ("cells_all", "people_all") if name in self.cleaned_data
        }


def _number(label: Any) -> forms.IntegerField:
    """Return a field for a number, with the keys for digits on a phone."""
    widget = forms.NumberInput({"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, min_value=0, max_value=MOST, widget=widget)


class ShowForm(forms.Form):
    """Which of the units asked are shown."""

    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("All units")),
            ("unopened", _("Not received yet")),
            ("unacknowledged", _("Not acknowledged yet")),
            ("unfinished", _("Not finished yet")),
            ("overdue", _("Overdue")),
            ("finished", _("Finished")),
        ],
    )
