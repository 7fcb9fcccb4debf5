"""The door to programmes and tasks: who sees them, who plans, who reports progress."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language, gettext

from nhipcau.programmes import rules
from nhipcau.programmes.models import (
    Annex,
    Ask,
    Assignment,
    AssignmentSum,
    BudgetLine,
    ParentChange,
    Programme,
    ProgrammeState,
    ProgressNote,
    Resource,
    Task,
)
from nhipcau.programmes.querysets import (
    AskQuerySet,
    AssignmentQuerySet,
    AssignmentSumQuerySet,
    ProgrammeQuerySet,
)
from nhipcau.units import access as units
from nhipcau.units import reach
from nhipcau.units.models import Kind, Role
from nhipcau.units.tree import Standing

Row = TypeVar("Row", bound=Model)
Counted = TypeVar("Counted", AssignmentQuerySet, AssignmentSumQuerySet)
READERS = (Role.OFFICER, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR)
PLANNERS = (Role.OFFICER,)
WORKERS = (Role.REPORTER, Role.OFFICER)
ANSWERERS = (Role.OFFICER, Role.APPROVER)
SEE_TASKS = (*READERS, Role.REPORTER, Role.SPOKESPERSON)


def visible_programmes(user: Any) -> ProgrammeQuerySet:
    """Return the programmes of the units `user` reads. Three queries before the one evaluated."""
    read = units.units_where(user, READERS)
    return Programme.objects.all() if _everywhere(read) else Programme.objects.of_units(read)


def highest_programmes(user: Any) -> ProgrammeQuerySet:
    """Return the issued programmes that `user` reads and that carry out none that `user` reads, the newest first."""
    visible = visible_programmes(user)
    return visible.issued().exclude(parent__in=visible.order_by().values("pk")).order_by("-starts_on", "-pk")


def planned_programmes(user: Any) -> ProgrammeQuerySet:
    """Return the programmes that `user` plans, the newest first."""
    return Programme.objects.of_units(planner_units(user)).order_by("-starts_on", "-pk")


def own_units(user: Any) -> frozenset[int]:
    """Return the unit in which `user` works, as a set; empty for nobody's."""
    home = next((unit for unit, _role in reach.held_by(user, timezone.localdate())), None)
    return frozenset({home} if home is not None else ()) & units.units_where(user, SEE_TASKS)


def received_programmes(user: Any) -> ProgrammeQuerySet:
    """Return the issued programmes of others that give tasks to the unit of `user`. A few queries first."""
    return Programme.objects.giving_to(own_units(user))


def get_programme(user: Any, pk: int) -> Programme:
    """Return the programme if `user` reads it, or it gives tasks to a unit of theirs. Raises Http404 otherwise."""
    found = Programme.objects.select_related("unit", "source", "parent").prefetch_related("unit__versions")
    found = found.defer("source__text", "source__search_text")
    mine, received = visible_programmes(user).values("pk"), received_programmes(user).values("pk")
    programme = found.filter(Q(pk__in=mine) | Q(pk__in=received), pk=pk).first()
    if programme is None:
        raise Http404
    return programme


def get_task(user: Any, pk: int) -> Task:
    """Return the task if `user` reads its programme. Raises Http404 otherwise."""
    found = Task.objects.select_related("programme", "finding")
    task = found.filter(pk=pk, programme__in=visible_programmes(user)).first()
    if task is None:
        raise Http404
    return task


def get_budget_line(user: Any, pk: int) -> BudgetLine:
    """Return the budget line if `user` reads its programme. Raises Http404 otherwise."""
    return _of_programme(BudgetLine.objects.select_related("programme", "task"), user, pk)


def get_resource(user: Any, pk: int) -> Resource:
    """Return the people or equipment if `user` reads the programme. Raises Http404 otherwise."""
    return _of_programme(Resource.objects.select_related("programme"), user, pk)


def get_annex(user: Any, pk: int) -> Annex:
    """Return the annex if `user` sees its programme, or has tasks of it. Raises Http404 otherwise."""
    annex = Annex.objects.select_related("programme").filter(pk=pk).first()
    if annex is None:
        raise Http404
    get_programme(user, annex.programme_id)
    return annex


def get_note(user: Any, pk: int) -> ProgressNote:
    """Return the progress note if `user` sees the task it is about. Raises Http404 otherwise."""
    note = ProgressNote.objects.filter(pk=pk).first()
    if note is None:
        raise Http404
    get_assignment(user, note.assignment_id)
    return note


def _of_programme(rows: QuerySet[Row], user: Any, pk: int) -> Row:
    found = rows.filter(pk=pk, programme__in=visible_programmes(user)).first()
    if found is None:
        raise Http404
    return found


