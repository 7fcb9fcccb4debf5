"""Builders of bodies, meetings and joint programmes, with readable defaults. All texts are made up."""

from datetime import UTC, date, datetime
from typing import Any

from nhipcau.bodies.actions import (
    BodyPlan,
    MeetingPlan,
    SeatPlan,
    add_conclusion,
    call_meeting,
    found_body,
    give_seat,
)
from nhipcau.bodies.agreeing import AgreementPlan, add_obligation, agree, make_agreement
from nhipcau.bodies.models import Agreement, Body, Conclusion, Meeting, Obligation, Seat, Side
from nhipcau.units.models import Unit
from nhipcau.units.tests.builders import House

AT = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
STARTS = datetime(2026, 9, 5, 1, 0, tzinfo=UTC)
AFTER = datetime(2026, 9, 5, 8, 0, tzinfo=UTC)
SINCE = date(2026, 1, 1)


def make_body(house: House, **values: Any) -> Body:
    """Return a steering committee of the department."""
    given = {"name": "Ban Chỉ đạo công tác thông tin đối ngoại", "valid_from": SINCE, **values}
    return found_body(house.department, BodyPlan(**given), by=house.son, at=AT)


def seat(body: Body, house: House, **values: Any) -> Seat:
    """Give a seat to the office of the director, with an address."""
    given = {"office": "Giám đốc Sở Du lịch", "email": "giam-doc@example.vn", "valid_from": SINCE, **values}
    return give_seat(body, SeatPlan(**given), by=house.son, at=AT)


def meeting_plan(**values: Any) -> MeetingPlan:
    """Return a meeting of one morning."""
    given = {
        "title": "Phiên họp quý III",
        "starts_at": STARTS,
        "place": "Phòng họp số 2",
        "agenda": ("Kết quả", "Bàn việc"),
    }
    return MeetingPlan(**{**given, **values})


def make_meeting(house: House, **values: Any) -> Meeting:
    """Return a meeting of a body with one office that has a seat."""
    body = make_body(house)
    seat(body, house)
    return call_meeting(body, meeting_plan(**values), by=house.son, at=AT)


def conclusion_of(meeting: Meeting, house: House, text: str = "Mở lớp tập huấn cho cơ sở") -> Conclusion:
    """Return a conclusion for ward A."""
    return add_conclusion(meeting, text, unit=house.ward_a, due_on=date(2026, 12, 1), by=house.son, at=AFTER)


def make_joint(house: House, *units: Unit) -> Agreement:
    """Return a joint programme of the department and ward B."""
    plan = AgreementPlan("Chương trình phối hợp quảng bá du lịch", date(2026, 1, 1), date(2028, 12, 31))
    sides = [unit.pk for unit in units or (house.department, house.ward_b)]
    return make_agreement(plan, sides, by=house.son, at=AT)


def side_of(agreement: Agreement, unit: Unit) -> Side:
    """Return the side of a unit."""
    found: Side = agreement.sides.select_related("agreement", "unit").get(unit=unit)
    return found


def obligation_of(side: Side, house: House, text: str = "Cung cấp ảnh, phim tư liệu") -> Obligation:
    """Return what the side takes on."""
    return add_obligation(side, text, due_on=date(2026, 12, 1), by=house.son, at=AT)


def agreed(side: Side, house: House) -> Side:
    """Return the side, which takes something on and has agreed."""
    obligation_of(side, house)
    return agree(side, by=house.son, at=AT)
