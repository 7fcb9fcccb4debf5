"""What others wrote in an answer after somebody opened it: read from the audit rows, cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nhipcau.audit import log
from nhipcau.reporting import events
from nhipcau.reporting.comparisons import BLANK, Cell
from nhipcau.reporting.models import Submission
from nhipcau.reporting.sheet import read_sent

NARRATIVE = "narrative"


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed a cell or a text last, when, and what the cell was before all of it (BLANK for a text)."""

    who: str
    at: datetime
    was: Cell


def told_key(question: int) -> str:
    """Return the name by which the text of a question is spoken of beside codes of cells, and its field on the page."""
    return f"told-{question}"


def changes_since(submission: Submission, revision: int) -> dict[str, Change]:
    """Return code, "narrative" or `told_key` → how it was changed after `revision`, by whomever. One query."""
    found: dict[str, Change] = {}
    for row in log.history(submission).filter(action=events.VALUES_SAVED):
        data: Mapping[str, Any] = row.data
        if data.get("revision", 0) <= revision:
            break
        was = data.get("was", {})
        for key in (*data.get("cells", ()), *data.get("texts", ())):
            before = read_sent(was[key]) if was.get(key) else BLANK
            last = found.get(key)
            who = last.who if last else str(row.user.get_full_name() or row.user) if row.user else ""
            found[key] = Change(who, last.at if last else row.timestamp, before)
    return found


def untouched(typed: Cell | None, change: Change) -> bool:
    """Return whether the person left a cell as the page had it, so that somebody else's change of it stands."""
    return typed is not None and typed == change.was
