"""Money, people, equipment, annexes, and the targets of a task."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.indicators.errors import FigureError
from nhipcau.indicators.figures import read_figure, write_figure
from nhipcau.indicators.models import Indicator, ValueType
from nhipcau.programmes.models import BudgetLine, Programme, Resource, ResourceKind, Task
from nhipcau.programmes.resourcing import Money, Need
from nhipcau.shell.forms import UploadField


class FigureField(forms.CharField):
    """A number as it is written in the language of the page."""

    def __init__(self, value_type: str, **options: Any) -> None:
        super().__init__(max_length=40, **options)
        self.value_type = value_type
        self.widget.attrs["inputmode"] = "decimal" if value_type == ValueType.DECIMAL else "numeric"

    def clean(self, value: Any) -> Decimal | None:
        """Return the number typed, None for nothing."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return read_figure(typed, self.value_type)
        except FigureError as error:
            raise forms.ValidationError(str(error.message)) from error


class MoneyForm(forms.Form):
    """A budget line."""

    item = forms.CharField(label=_("What for"), max_length=300)
    source = forms.CharField(
        label=_("Source of the money"),
        max_length=200,
        help_text=_("For example: provincial budget, sponsors."),
    )
    planned = FigureField(ValueType.MONEY, label=_("Planned, in đồng"))
    spent = FigureField(ValueType.MONEY, label=_("Spent until now, in đồng"), required=False)
    task = forms.TypedChoiceField(label=_("For the task"), required=False, coerce=int, empty_value=None)

    def __init__(self, programme: Programme, line: BudgetLine | None, *args: Any, **options: Any) -> None:
        if line is not None:
            options["initial"] = {
                "item": line.item,
                "source": line.source,
                "planned": write_figure(line.planned),
                "spent": write_figure(line.spent),
                "task": line.task_id,
            }
        super().__init__(*args, **options)
        field: Any = self.fields["task"]
        field.choices = [("", _("The whole programme")), *programme.tasks.values_list("pk", "title")]

    def money(self) -> Money:
        """Return the line as entered; the form must be valid."""
        values = self.cleaned_data
        return Money(
            values["item"], values["source"], values["planned"], values["spent"] or Decimal(0), values["task"]
        )


class NeedForm(forms.Form):
    """People or equipment."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ResourceKind.choices)
    item = forms.CharField(label=_("Who or what"), max_length=300)
    quantity = forms.IntegerField(label=_("How many"), required=False, min_value=0, max_value=1_000_000)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, resource: Resource | None, *args: Any, **options: Any) -> None:
        if resource is not None:
            names = ("kind", "item", "quantity", "note")
            options["initial"] = {name: getattr(resource, name) for name in names}
        super().__init__(*args, **options)

    def need(self) -> Need:
        """Return what was entered; the form must be valid."""
        return Need(**self.cleaned_data)


class AnnexForm(forms.Form):
    """A file to be kept with the programme."""

    title = forms.CharField(
        label=_("Title of the annex"),
        required=False,
        max_length=300,
        help_text=_("Empty: the name of the file."),
    )
    file = UploadField(
        label=_("File"), help_text=_("PDF, Word, Excel, PowerPoint, picture, sound or film, up to 20 MB.")
    )


class TargetsForm(forms.Form):
    """What a task is to reach: rows of an indicator and a number."""

    MORE = 3

    def __init__(self, task: Task, indicators: Mapping[int, Indicator], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.indicators = indicators
        said = [(one.indicator_id, one.target) for one in task.targets.order_by("pk")]
        choices = [
            ("", "–"),
            *((pk, f"{one.local_name} ({one.local_measure})") for pk, one in indicators.items()),
        ]
        self.rows = len(said) + self.MORE
        for number in range(self.rows):
            indicator, target = said[number] if number < len(said) else ("", None)
            self.fields[f"indicator{number}"] = forms.TypedChoiceField(
                label=_("Indicator"),
                choices=choices,
                required=False,
                coerce=int,
                empty_value=None,
                initial=indicator,
            )
            self.fields[f"target{number}"] = forms.CharField(
                label=_("Target"),
                required=False,
                max_length=40,
                initial="" if target is None else write_figure(target),
            )

    def pairs(self) -> list[tuple[Any, Any]]:
        """Return the fields of each row, for the page."""
        return [(self[f"indicator{number}"], self[f"target{number}"]) for number in range(self.rows)]

    def clean(self) -> dict[str, Any]:
        """Read each number as its indicator is counted; refuse half a row and an indicator named twice."""
        values = super().clean() or {}
        self.targets: dict[int, Decimal] = {}
        for number in range(self.rows):
            self._read(number, values.get(f"indicator{number}"), values.get(f"target{number}") or "")
        return values

    def _read(self, number: int, indicator: int | None, typed: str) -> None:
        if indicator is None:
            if typed:
                self.add_error(f"indicator{number}", _("Choose what this number counts."))
            return
        if indicator in self.targets:
            self.add_error(f"indicator{number}", _("This indicator is named above already."))
            return
        try:
            self.targets[indicator] = read_figure(typed, self.indicators[indicator].value_type)
        except FigureError as error:
            self.add_error(f"target{number}", str(error.message))
