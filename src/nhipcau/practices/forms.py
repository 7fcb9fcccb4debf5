"""The forms of good practice."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nhipcau.indicators.errors import FigureError
from nhipcau.indicators.figures import read_figure
from nhipcau.indicators.models import ValueType
from nhipcau.practices.actions import Decided, FigureTaken, Told
from nhipcau.practices.links import ApprovedFigure, Origin
from nhipcau.practices.models import Practice
from nhipcau.programmes.actions import TaskPlan
from nhipcau.programmes.forms.units import UnitNameField, UnitNamesField, audience_choices, refuse_ended
from nhipcau.programmes.models import Assignment, Programme
from nhipcau.registry.models import Document
from nhipcau.shell import formats
from nhipcau.shell.forms import DayField, UploadField, offer

LONGEST = 20_000
Audiences = Mapping[str, tuple[str, Sequence[int]]]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


def _choose(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    field: Any = form.fields[name]
    field.choices = choices


class ListForm(forms.Form):
    """Which practices a list shows."""

    show = forms.ChoiceField(label=_("Show"), required=False)
    words = forms.CharField(label=_("Words to find"), required=False, max_length=200)

    def __init__(self, choices: Sequence[tuple[str, Any]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "show", choices)

    def asked(self) -> tuple[str, str]:
        """Return what to show and the words; what makes no sense counts as nothing."""
        self.is_valid()
        return self.cleaned_data.get("show", ""), self.cleaned_data.get("words", "")


class PracticeForm(forms.Form):
    """A practice to write down, or to change."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    came_from = forms.ChoiceField(label=_("Task or activity it comes from"), required=False)
    title = forms.CharField(
        label=_("What it is, in a line"),
        max_length=300,
        help_text=_("For example: bilingual signs made with the students of the ward."),
    )
    done = forms.CharField(
        label=_("What the unit did"),
        max_length=LONGEST,
        widget=_area(6),
        help_text=_("What, when, with whom. About the work, never about persons."),
    )
    how = forms.CharField(
        label=_("How others could do it"),
        max_length=LONGEST,
        widget=_area(6),
        help_text=_("What is needed first, what it costs, what to watch for."),
    )

    def __init__(
        self,
        names: Mapping[int, str],
        tasks: Iterable[Assignment],
        origins: Iterable[Origin],
        practice: Practice | None,
        *args: Any,
        **options: Any,
    ) -> None:
        self.tasks = {f"task-{one.pk}": one for one in tasks}
        self.origins = {one.key: one for one in origins}
        if practice is not None:
            options["initial"] = _as_written(practice)
        super().__init__(*args, **options)
        if practice is not None:
            self.fields.pop("token")
            self.fields.pop("unit")
            self._keep_origin(practice)
        else:
            _choose(self, "unit", list(names.items()))
            if len(names) == 1:
                self.fields["unit"].widget = forms.HiddenInput()
                self.fields["unit"].initial = next(iter(names))
        if not self.tasks and not self.origins:
            self.fields["came_from"].widget = forms.HiddenInput()
        _choose(self, "came_from", self._choices())

    def _keep_origin(self, practice: Practice) -> None:
        """Let what it comes from stay, though it is no longer among the newest."""
        if practice.assignment is not None:
            self.tasks.setdefault(f"task-{practice.assignment_id}", practice.assignment)
        if practice.origin:
            kept = Origin(practice.origin, practice.unit_id, practice.origin_title, "")
            self.origins.setdefault(practice.origin, kept)

    def _choices(self) -> list[tuple[str, Any]]:
        tasks = [(key, one.task.title) for key, one in self.tasks.items()]
        activities = [(key, one.title) for key, one in self.origins.items()]
        groups = [(str(_("Tasks")), tasks), (str(_("Activities")), activities)]
        return [("", "–"), *(group for group in groups if group[1])]

    def clean(self) -> dict[str, Any]:
        """Refuse what it comes from where that is another unit's."""
        values = super().clean() or {}
        key, unit = values.get("came_from"), values.get("unit")
        of = self.tasks[key].unit_id if key in self.tasks else None
        of = self.origins[key].unit if key in self.origins else of
        if unit and of and of != unit:
            self.add_error("came_from", _("This is of another unit. Choose a task or activity of the unit."))
        return values

    def told(self) -> Told:
        """Return what was written; the form must be valid."""
        given = self.cleaned_data
        origin = self.origins.get(given["came_from"])
        return Told(
            title=given["title"],
            done=given["done"],
            how=given["how"],
            assignment=self.tasks.get(given["came_from"]),
            origin=origin.key if origin else "",
            origin_title=origin.title if origin else "",
        )


