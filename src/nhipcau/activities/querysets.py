"""The queries of activities."""

from django.db import models

class ActivityQuerySet(models.QuerySet["Activity"]):
    """Activities, newest first."""


class ActivityCountQuerySet(models.QuerySet["ActivityCount"]):
    """Counts of activities."""
