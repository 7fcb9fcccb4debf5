"""The common fields of an activity: five first, the rest folded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxLengthValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nhipcau.activities import proof
from nhipcau.activities.actions import ActivityFields
from nhipcau.activities.errors import FutureError, LinkError, WrongDaysError
from nhipcau.activities.models import Activity
from nhipcau.activities.proof import NewEvidence
from nhipcau.programmes.models import Assignment
from nhipcau.shell import files
from nhipcau.shell.errors import FileError, OversizeError
from nhipcau.shell.forms import DayField
from nhipcau.shell.templatetags.shell import day
from nhipcau.units.models import Unit

LONGEST_DESCRIPTION = 20_000


class EvidenceField(forms.FileField):
    """A file that becomes checked evidence, or is refused beside the field."""

    def __init__(self, check: Callable[[str, bytes], NewEvidence], **kwargs: Any) -> None:
        super().__init__(required=False, allow_empty_file=True, **kwargs)
        self.check = check

    def clean(self, data: Any, initial: Any = None) -> NewEvidence | None:
        """Return the checked file, None when none was chosen."""
        upload: UploadedFile[Any] | None = super().clean(data, initial)
        if not upload:
            return None
        try:
            if (upload.size or 0) > files.LARGEST_BYTES:
                raise OversizeError
            return self.check(upload.name or "", upload.read())
        except FileError as error:
            raise ValidationError(str(error.message)) from error


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person may choose from: units to log for, their tasks, events this may be a part of."""

    places: QuerySet[Unit]
    tasks: QuerySet[Assignment]
    hosts: QuerySet[Activity]


def _name_of_host(host: Activity) -> str:
    return f"{host.title} – {host.unit.name}, {day(host.starts_on)}"


class ActivityForm(forms.ModelForm[Activity]):
    """What is told of an activity. `unit` is asked only of people who report for several."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), empty_label=None)
    starts_on = DayField(label=_("When"))
    ends_on = DayField(label=_("Last day, if it took several"), required=False)
    photo = EvidenceField(
        proof.photo,
        label=_("Photo"),
        help_text=_("JPEG, PNG, WebP or HEIC, up to 20 MB. Where and with what it was taken is not kept."),
        widget=forms.FileInput({"accept": "image/*", "capture": "environment"}),
    )
    file = EvidenceField(
        proof.document,
        label=_("File"),
        help_text=_("PDF, Word, Excel, PowerPoint, picture, sound or film, up to 20 MB."),
        widget=forms.FileInput(),
    )
    link = forms.CharField(
        label=_("Link"),
        required=False,
        max_length=500,
        help_text=_("The address of a post, an article or a recording, beginning with https://"),
        widget=forms.URLInput(),
    )

    FIRST = ("unit", "title", "starts_on", "place")
    FOLDED = (
        "ends_on", "assignment", "channel", "stream", "host", "open_to_others", "description", "file", "link",
    )  # fmt: skip

    class Meta:
        model = Activity
        fields = [
            "title", "starts_on", "place", "kind", "ends_on", "assignment", "channel", "stream", "host",
            "open_to_others", "description",
        ]  # fmt: skip
        labels = {
            "title": _("What was done"),
            "place": _("Where"),
            "assignment": _("Under which task"),
            "host": _("Part of which event"),
        }
        help_texts = {
            "host": _(
                "The people present are counted once, at the event; here only what this part did itself."
            ),
            "open_to_others": _("Reporters of other units of the province see its title, day and place."),
        }
        widgets = {"description": forms.Textarea({"rows": 4})}

    def __init__(self, *args: Any, choices: "Choices", today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        places, tasks = choices.places, choices.tasks
        self.fields["description"].validators.append(MaxLengthValidator(LONGEST_DESCRIPTION))
        unit: Any = self.fields["unit"]
        unit.queryset = places
        if len(places) <= 1:
            unit.widget = forms.HiddenInput()
            unit.initial = places[0] if places else None
        task: Any = self.fields["assignment"]
        task.queryset, task.empty_label = tasks, _("No task")
        task.label_from_instance = lambda assignment: assignment.task.title
        host: Any = self.fields["host"]
        host.queryset, host.empty_label = choices.hosts, _("No event: it stands by itself")
        host.label_from_instance = _name_of_host

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields shown at once, before the counts."""
        return [self[name] for name in self.FIRST if not self[name].is_hidden]

    @property
    def folded(self) -> list[forms.BoundField]:
        """The fields a person opens when needed."""
        return [self[name] for name in self.FOLDED]

    @property
    def opened(self) -> bool:
        """Whether the folded part must be open: it holds a mistake or something typed."""
        typed = ("assignment", "channel", "ends_on", "host", "open_to_others", "description", "link")
        return any(field.errors for field in self.folded) or any(self[name].value() for name in typed)

    def clean_starts_on(self) -> date:
        """Return the day; one to come is refused."""
        return self._past(self.cleaned_data["starts_on"])

    def clean_ends_on(self) -> date | None:
        """Return the last day; one to come is refused."""
        last: date | None = self.cleaned_data["ends_on"]
        return self._past(last) if last else None

    def clean_link(self) -> NewEvidence | None:
        """Return the link as evidence, None when none was written."""
        url = self.cleaned_data["link"]
        try:
            return proof.link(url) if url else None
        except LinkError as error:
            raise ValidationError(str(error.message)) from error

    def clean(self) -> dict[str, Any]:
        """Return the fields; a last day before the first is refused beside it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", ValidationError(str(WrongDaysError.message)))
        return cleaned

    def activity(self, details: Mapping[str, Any]) -> ActivityFields:
        """Return what was typed, with the particulars of its kind."""
        told = {name: self.cleaned_data[name] for name in ActivityFields.__slots__ if name != "details"}
        return ActivityFields(**told, details=details)

    def evidence(self) -> list[NewEvidence]:
        """Return the photo, the file and the link that were added."""
        added = (self.cleaned_data[name] for name in ("photo", "file", "link"))
        return [new for new in added if new]

    def _past(self, when: date) -> date:
        if when > self.today:
            raise ValidationError(str(FutureError.message))
        return when