def _as_written(practice: Practice) -> dict[str, Any]:
    came_from = f"task-{practice.assignment_id}" if practice.assignment_id else practice.origin
    return {name: getattr(practice, name) for name in ("title", "done", "how")} | {"came_from": came_from}


class ApprovedForm(forms.Form):
    """A figure from what the unit has approved."""

    figure = forms.ChoiceField(
        label=_("Figure"), error_messages={"invalid_choice": _("Choose a figure of the list.")}
    )

    def __init__(self, figures: Iterable[ApprovedFigure], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        groups: dict[str, list[tuple[str, str]]] = {}
        for one in figures:
            told = f"{one.indicator.local_name}: {formats.number(one.number)} {one.indicator.local_measure}"
            groups.setdefault(f"{one.report}, {one.period}", []).append((one.key, told))
        _choose(self, "figure", [("", "–"), *groups.items()])


class TypedForm(forms.Form):
    """A figure that is typed, with its source."""

    name = forms.CharField(label=_("What was counted"), max_length=200)
    number = forms.CharField(
        label=_("Figure"), max_length=40, widget=forms.TextInput({"inputmode": "decimal"})
    )
    measure = forms.CharField(label=_("Unit of measure"), required=False, max_length=40)
    period = forms.CharField(
        label=_("Period"), max_length=200, help_text=_("For example: the third quarter of 2026.")
    )
    source = forms.CharField(
        label=_("Source of the figure"),
        max_length=300,
        help_text=_("Where it stands: a document, a list, a page."),
    )

    def clean_number(self) -> Decimal:
        """Return the number as people of the page's language write it."""
        try:
            return read_figure(self.cleaned_data["number"], ValueType.DECIMAL)
        except FigureError as error:
            raise forms.ValidationError(str(error.message)) from error

    def taken(self) -> FigureTaken:
        """Return the figure; the form must be valid."""
        return FigureTaken(**self.cleaned_data)


class ProofForm(forms.Form):
    """A file or a link that shows what was done."""

    file = UploadField(
        label=_("File that shows it"),
        required=False,
        help_text=_("PDF, Word, Excel, PowerPoint, picture, sound or film, up to 20 MB."),
    )
    link = forms.URLField(
        label=_("Link that shows it"), required=False, max_length=500, assume_scheme="https"
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        values = super().clean() or {}
        if not (values.get("file") or values.get("link") or self.errors):
            raise forms.ValidationError(_("Choose a file, or write a link."))
        return values

    def clean_link(self) -> str:
        """Refuse what is no page of the web."""
        typed: str = self.cleaned_data["link"]
        if typed and not typed.startswith(("http://", "https://")):
            raise forms.ValidationError(_("Write the address of a page, beginning with https://."))
        return typed


class SendForm(forms.Form):
    """To which unit a practice is proposed."""

    asked_of = forms.TypedChoiceField(label=_("Propose it to"), coerce=int)

    def __init__(self, names: Mapping[int, str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "asked_of", list(names.items()))


class ReasonForm(forms.Form):
    """Why, in a few words."""

    reason = forms.CharField(label=_("Why"), max_length=2000, widget=_area(4))


class WordForm(forms.Form):
    """A word that goes with it, if there is one."""

    reason = forms.CharField(label=_("A word to the unit"), required=False, max_length=2000, widget=_area(3))


class SpreadForm(forms.Form):
    """The optional task with which a practice is spread."""

    unit = UnitNameField(label=_("Unit that spreads it"))
    programme = forms.ModelChoiceField(
        label=_("Programme that takes the task"),
        queryset=Programme.objects.none(),
        required=False,
        empty_label=_("A new programme"),
    )
    title = forms.CharField(label=_("Task"), max_length=500)
    each = forms.ChoiceField(label=_("Units that may take it up"), required=False)
    others = UnitNamesField(label=_("Or these units"), help_text=_("Names with a semicolon between."))
    due_on = DayField(label=_("Due on"), required=False, help_text=_("Left empty, the task has no deadline."))
    product = forms.CharField(label=_("Expected product"), max_length=300)
    responsible = forms.CharField(label=_("Leader in charge"), max_length=200)
    authority = forms.CharField(label=_("Who decides on the result"), max_length=200)

    def __init__(
        self,
        names: Mapping[int, str],
        audiences: Audiences,
        programmes: QuerySet[Programme],
        practice: Practice,
        *args: Any,
        **options: Any,
    ) -> None:
        self.practice, self.audiences = practice, audiences
        super().__init__(*args, **options)
        for name in ("unit", "others"):
            self.fields[name].names = names  # type: ignore[attr-defined]  # both are fields of unit names
        self.fields["unit"].required = True
        _choose(self, "each", audience_choices(audiences))
        offer(self, "programme", programmes)

    def _audience(self, values: Mapping[str, Any]) -> tuple[int, ...]:
        chosen = self.audiences.get(values.get("each") or "", ("", ()))[1]
        every = dict.fromkeys([*chosen, *(values.get("others") or ())])
        every.pop(self.practice.unit_id, None)
        return tuple(every)

    def clean(self) -> dict[str, Any]:
        """Ask for an audience, a programme of the unit, and a day to come."""
        values = super().clean() or {}
        audience = self._audience(values)
        if not audience and not {"each", "others"} & self.errors.keys():
            self.add_error("each", _("Choose at least one unit other than the one the practice comes from."))
        programme, unit = values.get("programme"), values.get("unit")
        if programme and unit and programme.unit_id != unit:
            self.add_error(
                "programme", _("This programme is of another unit. Choose one of the unit that spreads.")
            )
        refuse_ended(self, values, audience)
        return values

    def plan(self) -> TaskPlan:
        """Return the task; the form must be valid."""
        given = self.cleaned_data
        return TaskPlan(
            title=given["title"],
            description=f"{self.practice.done}\n\n{self.practice.how}",
            product=given["product"],
            responsible=given["responsible"],
            authority=given["authority"],
            due_on=given["due_on"],
            undated=given["due_on"] is None,
            each=self._audience(given),
        )


class CommendForm(forms.Form):
    """A decision that commends a unit."""

    unit = UnitNameField(label=_("Commended unit"))
    authority = forms.CharField(label=_("Authority that decided"), max_length=200)
    form = forms.CharField(
        label=_("Form of commendation"), max_length=100, help_text=_("As the decision calls it.")
    )
    number = forms.CharField(label=_("Number of the decision"), max_length=100)
    decided_on = DayField(label=_("Day of the decision"))

    def __init__(self, names: Mapping[int, str], today: date, *args: Any, **options: Any) -> None:
        self.today = today
        super().__init__(*args, **options)
        self.fields["unit"].names = names  # type: ignore[attr-defined]  # it is a field of unit names
        self.fields["unit"].required = True

    def clean_decided_on(self) -> date:
        """Refuse a day to come."""
        day: date = self.cleaned_data["decided_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day lies ahead. Enter the decision when it has been made."))
        return day

    def decided(self, documents: QuerySet[Document]) -> Decided:
        """Return the decision, with its document where it stands in a register; the form must be valid."""
        given = self.cleaned_data
        same = documents.filter(number=given["number"], issued_on=given["decided_on"])
        document = same.order_by("-pk").first()
        return Decided(given["authority"], given["form"], given["number"], given["decided_on"], document)
