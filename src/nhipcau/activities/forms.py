"""The form of an activity: five fields first, the rest folded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxLengthValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.activities import proof
from nhipcau.activities.actions import ActivityFields
from nhipcau.activities.errors import EvidenceError, FutureError, OversizeError, WrongDaysError
from nhipcau.activities.models import Activity
from nhipcau.activities.proof import NewEvidence
from nhipcau.indicators.errors import FigureError
from nhipcau.indicators.figures import read_figure, write_figure
from nhipcau.indicators.models import Indicator
from nhipcau.programmes.models import Assignment
from nhipcau.shell.forms import DayField
from nhipcau.units.models import Unit

ROWS_OFFERED = 3
ROWS_MORE = 3
MOST_ROWS = 60
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
            if (upload.size or 0) > proof.LARGEST_BYTES:
                raise OversizeError
            return self.check(upload.name or "", upload.read())
        except EvidenceError as error:
            raise ValidationError(str(error.message)) from error


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
    FOLDED = ("kind", "assignment", "channel", "stream", "ends_on", "description", "file", "link")

    class Meta:
        model = Activity
        fields = [
            "title", "starts_on", "place", "kind", "assignment", "channel", "stream", "ends_on", "description",
        ]  # fmt: skip
        labels = {"title": _("What was done"), "place": _("Where"), "assignment": _("Under which task")}
        widgets = {"description": forms.Textarea({"rows": 4})}

    def __init__(
        self, *args: Any, places: QuerySet[Unit], tasks: QuerySet[Assignment], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["description"].validators.append(MaxLengthValidator(LONGEST_DESCRIPTION))
        unit: Any = self.fields["unit"]
        unit.queryset = places
        if len(places) <= 1:
            unit.widget = forms.HiddenInput()
            unit.initial = places[0] if places else None
        task: Any = self.fields["assignment"]
        task.queryset, task.empty_label = tasks, _("No task")
        task.label_from_instance = lambda assignment: assignment.task.title

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
        typed = ("assignment", "channel", "ends_on", "description", "link")
        return any(field.errors for field in self.folded) or any(self[name].value() for name in typed)

    def clean_starts_on(self) -> date:
        """Return the day; one to come is refused."""
        return self._past(self.cleaned_data["starts_on"])

    def clean_ends_on(self) -> date | None:
        """Return the last day; one to come is refused."""
        day: date | None = self.cleaned_data["ends_on"]
        return self._past(day) if day else None

    def clean_link(self) -> NewEvidence | None:
        """Return the link as evidence, None when none was written."""
        url = self.cleaned_data["link"]
        try:
            return proof.link(url) if url else None
        except EvidenceError as error:
            raise ValidationError(str(error.message)) from error

    def clean(self) -> dict[str, Any]:
        """Return the fields; a last day before the first is refused beside it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", ValidationError(str(WrongDaysError.message)))
        return cleaned

    def activity(self) -> ActivityFields:
        """Return what was typed."""
        return ActivityFields(**{name: self.cleaned_data[name] for name in ActivityFields.__slots__})

    def evidence(self) -> list[NewEvidence]:
        """Return the photo, the file and the link that were added."""
        added = (self.cleaned_data[name] for name in ("photo", "file", "link"))
        return [new for new in added if new]

    def _past(self, day: date) -> date:
        if day > self.today:
            raise ValidationError(str(FutureError.message))
        return day


class CountForm(forms.Form):
    """One row of counts: which indicator, how many. A row left blank counts nothing."""

    indicator = forms.ModelChoiceField(
        Indicator.objects.none(), label=_("What is counted"), required=False, empty_label=_("Choose")
    )
    number = forms.CharField(
        label=_("How many"),
        required=False,
        max_length=60,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "class": "nc-number"}),
    )

    def __init__(self, *args: Any, indicators: QuerySet[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["indicator"]
        chosen.queryset = indicators
        chosen.label_from_instance = lambda each: f"{each.local_name} ({each.local_measure})"

    def clean(self) -> dict[str, Any]:
        """Return the row with its number read; half a row is refused."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        indicator, typed = cleaned.get("indicator"), cleaned.get("number", "")
        if typed and indicator is None and "indicator" not in self.errors:
            self.add_error("indicator", _("Choose what this number counts."))
        if indicator is None:
            return cleaned
        if not typed:
            self.add_error("number", _("Write how many, 0 included, or choose no indicator."))
            return cleaned
        try:
            cleaned["figure"] = read_figure(typed, indicator.value_type)
        except FigureError as error:
            self.add_error("number", ValidationError(str(error.message)))
        return cleaned


class BaseCounts(forms.BaseFormSet[CountForm]):
    """The rows of counts; an indicator stands in one row only."""

    def clean(self) -> None:
        """Refuse an indicator named a second time, beside that row."""
        seen: set[int] = set()
        for form in self.forms:
            indicator = form.cleaned_data.get("indicator") if hasattr(form, "cleaned_data") else None
            if indicator is not None and indicator.pk in seen:
                form.add_error("indicator", _("This indicator stands in a row above already. Add the two."))
            seen |= {indicator.pk} if indicator is not None else set()

    def counts(self) -> list[tuple[Indicator, Decimal]]:
        """Return what was counted."""
        rows = (form.cleaned_data for form in self.forms)
        return [(row["indicator"], row["figure"]) for row in rows if "figure" in row]


def _rows_with(extra: int) -> Any:
    return forms.formset_factory(
        CountForm, formset=BaseCounts, extra=extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """The whole form of an activity: what is told of it, and its counts."""

    form: ActivityForm
    rows: Any

    def is_valid(self) -> bool:
        """Return whether both can be taken; both are checked, so that all mistakes show at once."""
        valid = [self.form.is_valid(), self.rows.is_valid()]
        return all(valid)


def entry(
    places: QuerySet[Unit],
    tasks: QuerySet[Assignment],
    indicators: QuerySet[Indicator],
    *,
    data: Any = None,
    files: Any = None,
    activity: Activity | None = None,
    task: int | None = None,
) -> Entry:
    """Return the form: filled with `data` when something was sent, else with `activity` or under `task`."""
    initial = {"starts_on": timezone.localdate(), "assignment": task} if activity is None else {}
    form = ActivityForm(
        data, files, instance=activity, initial=initial, places=places, tasks=tasks,
        today=timezone.localdate(),
    )  # fmt: skip
    counts = activity.counts.all() if activity else []
    typed = [{"indicator": count.indicator_id, "number": write_figure(count.number)} for count in counts]
    offered = _rows_with(max(1, ROWS_OFFERED - len(typed)))
    rows = offered(data, initial=typed, prefix="counts", form_kwargs={"indicators": indicators})
    return Entry(form, rows)


def entry_with_more_rows(
    places: QuerySet[Unit], tasks: QuerySet[Assignment], indicators: QuerySet[Indicator], *, data: Any
) -> Entry:
    """Return the form as it was typed so far, unchecked, with more rows of counts."""
    form = ActivityForm(
        initial={name: data.get(name) for name in ActivityForm.base_fields},
        places=places,
        tasks=tasks,
        today=timezone.localdate(),
    )
    total = data.get("counts-TOTAL_FORMS", "")
    number = min(int(total), MOST_ROWS) if total.isdecimal() and len(total) < 10 else ROWS_OFFERED
    typed = [
        {name: data.get(f"counts-{row}-{name}") for name in ("indicator", "number")} for row in range(number)
    ]
    rows = _rows_with(ROWS_MORE)(initial=typed, prefix="counts", form_kwargs={"indicators": indicators})
    return Entry(form, rows)
