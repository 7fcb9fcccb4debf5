"""Every write leaves an audit row: no public action of any room ends without one."""

import ast
from pathlib import Path

import pytest

import nhipcau

ROOMS = Path(nhipcau.__path__[0])
# Where a room's writes live: `actions`, and what it split off.
MODULES = sorted(
    path for path in ROOMS.glob("*/*.py") if path.name in ("actions.py", "asking.py", "installing.py")
)


def _calls(function: ast.FunctionDef) -> set[str]:
    """Return the last names of everything the function calls, and of functions it hands on by name."""
    called = {node.func for node in ast.walk(function) if isinstance(node, ast.Call)}
    names = {part.attr for part in called if isinstance(part, ast.Attribute)}
    return names | {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}


def _writes(module: Path) -> list[tuple[str, bool]]:
    """Return (name, records) of every public function of `module` that somebody does something with."""
    functions = {
        node.name: node
        for node in ast.parse(module.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }

    def records(name: str, seen: frozenset[str] = frozenset()) -> bool:
        calls = _calls(functions[name])
        inner = (calls & functions.keys()) - seen - {name}
        return "record" in calls or any(records(one, seen | {name}) for one in inner)

    acting = [
        name
        for name, function in functions.items()
        if not name.startswith("_") and any(argument.arg == "by" for argument in function.args.kwonlyargs)
    ]
    return [(name, records(name)) for name in acting]


CASES = [(f"{module.parent.name}.{name}", found) for module in MODULES for name, found in _writes(module)]


@pytest.mark.parametrize(("action", "records"), CASES, ids=[action for action, _found in CASES])
def test_every_action_writes_an_audit_row(action: str, records: bool) -> None:  # noqa: FBT001  (a test's case)
    assert records, f"{action} changes something and records nothing"


def test_actions_of_every_room_are_looked_at() -> None:
    rooms = {action.split(".")[0] for action, _found in CASES}

    assert {"units", "indicators", "registry", "programmes", "activities", "reporting"} <= rooms
    assert {"drafting", "newsroom", "channels"} <= rooms
