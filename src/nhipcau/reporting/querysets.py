"""The queries of reporting."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    pass


class CollectionQuerySet(models.QuerySet["Collection"]):
    """Forms asked for a period."""


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Units' answers."""


class ValueQuerySet(models.QuerySet["Value"]):
    """Figures in answers."""
