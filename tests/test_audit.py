"""Every write leaves an audit row: no public action of any room ends without one."""

import ast
from pathlib import Path

import pytest

import nhipcau

ROOMS = Path(nhipcau.__path__[0])
ELSEWHERE = {"tests", "migrations", "sample", "views", "management"}


def _calls(function: ast.FunctionDef) -> set[str]:
    """Return the last names of everything the function calls, and of functions it hands on by name."""
    called = {node.func for node in ast.walk(function) if isinstance(node, ast.Call)}
    names = {part.attr for part in called if isinstance(part, ast.Attribute)}
    return names | {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}


def _functions(room: Path) -> list[ast.FunctionDef]:
    """Return the functions of a room's own modules: its actions and what was split off from them."""
    modules = [path for path in sorted(room.rglob("*.py")) if not ELSEWHERE & set(path.parts)]
    bodies = [ast.parse(path.read_text(encoding="utf-8")).body for path in modules]
    return [node for body in bodies for node in body if isinstance(node, ast.FunctionDef)]


def _recording(functions: list[ast.FunctionDef]) -> set[str]:
    """Return the names of the functions that record, themselves or through others of the room."""
    recording = {"record"}
    while more := {one.name for one in functions if _calls(one) & recording} - recording:
        recording |= more
    return recording


def _writes(room: Path) -> list[tuple[str, bool]]:
    """Return (name, records) of every public function in one transaction that somebody does something with."""
    functions = _functions(room)
    recording = _recording(functions)
    return [
        (one.name, bool(_calls(one) & recording))
        for one in functions
        if not one.name.startswith("_")
        and any(argument.arg == "by" for argument in one.args.kwonlyargs)
        and any("atomic" in ast.dump(decorator) for decorator in one.decorator_list)
    ]


CASES = [
    (f"{room.name}.{name}", found)
    for room in sorted(ROOMS.iterdir())
    if (room / "apps.py").exists()
    for name, found in _writes(room)
]


@pytest.mark.parametrize(("action", "records"), CASES, ids=[action for action, _found in CASES])
def test_every_action_writes_an_audit_row(action: str, records: bool) -> None:  # noqa: FBT001  (a test's case)
    assert records, f"{action} changes something and records nothing"


def test_actions_of_every_room_are_looked_at() -> None:
    rooms = {action.split(".")[0] for action, _found in CASES}

    assert {"units", "indicators", "registry", "programmes", "activities", "reporting"} <= rooms
    assert {"drafting", "newsroom", "channels"} <= rooms
