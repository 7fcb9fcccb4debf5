"""The rows of counts: which indicator, how many; filled in with what the particulars propose."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nhipcau.activities import rules
from nhipcau.activities.rules import CountTyped
from nhipcau.indicators.errors import FigureError
from nhipcau.indicators.figures import read_figure
from nhipcau.indicators.models import Indicator

ROWS_OFFERED = 3
ROWS_MORE = 3
MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Countable:
    """The indicators to choose from, and the parts of those counted in their parts: whole → part → split → case."""

    by_pk: dict[int, Indicator]
    parts: dict[int, dict[int, dict[str, str]]]
    counted: frozenset[int] = frozenset()

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The options of a row, for a page in the current language."""
        return [("", gettext("Choose")), *((str(pk), self._label(one)) for pk, one in self.by_pk.items())]

    def settled(self, indicator: Indicator, own: dict[str, str]) -> Indicator | None:
        """Return what is counted for a choice: of a whole with parts the part that `own` cases lead to, or None."""
        parts = self.parts.get(indicator.pk)
        if parts is None:
            return indicator
        part = rules.part_for(parts, own)
        if part is not None and part in self.by_pk:
            return self.by_pk[part]
        return indicator if indicator.pk in self.counted else None

    def proposed(self, counts: dict[str, Decimal], own: dict[str, str]) -> dict[int, Decimal]:
        """Return indicator → number of what is proposed by code, in the part that `own` cases lead to if one does."""
        by_code = {one.code: one for one in self.by_pk.values() if one.active}
        found = {}
        for code, number in counts.items():
            if code in by_code:
                chosen = self.settled(by_code[code], own) or by_code[code]
                found[chosen.pk] = number
        return found

    def _label(self, one: Indicator) -> str:
        name = f"{one.local_name} ({one.local_measure})"
        if one.pk not in self.parts:
            return name
        return gettext("%(name)s: the part is chosen from what is told here") % {"name": name}


class CountForm(forms.Form):
    """One row of counts: which indicator, how many. A row left blank counts nothing."""

    indicator = forms.ChoiceField(label=_("What is counted"), required=False)
    number = forms.CharField(
        label=_("How many"),
        required=False,
        max_length=60,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "class": "nc-number"}),
    )
    proposed = forms.CharField(required=False, max_length=90, widget=forms.HiddenInput())

    def __init__(
        self, *args: Any, countable: Countable, choices: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.countable = countable
        chosen: Any = self.fields["indicator"]
        chosen.choices = choices

    def clean_indicator(self) -> Indicator | None:
        """Return the indicator, None when none was chosen."""
        pk = self.cleaned_data["indicator"]
        return self.countable.by_pk[int(pk)] if pk else None

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

    @property
    def is_proposed(self) -> bool:
        """Whether the row still stands as it was filled in from the particulars."""
        mark = str(self["proposed"].value() or "")
        return bool(mark) and mark == f"{self['indicator'].value()}:{self['number'].value()}"


class BaseCounts(forms.BaseFormSet[CountForm]):
    """The rows of counts; an indicator stands in one row only."""

    def clean(self) -> None:
        """Refuse an indicator named a second time, beside that row."""
        seen: set[int] = set()
        for form in self.filled():
            indicator = form.cleaned_data["indicator"]
            if indicator.pk in seen:
                form.add_error("indicator", _("This indicator stands in a row above already. Add the two."))
            seen.add(indicator.pk)

    def filled(self) -> list[CountForm]:
        """Return the rows that name an indicator."""
        rows = [form for form in self.forms if hasattr(form, "cleaned_data")]
        return [form for form in rows if form.cleaned_data.get("indicator") is not None]

    def counts(self) -> list[tuple[Indicator, Decimal]]:
        """Return what was counted."""
        rows = (form.cleaned_data for form in self.filled())
        return [(row["indicator"], row["figure"]) for row in rows if "figure" in row]


def formset(rows: Iterable[CountTyped], countable: Countable, *, data: Any = None, extra: int = 0) -> Any:
    """Return the rows of counts: those of `data` when something was sent, else `rows` and `extra` blank ones."""
    of_rows = forms.formset_factory(
        CountForm, formset=BaseCounts, extra=extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )
    initial = [_initial(row) for row in rows] if data is None else None
    given = {"countable": countable, "choices": countable.choices}
    return of_rows(data, initial=initial, prefix="counts", form_kwargs=given)


def rows_typed(data: Any) -> list[CountTyped]:
    """Return the rows as they were typed so far, unchecked."""
    total = data.get("counts-TOTAL_FORMS", "")
    number = min(int(total), MOST_ROWS) if total.isdecimal() and len(total) < 10 else ROWS_OFFERED
    return [_row_typed(data, row) for row in range(number)]


def _row_typed(data: Any, row: int) -> CountTyped:
    indicator, number, mark = (
        data.get(f"counts-{row}-{name}", "") for name in ("indicator", "number", "proposed")
    )
    named, _colon, was = mark.partition(":")
    return CountTyped(indicator, number, (named, was) if mark else None)


def _initial(row: CountTyped) -> dict[str, str]:
    mark = ":".join(row.proposed) if row.proposed else ""
    return {"indicator": row.indicator, "number": row.number, "proposed": mark}
