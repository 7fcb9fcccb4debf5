"""What planners fill in."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.channels.models import Channel
from nhipcau.editorial import access, rules
from nhipcau.editorial.actions import Asked, Given, Planned
from nhipcau.editorial.models import Commission, Entry, FactRequest, Intent, Work
from nhipcau.editorial.overviews import Choice
from nhipcau.newsroom import access as newsroom
from nhipcau.newsroom.models import Topic
from nhipcau.programmes.models import Task
from nhipcau.shell.forms import DayField, MomentField, RowsField, offer
from nhipcau.units import reach
from nhipcau.units.forms.picking import UnitChoiceField, offer_units
from nhipcau.units.models import Unit, User

MOST_REASON = 300


class EntryForm(forms.ModelForm[Entry]):
    """An entry of the plan. A new one also says whose it is, on which day, and what is meant."""

    channels = RowsField(
        queryset=Channel.objects.none(),
        label=_("Channels"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple
    )
    day = DayField(label=_("Day"))
    happens_from = DayField(label=_("It happens from"), required=False)
    happens_to = DayField(label=_("It happens until"), required=False)

    class Meta:
        model = Entry
        fields = [
            "title", "kind", "topic", "day", "hour", "channels", "languages", "happens_from", "happens_to", "where",
            "note",
        ]  # fmt: skip
        widgets = {
            "hour": forms.TimeInput(attrs={"placeholder": "08:30"}, format="%H:%M"),
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, unit: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "topic", Topic.objects.filter(in_use=True))
        offer(self, "channels", access.channels_of(unit, timezone.localdate()))
        field: Any = self.fields["languages"]
        field.choices = [(one.code, str(one)) for one in newsroom.languages()]
        if self.instance.pk:
            del self.fields["day"]

    def clean(self) -> dict[str, Any]:
        """Refuse an event that ends before it begins, or that only ends."""
        data = super().clean() or self.cleaned_data
        begins, ends = data.get("happens_from"), data.get("happens_to")
        if ends and (not begins or ends < begins):
            self.add_error(
                "happens_to", _("It ends before it begins. Write the day on which it begins first.")
            )
        return data

    def planned(self, task: Task | None = None, intent: str = rules.COVER) -> Planned:
        """Return what was typed."""
        data = self.cleaned_data
        return Planned(
            title=data["title"],
            kind=data["kind"],
            topic=data["topic"].code,
            day=data.get("day") or self.instance.day,
            hour=data["hour"],
            happens_from=data["happens_from"],
            happens_to=data["happens_to"],
            where=data["where"],
            channels=list(data["channels"]),
            languages=data["languages"],
            note=data["note"],
            intent=intent,
            task=task,
        )


class UnitForm(forms.Form):
    """For which unit one plans, asked of those who plan for several."""

    unit = UnitChoiceField(label=_("Unit"))

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self, "unit", access.planning_units(user), roles=access.PLANNERS)


class MoveForm(forms.Form):
    """Another day for an entry."""

    day = DayField(label=_("New day"))
    reason = forms.CharField(label=_("Why"), max_length=MOST_REASON)


class IntentForm(forms.Form):
    """What is meant to become of an entry."""

    intent = forms.ChoiceField(label=_("Intent"), choices=Intent.choices)
    reason = forms.CharField(
        label=_("Reason"), max_length=MOST_REASON, required=False, help_text=_("Needed when it is called off")
    )


class CopyForm(forms.Form):
    """A series of later days."""

    every_days = forms.IntegerField(
        label=_("How many days lie between"), min_value=1, max_value=366, initial=7
    )
    until = DayField(label=_("Until"))


class ItemForm(forms.Form):
    """What an item needs beside what its entry says."""

    contact = forms.CharField(
        label=_("Contact"), max_length=200, help_text=_("Who answers questions: office, telephone, e-mail")
    )


class WorkForm(forms.Form):
    """A piece of work for a person."""

    person = forms.ModelChoiceField(queryset=User.objects.none(), label=_("Person"))
    work = forms.ChoiceField(label=_("Work"), choices=Work.choices)
    language = forms.ChoiceField(label=_("Language"), required=False)
    due_at = MomentField(label=_("Due"))
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def __init__(self, unit: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", newsroom.editors_of(unit))
        field: Any = self.fields["language"]
        field.choices = [("", "—"), *((one.code, str(one)) for one in newsroom.languages())]

    def given(self) -> Given:
        """Return what was typed."""
        data = self.cleaned_data
        return Given(data["person"], data["work"], data["due_at"], data["language"], data["note"])


class AnswerWorkForm(forms.Form):
    """What becomes of a piece of work."""

    state = forms.ChoiceField(
        choices=[(rules.ACCEPTED, ""), (rules.DECLINED, ""), (rules.DONE, ""), (rules.TAKEN_BACK, "")]
    )
    reason = forms.CharField(label=_("Reason"), max_length=MOST_REASON, required=False)


class RequestForm(forms.Form):
    """What is asked of another body."""

    unit = UnitChoiceField(label=_("Unit that is asked"), required=False)
    outside = forms.CharField(
        label=_("Or a body outside"),
        max_length=200,
        required=False,
        help_text=_("Its name, where it has no account here"),
    )
    question = forms.CharField(
        label=_("What is asked"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    why = forms.CharField(label=_("What it is for"), max_length=300)
    due_on = DayField(label=_("Needed by"))

    def __init__(self, others: frozenset[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self, "unit", others, first=_("No unit of the house"))

    def asked(self) -> Asked:
        """Return what was typed."""
        data = self.cleaned_data
        unit: Unit | None = data["unit"]
        return Asked(data["question"], data["why"], data["due_on"], unit, data["outside"])


class FactsForm(forms.ModelForm[FactRequest]):
    """The facts, and where they come from."""

    class Meta:
        model = FactRequest
        fields = ["answer", "source"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "source": _("Document with its number and day, register, or who says so in which office")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True


class ChoiceForm(forms.Form):
    """Which entries to see."""

    topic = forms.ModelChoiceField(
        queryset=Topic.objects.none(),
        label=_("Topic"),
        required=False,
        to_field_name="code",
        empty_label=_("All"),
    )
    channel = forms.ModelChoiceField(
        queryset=Channel.objects.none(), label=_("Channel"), required=False, empty_label=_("All")
    )
    person = forms.ModelChoiceField(
        queryset=User.objects.none(), label=_("Person"), required=False, empty_label=_("All")
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = access.entries_visible_to(user)
        offer(self, "topic", Topic.objects.filter(in_use=True))
        offer(self, "channel", Channel.objects.filter(pk__in=seen.values("channels")))
        people = Commission.objects.filter(entry__in=seen.values("pk"))
        offer(self, "person", User.objects.filter(pk__in=people.values("person")))

    def choice(self) -> Choice:
        """Return what was chosen; what cannot be chosen is left out."""
        data = self.cleaned_data if self.is_valid() else {}
        person, channel, topic = data.get("person"), data.get("channel"), data.get("topic")
        return Choice(
            person=person.pk if person else None,
            channel=channel.pk if channel else None,
            topic=topic.code if topic else "",
        )


class TakeOverForm(forms.Form):
    """For which unit an item is taken over."""

    unit = UnitChoiceField(label=_("Unit"))
    contact = forms.CharField(
        label=_("Contact"), max_length=200, help_text=_("Who answers questions: office, telephone, e-mail")
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self, "unit", newsroom.units_to_write_for(user), roles=newsroom.WRITERS)


def others_than(unit: int) -> frozenset[int]:
    """Return every unit of today but one: facts are asked of anybody."""
    return frozenset(reach.tree().on(timezone.localdate())) - {unit}
