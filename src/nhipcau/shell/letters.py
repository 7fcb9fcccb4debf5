"""Letters by e-mail, one after the other over one connection; what the server does not take is named, not lost."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a letter."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one address."""

    to: str
    subject: str
    body: str
    enclosed: tuple[Enclosure, ...] = ()


def deliver(letters: Iterable[Letter]) -> frozenset[str]:
    """Send the letters and return the addresses whose letter the mail server did not take."""
    failed: set[str] = set()
    connection = get_connection()
    for letter in letters:
        subject = " ".join(letter.subject.split())
        try:
            message = EmailMessage(subject, letter.body, to=[letter.to], connection=connection)
            for one in letter.enclosed:
                message.attach(one.name, one.content, one.media_type)
            message.send()
        except (SMTPException, OSError) as error:
            logger.warning("A letter could not be sent: %s", error)
            failed.add(letter.to)
    connection.close()
    return frozenset(failed)
