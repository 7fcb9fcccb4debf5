"""Answers of the made-up nation: months sealed as Parquet, and an open month in the database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nhipcau.desk.sample.national import bulk
from nhipcau.desk.sample.national.asked import Reporters
from nhipcau.indicators.models import Indicator
from nhipcau.reporting.comparisons import Cell
from nhipcau.reporting.freezing import freeze, label_of
from nhipcau.reporting.models import (
    Collection,
    Decision,
    Form,
    Seal,
    Submission,
    SubmissionState,
    SubmittedVersion,
    Value,
    ValueState,
)
from nhipcau.reporting.sources import as_adding, history, window_of
from nhipcau.rollup import samples
from nhipcau.rollup.figures import Collected
from nhipcau.rollup.history import Ints
from nhipcau.rollup.schema import STATE_OF
from nhipcau.units.models import User

# Of a hundred units, so many give no answer to a month that is past; so many are late.
SILENT, LATE = 1, 4
# What has become of the open month's answers, in hundredths.
OPEN_STATES = (
    (SubmissionState.APPROVED, 55),
    (SubmissionState.SUBMITTED, 33),
    (SubmissionState.RETURNED, 4),
    (SubmissionState.DRAFT, 8),
)
SEALED_AFTER = timedelta(days=10)
REASON = "Đề nghị rà soát số lượt người tham dự so với tháng trước."
ANSWER = (
    "id", "collection_id", "unit_id", "state", "narrative", "first_submitted_at", "submitted_at", "approved_at",
    "revision",
)  # fmt: skip
CELL = ("submission_id", "indicator_id", "state", "number", "note", "counted", "follow_up")


@dataclass(frozen=True, slots=True)
class Answering:
    """What answers are made of."""

    form: Form
    indicators: Sequence[Indicator]
    reporters: Reporters
    seed: int
    reporter: User
    approver: User
    at: datetime

    def chance(self, collection: Collection) -> np.random.Generator:
        """Return the chances of a month, the same for the same seed."""
        return np.random.default_rng([self.seed, 3, collection.period.ends_on.toordinal()])

    def values(self, collection: Collection, units: Ints) -> pa.Table:
        """Return the month's figures of `units`."""
        adding = [as_adding(one) for one in self.indicators]
        return samples.values(self.form.pk, units, adding, window_of(collection.period), self.seed)


