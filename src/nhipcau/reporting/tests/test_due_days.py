"""Due days are counted round public holidays."""

from datetime import date

from django.test import override_settings

from nhipcau.reporting.asking import closed_days, due_day


@override_settings(HOLIDAYS=["2026-12-16"])
def test_the_due_day_leaves_holidays_out() -> None:
    assert due_day(date(2026, 12, 14), 2) == date(2026, 12, 17)
    assert due_day(date(2026, 8, 31), 1) == date(2026, 9, 3)
    assert date(2027, 1, 1) in closed_days(date(2026, 12, 20))
