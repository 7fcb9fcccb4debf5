"""Writing and reading the audit rows, kept in Wagtail's model log."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import ModelLogEntry

from nhipcau.audit.events import EVENTS


def record(event: str, on: models.Model, *, by: models.Model, called: str = "", **data: Any) -> None:
    """Write the audit row of `event` on the saved object `on`, done by the user `by`, in the open transaction.

    `data` is what changed, JSON-serialisable; `called` is what `on` is called, where the caller has
    read its names already. One query: Wagtail's own way asks twice more, whether the kind of the object and the
    person exist. Raises KeyError when the event was not declared, ValueError when `on` was not saved.
    """
    if on.pk is None:
        raise ValueError(f"{event} is recorded on something that was not saved")
    row = ModelLogEntry(
        content_type=ContentType.objects.get_for_model(on, for_concrete_model=False),
        object_id=str(on.pk),
        label=called or str(on) or f"{type(on).__name__} {on.pk}",
        action=EVENTS[event].name,
        timestamp=timezone.now(),
        uuid=get_active_log_context().uuid,
        user=by,
        data=data,
    )
    ModelLogEntry.objects.bulk_create([row])


def history(of: models.Model) -> "models.QuerySet[Any]":
    """Return the audit rows of one object, newest first."""
    rows: models.QuerySet[Any] = ModelLogEntry.objects.for_instance(of).select_related("user")
    return rows.order_by("-timestamp", "-pk")


def forget_words(of: models.Model) -> int:
    """Take from the audit rows of one object what they say of it; that something was done, when and by whom stays."""
    rows = ModelLogEntry.objects.for_instance(of)
    return int(rows.update(label=f"{type(of).__name__} {of.pk}", data={}))
