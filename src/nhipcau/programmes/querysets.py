"""The queries of programmes and tasks."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Aggregate, Count, F, Q, Sum

from nhipcau.programmes.rules import Cells, counted_cells

if TYPE_CHECKING:
    # The base classes name them in a string, which the linter does not see.
    from nhipcau.programmes.models import Ask, Assignment, AssignmentSum, Programme, Task  # noqa: F401

# Who does a task: it leads it, or is one of those that each do it. Partners help and are counted apart.
DOERS = ("lead", "each")
TO_DO = ("not_started", "under_way")
OPEN = (*TO_DO, "waiting")
COUNTED = (*OPEN, "done")


def overdue(today: date) -> Q:
    """Return the condition of what is open and late on `today`; lateness stops when completion is asked for."""
    return Q(state__in=TO_DO, due_on__lt=today) | Q(state="waiting", late=True)


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Programmes."""

    def of_units(self, units: Collection[int]) -> "ProgrammeQuerySet":
        """Programmes that `units` run."""
        return self.filter(unit__in=units)

    def issued(self) -> "ProgrammeQuerySet":
        """Programmes given to the units."""
        return self.filter(state="issued")

    def giving_to(self, units: Collection[int]) -> "ProgrammeQuerySet":
        """Issued programmes of others that give tasks to `units`."""
        tasks = self.model._meta.get_field("tasks").related_model._default_manager
        given = tasks.filter(assignments__unit__in=units).values("programme")
        return self.issued().filter(pk__in=given).exclude(unit__in=units)

    def newest_first(self) -> "ProgrammeQuerySet":
        """Programmes with their units, those that begin last first."""
        return self.select_related("unit").prefetch_related("unit__versions").order_by("-starts_on", "-pk")


class TaskQuerySet(models.QuerySet["Task"]):
    """Tasks."""

    def standing(self) -> "TaskQuerySet":
        """Tasks that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


Row = TypeVar("Row", bound=models.Model)


class CountedQuerySet(models.QuerySet[Row]):
    """What says how tasks given to units stand: the assignments themselves, or the sums of those that are alike."""

    def number(self, only: Q | None = None) -> Aggregate:
        """Return the expression of how many assignments the rows stand for, of those that `only` leaves: one a row."""
        return Count("pk", filter=only)

    def given(self) -> Self:
        """Assignments of issued programmes: what units know of."""
        return self.filter(task__programme__state="issued")

    def out_of_draft(self) -> Self:
        """The same as `given`, for whoever sees them all: looks for the few in drafts instead of joining each."""
        task: Any = self.model._meta.get_field("task").related_model
        drafted = task.objects.filter(programme__state="draft").order_by()
        return self.exclude(task__in=drafted.values("pk"))

    def to_doers(self) -> Self:
        """Assignments of those who do the task, not of their partners."""
        return self.filter(part__in=DOERS)

    def counted(self) -> Self:
        """Assignments that are the unit's to do or were: not returned, passed on or withdrawn."""
        return self.filter(state__in=COUNTED)

    def owed(self) -> Self:
        """Assignments without the optional ones that no unit has begun: nobody is late with what nobody has to do."""
        task: Any = self.model._meta.get_field("task").related_model
        optional = task.objects.filter(optional=True).order_by()
        return self.exclude(state="not_started", taken_up=False, task__in=optional.values("pk"))

    def still_open(self) -> Self:
        """Assignments that are not done and still the unit's."""
        return self.filter(state__in=OPEN)

    def overdue(self, today: date) -> Self:
        """Assignments that are open and late on `today`; lateness stops when completion is asked for."""
        return self.owed().filter(overdue(today))

    def cells_by(self, today: date, *names: str) -> dict[tuple[Any, ...], Cells]:
        """Return the values of `names` → the four cells of the counted assignments there. One query."""
        done, dated = Q(state="done"), Q(due_on__isnull=False)
        rows = self.counted().order_by().values_list(*names)
        counted = rows.annotate(
            _all=self.number(),
            _done=self.number(done),
            _done_late=self.number(done & dated & Q(late=True)),
            _open_late=self.number(overdue(today) & dated),
            _undated=self.number(~dated),
            _done_undated=self.number(done & ~dated),
        )
        # Sums that came to nothing stand there too, with no assignment behind them.
        held = (row for row in counted if row[len(names)])
        return {row[: len(names)]: counted_cells(*row[len(names) :]) for row in held}


class AssignmentQuerySet(CountedQuerySet["Assignment"]):
    """Tasks as given to units."""

    def to_units(self, units: Collection[int]) -> "AssignmentQuerySet":
        """Assignments given to `units`."""
        return self.filter(unit__in=units)

    def to_do(self) -> "AssignmentQuerySet":
        """Assignments at which the unit still has to work: open, and completion was not asked for."""
        return self.filter(state__in=TO_DO)

    def due_before(self, day: date) -> "AssignmentQuerySet":
        """Assignments due before `day`."""
        return self.filter(due_on__lt=day)

    def shown_as(self, show: str, today: date) -> "AssignmentQuerySet":
        """Assignments that are still open, or as `show` says: `late` on `today`, `done`, `all`."""
        if show == "late":
            return self.overdue(today)
        if show == "done":
            return self.filter(state="done")
        return self if show == "all" else self.still_open()

    def soonest_first(self) -> "AssignmentQuerySet":
        """Assignments with their task, programme and unit, in the order in which they fall due; undated ones last."""
        rows = self.select_related("task__programme", "unit").prefetch_related("unit__versions")
        return rows.order_by(F("due_on").asc(nulls_last=True), "pk")


class AssignmentSumQuerySet(CountedQuerySet["AssignmentSum"]):
    """How many assignments are alike, for whoever does not ask which units they were given to."""

    def number(self, only: Q | None = None) -> Aggregate:
        """Return the expression that adds up the rows."""
        return Sum("number", filter=only, default=0)


class AskQuerySet(models.QuerySet["Ask"]):
    """What units ask of those who gave them a task."""

    def open(self) -> "AskQuerySet":
        """What was not answered yet."""
        return self.filter(answer="open")

    def put_to(self, units: Iterable[int]) -> "AskQuerySet":
        """What was asked about tasks of the programmes of `units`."""
        return self.filter(assignment__task__programme__unit__in=units)

    def in_full(self) -> "AskQuerySet":
        """What was asked, with everything that shows it, the oldest first."""
        whole = self.select_related("assignment__task__programme", "assignment__unit", "asked_by", "unit")
        return whole.prefetch_related("assignment__unit__versions", "unit__versions").order_by(
            "asked_at", "pk"
        )
