"""Periods, forms and collections."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from nhipcau.reporting import errors, rules
from nhipcau.reporting.actions import (
    FieldAsked,
    SectionAsked,
    make_form,
    make_own_period,
    make_period,
    open_collection,
)
from nhipcau.reporting.models import Period
from nhipcau.reporting.sheet import open_sheet
from nhipcau.reporting.tests import builders
from nhipcau.reporting.tests.builders import DUE, DURING
from nhipcau.units.tests.builders import House, make_unit


def section(*codes: str, title: str = "Tuyên truyền") -> SectionAsked:
    fields = [FieldAsked(builders.make_indicator(code)) for code in codes]
    return SectionAsked(title, "Information", fields)


def test_a_period_is_made_once_with_the_days_of_its_name(house: House) -> None:
    period = make_period("quarter", "official", 2026, 4, by=house.son, at=DURING)

    assert (period.starts_on, period.ends_on) == (date(2026, 9, 15), date(2026, 12, 14))
    assert make_period("quarter", "official", 2026, 4, by=house.son, at=DURING) == period
    with pytest.raises(errors.NoSuchPeriodError):
        make_period("quarter", "official", 2026, 5, by=house.son, at=DURING)


def test_periods_forms_and_collections_are_for_officers(house: House) -> None:
    form = builders.make_form(house.department, builders.make_indicator("a"))
    period = builders.make_period()
    for other in (house.lan, house.minh, house.tam, house.khach):
        with pytest.raises(PermissionDenied):
            make_form(house.department, title="T", title_en="T", sections=[], by=other, at=DURING)
        with pytest.raises(PermissionDenied):
            open_collection(form, period, due_at=DUE, units=[house.ward_a], by=other, at=DURING)
    with pytest.raises(PermissionDenied):
        make_period("month", "official", 2026, 4, by=house.lan, at=DURING)

    opened = open_collection(form, period, due_at=DUE, units=[house.ward_a], by=house.son, at=DURING)
    assert list(opened.units.all()) == [house.ward_a]


def test_a_form_keeps_its_sections_in_order(house: House) -> None:
    sections = [section("b", "a"), section("c", title="Tin, bài")]

    form = make_form(
        house.department, title="Báo cáo quý", title_en="Report", sections=sections, by=house.son, at=DURING
    )

    asked = [[field.indicator.code for field in one.fields.all()] for one in form.sections.all()]
    assert asked == [["b", "a"], ["c"]]


def test_a_form_asks_for_something_and_never_for_a_ratio(house: House) -> None:
    top, bottom = builders.make_indicator("top"), builders.make_indicator("bottom")
    ratio = builders.make_indicator("ratio", numerator=top, denominator=bottom)

    with pytest.raises(errors.EmptyFormError):
        make_form(house.department, title="T", title_en="T", sections=[section()], by=house.son, at=DURING)
    asked = [SectionAsked("Tỉ lệ", "Ratio", [FieldAsked(ratio)])]
    with pytest.raises(errors.RatioAskedError):
        make_form(house.department, title="T", title_en="T", sections=asked, by=house.son, at=DURING)


def test_units_keep_one_working_day_between_cut_off_and_due_day(house: House) -> None:
    form = builders.make_form(house.department, builders.make_indicator("a"))
    cut_off_day = datetime(2026, 12, 14, 10, tzinfo=UTC)
    next_day = datetime(2026, 12, 15, 10, tzinfo=UTC)

    with pytest.raises(errors.DueTooEarlyError):
        open_collection(
            form, builders.make_period(), due_at=cut_off_day, units=[house.ward_a], by=house.son, at=DURING
        )

    open_collection(
        form, builders.make_period(), due_at=next_day, units=[house.ward_a], by=house.son, at=DURING
    )


def test_units_that_have_ended_are_left_out(house: House) -> None:
    form = builders.make_form(house.department, builders.make_indicator("a"))
    gone = make_unit("Xã Cũ", house.province, valid_to=date(2025, 7, 1))
    period = builders.make_period()

    with pytest.raises(errors.NoUnitsError):
        open_collection(form, period, due_at=DUE, units=[gone], by=house.son, at=DURING)
    opened = open_collection(form, period, due_at=DUE, units=[gone, house.ward_a], by=house.son, at=DURING)

    assert list(opened.units.all()) == [house.ward_a]


def test_a_form_is_asked_once_for_a_period(house: House) -> None:
    form = builders.make_form(house.department, builders.make_indicator("a"))
    period = builders.make_period()
    open_collection(form, period, due_at=DUE, units=[house.ward_a], by=house.son, at=DURING)

    with pytest.raises(errors.AskedAlreadyError):
        open_collection(form, period, due_at=DUE, units=[house.ward_b], by=house.son, at=DURING)


def test_nobody_is_asked_for_one_figure_twice(house: House) -> None:
    shared = builders.make_indicator("a")
    first = builders.make_form(house.department, shared)
    second = builders.make_form(house.province, shared, builders.make_indicator("b"))
    period = builders.make_period()
    open_collection(first, period, due_at=DUE, units=[house.ward_a], by=house.son, at=DURING)

    with pytest.raises(errors.AskedTwiceError, match=r"Số a|Number of a"):
        open_collection(second, period, due_at=DUE, units=[house.ward_a], by=house.son, at=DURING)
    open_collection(second, period, due_at=DUE, units=[house.ward_b], by=house.son, at=DURING)


def test_a_whole_and_its_part_are_not_asked_together(house: House) -> None:
    whole = builders.make_indicator("tin")
    part = builders.make_indicator("tin-vi", whole=whole)
    period = builders.make_period()
    both = [SectionAsked("Tin bài", "Posts", [FieldAsked(whole), FieldAsked(part)])]
    with pytest.raises(errors.WholeAndPartError):
        make_form(house.department, title="Tin", title_en="Posts", sections=both, by=house.son, at=DURING)
    first, second = builders.make_form(house.department, whole), builders.make_form(house.department, part)
    open_collection(first, period, due_at=DUE, units=[house.ward_a], by=house.son, at=DURING)

    with pytest.raises(errors.AskedTwiceError):
        open_collection(second, period, due_at=DUE, units=[house.ward_a], by=house.son, at=DURING)
    open_collection(second, period, due_at=DUE, units=[house.ward_b], by=house.son, at=DURING)


def make_theme(house: House, title: str, title_en: str) -> Period:
    return make_own_period(
        "thematic",
        title=title,
        title_en=title_en,
        starts_on=date(2026, 11, 1),
        ends_on=date(2026, 11, 20),
        by=house.son,
        at=DURING,
    )


def test_a_theme_has_a_title_and_days_of_its_own_and_is_made_once(house: House) -> None:
    theme = make_theme(house, "Khắc phục bão", "After the storm")
    again = make_theme(house, "Khắc phục bão", "After the storm")
    other = make_theme(house, "Lễ hội", "Fair")

    assert (theme, theme.number, other.number) == (again, 1, 2)
    assert str(theme) in ("Khắc phục bão", "After the storm")
    assert rules.previous_period(theme.kind, theme.year, theme.number) is None


def test_a_theme_without_an_english_title_is_called_by_its_vietnamese_one(house: House) -> None:
    theme = make_theme(house, "Khắc phục bão", "")

    with override("en"):
        assert str(theme) == "Khắc phục bão"


def test_a_period_of_its_own_needs_a_vietnamese_title_and_days_in_order(house: House) -> None:
    first, last = date(2026, 11, 1), date(2026, 11, 20)
    with pytest.raises(errors.NoTitleError):
        make_own_period(
            "ad_hoc", title=" ", title_en="Ad hoc", starts_on=first, ends_on=last, by=house.son, at=DURING
        )
    with pytest.raises(errors.DaysTurnedError):
        make_own_period(
            "ad_hoc",
            title="Đột xuất",
            title_en="Ad hoc",
            starts_on=last,
            ends_on=first,
            by=house.son,
            at=DURING,
        )
    with pytest.raises(errors.NoSuchPeriodError):
        make_own_period(
            "month", title="Tháng", title_en="Month", starts_on=first, ends_on=last, by=house.son, at=DURING
        )
    with pytest.raises(PermissionDenied):
        make_own_period(
            "ad_hoc",
            title="Đột xuất",
            title_en="Ad hoc",
            starts_on=first,
            ends_on=last,
            by=house.lan,
            at=DURING,
        )


def test_figures_of_another_theme_are_no_history(house: House) -> None:
    indicator = builders.make_indicator("a")
    form = builders.make_form(house.department, indicator)
    themes = [
        make_own_period(
            "thematic",
            title=f"Chuyên đề {month}",
            title_en=f"Theme {month}",
            starts_on=date(2026, month, 1),
            ends_on=date(2026, month, 20),
            by=house.son,
            at=DURING,
        )
        for month in (10, 11)
    ]
    answers = [
        builders.make_answer(
            builders.make_collection(form, house.ward_a, period=period), house.ward_a, {"a": 9}
        )
        for period in themes
    ]

    (row,) = open_sheet(answers[1]).rows

    assert (row.previous, row.last_year, row.history) == (None, None, ())