def visible_assignments(user: Any) -> AssignmentQuerySet:
    """Return what issued programmes give to the units of `user`. Three queries before the one evaluated."""
    seen = units.units_where(user, SEE_TASKS)
    return (
        Assignment.objects.out_of_draft() if _everywhere(seen) else Assignment.objects.given().to_units(seen)
    )


def followed_assignments(user: Any) -> AssignmentQuerySet:
    """Return what issued programmes give to the units of `user`, and what programmes that `user` reads give to others."""
    read, seen = units.units_where(user, READERS), units.units_where(user, SEE_TASKS)
    if _everywhere(read) or _everywhere(seen):
        return Assignment.objects.out_of_draft()
    return Assignment.objects.given().filter(Q(task__programme__unit__in=read) | Q(unit__in=seen))


def followed_themes(user: Any) -> QuerySet[Task, str]:
    """Return the themes of the tasks that `followed_assignments` has, in their order."""
    given = followed_assignments(user).order_by().filter(task=OuterRef("pk"))
    tasks = Task.objects.exclude(theme="").filter(Exists(given)).order_by("theme")
    return tasks.values_list("theme", flat=True).distinct()


def _everywhere(of: frozenset[int]) -> bool:
    """Return whether these are all units there ever were: then no row has to be looked at for its unit."""
    return reach.tree().newest().keys() <= of


def reading_units(user: Any) -> frozenset[int]:
    """Return the units in which `user` holds a role that sees tasks: where the tree begins for them."""
    return units.held_units(user, SEE_TASKS)


def get_assignment(user: Any, pk: int) -> Assignment:
    """Return the assignment if it was given to a unit of `user`, or by one whose programmes `user` reads.

    Raises Http404 otherwise.
    """
    mine = visible_assignments(user)
    planned = Assignment.objects.given().filter(task__programme__in=visible_programmes(user))
    rows = Assignment.objects.select_related("task__programme__unit", "task__finding", "unit")
    assignment = rows.filter(pk=pk).filter(pk__in=(mine | planned).values("pk")).first()
    if assignment is None:
        raise Http404
    return assignment


def require_sees_tasks(user: Any) -> None:
    """Raise PermissionDenied unless `user` sees the tasks of some unit."""
    if not units.units_where(user, SEE_TASKS):
        raise PermissionDenied("tasks of a unit")


def reads_programmes(user: Any) -> bool:
    """Return whether `user` reads programmes anywhere."""
    return bool(units.units_where(user, READERS))


def units_read(user: Any) -> frozenset[int]:
    """Return the units whose programmes `user` reads. At most three queries, none where they were asked before."""
    return units.units_where(user, READERS)


def require_reads_programmes(user: Any) -> None:
    """Raise PermissionDenied unless `user` reads programmes somewhere."""
    if not reads_programmes(user):
        raise PermissionDenied("programmes")


def tallied_assignments(user: Any, *, every_level: bool) -> AssignmentQuerySet:
    """Return what the statistic of `user` counts: the highest tasks of programmes `user` reads, or all levels.

    Of all levels, what a unit has taken up in its own programme is counted there, not above: nothing twice. What is
    offered and was not begun is not counted.
    """
    return _tallied(Assignment.objects.all(), user, every_level=every_level)


def tallied_sums(user: Any, *, every_level: bool) -> AssignmentSumQuerySet:
    """Return the sums of what `tallied_assignments` counts, for a statistic that does not ask which unit."""
    return _tallied(AssignmentSum.objects.all(), user, every_level=every_level)


def _tallied(rows: Counted, user: Any, *, every_level: bool) -> Counted:
    rows = rows.owed()
    if _everywhere(units.units_where(user, READERS)):
        rows = rows.out_of_draft()
        lower = Task.objects.filter(parent__isnull=False).order_by().values("pk")
        return rows.filter(taken_up=False) if every_level else rows.exclude(task__in=lower)
    visible = visible_programmes(user).order_by().values("pk")
    tasks = Task.objects.filter(programme__state=ProgrammeState.ISSUED, programme__in=visible).order_by()
    if not every_level:
        tasks = tasks.exclude(parent__programme__in=visible)
    rows = rows.filter(task__in=tasks.values("pk"))
    return rows.filter(taken_up=False) if every_level else rows


def reports(user: Any) -> bool:
    """Return whether `user` reports for a unit, and so begins with its tasks."""
    return bool(units.units_where(user, [Role.REPORTER]))


def planner_units(user: Any) -> frozenset[int]:
    """Return the units whose programmes `user` makes, and to which `user` gives tasks."""
    return units.units_where(user, PLANNERS)


