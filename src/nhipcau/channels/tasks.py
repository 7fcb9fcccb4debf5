"""Background work of channels."""

from collections.abc import Iterable

from django.utils import timezone
from django_tasks import task

from nhipcau.channels.models import Delivery, DeliveryState


@task()
def deliver(pk: int) -> None:
    """Send one delivery. Running it twice sends once."""
    from nhipcau.channels import actions

    actions.deliver(Delivery.objects.get(pk=pk), at=timezone.now())


def hand_over(pks: Iterable[int]) -> None:
    """Queue deliveries, in their order."""
    for pk in pks:
        deliver.enqueue(pk)


def hand_over_waiting() -> None:
    """Queue every delivery that waits: its place in the queue may be lost since the machine stopped between the two."""
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING).order_by("pk")
    hand_over(waiting.values_list("pk", flat=True))
