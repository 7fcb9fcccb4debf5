"""What the pages of programmes show, and what other rooms ask of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.programmes import rules
from nhipcau.programmes.models import Assignment, AssignmentState, Part, Programme, Task


@dataclass(frozen=True, slots=True)
class Work:
    """A task as given to a unit, with how it stands on the day asked for."""

    pk: int
    task: int
    title: str
    programme: str
    unit: int
    unit_name: str
    leads: bool
    due_on: date | None
    state: str
    state_label: str
    timing: rules.Timing

    @property
    def late(self) -> bool:
        """Whether it is over its due date and not done, or was done after it."""
        return self.timing.late > 0

    @property
    def stands(self) -> str:
        """How it stands against its due date, in words; "" where there is nothing to say."""
        return stands(self.timing, done=self.state == AssignmentState.DONE)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task in the table of a programme: who leads, who takes part, how each stands."""

    task: Task
    lead: Work | None
    partners: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """The tasks of a programme under one theme, in their order."""

    name: str
    rows: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the programme and how many of its tasks fall due then."""

    first: date
    due: int


def open_assignments(units: Collection[int], today: date) -> list[Work]:
    """Return what `units` still have to do, soonest due first. Three queries."""
    return [
        work(one, today) for one in Assignment.objects.given().to_units(units).still_open().soonest_first()
    ]


def work(assignment: Assignment, today: date) -> Work:
    """Return an assignment as it stands on `today`; its task, programme and unit's versions should be loaded."""
    task = assignment.task
    done_on = timezone.localdate(assignment.done_at) if assignment.done_at else None
    return Work(
        pk=assignment.pk,
        task=task.pk,
        title=task.title,
        programme=task.programme.title,
        unit=assignment.unit_id,
        unit_name=assignment.unit.name,
        leads=assignment.part == Part.LEAD,
        due_on=task.due_on,
        state=assignment.state,
        state_label=assignment.get_state_display(),
        timing=rules.timing(task.due_on, done_on, today),
    )


def stands(timing: rules.Timing, *, done: bool) -> str:
    """Return how a task stands against its due date, in words."""
    if timing.late:
        said = (
            ngettext("done %(n)d day late", "done %(n)d days late", timing.late)
            if done
            else ngettext("%(n)d day overdue", "%(n)d days overdue", timing.late)
        )
        return said % {"n": timing.late}
    if timing.left is None:
        return ""
    if timing.left == 0:
        return _("due today")
    return ngettext("%(n)d day left", "%(n)d days left", timing.left) % {"n": timing.left}


def themes(programme: Programme, today: date) -> list[Theme]:
    """Return the tasks of a programme by theme, themes in the order of their first task. Four queries."""
    grouped: dict[str, list[TaskRow]] = {}
    for task in programme.tasks.with_units():
        task.programme = programme
        grouped.setdefault(task.theme, []).append(_row(task, today))
    return [Theme(name, tuple(rows)) for name, rows in grouped.items()]


def _row(task: Task, today: date) -> TaskRow:
    works = []
    for assignment in task.assignments.all():
        assignment.task = task
        works.append(work(assignment, today))
    return TaskRow(
        task, next((one for one in works if one.leads), None), tuple(w for w in works if not w.leads)
    )


def months(programme: Programme, groups: Iterable[Theme]) -> list[Month]:
    """Return the months of a programme with what falls due in each: a strip of the year. No query.

    A programme of more than three years has no strip.
    """
    due = [row.task.due_on for group in groups for row in group.rows if row.task.due_on]
    first = programme.starts_on.replace(day=1)
    number = (programme.ends_on.year - first.year) * 12 + programme.ends_on.month - first.month + 1
    found = []
    for step in range(number if number <= 36 else 0):
        year, month = divmod(first.month - 1 + step, 12)
        day = date(first.year + year, month + 1, 1)
        found.append(Month(day, sum((d.year, d.month) == (day.year, day.month) for d in due)))
    return found


def waiting_at(units: Collection[int]) -> dict[int, int]:
    """Return unit → how many tasks given to it are not done, of the `units` that have any. One query."""
    waiting = Assignment.objects.given().to_units(units).still_open().order_by()
    return dict(waiting.values("unit").annotate(number=Count("pk")).values_list("unit", "number"))
