"""Tasks as rows of the sheet that offices keep (facts: exchange.md, 3.4): written here, read again by `taking_in`."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from nhipcau.programmes.actions import TaskPlan
from nhipcau.programmes.models import Assignment, AssignmentState, Programme, ProgrammeState, Recurrence
from nhipcau.programmes.planned import Given, given_of, plan_of
from nhipcau.programmes.querysets import OPEN
from nhipcau.units import reach

# The heads of the columns, in the words of the sheet: data, the same whatever the language of the page.
HEADS: Mapping[str, str] = {
    "number": "TT",
    "code": "Mã",
    "title": "Nhiệm vụ (rõ việc)",
    "description": "Nội dung",
    "theme": "Lĩnh vực",
    "lead": "Chủ trì (rõ người)",
    "each": "Từng đơn vị thực hiện",
    "partners": "Phối hợp",
    "responsible": "Lãnh đạo phụ trách (rõ trách nhiệm)",
    "starts_on": "Bắt đầu",
    "due_on": "Hạn (rõ thời gian)",
    "recurrence": "Tần suất",
    "product": "Sản phẩm (rõ sản phẩm)",
    "authority": "Thẩm quyền (rõ thẩm quyền)",
    "clause": "Căn cứ",
    "state": "Trạng thái",
    "percent": "Tiến độ %",
    "late": "Quá hạn",
}
UNDATED = "không hạn"
MOST_NAMED = 60  # more units than this are not named in a cell, only counted


def code_of(task: int) -> str:
    """Return what a task is called in a sheet.

    >>> code_of(12)
    'NV-12'
    """
    return f"NV-{task}"


def programme_rows(programme: Programme, names: Mapping[int, str], today: date) -> list[list[object]]:
    """Return the head and a row for each task of a programme that stands. A few queries."""
    tasks = list(programme.tasks.standing().select_related("parent", "finding"))
    given, issued = given_of(tasks), programme.state == ProgrammeState.ISSUED
    rows: list[list[object]] = [list(HEADS.values())]
    for number, task in enumerate(tasks, start=1):
        its = given[task.pk]
        cells = cells_of(plan_of(task, its), {**names_of(its), **names})
        cells |= _stands(its, today) if issued else {}
        rows.append([{"number": number, "code": code_of(task.pk), **cells}.get(key, "") for key in HEADS])
    return rows


def cells_of(plan: TaskPlan, names: Mapping[int, str]) -> dict[str, object]:
    """Return what the columns that a person fills in say of a task; a unit that has no name is left out."""
    return {
        "title": plan.title,
        "description": plan.description,
        "theme": plan.theme,
        "lead": names.get(plan.lead, "") if plan.lead else "",
        "each": _together(plan.each, names),
        "partners": _together(plan.partners, names),
        "responsible": plan.responsible,
        "starts_on": plan.starts_on or "",
        "due_on": plan.due_on or (UNDATED if plan.undated else ""),
        "recurrence": _rhythm(plan.recurrence),
        "product": plan.product,
        "authority": plan.authority,
        "clause": plan.clause_label,
    }


def _rhythm(recurrence: str) -> str:
    """Return how often in the words of the sheet, which are Vietnamese on every page."""
    with translation.override("vi"):
        return str(Recurrence(recurrence).label) if recurrence else ""


def _together(units: tuple[int, ...], names: Mapping[int, str]) -> str:
    if len(units) > MOST_NAMED:
        return f"{len(units)} đơn vị"
    return "; ".join(names[unit] for unit in units if unit in names)


def names_of(given: Iterable[Given]) -> dict[int, str]:
    """Return the units of a task → their newest names, those that have ended too. No query."""
    newest = reach.tree().newest()
    return {one.unit: newest[one.unit].name for one in given if one.unit in newest}


def _stands(given: Iterable[Given], today: date) -> dict[str, object]:
    """Return how far those who do a task are: the state of the one, else how many of how many are done."""
    doers = [one for one in given if one.part != "partner" and one.state in (*OPEN, "done")]
    if not doers:
        return {}
    done = sum(one.state == AssignmentState.DONE for one in doers)
    late = sum(_is_late(one, today) for one in doers)
    state = AssignmentState(doers[0].state).label if len(doers) == 1 else f"{done}/{len(doers)}"
    return {"state": state, "percent": round(100 * done / len(doers)), "late": late or ""}


def _is_late(one: Assignment | Given, today: date) -> bool:
    if one.state in (AssignmentState.WAITING, AssignmentState.DONE):
        return one.late
    return one.due_on is not None and one.due_on < today


def state_rows(of: Iterable[Assignment], today: date) -> list[list[object]]:
    """Return a head and a row for each task as given to a unit; tasks, programmes and units should be loaded."""
    rows: list[list[object]] = [[
        _("Task"), _("Programme"), _("Unit"), _("Part in it"), _("Theme"), _("Leader in charge"), _("Due on"),
        _("State"), _("Asked to be done on"), _("Overdue"),
    ]]  # fmt: skip
    for one in of:
        done = timezone.localdate(one.done_at) if one.done_at else ""
        rows.append([
            one.task.title, one.task.programme.title, one.unit.name, one.get_part_display(), one.task.theme,
            one.task.responsible, one.due_on or "", one.get_state_display(), done,
            _("yes") if _is_late(one, today) else "",
        ])  # fmt: skip
    return rows
