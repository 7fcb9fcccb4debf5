"""The queries of programmes and tasks."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    pass


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Programmes."""


class TaskQuerySet(models.QuerySet["Task"]):
    """Tasks."""


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Tasks as given to units."""
