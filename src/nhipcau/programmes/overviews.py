"""What the pages of programmes show, and what other rooms ask of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Prefetch, Q
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from nhipcau.programmes import rules
from nhipcau.programmes.models import (
    Assignment,
    AssignmentState,
    AssignmentSum,
    Part,
    Programme,
    ProgrammeState,
    Task,
)
from nhipcau.programmes.querysets import OPEN, TO_DO, ProgrammeQuerySet
from nhipcau.programmes.sections import SECTIONS
from nhipcau.units import reach
from nhipcau.units.models import UnitVersion


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
    part_label: str
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
    """A task in the table of a programme: who leads, who takes part, how each stands; `each` those who each do it."""

    task: Task
    lead: Work | None
    partners: tuple[Work, ...]
    each: rules.Cells

    @property
    def has_doers(self) -> bool:
        """Whether somebody does it."""
        return self.lead is not None or self.each.total > 0


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
    return [work(one, today) for one in Assignment.objects.given().to_units(units).to_do().soonest_first()]


def work(assignment: Assignment, today: date, unit_name: str = "") -> Work:
    """Return an assignment as it stands on `today`; its task and programme should be loaded.

    So should the versions of its unit, unless its name is given.
    """
    task = assignment.task
    done_on = timezone.localdate(assignment.done_at) if assignment.done_at else None
    due_on = assignment.due_on or (task.due_on if task.programme.state == ProgrammeState.DRAFT else None)
    return Work(
        pk=assignment.pk,
        task=task.pk,
        title=task.title,
        programme=task.programme.title,
        unit=assignment.unit_id,
        unit_name=unit_name or assignment.unit.name,
        leads=assignment.part == Part.LEAD,
        part_label=assignment.get_part_display(),
        due_on=due_on,
        state=assignment.state,
        state_label=assignment.get_state_display(),
        timing=rules.timing(due_on, done_on, today),
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
    """Return the tasks of a programme by theme, themes in the order of their first task. Seven queries."""
    grouped: dict[str, list[TaskRow]] = {}
    each = AssignmentSum.objects.filter(task__programme=programme, part=Part.EACH).cells_by(today, "task")
    named = Assignment.objects.exclude(part=Part.EACH).prefetch_related("unit__versions")
    loaded = Prefetch("assignments", named.select_related("unit"))
    tasks = programme.tasks.prefetch_related(loaded, "targets__indicator")
    for task in tasks:
        task.programme = programme
        grouped.setdefault(task.theme, []).append(_row(task, each.get((task.pk,), rules.Cells()), today))
    return [Theme(name, tuple(rows)) for name, rows in grouped.items()]


def _row(task: Task, each: rules.Cells, today: date) -> TaskRow:
    for assignment in task.assignments.all():
        assignment.task = task
    lead = task.lead
    partners = [one for one in task.assignments.all() if one.part == Part.PARTNER and one.turn == 0]
    return TaskRow(
        task, work(lead, today) if lead else None, tuple(work(one, today) for one in partners), each
    )


@dataclass(frozen=True, slots=True)
class Done:
    """How much of what a programme gives to those who do it is done, every unit and every time counted."""

    finished: int = 0
    given: int = 0


def done_of(programmes: Collection[int]) -> dict[int, Done]:
    """Return programme → how much of it is done. One query."""
    rows = AssignmentSum.objects.filter(task__programme__in=programmes).to_doers().counted().order_by()
    done = Q(state=AssignmentState.DONE)
    counted = rows.values_list("task__programme").annotate(finished=rows.number(done), given=rows.number())
    return dict.fromkeys(programmes, Done()) | {pk: Done(finished, given) for pk, finished, given in counted}


def beside(assignment: Assignment, most: int = 20) -> list[tuple[str, str]]:
    """Return (unit, its part) of `most` who have the task too, who lead and take part first. One query.

    Of those who each do it the part is "": it is everybody's.
    """
    others = assignment.task.assignments.exclude(pk=assignment.pk).filter(turn=assignment.turn)
    rows = others.order_by("-part", "pk").values_list("unit_id", "part")[:most]
    return [(named(unit), "" if part == Part.EACH else str(Part(part).label)) for unit, part in rows]


def named(unit: int) -> str:
    """Return the newest name of a unit in the language of the page. No query."""
    one = reach.tree().newest().get(unit)
    return one.named(get_language()) if one else f"#{unit}"


def texts(programme: Programme) -> list[tuple[str, str]]:
    """Return (name of the section, text) of what is written, in the order of the sections. One query."""
    written = {one.section: one.text for one in programme.texts.all()}
    return [(str(SECTIONS[section]), written[section]) for section in SECTIONS if section in written]


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


@dataclass(frozen=True, slots=True)
class Received:
    """A programme from above with what it gives to a unit, and the unit's own programme made from it, if there is one."""

    programme: Programme
    unit: int
    unit_name: str
    tasks: int
    soonest: date | None
    own: Programme | None


def received(programmes: ProgrammeQuerySet, units: Collection[int]) -> list[Received]:
    """Return the programmes from above, those that no own programme carries out yet first. Four queries.

    `programmes` are those that give tasks to `units`; one of which nothing is left to be taken up is not among them.
    """
    given = Assignment.objects.filter(task__programme__in=programmes, unit__in=units).counted().order_by()
    counted = given.values("task__programme", "unit").annotate(
        tasks=Count("task", distinct=True),
        soonest=Min("due_on", filter=Q(state__in=TO_DO)),
        waiting=Count("pk", filter=Q(state__in=OPEN, taken_up=False)),
    )
    rows = list(counted)
    if not rows:
        return []
    whole = {one.pk: one for one in programmes.select_related("unit").prefetch_related("unit__versions")}
    own = {
        (one.parent_id, one.unit_id): one
        for one in Programme.objects.filter(parent__in=whole, unit__in=units)
    }
    names = UnitVersion.objects.newest_names(sorted({row["unit"] for row in rows}), language="vi")
    found = [
        Received(
            whole[row["task__programme"]],
            row["unit"],
            names[row["unit"]],
            row["tasks"],
            row["soonest"],
            own.get((row["task__programme"], row["unit"])),
        )
        for row in rows
        if row["waiting"] or (row["task__programme"], row["unit"]) in own
    ]
    return sorted(
        found, key=lambda one: (one.own is not None, one.soonest is None, one.soonest, one.unit_name)
    )


def given_to(programme: Programme, unit: int) -> list[Assignment]:
    """Return what a programme gives to a unit and is open, each task once, in the order of the tasks. One query.

    What a unit before it has taken up already is left out.
    """
    rows = Assignment.objects.filter(
        task__programme=programme, unit=unit, turn=0, taken_up=False
    ).still_open()
    return list(rows.select_related("task").order_by("task__position", "pk"))
