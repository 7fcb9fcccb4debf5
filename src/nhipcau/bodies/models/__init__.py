"""Bodies, their meetings, and joint programmes."""

from nhipcau.bodies.models.bodies import Body, BodyKind, Seat, SeatRole
from nhipcau.bodies.models.joint import Agreement, Obligation, Side
from nhipcau.bodies.models.meetings import (
    AgendaItem,
    Attendance,
    Conclusion,
    Invitation,
    Meeting,
    MeetingState,
    Presence,
)

__all__ = [
    "AgendaItem",
    "Agreement",
    "Attendance",
    "Body",
    "BodyKind",
    "Conclusion",
    "Invitation",
    "Meeting",
    "MeetingState",
    "Obligation",
    "Presence",
    "Seat",
    "SeatRole",
    "Side",
]
