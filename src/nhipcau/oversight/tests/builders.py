"""Builders of inspections, with readable defaults. All texts are made up."""

from datetime import UTC, date, datetime

from nhipcau.oversight import actions
from nhipcau.oversight.actions import Planned
from nhipcau.oversight.models import Finding, Inspection
from nhipcau.units.tests.builders import House

AT = datetime(2026, 9, 10, 2, 0, tzinfo=UTC)
DAY = date(2026, 9, 8)
MEND_BY = date(2026, 9, 30)
ANSWERS = {1: ("yes", ""), 2: ("partly", "Thiếu bản tiếng Anh.")}
PLANNED = Planned("Chuẩn bị lễ hội biển", DAY, ["Có kế hoạch?", "", "Có bảng chỉ dẫn song ngữ?"])


def make_inspection(house: House) -> Inspection:
    """Return an inspection of a ward planned by the department."""
    return actions.plan(house.department, house.ward_a, PLANNED, by=house.son, at=AT)


def make_held(house: House) -> Inspection:
    """Return an inspection whose visit was entered."""
    return actions.record(make_inspection(house), DAY, ANSWERS, by=house.son, at=AT)


def make_finding(house: House) -> Finding:
    """Return a finding that the ward has to mend."""
    return actions.find(make_held(house), "Bảng thiếu tiếng Anh", "Thay bảng", MEND_BY, by=house.son)
