"""Writing and reading the audit rows, kept in Wagtail's model log."""

from typing import Any

from django.db import models
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from nhipcau.audit.events import EVENTS


def record(event: str, on: models.Model, *, by: models.Model, **data: Any) -> None:
    """Write the audit row of `event` on the saved object `on`, done by the user `by`, in the open transaction.

    `data` is what changed, JSON-serialisable. Raises KeyError when the event was not declared.
    """
    log(on, EVENTS[event].name, user=by, data=data or None)


def history(of: models.Model) -> "models.QuerySet[Any]":
    """Return the audit rows of one object, newest first."""
    rows: models.QuerySet[Any] = ModelLogEntry.objects.for_instance(of).select_related("user")
    return rows.order_by("-timestamp", "-pk")
