"""The queries of programmes and tasks."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, F, Q

if TYPE_CHECKING:
    # The base classes name them in a string, which the linter does not see.
    from nhipcau.programmes.models import Assignment, Programme, Task  # noqa: F401


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Programmes."""

    def of_units(self, units: Collection[int]) -> "ProgrammeQuerySet":
        """Programmes that `units` run."""
        return self.filter(unit__in=units)

    def with_progress(self) -> "ProgrammeQuerySet":
        """Programmes with `given` and `finished`: leading assignments, and those that are done; newest first."""
        leads = Q(tasks__assignments__part="lead")
        return self.annotate(
            asked=Count("tasks", distinct=True),
            given=Count("tasks__assignments", filter=leads, distinct=True),
            finished=Count(
                "tasks__assignments", filter=leads & Q(tasks__assignments__state="done"), distinct=True
            ),
        ).order_by("-starts_on", "-pk")


class TaskQuerySet(models.QuerySet["Task"]):
    """Tasks."""

    def with_units(self) -> "TaskQuerySet":
        """Tasks with their assignments, the units of those and the units' names: three queries more."""
        return self.prefetch_related("assignments__unit__versions")


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Tasks as given to units."""

    def given(self) -> "AssignmentQuerySet":
        """Assignments of issued programmes: what units know of."""
        return self.filter(task__programme__state="issued")

    def to_units(self, units: Collection[int]) -> "AssignmentQuerySet":
        """Assignments given to `units`."""
        return self.filter(unit__in=units)

    def still_open(self) -> "AssignmentQuerySet":
        """Assignments that are not done."""
        return self.exclude(state="done")

    def due_before(self, day: date) -> "AssignmentQuerySet":
        """Assignments due before `day`."""
        return self.filter(task__due_on__lt=day)

    def shown_as(self, show: str, today: date) -> "AssignmentQuerySet":
        """Assignments that are still open, or as `show` says: `late` on `today`, `done`, `all`."""
        if show == "late":
            return self.still_open().due_before(today)
        if show == "done":
            return self.filter(state="done")
        return self if show == "all" else self.still_open()

    def soonest_first(self) -> "AssignmentQuerySet":
        """Assignments with their task, programme and unit, in the order in which they fall due; undated ones last."""
        rows = self.select_related("task__programme", "unit").prefetch_related("unit__versions")
        return rows.order_by(F("task__due_on").asc(nulls_last=True), "pk")