def plans(user: Any, unit_id: int) -> bool:
    """Return whether `user` makes the programmes of the unit."""
    return units.may(user, unit_id, *PLANNERS)


def require_planner(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` makes the programmes of the unit."""
    units.require(user, unit_id, *PLANNERS)


def works(user: Any, assignment: Assignment) -> bool:
    """Return whether `user` reports progress on the assignment: it is issued and given to a unit of theirs."""
    issued = assignment.task.programme.state == ProgrammeState.ISSUED
    return issued and units.may(user, assignment.unit_id, *WORKERS)


def answers(user: Any, assignment: Assignment) -> bool:
    """Return whether `user` answers what a unit asks about the assignment: they act for whoever gave the task."""
    return units.may(user, assignment.task.programme.unit_id, *ANSWERERS)


def require_answerer(user: Any, assignment: Assignment) -> None:
    """Raise PermissionDenied unless `user` answers what is asked about the assignment."""
    units.require(user, assignment.task.programme.unit_id, *ANSWERERS)


def asks_to_answer(user: Any) -> AskQuerySet:
    """Return what waits for an answer of `user`. Two queries before the one evaluated."""
    return Ask.objects.open().put_to(units.units_where(user, ANSWERERS))


def get_ask(user: Any, pk: int) -> Ask:
    """Return what was asked, if `user` sees the assignment. Raises Http404 otherwise."""
    asked = Ask.objects.in_full().filter(pk=pk).first()
    if asked is None:
        raise Http404
    get_assignment(user, asked.assignment_id)
    return asked


def changes_to_answer(user: Any) -> QuerySet[ParentChange]:
    """Return the changes above that wait for a planner among `user`'s roles, the oldest first."""
    found = ParentChange.objects.filter(answer="open", task__programme__unit__in=planner_units(user))
    return found.select_related("task__programme", "task__parent").order_by("made_at", "pk")


def get_change(user: Any, pk: int) -> ParentChange:
    """Return the change above if `user` plans the task it is about. Raises Http404 otherwise."""
    found = ParentChange.objects.filter(pk=pk, task__programme__unit__in=planner_units(user))
    change = found.select_related("task__programme", "task__parent").first()
    if change is None:
        raise Http404
    return change


def require_worker(user: Any, assignment: Assignment) -> None:
    """Raise PermissionDenied unless `user` reports progress for the unit of the assignment."""
    units.require(user, assignment.unit_id, *WORKERS)


def assignable(user: Any) -> dict[int, str]:
    """Return the units of today that `user` may give tasks to → the name to choose them by, in its order."""
    own = planner_units(user)
    return _labelled({unit: each for unit, each in _today().items() if unit in own})


def all_units() -> dict[int, str]:
    """Return every unit of today → the name to choose it by, in its order: what a document may be sent to."""
    return _labelled(_today())


def _today() -> Mapping[int, Standing]:
    return reach.tree().on(timezone.localdate())


def _labelled(today: Mapping[int, Standing]) -> dict[int, str]:
    language = get_language()
    names = {unit: each.named(language) for unit, each in today.items()}
    above = ((unit, names[unit], names.get(each.parent or 0, "")) for unit, each in today.items())
    return dict(sorted(rules.labels(above).items(), key=lambda pair: rules.fold(pair[1])))


LOCAL = frozenset({Kind.COMMUNE, Kind.WARD, Kind.SPECIAL_ZONE, Kind.TOWNSHIP})
BODIES = frozenset({Kind.DEPARTMENT, Kind.COMMITTEE})


def audiences(user: Any) -> dict[str, tuple[str, tuple[int, ...]]]:
    """Return key → (name, units) of the sets of units to which `user` may give a task at once, without empty ones.

    One query and one a group of units; the units are those of today that `user` plans for.
    """
    today, mine = timezone.localdate(), planner_units(user)
    standing = {pk: one for pk, one in reach.tree().on(today).items() if pk in mine}
    found = {
        "communes": (gettext("All communes and wards"), _of_kinds(standing, LOCAL)),
        "departments": (gettext("All departments and committees"), _of_kinds(standing, BODIES)),
    }
    for group in units.groups():
        members = units.units_in_group(group.pk, today)
        found[f"group-{group.pk}"] = (group.name, tuple(sorted(pk for pk in members if pk in mine)))
    return {key: (name, of) for key, (name, of) in found.items() if of}


def _of_kinds(standing: Mapping[int, Standing], kinds: frozenset[Kind]) -> tuple[int, ...]:
    return tuple(sorted(pk for pk, one in standing.items() if one.kind in kinds))
