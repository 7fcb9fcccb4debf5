"""The forms of series."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.newsroom.models import Topic
from nhipcau.productions import rules
from nhipcau.productions.actions import Told
from nhipcau.productions.models import Rhythm, Series, SeriesKind
from nhipcau.shell.forms import DayField, offer
from nhipcau.units.models import User

LONGEST = 5_000


class SeriesForm(forms.Form):
    """A series to open (`names`: the units to choose from), or to change."""

    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    kind = forms.ChoiceField(label=_("Kind"), choices=SeriesKind.choices)
    title = forms.CharField(label=_("Title"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    slug = forms.SlugField(
        label=_("Address"),
        max_length=80,
        help_text=_("Small letters without marks, figures and hyphens: nhip-song-bien"),
    )
    summary = forms.CharField(
        label=_("Summary"), max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 3})
    )
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=_("In charge"),
        help_text=_("An editor of the unit, who is told when a part is missing."),
    )
    topic = forms.ModelChoiceField(Topic.objects.none(), label=_("Topic"), required=False)
    rhythm = forms.ChoiceField(label=_("Rhythm"), choices=Rhythm.choices, initial=Rhythm.NONE)
    step = forms.IntegerField(
        label=_("Day of the rhythm"),
        required=False,
        min_value=1,
        max_value=366,
        help_text=_(
            "Every week: 1 for Monday to 7 for Sunday. Every month: the day, 1 to 31. "
            "Every so many days: how many."
        ),
    )
    since = DayField(label=_("First day"))

    def __init__(
        self, names: Mapping[int, str], owners: Any, series: Series | None, *args: Any, **options: Any
    ) -> None:
        if series is not None:
            fields = (
                "kind",
                "title",
                "title_en",
                "slug",
                "summary",
                "owner",
                "topic",
                "rhythm",
                "step",
                "since",
            )
            options["initial"] = {name: getattr(series, name) for name in fields}
        super().__init__(*args, **options)
        offer(self, "owner", owners)
        topics = Topic.objects.filter(in_use=True)
        if series is not None and series.topic_id is not None:
            topics = topics | Topic.objects.filter(pk=series.topic_id)
        offer(self, "topic", topics)
        if series is not None:
            self.fields.pop("unit")
        else:
            units: Any = self.fields["unit"]
            units.choices = list(names.items())

    def clean(self) -> dict[str, Any]:
        """Hold the day of the rhythm against the rhythm."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "step" in data and "rhythm" in data and not rules.fits(data["rhythm"], data["step"]):
            none = data["rhythm"] == rules.NONE
            self.add_error(
                "step",
                _("Without a rhythm leave this empty.")
                if none
                else _(
                    "Give the weekday (1 to 7), the day of the month (1 to 31) or the number of days (2 to 366)."
                ),
            )
        return data

    def told(self) -> Told:
        """Return what the series is. Ask only of a valid form."""
        data = self.cleaned_data
        return Told(
            kind=data["kind"],
            title=data["title"],
            slug=data["slug"],
            owner=data["owner"],
            since=data["since"],
            title_en=data["title_en"],
            summary=data["summary"],
            topic=data["topic"],
            rhythm=data["rhythm"],
            step=data["step"],
        )


class EndForm(forms.Form):
    """The end of a series."""

    until = DayField(label=_("Last day"))
    reason = forms.CharField(label=_("Reason"), max_length=LONGEST, widget=forms.Textarea({"rows": 3}))


class PutInForm(forms.Form):
    """An item to put into a series, by its address."""

    slug = forms.SlugField(
        label=_("Address of the item"),
        max_length=80,
        widget=forms.TextInput(attrs={"list": "items", "autocomplete": "off"}),
        help_text=_("Type the beginning and choose from the list, or copy it from the item's page."),
    )
