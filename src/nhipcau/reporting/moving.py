"""What activities give now where it is not what they gave when a report was sent: shown, never corrected by itself."""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Collection as Some
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from nhipcau.activities import overviews as activities
from nhipcau.briefings import overviews as briefings
from nhipcau.indicators.models import Indicator
from nhipcau.reporting.counting import counted_for
from nhipcau.reporting.models import Submission, SubmissionState, Value

SENT = (SubmissionState.SUBMITTED, SubmissionState.APPROVED)
LOOKED_BACK = timedelta(days=400)  # older reports are history: their pages still show what changed


@dataclass(frozen=True, slots=True)
class Moved:
    """What the activities gave for a cell at the sending, and what they give now; None where nothing."""

    was: Decimal | None
    now: Decimal | None


@dataclass(frozen=True, slots=True)
class MovedReport:
    """A report that was sent and whose activities changed afterwards, in `cells` of its figures."""

    submission: Submission
    cells: int


def moved_cells(
    submissions: Iterable[Submission], indicators: Some[int] | None = None
) -> dict[tuple[int, int], Moved]:
    """Return (answer, indicator) → what became of its activities, for cells of sent answers where it changed.

    The answers come with their collections and periods. One query, and one for each period.
    """
    sent = {one.pk: one for one in submissions if one.state in SENT}
    values = Value.objects.filter(submission__in=sent)
    if indicators is not None:
        values = values.filter(indicator__in=indicators)
    rows = list(values.order_by().values_list("submission_id", "indicator_id", "counted"))
    asked = {indicator for _pk, indicator, _counted in rows}
    periods = {one.collection.period_id: one.collection.period for one in sent.values()}
    counted = {
        pk: counted_for(
            {one.unit_id for one in sent.values() if one.collection.period_id == pk}, period, asked
        )
        for pk, period in periods.items()
    }
    found = {}
    for pk, indicator, was in rows:
        answer = sent[pk]
        now = counted[answer.collection.period_id].get((answer.unit_id, indicator))
        if now != was:
            found[pk, indicator] = Moved(was, now)
    return found


def moved_reports(units: Some[int], now: datetime) -> tuple[MovedReport, ...]:
    """Return the reports of `units` whose activities changed after they were sent or approved, newest first.

    An approval after the change took the report as it was, so it waits for nobody. Four queries where nothing
    changed; else one more, and three for each period.
    """
    recent = Submission.objects.filter(unit__in=units, state__in=SENT, submitted_at__gte=now - LOOKED_BACK)
    sent = [one for one in recent.in_full().order_by("-submitted_at", "-pk") if one.submitted_at]
    touched = _touched_since(sent, _settled)
    cells = moved_cells(touched) if touched else {}
    counts = {one.pk: sum(pk == one.pk for pk, _indicator in cells) for one in touched}
    return tuple(MovedReport(one, counts[one.pk]) for one in touched if counts[one.pk])


def moved_answers(pks: Some[int], indicator: Indicator) -> frozenset[int]:
    """Return those of the answers whose activities for one figure changed after the sending.

    Four queries where nothing changed, one more for a figure that counts sessions; else one more, and three for each
    period in which something did.
    """
    sent = Submission.objects.filter(pk__in=pks, state__in=SENT).select_related("collection__period")
    with_sessions = indicator.code in briefings.COUNTED
    touched = _touched_since([one for one in sent if one.submitted_at], _sent_at, with_sessions=with_sessions)
    return (
        frozenset(pk for pk, _indicator in moved_cells(touched, [indicator.pk])) if touched else frozenset()
    )


def _touched_since(
    sent: Sequence[Submission], settled: Callable[[Submission], datetime], *, with_sessions: bool = True
) -> list[Submission]:
    """Return the answers in whose units an activity or a session changed after they were `settled`."""
    if not sent:
        return []
    units, since = {one.unit_id for one in sent}, min(settled(one) for one in sent)
    changed = briefings.changed_since(units, since) if with_sessions else {}
    for change in activities.changed_since(units, since):
        changed[change.unit_id] = max(change.at, changed.get(change.unit_id, change.at))
    return [one for one in sent if one.unit_id in changed and changed[one.unit_id] > settled(one)]


def _sent_at(submission: Submission) -> datetime:
    return submission.submitted_at or datetime.max.replace(tzinfo=UTC)


def _settled(submission: Submission) -> datetime:
    """Return when somebody last looked at the report as a whole and let it stand."""
    moments = [moment for moment in (submission.submitted_at, submission.approved_at) if moment]
    return max(moments)
