"""The forms of oversight."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nhipcau.oversight.models import (
    Answer,
    Checklist,
    Heading,
    Inspection,
    Point,
    ReviewKind,
    Shortcoming,
    YearPlan,
)
from nhipcau.programmes.actions import TaskPlan
from nhipcau.programmes.forms.units import UnitNameField, refuse_ended
from nhipcau.programmes.models import Programme
from nhipcau.registry.models import Document
from nhipcau.shell import files
from nhipcau.shell.errors import FileError, OversizeError
from nhipcau.shell.forms import DayField, UploadField, offer

LONGEST = 20_000


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class _QuestionsForm(forms.Form):
    """What is looked into, when, and by which questions."""

    title = forms.CharField(label=_("What is looked into"), max_length=300)
    planned_on = DayField(label=_("Planned day"))
    checklist = forms.ModelChoiceField(
        label=_("Begin with the questions of"), queryset=Checklist.objects.none(), required=False
    )
    questions = forms.CharField(
        label=_("Questions, one on each line"),
        required=False,
        max_length=LONGEST,
        widget=_area(6),
        help_text=_("They come after those of the chosen checklist. About the matter, never about persons."),
    )

    def asked(self) -> list[str]:
        """Return the questions, those of the checklist first; the form must be valid."""
        chosen = self.cleaned_data["checklist"]
        begun = chosen.questions.splitlines() if chosen else []
        return [*begun, *self.cleaned_data["questions"].splitlines()]

    def clean(self) -> dict[str, Any]:
        """Ask for questions where neither a checklist nor a line gives one; refuse those that are too long."""
        values = super().clean() or {}
        typed = values.get("questions", "")
        if "checklist" in values and "questions" in values and not values["checklist"] and not typed.strip():
            self.add_error("questions", _("Choose a checklist, or write at least one question."))
        if any(len(line) > 500 for line in typed.splitlines()):
            self.add_error("questions", _("A question is longer than 500 letters. Break it up."))
        return values


class InspectionForm(_QuestionsForm):
    """An inspection to plan."""

    unit = UnitNameField(label=_("Inspecting unit"))
    inspected = UnitNameField(label=_("Inspected unit"))
    programme = forms.ModelChoiceField(
        label=_("Programme whose carrying out is looked into"),
        queryset=Programme.objects.none(),
        required=False,
    )
    plan = forms.ModelChoiceField(
        label=_("Plan it belongs to"), queryset=YearPlan.objects.none(), required=False
    )
    field_order = ("unit", "inspected", "title", "planned_on", "programme", "plan", "checklist", "questions")

    def __init__(
        self, names: Mapping[int, str], offers: Mapping[str, QuerySet[Any]], *args: Any, **options: Any
    ):
        super().__init__(*args, **options)
        for name in ("unit", "inspected"):
            self.fields[name].names = names  # type: ignore[attr-defined]  # it is a field of unit names
            self.fields[name].required = True
        for name, rows in offers.items():
            offer(self, name, rows)


class SelfCheckForm(_QuestionsForm):
    """A self-check to plan."""

    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    field_order = ("unit", "title", "planned_on", "checklist", "questions")

    def __init__(self, names: Mapping[int, str], checklists: QuerySet[Checklist], *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["unit"].choices = list(names.items())  # type: ignore[attr-defined]  # it is a choice field
        offer(self, "checklist", checklists)


class VisitForm(forms.Form):
    """What a visit showed: the day, and an answer and a remark for each question."""

    held_on = DayField(label=_("Day of the visit"))

    def __init__(self, points: Iterable[Point], today: date, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"held_on": today}, **options})
        self.positions = [one.position for one in points]
        for one in points:
            self.fields[f"a{one.position}"] = forms.ChoiceField(
                label=f"{one.position}. {one.question}",
                choices=Answer.choices,
                initial=one.answer or None,
                widget=forms.RadioSelect,
            )
            self.fields[f"r{one.position}"] = forms.CharField(
                label=_("Remark on the matter"),
                required=False,
                max_length=LONGEST,
                initial=one.remark,
                widget=_area(2),
            )

    def answers(self) -> dict[int, tuple[str, str]]:
        """Return position → answer and remark; the form must be valid."""
        given = self.cleaned_data
        return {place: (given[f"a{place}"], given[f"r{place}"]) for place in self.positions}


class ShortcomingForm(forms.Form):
    """What was found and what has to be mended."""

    what = forms.CharField(label=_("Shortcoming that was found"), max_length=LONGEST, widget=_area(3))
    mend = forms.CharField(label=_("What has to be mended"), max_length=LONGEST, widget=_area(3))
    mend_by = DayField(label=_("To be mended by"))


class PhotoField(forms.FileField):
    """A photo, checked and redrawn without what the camera wrote into it."""

    widget = forms.FileInput({"accept": "image/*"})

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_empty_file=True, **options)

    def clean(self, data: Any, initial: Any = None) -> files.Checked:
        """Return the checked photo."""
        upload: UploadedFile[Any] = super().clean(data, initial)
        try:
            if (upload.size or 0) > files.LARGEST_BYTES:
                raise OversizeError
            return files.photo(upload.name or "", upload.read())
        except FileError as error:
            raise forms.ValidationError(str(error.message)) from error


class PhotoForm(forms.Form):
    """A photo of a visit."""

    photo = PhotoField(
        label=_("Photo"), help_text=_("Of the matter, not of persons. Place and device are taken out of it.")
    )
    caption = forms.CharField(label=_("What it shows"), required=False, max_length=300)


class NoteForm(forms.Form):
    """A word about a shortcoming, a self-check or a reply."""

    note = forms.CharField(label=_("In a few words"), max_length=LONGEST, widget=_area(3))


class MendedForm(NoteForm):
    """How a shortcoming was mended, and what shows it."""

    file = UploadField(
        label=_("File that shows it"),
        required=False,
        help_text=_("A photo, PDF, Word or Excel, at most 20 MB."),
    )


class PlanForm(forms.Form):
    """A year's plan of inspections."""

    unit = UnitNameField(label=_("Unit"))
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    title = forms.CharField(label=_("Title"), max_length=300)
    programme = forms.ModelChoiceField(
        label=_("Programme it rests on"), queryset=Programme.objects.none(), required=False
    )
    number = forms.CharField(
        label=_("Number of the document it rests on"),
        required=False,
        max_length=100,
        help_text=_("As it stands in the register, for example 12/KH-UBND."),
    )

    def __init__(
        self,
        names: Mapping[int, str],
        programmes: QuerySet[Programme],
        documents: QuerySet[Document],
        *args: Any,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.documents = documents
        self.fields["unit"].names = names  # type: ignore[attr-defined]  # it is a field of unit names
        self.fields["unit"].required = True
        offer(self, "programme", programmes)

    def clean(self) -> dict[str, Any]:
        """Find the document in the register."""
        values = super().clean() or {}
        number = values.get("number", "").strip()
        values["document"] = self.documents.filter(number=number).order_by("-pk").first() if number else None
        if number and values["document"] is None:
            self.add_error("number", _("No document with this number stands in a register that you read."))
        return values

    def plan(self) -> YearPlan:
        """Return the plan; the form must be valid."""
        given = self.cleaned_data
        return YearPlan(
            unit_id=given["unit"],
            year=given["year"],
            title=given["title"],
            programme=given["programme"],
            document=given["document"],
        )


class ChecklistForm(forms.Form):
    """Questions to begin checklists with."""

    unit = UnitNameField(label=_("Unit"))
    title = forms.CharField(label=_("Title"), max_length=300)
    questions = forms.CharField(label=_("Questions, one on each line"), max_length=LONGEST, widget=_area(10))

    def __init__(self, names: Mapping[int, str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].names = names  # type: ignore[attr-defined]  # it is a field of unit names
        self.fields["unit"].required = True

    def clean_questions(self) -> str:
        """Refuse a question that is too long."""
        typed: str = self.cleaned_data["questions"]
        if any(len(line) > 500 for line in typed.splitlines()):
            raise forms.ValidationError(_("A question is longer than 500 letters. Break it up."))
        return typed


class TaskForm(forms.Form):
    """The task to make of a shortcoming."""

    programme = forms.ModelChoiceField(
        label=_("Programme that takes the task"),
        queryset=Programme.objects.none(),
        required=False,
        empty_label=_("A new programme"),
    )
    title = forms.CharField(label=_("Task"), max_length=500)
    lead = UnitNameField(label=_("Lead unit"))
    due_on = DayField(label=_("Due on"), required=False)
    product = forms.CharField(label=_("Expected product"), required=False, max_length=300)
    responsible = forms.CharField(label=_("Leader in charge"), required=False, max_length=200)
    authority = forms.CharField(label=_("Who decides"), required=False, max_length=200)

    def __init__(
        self,
        names: Mapping[int, str],
        programmes: QuerySet[Programme],
        shortcoming: Shortcoming,
        *args: Any,
        **options: Any,
    ) -> None:
        self.shortcoming = shortcoming
        lead = names.get(shortcoming.inspection.inspected_id, "")
        first = {"title": shortcoming.mend[:500], "due_on": shortcoming.mend_by, "lead": lead}
        super().__init__(*args, **{"initial": first, **options})
        self.fields["lead"].names = names  # type: ignore[attr-defined]  # it is a field of unit names
        offer(self, "programme", programmes)

    def clean(self) -> dict[str, Any]:
        """Refuse a unit that will have ended at the deadline."""
        values = super().clean() or {}
        refuse_ended(self, values)
        return values

    def plan(self) -> TaskPlan:
        """Return the task; the form must be valid."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "programme"}
        return TaskPlan(**given, description=self.shortcoming.what)


class ReviewForm(forms.Form):
    """A review to ask for."""

    kind = forms.ChoiceField(label=_("Kind of review"), choices=ReviewKind.choices)
    title = forms.CharField(label=_("Title"), max_length=300)
    due_on = DayField(label=_("To be answered by"))


class ReplyForm(forms.Form):
    """What a unit says in a review."""

    results = forms.CharField(
        label=Heading.RESULTS.label, required=False, max_length=LONGEST, widget=_area(6)
    )
    causes = forms.CharField(label=Heading.CAUSES.label, required=False, max_length=LONGEST, widget=_area(5))
    lessons = forms.CharField(
        label=Heading.LESSONS.label, required=False, max_length=LONGEST, widget=_area(5)
    )
    proposals = forms.CharField(
        label=Heading.PROPOSALS.label, required=False, max_length=LONGEST, widget=_area(5)
    )


def points_of(inspection: Inspection) -> list[Point]:
    """Return the questions of an inspection in their order. One query."""
    return list(inspection.points.all())
