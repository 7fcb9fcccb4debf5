"""Builders of directives made known, with readable defaults. All texts are made up."""

from datetime import UTC, date, datetime
from typing import Any

from nhipcau.briefings.actions import Asked, Held, log_session, send_notice
from nhipcau.briefings.models import Notice, Receipt, Session
from nhipcau.registry.tests.builders import make_registered
from nhipcau.units.models import Unit, User
from nhipcau.units.tests.builders import House

AT = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 10, 20, 2, 0, tzinfo=UTC)
DUE = date(2026, 10, 15)
DAY = date(2026, 9, 1)


def asked(**values: Any) -> Asked:
    """Return what units are asked."""
    given = {"title": "Kế hoạch Tuần lễ Văn hóa, Du lịch biển", "due_on": DUE, "cells_word": "tổ dân phố"}
    return Asked(**{**given, "people_word": "hộ dân", **values})


def make_notice(house: House, *units: Unit, **values: Any) -> Notice:
    """Return a notice of the department to `units`, the two wards when there are none."""
    document = make_registered(house.department, house.son)
    to = [unit.pk for unit in units or (house.ward_a, house.ward_b)]
    return send_notice(document, asked(**values), to, by=house.son, at=AT)


def receipt_of(notice: Notice, unit: Unit) -> Receipt:
    """Return what the notice asks of `unit`."""
    found: Receipt = notice.receipts.select_related("notice").get(unit=unit)
    return found


def session_of(notice: Notice, unit: Unit, by: User, **values: Any) -> Session:
    """Return a session of the unit that briefed 60 of 100 people in 2 of 3 cells."""
    held = Held(**{"day": DAY, "cells": 2, "people": 60, **values})
    return log_session(receipt_of(notice, unit), held, cells_all=3, people_all=100, by=by, at=AT)
