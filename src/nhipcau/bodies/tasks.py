"""Invitations by e-mail, sent in the background, one letter a seat with the meeting as a calendar file."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from nhipcau.bodies.inviting import METHODS, entry_of
from nhipcau.bodies.models import Invitation, Meeting, MeetingState
from nhipcau.shell.icalendar import MEDIA_TYPE, Party, calendar

# Whoever reads an invitation has no page language yet: the office works in Vietnamese.
LANGUAGE = "vi"
logger = logging.getLogger(__name__)


@task()
def send_invitations(meeting_pk: int) -> None:
    """Send the letters of a meeting that did not go out yet; one that the server does not take is tried again later."""
    meeting = Meeting.objects.select_related("body__unit").get(pk=meeting_pk)
    waiting = meeting.invitations.filter(sent_at__isnull=True, sequence=meeting.sequence).exclude(email="")
    with get_connection() as connection:
        for invitation in waiting.select_related("seat__person", "ordered_by"):
            try:
                _letter(meeting, invitation, connection).send()
            except (SMTPException, OSError) as error:
                logger.warning("An invitation could not be sent: %s", error)
            else:
                invitation.sent_at = timezone.now()
                invitation.save(update_fields=["sent_at"])


def _letter(meeting: Meeting, invitation: Invitation, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    to = Party(invitation.email, str(invitation.seat))
    by = Party(invitation.ordered_by.email or settings.DEFAULT_FROM_EMAIL, str(meeting.body.unit))
    method = METHODS[invitation.cancels]
    with translation.override(LANGUAGE):
        context = {
            "meeting": meeting,
            "agenda": list(meeting.agenda.all()),
            "seat": invitation.seat,
            "cancels": invitation.cancels,
            "without_seat": invitation.cancels and meeting.state != MeetingState.CANCELLED,
            "changed": invitation.sequence > 0,
            "address": settings.WAGTAILADMIN_BASE_URL + reverse("bodies:meeting", args=[meeting.pk]),
        }
        subject = " ".join(render_to_string("bodies/mail/invitation_subject.txt", context).split())
        body = render_to_string("bodies/mail/invitation.txt", context)
        content = calendar(
            [entry_of(meeting, organiser=by, invited=(to,), cancels=invitation.cancels)], method=method
        )
    letter = EmailMultiAlternatives(subject, body, to=[invitation.email], connection=connection)
    letter.attach_alternative(content.decode(), f"{MEDIA_TYPE}; method={method}")
    letter.attach("cuoc-hop.ics", content, MEDIA_TYPE)
    return letter
