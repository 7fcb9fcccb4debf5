"""The year's plan. One task given to many units is one task with an assignment, and so a state, a unit."""

from nhipcau.programmes.models.asking import Answer, Ask, AskKind, ParentChange, ParentChangeKind
from nhipcau.programmes.models.assignment import (
    Assignment,
    AssignmentState,
    Part,
    ProgressNote,
)
from nhipcau.programmes.models.feeds import Feed, FeedScope
from nhipcau.programmes.models.programme import (
    Annex,
    Programme,
    ProgrammeKind,
    ProgrammeState,
    ProgrammeText,
)
from nhipcau.programmes.models.reminding import Giving, GivingStep, Reminder, ReminderKind
from nhipcau.programmes.models.resources import BudgetLine, Resource, ResourceKind
from nhipcau.programmes.models.sums import AssignmentSum
from nhipcau.programmes.models.task import Recurrence, Task, TaskTarget

__all__ = [
    "Annex",
    "Answer",
    "Ask",
    "AskKind",
    "Assignment",
    "AssignmentState",
    "AssignmentSum",
    "BudgetLine",
    "Feed",
    "FeedScope",
    "Giving",
    "GivingStep",
    "ParentChange",
    "ParentChangeKind",
    "Part",
    "Programme",
    "ProgrammeKind",
    "ProgrammeState",
    "ProgrammeText",
    "ProgressNote",
    "Recurrence",
    "Reminder",
    "ReminderKind",
    "Resource",
    "ResourceKind",
    "Task",
    "TaskTarget",
]
