"""The fields that the kind of an activity adds, made from its entry in the table of kinds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from nhipcau.activities import rules
from nhipcau.activities.kinds import CASE, CHOICE, DAY, NUMBERS, ROWS, Field, Kind
from nhipcau.indicators.errors import FigureError
from nhipcau.indicators.figures import read_figure
from nhipcau.shell.formats import number
from nhipcau.shell.forms import DayField
from nhipcau.shell.templatetags.shell import day

BLANK_ROWS = 2
Cases = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a field: its name, and the cells of each row."""

    name: str
    rows: list[list[forms.BoundField]]
    is_table = True


class Particulars(forms.Form):
    """What the kind asks. `details` is what is kept, or what a template or `typed` text brings."""

    def __init__(
        self, kind: Kind, cases: Cases, *, data: Any = None, details: Mapping[str, Any] | None = None,
        typed: Any = None,
    ) -> None:  # fmt: skip
        super().__init__(data, prefix="details")
        self.kind, self.cases = kind, cases
        self.details: dict[str, Any] = {}
        self._rows: dict[str, int] = {}
        self._so_far = typed is not None
        told = details or {}
        sent = data if data is not None else typed
        for field in kind.fields:
            if field.type == ROWS:
                self._add_rows(field, told.get(field.code) or (), sent)
            else:
                self._add(field.code, field, told.get(field.code), sent)

    @property
    def asks_first(self) -> bool:
        """Whether the fields should stand open: something must be told, or something is."""
        if self._so_far or any(field.required for field in self.kind.fields):
            return True
        return any(
            value not in (None, "") and value != self.fields_first.get(name)
            for name, value in self.initial.items()
        )

    @property
    def fields_first(self) -> dict[str, str]:
        """What the fields of a new entry begin with."""
        return {field.code: field.first for field in self.kind.fields if field.first}

    @property
    def parts(self) -> Iterator[forms.BoundField | Table]:
        """The fields in order, rows as tables."""
        for field in self.kind.fields:
            if field.type != ROWS:
                yield self[field.code]
                continue
            rows = range(self._rows[field.code])
            cells = [[self[_cell(field, row, column)] for column in field.columns] for row in rows]
            yield Table(field.words.said(get_language()), cells)

    def clean(self) -> dict[str, Any]:
        """Return the fields; what the kind does not allow is refused beside its field."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        names: dict[str, str] = {}
        for field in self.kind.fields:
            told = self._told_rows(field, names) if field.type == ROWS else self._told(field, field.code)
            if told not in (None, "", []):
                self.details[field.code] = told
        for path, message in rules.mistakes_in(self.kind, self.details, self.cases).items():
            name = names.get(path, path)
            if name not in self.fields:
                self.add_error(None, gettext(message))
            elif name not in self.errors:
                self.add_error(name, gettext(message))
        return cleaned

    def _add(self, name: str, field: Field, value: Any, sent: Any) -> None:
        self.fields[name] = _form_field(field, self.cases, required=field.required and name == field.code)
        if sent is not None and self.add_prefix(name) in sent:
            self.initial[name] = sent.get(self.add_prefix(name))
        elif value is not None:
            self.initial[name] = _as_typed(field, value)
        elif field.first:
            self.initial[name] = field.first

    def _add_rows(self, field: Field, told: Sequence[Mapping[str, Any]], sent: Any) -> None:
        filled = len(told) if sent is None else self._rows_sent(field, sent)
        self._rows[field.code] = min(filled + BLANK_ROWS, rules.MOST_ROWS)
        for row in range(self._rows[field.code]):
            values = told[row] if row < len(told) else {}
            for column in field.columns:
                self._add(_cell(field, row, column), column, values.get(column.code), sent)

    def _rows_sent(self, field: Field, sent: Any) -> int:
        """Return how many rows were sent, up to the last that holds something."""
        for row in reversed(range(rules.MOST_ROWS)):
            names = (self.add_prefix(_cell(field, row, column)) for column in field.columns)
            if any(sent.get(name, "").strip() for name in names):
                return row + 1
        return 1

    def _told(self, field: Field, name: str) -> Any:
        value = self.cleaned_data.get(name)
        if value in (None, ""):
            return None
        if field.type == DAY:
            return value.isoformat()
        if field.type not in NUMBERS:
            return value.strip() or None
        try:
            return int(read_figure(value, field.type))
        except FigureError as error:
            self.add_error(name, str(error.message))
            return None

    def _told_rows(self, field: Field, names: dict[str, str]) -> list[dict[str, Any]]:
        """Return the rows that hold something; `names` learns where their paths stand on the form."""
        rows: list[dict[str, Any]] = []
        for row in range(self._rows[field.code]):
            told = {column.code: self._told(column, _cell(field, row, column)) for column in field.columns}
            told = {code: value for code, value in told.items() if value is not None}
            wrong = any(_cell(field, row, column) in self.errors for column in field.columns)
            if told or wrong:
                for column in field.columns:
                    names[f"{field.code}.{len(rows)}.{column.code}"] = _cell(field, row, column)
                rows.append(told)
        return rows


def _cell(field: Field, row: int, column: Field) -> str:
    return f"{field.code}-{row}-{column.code}"


def _form_field(field: Field, cases: Cases, *, required: bool) -> forms.Field:
    language = get_language()
    label = field.words.said(language)
    if field.unit:
        label = f"{label} ({field.unit.said(language)})"
    if field.type == DAY:
        return DayField(label=label, required=required)
    if field.type in (CHOICE, CASE):
        offered = (
            [(code, words.said(language)) for code, words in field.choices]
            if field.type == CHOICE
            else list(cases.get(field.split, {}).items())
        )
        return forms.ChoiceField(label=label, required=required, choices=[("", _("Choose")), *offered])
    if field.type in NUMBERS:
        digits = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "nc-number"})
        return forms.CharField(label=label, required=required, max_length=60, widget=digits)
    return forms.CharField(label=label, required=required, max_length=rules.LONGEST_TEXT)


def _as_typed(field: Field, value: Any) -> str:
    """Return what is kept as a person types it."""
    return day(value) if field.type == DAY else str(value)


@dataclass(frozen=True, slots=True)
class ToldTable:
    """Rows of particulars as a page shows them: the names of the columns, which of them are numbers, the cells."""

    name: str
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[tuple[Any, bool], ...], ...]


def told_in_words(
    kind: Kind, details: Mapping[str, Any], cases: Cases
) -> tuple[list[tuple[str, str, str]], list[ToldTable]]:
    """Return the particulars for a page: (name, value, unit of measure) of each, and the tables."""
    language = get_language()
    lines, tables = [], []
    for field in kind.fields:
        value = details.get(field.code)
        if value in (None, "", []):
            continue
        if field.type == ROWS:
            columns = tuple((column.words.said(language), column.type in NUMBERS) for column in field.columns)
            rows = tuple(
                tuple(
                    (_shown(column, row.get(column.code), cases), column.type in NUMBERS)
                    for column in field.columns
                )
                for row in value
            )
            tables.append(ToldTable(field.words.said(language), columns, rows))
        else:
            unit = field.unit.said(language) if field.unit and field.type in NUMBERS else ""
            shown = number(value) if field.type in NUMBERS else _shown(field, value, cases)
            lines.append((field.words.said(language), shown, unit))
    return lines, tables


def _shown(field: Field, value: Any, cases: Cases) -> Any:
    if value is None or field.type in NUMBERS:
        return value
    if field.type == DAY:
        return day(value)
    if field.type == CHOICE:
        words = dict(field.choices).get(value)
        return words.said(get_language()) if words else value
    return cases.get(field.split, {}).get(value, value) if field.type == CASE else value
