"""Figures of the database and of sealed files, in the columns that `rollup` adds up. Where totals of many units begin.

A collection that was sealed is read from its newest file, every other from the database as it stands now.
"""

from collections import OrderedDict
from collections.abc import Collection as Some
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from threading import Lock

import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings
from django.db import connection
from django.db.models import Q

from nhipcau import rollup
from nhipcau.indicators.models import Indicator, ValueType
from nhipcau.reporting.models import Collection, FormField, Period, PeriodKind, Submission, Value
from nhipcau.reporting.sealed import newest_files
from nhipcau.rollup.engines import Engine
from nhipcau.rollup.engines import engine as engine_named
from nhipcau.rollup.figures import Collected, Figures, Live
from nhipcau.rollup.history import History, Version
from nhipcau.rollup.history import Succession as Passing
from nhipcau.rollup.question import Indicator as Adding
from nhipcau.rollup.question import Window
from nhipcau.rollup.schema import NUMBER, STATES, VALUES
from nhipcau.units import reach
from nhipcau.units.models import Succession
from nhipcau.units.tree import Tree

# Periods that longer ones are made of. Others count only where they are asked for themselves.
COMPOSING = (PeriodKind.HALF_YEAR, PeriodKind.QUARTER, PeriodKind.MONTH)
CODES = {state.value: code for state, code in STATES.items()}
DIVISIBLE = frozenset({ValueType.DECIMAL, ValueType.MONEY})


@cache
def engine() -> Engine:
    """Return the engine that the setting names, one for the process."""
    return engine_named(settings.ROLLUP_ENGINE)


def window_of(period: Period) -> Window:
    """Return the days of a period, as `rollup` takes them."""
    return Window(period.starts_on, period.ends_on)


def history() -> History:
    """Return units through time, kept until the tree is written. One query, two more when it was."""
    tree = reach.tree()
    return tree.answer("rollup.history", lambda: _history(tree))


def _history(tree: Tree) -> History:
    versions = [Version(one.unit, one.parent, one.valid_from, one.valid_to) for one in tree.standings]
    rows = Succession.objects.values_list(
        "predecessor_id", "successor_id", "change__effective_on", "whole", "share"
    )
    return History(versions, [Passing(*row) for row in rows.iterator()])


@dataclass(frozen=True, slots=True)
class _Asked:
    """A collection as far as totals need it."""

    pk: int
    form: int
    window: Window


def figures_for(
    indicators: Iterable[Indicator],
    periods: Sequence[Period],
    states: Some[str],
    *,
    parts: Mapping[int, Sequence[int]] | None = None,
) -> Figures:
    """Return what is known of `indicators` within `periods`: of answers in `states`, and of all that is sealed.

    A whole is what its parts are together, where it was not given itself; whole → `parts` is read when None. At most
    eight queries.
    """
    adding = _adding(indicators)
    parts = _parts_of(adding) if parts is None else parts
    wanted = {*adding, *(part for some in parts.values() for part in some)}
    asked = _asked(periods)
    asks = _asks({one.form for one in asked.values()}, wanted)
    asked = {pk: one for pk, one in asked.items() if one.form in asks}
    files = newest_files(asked)
    live = {pk: one for pk, one in asked.items() if pk not in files}
    whole_asks = {form: _with_wholes(some, parts) for form, some in asks.items()}
    return Figures(
        history(),
        {pk: as_adding(one) for pk, one in adding.items()},
        sealed=tuple(files.values()),
        live=_live(live, whole_asks, parts, wanted, states) if live else None,
    )


def _adding(indicators: Iterable[Indicator]) -> dict[int, Indicator]:
    """Return the indicators to add up by key, with the two numbers of each ratio. One query where there is one."""
    found = {one.pk: one for one in indicators}
    two = {pk for one in found.values() for pk in (one.numerator_id, one.denominator_id) if pk is not None}
    missing = two - found.keys()
    return found | (Indicator.objects.in_bulk(missing) if missing else {})


def as_adding(one: Indicator) -> Adding:
    """Return an indicator as `rollup` takes it."""
    return Adding(
        key=one.pk,
        over_units=rollup.Additivity(one.over_units),
        over_periods=rollup.Additivity(one.over_periods),
        divisible=one.value_type in DIVISIBLE,
        numerator=one.numerator_id,
        denominator=one.denominator_id,
        times=100 if "%" in one.measure else 1,
    )


def _parts_of(indicators: Mapping[int, Indicator]) -> dict[int, list[int]]:
    """Return whole → its parts, of those whose parts add up. One query."""
    adding = [pk for pk, one in indicators.items() if one.over_units == rollup.Additivity.SUM]
    parts: dict[int, list[int]] = {}
    for whole, part in Indicator.objects.filter(whole__in=adding).values_list("whole_id", "pk"):
        parts.setdefault(whole, []).append(part)
    return parts


