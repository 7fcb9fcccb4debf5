"""Background work of channels."""

from collections.abc import Collection

from django.utils import timezone
from django_tasks import task

from nhipcau.channels.models import Delivery, DeliveryState


@task()
def deliver(pk: int) -> None:
    """Send one delivery. Running it twice sends once."""
    from nhipcau.channels import actions

    actions.deliver(Delivery.objects.get(pk=pk), at=timezone.now())


def hand_over(pks: Collection[int]) -> None:
    """Queue deliveries, in their order, those that are due later for then."""
    now = timezone.now()
    due = dict(Delivery.objects.filter(pk__in=pks, due_at__gt=now).values_list("pk", "due_at"))
    for pk in pks:
        if pk not in due:
            deliver.enqueue(pk)
        elif deliver.get_backend().supports_defer:
            deliver.using(run_after=due[pk]).enqueue(pk)


def hand_over_waiting() -> None:
    """Queue every delivery that waits: its place in the queue may be lost since the machine stopped between the two."""
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING).order_by("pk")
    hand_over(list(waiting.values_list("pk", flat=True)))
