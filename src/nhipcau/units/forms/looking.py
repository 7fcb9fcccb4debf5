"""What is asked of the lists of units, changes and successions."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.shell.forms import DayField
from nhipcau.units.models import ChangeKind, Kind, Line

Choices = Iterable[tuple[Any, Any]]


class AskedForm(forms.Form):
    """A form of filters: what is wrong in it counts as not asked."""

    def asked(self, name: str) -> str:
        """Return what was asked for in a field, "" when nothing usable was."""
        usable = {} if not self.is_bound or name in self.errors else self.cleaned_data
        return str(usable.get(name) or "").strip()

    def day_asked(self, name: str) -> date | None:
        """Return the day asked for in a field, None when none or a wrong one was."""
        if not self.is_bound or name in self.errors:
            return None
        day: date | None = self.cleaned_data.get(name)
        return day


class FilterForm(AskedForm):
    """Which units are shown: on which day, with which words, of which kind, line, group, and in which province."""

    on = DayField(label=_("On the day"), required=False)
    q = forms.CharField(label=_("Name or code"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *Kind.choices])
    line = forms.ChoiceField(label=_("Line"), required=False, choices=[("", _("All lines")), *Line.choices])
    province = forms.ChoiceField(label=_("Province"), required=False)
    group = forms.ChoiceField(label=_("Group"), required=False)

    def __init__(self, *args: Any, provinces: Choices = (), groups: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("province", _("All provinces"), provinces)
        self._offer("group", _("All groups"), groups)

    def _offer(self, name: str, every: Any, choices: Choices) -> None:
        offered = list(choices)
        if offered:
            field: Any = self.fields[name]
            field.choices = [("", every), *offered]
        else:
            del self.fields[name]

    def day(self) -> date:
        """Return the day asked for, today when none or a wrong one was."""
        return self.day_asked("on") or timezone.localdate()

    def is_narrowed(self) -> bool:
        """Return whether anything but the day was asked for."""
        return any(self.asked(name) for name in self.fields if name != "on")


class ChangesForm(AskedForm):
    """Which changes are shown."""

    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)
    kind = forms.ChoiceField(
        label=_("What changed"), required=False, choices=[("", _("Everything")), *ChangeKind.choices]
    )
    q = forms.CharField(label=_("Words of the legal basis"), required=False, max_length=100)


class MapForm(AskedForm):
    """Between which days, and for what, successions are followed."""

    first = DayField(label=_("As of"), required=False)
    last = DayField(label=_("to"), required=False)
    q = forms.CharField(label=_("Name or code"), required=False, max_length=100)
    province = forms.ChoiceField(label=_("Province"), required=False)
    every = forms.BooleanField(label=_("Also units that stayed as they were"), required=False)

    def __init__(self, *args: Any, provinces: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["province"]
        field.choices = [("", _("All provinces")), *provinces]