def _asked(periods: Sequence[Period]) -> dict[int, _Asked]:
    """Return the collections that the periods may be made of. One query."""
    within = Q()
    for period in periods:
        days = Q(period__starts_on__gte=period.starts_on, period__ends_on__lte=period.ends_on)
        within |= days & Q(period__calendar=period.calendar, period__kind__in={*COMPOSING, period.kind})
    rows = Collection.objects.filter(within).order_by("pk")
    found = {
        pk: _Asked(pk, form, Window(start, end))
        for pk, form, start, end in rows.values_list("pk", "form_id", "period__starts_on", "period__ends_on")
    }
    # Two periods of the same days asked by one form would be counted twice: the one asked first counts.
    first: dict[tuple[int, Window], int] = {}
    for pk, one in found.items():
        first.setdefault((one.form, one.window), pk)
    return {pk: one for pk, one in found.items() if first[one.form, one.window] == pk}


def _asks(forms: Some[int], indicators: Some[int]) -> dict[int, frozenset[int]]:
    """Return form → which of `indicators` it asks for, of the forms that ask for some. One query."""
    rows = FormField.objects.filter(section__form__in=forms, indicator__in=indicators).order_by()
    found: dict[int, set[int]] = {}
    for form, indicator in rows.values_list("section__form_id", "indicator_id"):
        found.setdefault(form, set()).add(indicator)
    return {form: frozenset(some) for form, some in found.items()}


def _with_wholes(asked: frozenset[int], parts: Mapping[int, Sequence[int]]) -> frozenset[int]:
    return asked | {whole for whole, some in parts.items() if asked.intersection(some)}


Answers = Mapping[int, Mapping[int, tuple[int, int]]]  # collection → answer → (unit, revision)


@dataclass(frozen=True)
class _Read:
    """All that live values follow from: two that are equal have the same values.

    Every write of a value makes a new revision of its answer; `answers` have the unit and revision of each.
    """

    asked: Mapping[int, _Asked]
    asks: Mapping[int, frozenset[int]]
    parts: Mapping[int, Sequence[int]]
    wanted: frozenset[int]
    states: frozenset[str]
    owed: Mapping[int, set[int]]
    answers: Answers


# The newest values read, until one of their answers is written.
LIVES_KEPT = 8
_lives: list[tuple[_Read, Live]] = []
# Of a collection that so many answered, those of all indicators are kept in columns.
LARGE = 500
TABLES_KEPT = 6
_tables: OrderedDict[int, tuple[int, pa.Table]] = OrderedDict()
_lock = Lock()


def _live(
    asked: Mapping[int, _Asked],
    asks: Mapping[int, frozenset[int]],
    parts: Mapping[int, Sequence[int]],
    wanted: Some[int],
    states: Some[str],
) -> Live:
    """Return what stands in the database. Two queries; where it is not what it was, one more for each collection."""
    owed: dict[int, set[int]] = {pk: set() for pk in asked}
    pairs = Collection.units.through.objects.filter(collection_id__in=list(asked)).order_by()
    for collection, unit in pairs.values_list("collection_id", "unit_id"):
        owed[collection].add(unit)
    answers: dict[int, dict[int, tuple[int, int]]] = {pk: {} for pk in asked}
    found = Submission.objects.filter(collection__in=list(asked), state__in=states).order_by()
    for pk, collection, unit, revision in found.values_list("pk", "collection_id", "unit_id", "revision"):
        if unit in owed[collection]:
            answers[collection][pk] = unit, revision
    read = _Read(asked, asks, parts, frozenset(wanted), frozenset(states), owed, answers)
    # What a transaction wrote and takes back again has revisions that others will have once more.
    if connection.in_atomic_block:
        return _live_of(read)
    kept = next((live for before, live in tuple(_lives) if before == read), None)
    return kept or _kept_live(read)


def _kept_live(read: _Read) -> Live:
    """Return the values of answers with who owed them, and keep them for the next question."""
    live = _live_of(read)
    with _lock:
        _lives.insert(0, (read, live))
        del _lives[LIVES_KEPT:]
    return live


def _live_of(read: _Read) -> Live:
    """Return the values of answers with who owed them."""
    return Live(
        with_wholes(_values(read.asked, read.answers, read.wanted, read.states), read.parts),
        tuple(
            Collected.of(
                one.form,
                one.window.start,
                one.window.end,
                indicators=read.asks[one.form],
                owed=read.owed[pk],
                answered=[unit for unit, _revision in read.answers[pk].values()],
            )
            for pk, one in read.asked.items()
        ),
    )


