"""Background work of drafting: letters to those outside who get an issued document."""

from django.utils import timezone
from django_tasks import task

from nhipcau.drafting import mailing
from nhipcau.drafting.models import Draft


@task()
def send(pk: int) -> None:
    """Send the letters of one issued document that have not gone out. Running it twice sends each letter once."""
    mailing.send_letters(Draft.objects.get(pk=pk), at=timezone.now())


def hand_over(pk: int) -> None:
    """Queue the letters of an issued document."""
    send.enqueue(pk)