def seal_months(how: Answering, collections: Sequence[Collection], *, cells_kept: int) -> int:
    """Answer, approve and seal each month; return how many figures that are. The newest keep their cells.

    Those of months before the newest `cells_kept` figures stand in the sealed files alone.
    """
    seals = []
    with_cells = -(-cells_kept // (len(how.reporters.todays) * len(how.indicators)))
    for number, collection in enumerate(collections):
        owed = how.reporters.on(collection.period.ends_on)
        given = owed[how.chance(collection).random(len(owed)) * 100 >= SILENT]
        values = how.values(collection, given)
        label = label_of(how.form, collection.period, how.indicators)
        seals.append(
            freeze(
                collection,
                values,
                _collected(how, collection, owed, given),
                label,
                history=history(),
                by=how.approver,
                at=min(how.at, collection.due_at + SEALED_AFTER),
            )
        )
        answers = _past_answers(how, collection, given)
        bulk.insert(Submission, ANSWER, answers)
        if number >= len(collections) - with_cells:
            bulk.insert(Value, CELL, _cells(values, given, answers[0][0]))
    Seal.objects.bulk_create(seals)
    return sum(seal.rows for seal in seals)


def _collected(how: Answering, collection: Collection, owed: Ints, given: Ints) -> Collected:
    days = window_of(collection.period)
    keys = [one.pk for one in how.indicators]
    return Collected.of(how.form.pk, days.start, days.end, indicators=keys, owed=owed, answered=given)


def _past_answers(how: Answering, collection: Collection, units: Ints) -> list[tuple[Any, ...]]:
    sent = _moments(how, collection, len(units))
    approved = bulk.stored(collection.due_at + timedelta(days=5))
    first = bulk.next_key(Submission)
    state = str(SubmissionState.APPROVED)
    return [
        (pk, collection.pk, unit, state, "", at, at, approved, 3)
        for pk, (unit, at) in enumerate(zip(units.tolist(), sent, strict=True), first)
    ]


def _moments(how: Answering, collection: Collection, many: int) -> list[Any]:
    """Return when answers came in, most of them in time."""
    chance = how.chance(collection)
    hours = chance.integers(1, 40, many)
    hours[chance.random(many) * 100 < LATE] = -30
    found = {
        hour: bulk.stored(min(how.at, collection.due_at - timedelta(hours=hour)))
        for hour in set(hours.tolist())
    }
    return [found[hour] for hour in hours.tolist()]


def _cells(values: pa.Table, units: Ints, first_answer: int) -> Iterator[tuple[Any, ...]]:
    """Yield rows of cells, those of an answer together."""
    at = np.searchsorted(units, values["unit"].to_numpy())
    order = np.argsort(at, kind="stable")
    codes = {code: state.value for code, state in STATE_OF.items()}
    states = values["state"].to_numpy()[order].tolist()
    indicators = values["indicator"].to_numpy()[order].tolist()
    numbers = values["number"].take(pa.array(order)).to_pylist()
    for answer, indicator, state, number in zip(
        (first_answer + at[order]).tolist(), indicators, states, numbers, strict=True
    ):
        yield answer, indicator, codes[state], number, "", None, False


def answer_open_month(how: Answering, collection: Collection) -> int:
    """Fill in the open month of every unit: most sent, many approved, some returned or not sent. Return its figures."""
    units = how.reporters.on(collection.period.ends_on)
    states = _open_states(how.chance(collection), len(units))
    answers = _open_answers(how, collection, units, states)
    bulk.insert(Submission, ANSWER, answers)
    values = how.values(collection, units)
    bulk.insert(Value, CELL, _cells(values, units, answers[0][0]))
    _keep_versions(how, answers)
    _decide(how, answers)
    return len(values)


def _open_states(chance: np.random.Generator, many: int) -> npt.NDArray[np.str_]:
    names = [str(state) for state, _share in OPEN_STATES]
    return chance.choice(names, many, p=[share / 100 for _state, share in OPEN_STATES])


def _open_answers(
    how: Answering, collection: Collection, units: Ints, states: npt.NDArray[np.str_]
) -> list[tuple[Any, ...]]:
    sent = _moments(how, collection, len(units))
    approved = bulk.stored(min(how.at, collection.due_at + timedelta(days=1)))
    first = bulk.next_key(Submission)
    rows = []
    for pk, (unit, state, at) in enumerate(zip(units.tolist(), states.tolist(), sent, strict=True), first):
        at = None if state == SubmissionState.DRAFT else at
        accepted = approved if state == SubmissionState.APPROVED else None
        rows.append((pk, collection.pk, unit, state, "", at, at, accepted, 2))
    return rows


def _keep_versions(how: Answering, answers: Sequence[tuple[Any, ...]]) -> None:
    """Freeze what was sent, as a sending does."""
    sent = [row[0] for row in answers if row[6] is not None]
    codes = {one.pk: one.code for one in how.indicators}
    cells: dict[int, dict[str, dict[str, str | None]]] = {pk: {} for pk in sent}
    rows = Value.objects.filter(submission__in=Submission.objects.filter(collection=answers[0][1])).order_by()
    for answer, indicator, state, number in rows.values_list(
        "submission_id", "indicator_id", "state", "number"
    ):
        if answer in cells:
            cells[answer][codes[indicator]] = Cell(ValueState(state), number).as_sent()
    sent_ones = Submission.objects.filter(collection=answers[0][1], submitted_at__isnull=False)
    moments: dict[int, Any] = dict(sent_ones.values_list("pk", "submitted_at"))
    SubmittedVersion.objects.bulk_create(
        (
            SubmittedVersion(submission_id=pk, number=1, values=found, at=moments[pk], by=how.reporter)
            for pk, found in cells.items()
        ),
        batch_size=500,
    )


def _decide(how: Answering, answers: Sequence[tuple[Any, ...]]) -> None:
    decided = {SubmissionState.APPROVED: "", SubmissionState.RETURNED: REASON}
    Decision.objects.bulk_create(
        Decision(
            submission_id=row[0],
            approved=row[3] == SubmissionState.APPROVED,
            reason=decided[row[3]],
            at=how.at,
            by=how.approver,
        )
        for row in answers
        if row[3] in decided
    )
