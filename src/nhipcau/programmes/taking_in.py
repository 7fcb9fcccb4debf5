"""Tasks taken from a sheet into a draft programme: compared first, row by row, and kept only when confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from nhipcau.audit import log
from nhipcau.programmes import events, rules, tabling
from nhipcau.programmes.actions import TaskPlan, hold_draft, write_tasks
from nhipcau.programmes.errors import TableError
from nhipcau.programmes.models import Programme, Recurrence, Task
from nhipcau.programmes.planned import Given, given_of, plan_of
from nhipcau.programmes.succeeding import ended_said, gone_by, gone_said
from nhipcau.shell.errors import SheetError
from nhipcau.shell.forms import day_asked
from nhipcau.shell.spreadsheet import read_xlsx
from nhipcau.units.models import User

MOST_ROWS = 501  # with the head
# The longest a text may be; columns that are not named here are units, days, or what a person does not fill in.
TEXTS = {
    "title": 500,
    "description": 20_000,
    "theme": 200,
    "responsible": 200,
    "product": 300,
    "authority": 200,
}
READ = (*TEXTS, "lead", "each", "partners", "starts_on", "due_on", "recurrence")
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that the file would change."""

    label: str
    before: str
    after: str


@dataclass(slots=True)
class Line:
    """A row of the file against the task it is of, or against none: what it would change, and what is wrong in it."""

    number: int
    title: str
    task: Task | None = None
    changes: list[Change] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    plan: TaskPlan | None = None

    @property
    def kind(self) -> str:
        """`wrong`, `new`, `changed`, or `same`."""
        if self.wrong:
            return "wrong"
        if self.task is None:
            return "new"
        return "changed" if self.changes else "same"


def read(content: bytes) -> list[Row]:
    """Return the rows of a file: column → its words, days as 2026-09-05; columns are known by their heads.

    Raises TableError.
    """
    try:
        rows = read_xlsx(content, most_rows=MOST_ROWS)
    except SheetError as error:
        raise TableError(error.message) from error
    if not rows:
        raise TableError
    called = {rules.fold(head): key for key, head in tabling.HEADS.items()}
    columns = {
        place: called[name]
        for place, value in enumerate(rows[0])
        if (name := rules.fold(str(value))) in called
    }
    if "title" not in columns.values():
        raise TableError
    found = [
        {key: _words(row[place]) for place, key in columns.items() if place < len(row)} for row in rows[1:]
    ]
    return [dict.fromkeys(columns.values(), "") | row for row in found]