def _values(asked: Mapping[int, _Asked], answers: Answers, wanted: Some[int], states: Some[str]) -> pa.Table:
    """Return the values of answers as columns: one query, and one for each collection that many answered."""
    large = {pk for pk, some in answers.items() if len(some) > LARGE}
    few = {pk: one for pk, one in asked.items() if pk not in large}
    tables = [_read(few, answers, wanted, states)] if few else []
    only = pa.array(sorted(wanted), pa.int64())
    for pk in sorted(large):
        whole = _kept_table(asked[pk], answers, states)
        tables.append(whole.filter(pc.is_in(whole["indicator"], only)))
    return pa.concat_tables(tables)


def _read(
    asked: Mapping[int, _Asked], answers: Answers, wanted: Some[int] | None, states: Some[str]
) -> pa.Table:
    """Return values of all indicators or of those `wanted`. One query."""
    place = {
        pk: (asked[collection], unit)
        for collection in asked
        for pk, (unit, _revision) in answers[collection].items()
    }
    found = Value.objects.figures(list(asked), wanted, states)
    return table_of(
        (at[0].form, at[1], indicator, at[0].window, state, number)
        for indicator, answer, state, number in found.iterator(chunk_size=5000)
        if (at := place.get(answer)) is not None
    )


def _kept_table(one: _Asked, answers: Answers, states: Some[str]) -> pa.Table:
    """Return the values of a large collection, read again when an answer came, went or grew a revision.

    Every write of a value makes a new revision of its answer, so that what is kept is never old.
    """
    if connection.in_atomic_block:
        return _read({one.pk: one}, answers, None, states)
    stamp = hash((tuple(sorted(answers[one.pk].items())), tuple(sorted(states))))
    with _lock:
        kept = _tables.get(one.pk)
    if kept and kept[0] == stamp:
        return kept[1]
    table = _read({one.pk: one}, answers, None, states)
    with _lock:
        _tables[one.pk] = stamp, table
        _tables.move_to_end(one.pk)
        while len(_tables) > TABLES_KEPT:
            _tables.popitem(last=False)
    return table


def table_of(rows: Iterable[tuple[int, int, int, Window, str, object]]) -> pa.Table:
    """Return rows of (form, unit, indicator, days, state, number) as `schema.VALUES`."""
    columns: list[list[object]] = [[] for _ in range(7)]
    for form, unit, indicator, days, state, number in rows:
        for column, cell in zip(
            columns, (form, unit, indicator, days.start, days.end, CODES[state], number), strict=True
        ):
            column.append(cell)
    form_, unit_, indicator_, start, end, state_, number_ = columns
    return pa.table(
        {
            "form": pa.array(form_, pa.int64()),
            "unit": pa.array(unit_, pa.int64()),
            "indicator": pa.array(indicator_, pa.int64()),
            "split": pa.nulls(len(form_), pa.int64()),
            "period_start": pa.array(start, pa.date32()),
            "period_end": pa.array(end, pa.date32()),
            "state": pa.array(state_, pa.int8()),
            "number": pa.array(number_, NUMBER),
        },
        schema=VALUES,
    )


CELL = ["form", "unit", "indicator", "period_start", "period_end"]


def with_wholes(values: pa.Table, parts: Mapping[int, Sequence[int]]) -> pa.Table:
    """Return the values and, of wholes that were not given themselves, those that their parts are together.

    The sum where there is a number, blank where a part is blank, else did not occur: the greatest code of a state.
    """
    whole_of = {part: whole for whole, some in parts.items() for part in some}
    if not whole_of or not len(values):
        return values
    some = values.filter(pc.is_in(values["indicator"], pa.array(sorted(whole_of), pa.int64())))
    if not len(some):
        return values
    wholes = pa.array([whole_of[part] for part in some["indicator"].to_pylist()], pa.int64())
    some = some.set_column(some.schema.get_field_index("indicator"), "indicator", wholes)
    added = some.group_by(CELL).aggregate([("state", "max"), ("number", "sum")])
    missing = added.join(values.select(CELL), keys=CELL, join_type="left anti")
    together = pa.table(
        {
            **{name: missing[name].combine_chunks() for name in CELL},
            "split": pa.nulls(len(missing), pa.int64()),
            "state": missing["state_max"].combine_chunks(),
            "number": missing["number_sum"].combine_chunks().cast(NUMBER),
        }
    ).select(VALUES.names)
    return pa.concat_tables([values, together.cast(VALUES)])


def on_day(day: date, language: str | None) -> dict[int, str]:
    """Return unit → its name: of `day`, or the newest of a unit that does not exist then. From memory."""
    tree = reach.tree()
    names = {unit: one.named(language) for unit, one in tree.newest().items()}
    return names | {unit: one.named(language) for unit, one in tree.on(day).items()}
