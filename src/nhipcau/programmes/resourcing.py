"""Actions on what a programme takes and carries: money, people, equipment, annexes, targets of its tasks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Sum

from nhipcau.audit import log
from nhipcau.programmes import access, events
from nhipcau.programmes.errors import AlreadyIssuedError, ForeignTaskError
from nhipcau.programmes.models import (
    Annex,
    BudgetLine,
    Programme,
    ProgrammeState,
    Resource,
    Task,
    TaskTarget,
)
from nhipcau.shell.files import Checked
from nhipcau.shell.storing import erase, stored_or_erased
from nhipcau.units.models import User


@dataclass(frozen=True, slots=True)
class Money:
    """A budget line as entered; `task` is the key of the task it is for, if it is for one. Amounts in đồng."""

    item: str
    source: str
    planned: Decimal
    spent: Decimal = Decimal(0)
    task: int | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """People or equipment as entered."""

    kind: str
    item: str
    quantity: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sums:
    """What is planned and spent together, and what is left; below zero where more was spent than planned."""

    planned: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal:
        """What is left of what was planned."""
        return self.planned - self.spent


def sums(programme: Programme) -> Sums:
    """Return the sums of the budget lines of a programme. One query."""
    found = programme.budget.aggregate(planned=Sum("planned"), spent=Sum("spent"))
    return Sums(found["planned"] or Decimal(0), found["spent"] or Decimal(0))


@transaction.atomic
def add_money(programme: Programme, money: Money, *, by: User, at: datetime) -> BudgetLine:
    """Add a budget line to a programme, issued or not. Raises PermissionDenied; ForeignTaskError."""
    return _write_money(BudgetLine(programme=programme), money, by)


@transaction.atomic
def change_money(line: BudgetLine, money: Money, *, by: User, at: datetime) -> BudgetLine:
    """Change a budget line, such as by what was spent. Raises PermissionDenied; ForeignTaskError."""
    return _write_money(BudgetLine.objects.select_for_update().get(pk=line.pk), money, by)


def _write_money(line: BudgetLine, money: Money, by: User) -> BudgetLine:
    programme = line.programme
    access.require_planner(by, programme.unit_id)
    if money.task is not None and not programme.tasks.filter(pk=money.task).exists():
        raise ForeignTaskError
    before = {"planned": str(line.planned), "spent": str(line.spent)} if line.pk else None
    line.item, line.source, line.task_id = money.item, money.source, money.task
    line.planned, line.spent = money.planned, money.spent
    line.full_clean(exclude=["programme", "task"])
    line.save()
    after = {"planned": str(line.planned), "spent": str(line.spent)}
    log.record(events.BUDGET, on=programme, by=by, item=line.item, before=before, after=after)
    return line


@transaction.atomic
def remove_money(line: BudgetLine, *, by: User, at: datetime) -> None:
    """Take a budget line out; the audit row keeps what it said. Raises PermissionDenied."""
    access.require_planner(by, line.programme.unit_id)
    before = {"planned": str(line.planned), "spent": str(line.spent)}
    log.record(events.BUDGET, on=line.programme, by=by, item=line.item, before=before, after=None)
    line.delete()


@transaction.atomic
def add_need(programme: Programme, need: Need, *, by: User, at: datetime) -> Resource:
    """Add people or equipment to a programme. Raises PermissionDenied."""
    return _write_need(Resource(programme=programme), need, by)


@transaction.atomic
def change_need(resource: Resource, need: Need, *, by: User, at: datetime) -> Resource:
    """Change people or equipment of a programme. Raises PermissionDenied."""
    return _write_need(Resource.objects.select_for_update().get(pk=resource.pk), need, by)


def _write_need(resource: Resource, need: Need, by: User) -> Resource:
    access.require_planner(by, resource.programme.unit_id)
    resource.kind, resource.item = need.kind, need.item
    resource.quantity, resource.note = need.quantity, need.note
    resource.full_clean(exclude=["programme"])
    resource.save()
    log.record(events.RESOURCES, on=resource.programme, by=by, item=resource.item, quantity=resource.quantity)
    return resource


@transaction.atomic
def remove_need(resource: Resource, *, by: User, at: datetime) -> None:
    """Take people or equipment out of a programme. Raises PermissionDenied."""
    access.require_planner(by, resource.programme.unit_id)
    log.record(events.RESOURCES, on=resource.programme, by=by, item=resource.item, removed=True)
    resource.delete()


@transaction.atomic
def add_annex(programme: Programme, title: str, file: Checked, *, by: User, at: datetime) -> Annex:
    """Add a checked file as the last annex of a programme. Raises PermissionDenied."""
    access.require_planner(by, programme.unit_id)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    last = programme.annexes.aggregate(last=Max("position"))["last"]
    annex = Annex(
        programme=programme,
        title=title.strip() or file.name,
        name=file.name,
        sha256=file.sha256,
        size=len(file.content),
        position=0 if last is None else last + 1,
    )
    log.record(events.ANNEXES, on=programme, by=by, name=file.name, sha256=file.sha256)
    with stored_or_erased() as keep:
        keep(annex.file, file.name, file.content)
        annex.save()
    return annex


@transaction.atomic
def remove_annex(annex: Annex, *, by: User, at: datetime) -> None:
    """Take an annex out of a draft programme; what was issued keeps its annexes.

    Raises PermissionDenied; AlreadyIssuedError.
    """
    access.require_planner(by, annex.programme.unit_id)
    if annex.programme.state == ProgrammeState.ISSUED:
        raise AlreadyIssuedError
    log.record(events.ANNEXES, on=annex.programme, by=by, name=annex.name, sha256=annex.sha256, removed=True)
    file = annex.file
    annex.delete()
    transaction.on_commit(lambda: erase([file]))


@transaction.atomic
def set_targets(task: Task, targets: Mapping[int, Decimal], *, by: User, at: datetime) -> Task:
    """Set what a task of a draft programme is to reach: indicator → target; others are taken away.

    Raises PermissionDenied; AlreadyIssuedError.
    """
    access.require_planner(by, task.programme.unit_id)
    programme = Programme.objects.select_for_update().get(pk=task.programme_id)
    if programme.state == ProgrammeState.ISSUED:
        raise AlreadyIssuedError
    task.targets.exclude(indicator__in=targets).delete()
    for indicator, target in targets.items():
        TaskTarget.objects.update_or_create(task=task, indicator_id=indicator, defaults={"target": target})
    said = {str(indicator): str(target) for indicator, target in targets.items()}
    log.record(events.TARGETS, on=programme, by=by, task=task.pk, targets=said)
    return task
