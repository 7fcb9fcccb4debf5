"""The list of activities as rows of a file: a column for each indicator that is counted in it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from nhipcau.activities.errors import TooManyError
from nhipcau.activities.forms.particulars import Cases, told_in_words
from nhipcau.activities.models import Activity, kind_choices
from nhipcau.activities.querysets import ActivityQuerySet
from nhipcau.shell.formats import number
from nhipcau.shell.spreadsheet import safe_cell

MOST = 20_000


def rows_of(found: ActivityQuerySet, cases: Cases) -> list[list[Any]]:
    """Return the head and a row for each activity; words in cells that no spreadsheet runs. Few queries.

    Raises TooManyError when there are more than MOST.
    """
    some: list[Activity] = list(found.told().select_related("assignment__task", "host")[: MOST + 1])
    if len(some) > MOST:
        raise TooManyError
    counted = {count.indicator_id: count.indicator for one in some for count in one.counts.all()}
    columns = sorted(counted.values(), key=lambda indicator: indicator.code)
    kinds = dict(kind_choices())
    head = [
        _("First day"), _("Last day"), _("Unit"), _("Kind"), _("What was done"), _("Where"),
        _("Channel of external relations"), _("Stream"), _("Under the task"), _("Part of the event"),
        *(safe_cell(f"{one.local_name} ({one.local_measure})") for one in columns),
        _("Particulars"), _("Description"), _("Pieces of evidence"), _("Why it was withdrawn"),
    ]  # fmt: skip
    return [head, *(_row(one, [each.pk for each in columns], cases, kinds) for one in some)]


def _row(one: Activity, columns: list[int], cases: Cases, kinds: Mapping[str, str]) -> list[Any]:
    numbers = {count.indicator_id: count.number for count in one.counts.all()}
    words = [
        one.unit.name, kinds.get(one.kind, one.kind), one.title, one.place, one.get_channel_display(),
        one.get_stream_display(), one.assignment.task.title if one.assignment else "",
        one.host.title if one.host else "",
    ]  # fmt: skip
    return [
        one.starts_on.isoformat(),
        one.last_day.isoformat(),
        *map(safe_cell, words),
        *(_plain(numbers.get(column)) for column in columns),
        safe_cell(_particulars(one, cases)),
        safe_cell(one.description),
        len(one.evidence.all()),
        safe_cell(one.withdrawn_because),
    ]


def _plain(value: Any) -> Any:
    """Return a number as a spreadsheet takes it: whole where it is whole; "" for none, which is not 0."""
    if value is None:
        return ""
    return int(value) if value == value.to_integral_value() else value.normalize()


def _particulars(one: Activity, cases: Cases) -> str:
    """Return the particulars as one text."""
    lines, tables = told_in_words(one.kind_of, one.details, cases)
    told = [f"{name}: {value}" for name, value, _unit in lines]
    for table in tables:
        rows = (" – ".join(_say(value) for value, _numeric in row if value is not None) for row in table.rows)
        told.append(f"{table.name}: {'; '.join(rows)}")
    return ". ".join(told)


def _say(value: Any) -> str:
    return number(value) if isinstance(value, int) else str(value)
