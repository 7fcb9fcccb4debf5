"""The queries of activities."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    pass


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Activities, newest first."""


class ActivityCountQuerySet(models.QuerySet["ActivityCount"]):
    """Counts of activities."""
