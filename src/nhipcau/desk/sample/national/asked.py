"""The monthly form of the made-up nation, its periods, and the collections by which each month was asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from nhipcau.desk.sample.national import bulk
from nhipcau.desk.sample.national.counted import OWN, SECTIONS
from nhipcau.indicators import actions as indicators
from nhipcau.indicators.models import Indicator
from nhipcau.reporting import asking, rules
from nhipcau.reporting.asking import FieldAsked, Rhythm, SectionAsked
from nhipcau.reporting.models import Calendar, Collection, Form, Period, PeriodKind
from nhipcau.rollup.history import Ints
from nhipcau.units.models import Unit, User
from nhipcau.units.national import REORGANISED_ON

MONTH, OFFICIAL = PeriodKind.MONTH, Calendar.OFFICIAL


@dataclass(frozen=True, slots=True, eq=False)
class Reporters:
    """Who reports: keys, ascending, of communes until the reorganisation and of those of since."""

    former: Ints
    todays: Ints

    def on(self, day: date) -> Ints:
        """Return those that report a period that ends on `day`."""
        return self.todays if day >= REORGANISED_ON else self.former


def make_form(country: Unit, officer: User, system: User, at: datetime) -> tuple[Form, list[Indicator]]:
    """Return the form and its sixty indicators, by key."""
    indicators.ensure_starter_set(by=system, at=at)
    for fields in OWN:
        indicators.add_indicator(fields, by=system, at=at)
    known = Indicator.objects.in_bulk(field_name="code")
    sections = [
        SectionAsked(title, title_en, [FieldAsked(known[code], required=False) for code in codes])
        for title, title_en, codes in SECTIONS
    ]
    form = asking.make_form(
        country,
        title="Báo cáo tháng về công tác thông tin đối ngoại",
        title_en="Monthly report on external information",
        sections=sections,
        by=officer,
        at=at,
        rhythm=Rhythm(period_kind=MONTH, calendar=OFFICIAL),
    )
    asked = (known[code] for _title, _title_en, codes in SECTIONS for code in codes)
    return form, sorted(asked, key=lambda one: one.pk)


def make_periods(years: int, today: date) -> tuple[list[Period], Period]:
    """Return the months to be sealed, oldest first, and the open one: the last that has ended.

    Those to be sealed are `years` whole years and what has ended of the present one. Quarters and years are made too.
    """
    last = max(
        (year, number)
        for year in (today.year - 1, today.year, today.year + 1)
        for number in range(1, 13)
        if rules.period_days(MONTH, OFFICIAL, year, number)[1] < today
    )
    first_year = last[0] - years
    months = [
        _period(MONTH, year, number)
        for year in range(first_year, last[0] + 1)
        for number in range(1, 13)
        if (year, number) <= last
    ]
    longer = [
        _period(kind, year, number)
        for year in range(first_year, last[0] + 1)
        for kind in (PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR)
        for number in range(1, rules.periods_a_year(kind) + 1)
    ]
    Period.objects.bulk_create([*months, *longer])
    return months[:-1], months[-1]


def _period(kind: str, year: int, number: int) -> Period:
    starts_on, ends_on = rules.period_days(kind, OFFICIAL, year, number)
    return Period(
        kind=kind, calendar=OFFICIAL, year=year, number=number, starts_on=starts_on, ends_on=ends_on
    )


def ask_for(form: Form, periods: Sequence[Period], reporters: Reporters) -> list[Collection]:
    """Return a collection for each period, asked of those who report then."""
    collections = Collection.objects.bulk_create(
        Collection(
            form=form,
            period=period,
            due_at=asking.end_of_work(asking.due_day(period.ends_on, form.due_after)),
            reminds=False,
        )
        for period in periods
    )
    bulk.insert(
        Collection.units.through,
        ("collection_id", "unit_id"),
        (
            (collection.pk, unit)
            for collection in collections
            for unit in reporters.on(collection.period.ends_on).tolist()
        ),
    )
    return collections


def chosen(former: Sequence[int], many: int, seed: int) -> Ints:
    """Return `many` of the former communes, ascending: those that reported before the reorganisation."""
    keys = np.array(sorted(former), dtype=np.int64)
    return np.sort(np.random.default_rng([seed, 1]).choice(keys, min(many, len(keys)), replace=False))