def _words(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\x00", "").strip()


def compare(programme: Programme, rows: Sequence[Row], names: Mapping[int, str]) -> list[Line]:
    """Return what each row would change; a row without a code is of the task with its title, if there is one.

    `names` are the units that tasks may be given to. A few queries, however many rows.
    """
    tasks = list(programme.tasks.standing().select_related("programme", "parent", "finding"))
    given = given_of(tasks)
    by_code = {tabling.code_of(task.pk): task for task in tasks}
    by_title = {rules.fold(task.title): task for task in reversed(tasks)}
    called = _called(names)
    lines, taken = [], set()
    for number, row in enumerate(rows, start=2):
        if not any(row.get(key) for key in ("code", *READ)):
            continue
        code = row.get("code", "")
        task = by_code.get(code) if code else by_title.get(rules.fold(row["title"]))
        line = Line(number, row["title"], task)
        if code and task is None:
            why = _("No task of this programme has this code. Leave the cell empty for a new task.")
            line.wrong.append((tabling.HEADS["code"], why))
        elif task is not None and task.pk in taken:
            why = _("This task stands in a row above already. Keep one of the two.")
            line.wrong.append((tabling.HEADS["title"], why))
        else:
            _compare(line, row, names, called, given[task.pk] if task else ())
        if task is not None:
            taken.add(task.pk)
        lines.append(line)
    return lines


def _called(names: Mapping[int, str]) -> dict[str, list[int]]:
    """Return what a name is compared by → the units called so: a nation has thousands."""
    found: dict[str, list[int]] = {}
    for unit, name in names.items():
        found.setdefault(rules.fold(name), []).append(unit)
    return found


def _compare(
    line: Line, row: Row, names: Mapping[int, str], called: Mapping[str, list[int]], given: Sequence[Given]
) -> None:
    plan = plan_of(line.task, given) if line.task else TaskPlan(title="")
    known = {**tabling.names_of(given), **names}
    now = {key: _words(value) for key, value in tabling.cells_of(plan, known).items()}
    reader = _Reader(called, line)
    for key in READ:
        if key not in row or row[key] == now[key]:
            continue
        wrong = len(line.wrong)
        changed = reader.put(plan, key, row[key])
        if changed != plan or len(line.wrong) > wrong:
            line.changes.append(Change(tabling.HEADS[key], now[key], row[key]))
        plan = changed
    _require_sense(line, plan)
    line.plan = plan


@dataclass(slots=True)
class _Reader:
    """Reads the cells of a row into the plan of a task; what is wrong is kept with the row."""

    called: Mapping[str, Sequence[int]]
    line: Line

    def put(self, plan: TaskPlan, key: str, words: str) -> TaskPlan:
        if key in TEXTS:
            return self._text(plan, key, words)
        if key == "lead":
            return replace(plan, lead=self._unit(key, words) if words else None)
        if key in ("each", "partners"):
            found = [self._unit(key, name.strip()) for name in words.split(";") if name.strip()]
            units = tuple(dict.fromkeys(one for one in found if one is not None))
            return replace(plan, each=units) if key == "each" else replace(plan, partners=units)
        if key == "recurrence":
            return replace(plan, recurrence=self._recurrence(words))
        if key == "due_on" and rules.fold(words) in ("khong han", "khong thoi han", "without a deadline"):
            return replace(plan, due_on=None, undated=True)
        day = self._day(key, words)
        return replace(plan, due_on=day, undated=False) if key == "due_on" else replace(plan, starts_on=day)

    def _refuse(self, key: str, why: str) -> None:
        self.line.wrong.append((tabling.HEADS[key], why))

    def _text(self, plan: TaskPlan, key: str, words: str) -> TaskPlan:
        if len(words) > TEXTS[key]:
            self._refuse(key, _("This is longer than %(n)d letters. Shorten it.") % {"n": TEXTS[key]})
            return plan
        said: dict[str, Any] = {key: words}
        return replace(plan, **said)

    def _day(self, key: str, words: str) -> date | None:
        day = day_asked(words)
        if words and day is None:
            self._refuse(key, _("“%(words)s” is no day. Write it as 05/09/2026.") % {"words": words[:60]})
        return day

    def _recurrence(self, words: str) -> str:
        for language in ("vi", "en"):
            with translation.override(language):
                for one in Recurrence:
                    if rules.fold(str(one.label)) == rules.fold(words) or not words:
                        return "" if not words else str(one.value)
        labels = ", ".join(str(one.label) for one in Recurrence)
        said = _("“%(words)s” is no rhythm. Write one of: %(labels)s.")
        self._refuse("recurrence", said % {"words": words[:60], "labels": labels})
        return ""

    def _unit(self, key: str, name: str) -> int | None:
        wanted = rules.fold(name)
        found = self.called.get(wanted, ())
        if len(found) == 1:
            return found[0]
        unknown = _("No unit of yours is called “%(name)s”. Write its name as in the list of units.")
        self._refuse(key, ended_said(name) or unknown % {"name": name[:200]})
        return None


def _require_sense(line: Line, plan: TaskPlan) -> None:
    if not plan.title:
        line.wrong.append((tabling.HEADS["title"], _("Write what is to be done.")))
    if plan.starts_on and plan.due_on and plan.due_on < plan.starts_on:
        line.wrong.append((tabling.HEADS["due_on"], _("This is before the start. Check both days.")))
    if plan.recurrence and plan.due_on is None:
        line.wrong.append((tabling.HEADS["due_on"], _("Enter the day on which it falls due first.")))
    _require_units_until_due(line, plan)
    doers = [*plan.each, *([plan.lead] if plan.lead else [])]
    if len({*doers, *plan.partners}) < len(doers) + len(plan.partners):
        line.wrong.append((tabling.HEADS["partners"], _("A unit stands twice in this row. Name it once.")))


def _require_units_until_due(line: Line, plan: TaskPlan) -> None:
    """Name units that end before the deadline, with those that take over."""
    if plan.due_on is None:
        return
    named = {"lead": (plan.lead,) if plan.lead else (), "each": plan.each, "partners": plan.partners}
    for key, units in named.items():
        for unit in gone_by(units, plan.due_on):
            line.wrong.append((tabling.HEADS[key], gone_said(unit, plan.due_on)))


@transaction.atomic
def take_in(
    programme: Programme, rows: Sequence[Row], names: Mapping[int, str], *, by: User, at: datetime
) -> tuple[int, int]:
    """Take the rows that are right into a draft programme; wrong ones stay out. Returns how many are new and changed.

    Compared anew: what was changed on the page since stays unless the file says otherwise. Taking the same file in
    again changes nothing. Raises PermissionDenied; AlreadyIssuedError; UnknownUnitError.
    """
    programme = hold_draft(programme, by)
    right = [one for one in compare(programme, rows, names) if one.kind in ("new", "changed")]
    new = [one.plan for one in right if one.plan and one.task is None]
    changed = [(one.task, one.plan) for one in right if one.plan and one.task is not None]
    if not new and not changed:
        return 0, 0
    write_tasks(programme, changed, new, by=by, at=at)
    log.record(events.TAKEN_IN, on=programme, by=by, new=len(new), changed=len(changed))
    return len(new), len(changed)
