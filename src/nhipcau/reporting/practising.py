"""The figures a unit has approved, offered to whoever proposes a good practice of the unit."""

from decimal import Decimal

from nhipcau.practices.links import ApprovedFigure
from nhipcau.reporting import rules
from nhipcau.reporting.models import Period, Submission, SubmissionState, Value, ValueState

NEWEST_REPORTS = 6


def approved_figures(unit: int, key: str = "") -> list[ApprovedFigure]:
    """Return the figures of the newest approved reports of the unit, or the one of that key. Two queries."""
    approved = Submission.objects.filter(unit=unit, state=SubmissionState.APPROVED)
    rows = Value.objects.filter(state=ValueState.NUMBER).select_related(
        "indicator", "submission__collection__form", "submission__collection__period"
    )
    if key:
        if not key.isdecimal() or len(key) > 17:
            return []
        return [_offered(one) for one in rows.filter(pk=int(key), submission__in=approved)]
    newest = list(
        approved.order_by("-collection__period__ends_on", "-pk").values_list("pk", flat=True)[:NEWEST_REPORTS]
    )
    rows = rows.filter(submission__in=newest)
    return [
        _offered(one)
        for one in rows.order_by("-submission__collection__period__ends_on", "submission", "indicator__code")
    ]


def _offered(value: Value) -> ApprovedFigure:
    collection = value.submission.collection
    number = value.number or Decimal(0)  # of these there is always one: they are numbers
    return ApprovedFigure(
        str(value.pk), value.indicator, _period(collection.period), number, collection.form.title
    )


def _period(period: Period) -> str:
    """Return what the period is called in Vietnamese: the figure is kept as the report has it."""
    return period.title or rules.period_name(period.kind, period.year, period.number, language="vi")
