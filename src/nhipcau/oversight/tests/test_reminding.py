"""Reminders of shortcomings to mend and reviews to answer."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from nhipcau.oversight import actions
from nhipcau.oversight.models import Notice
from nhipcau.oversight.reminding import send_reminders
from nhipcau.oversight.tests.builders import AT, MEND_BY, make_review, make_shortcoming
from nhipcau.units.tests.builders import House

pytestmark = pytest.mark.django_db


def _morning(days: int) -> datetime:
    return timezone.make_aware(datetime.combine(MEND_BY + timedelta(days=days), time(7)))


def test_one_letter_a_day_names_everything_and_is_on_record(house: House, mailoutbox: list[Any]) -> None:
    make_shortcoming(house)
    make_review(house)

    assert send_reminders(at=_morning(-2)) == 0
    assert send_reminders(at=_morning(1)) == 1
    assert send_reminders(at=_morning(1)) == 0

    letter = mailoutbox[0]
    assert letter.to == ["lan@example.vn"]
    assert "Thay bảng" in letter.body
    assert "Sơ kết" in letter.body
    assert "quá hạn 1 ngày" in letter.body
    assert Notice.objects.count() == 2


def test_nobody_is_reminded_of_what_is_mended(house: House, mailoutbox: list[Any]) -> None:
    actions.say_mended(make_shortcoming(house), "Đã thay", by=house.lan, at=AT)

    assert send_reminders(at=_morning(0)) == 0
    assert mailoutbox == []
