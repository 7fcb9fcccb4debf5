"""Background work of the register."""

from django.utils import timezone
from django_tasks import task

from nhipcau.registry.models import Reading


@task(queue_name="reading")
def read(pk: int) -> None:
    """Carry out one reading. Running it twice reads once."""
    from nhipcau.registry import actions

    waiting = Reading.objects.select_related("document", "asked_by").filter(pk=pk).first()
    if waiting is not None:  # a secret document goes with its readings
        actions.finish_reading(waiting, at=timezone.now())


def hand_over(pk: int) -> None:
    """Queue a reading."""
    read.enqueue(pk)


def hand_over_waiting() -> None:
    """Queue every reading that waits: its place in the queue may be lost since the machine stopped between the two."""
    for pk in Reading.objects.waiting().order_by("pk").values_list("pk", flat=True):
        hand_over(pk)
