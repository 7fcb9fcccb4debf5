"""Builders of forms, collections and answers with readable defaults."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from nhipcau.activities.models import Activity, ActivityCount
from nhipcau.indicators.models import Indicator
from nhipcau.reporting import rules
from nhipcau.reporting.models import (
    Collection,
    Form,
    FormField,
    FormSection,
    Period,
    Submission,
    SubmissionState,
    Value,
    ValueState,
)
from nhipcau.units.models import Unit, User

DURING = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
AFTER_CUT_OFF = datetime(2026, 12, 15, 3, 0, tzinfo=UTC)
DUE = datetime(2026, 12, 16, 10, 0, tzinfo=UTC)
TOO_LATE = datetime(2026, 12, 17, 3, 0, tzinfo=UTC)


def make_indicator(code: str, **kept: Any) -> Indicator:
    """Return an indicator that is a whole number and sums over everything, unless said otherwise."""
    fields: dict[str, Any] = {
        "name": f"Số {code}",
        "name_en": f"Number of {code}",
        "measure": "cuộc",
        "measure_en": "events",
    }
    return Indicator.objects.create(code=code, **(fields | kept))


def make_period(
    kind: str = "quarter", year: int = 2026, number: int = 4, calendar: str = "official"
) -> Period:
    """Return the fourth official quarter of 2026 (15 September to 14 December), unless said otherwise."""
    starts_on, ends_on = rules.period_days(kind, calendar, year, number)
    period, _made = Period.objects.get_or_create(
        kind=kind,
        calendar=calendar,
        year=year,
        number=number,
        defaults={"starts_on": starts_on, "ends_on": ends_on},
    )
    return period


def make_form(unit: Unit, *indicators: Indicator, required: bool = True, title: str = "Báo cáo quý") -> Form:
    """Return a form with one section that asks for `indicators`."""
    form = Form.objects.create(unit=unit, title=title, title_en="Quarterly report")
    section = FormSection.objects.create(form=form, title="Tuyên truyền", title_en="Information", position=1)
    for position, indicator in enumerate(indicators, 1):
        FormField.objects.create(section=section, indicator=indicator, position=position, required=required)
    return form


def make_collection(form: Form, *units: Unit, period: Period | None = None) -> Collection:
    """Return a collection of the fourth quarter, due on 16 December at 17:00 in Vietnam."""
    collection = Collection.objects.create(form=form, period=period or make_period(), due_at=DUE)
    collection.units.set(units)
    return collection


def make_answer(
    collection: Collection,
    unit: Unit,
    cells: Mapping[str, int | str | None],
    *,
    state: str = SubmissionState.APPROVED,
) -> Submission:
    """Return an answer of `unit`; `cells` maps codes to a number, to None for blank, to "-" for did not occur."""
    sent = None if state == SubmissionState.DRAFT else AFTER_CUT_OFF
    answer = Submission.objects.create(
        collection=collection, unit=unit, state=state, first_submitted_at=sent, submitted_at=sent
    )
    for code, cell in cells.items():
        indicator = Indicator.objects.get(code=code)
        if cell is None or cell == "-":
            kind = ValueState.BLANK if cell is None else ValueState.NOT_APPLICABLE
            Value.objects.create(submission=answer, indicator=indicator, state=kind)
        else:
            Value.objects.create(
                submission=answer, indicator=indicator, state=ValueState.NUMBER, number=Decimal(cell)
            )
    return answer


def make_activity(
    unit: Unit, by: User, counts: Mapping[str, int], *, day: date = date(2026, 10, 2)
) -> Activity:
    """Return an activity of the fourth quarter with `counts` by code of indicator."""
    activity = Activity.objects.create(
        unit=unit,
        title="Buổi giới thiệu lễ hội",
        starts_on=day,
        place="Nhà văn hóa",
        logged_by=by,
        logged_at=DURING,
    )
    for code, number in counts.items():
        indicator = Indicator.objects.get(code=code)
        ActivityCount.objects.create(activity=activity, indicator=indicator, number=Decimal(number))
    return activity
