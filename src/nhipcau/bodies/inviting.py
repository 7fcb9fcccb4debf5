"""A meeting as an entry of a calendar."""

from django.conf import settings
from django.urls import reverse

from nhipcau.bodies.models import Meeting, MeetingState
from nhipcau.shell.icalendar import Entry, Party

METHODS = {False: "REQUEST", True: "CANCEL"}


def entry_of(
    meeting: Meeting,
    *,
    organiser: Party | None = None,
    invited: tuple[Party, ...] = (),
    cancels: bool = False,
) -> Entry:
    """Return a meeting as an entry: the same identity through all its changes, a higher number with each. One query."""
    agenda = [f"{place}. {point.title}" for place, point in enumerate(meeting.agenda.all(), start=1)]
    return Entry(
        uid=f"{meeting.uid}@nhipcau",
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        changed=meeting.changed_at,
        summary=f"{meeting.body.name}: {meeting.title}",
        description="\n".join(agenda),
        location=meeting.place,
        url=settings.WAGTAILADMIN_BASE_URL + reverse("bodies:meeting", args=[meeting.pk]),
        sequence=meeting.sequence,
        cancelled=cancels or meeting.state == MeetingState.CANCELLED,
        organiser=organiser,
        invited=invited,
    )
