"""What no one types by accident, sent to every address: a refusal, never a fault.

Every form of every page is filled in as its page has it, so a new field is tried without a line here.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import transaction
from django.test import Client

from nhipcau.units.tests.builders import House
from tests.permissions.row import Row
from tests.test_permissions import ROWS

HUGE = "9" * 21
# Figures that are none, and what a database may refuse to store.
TYPED = (HUGE, "a\x00b")
NAMES = (
    "p", "page", "q", "words", "unit", "period", "form", "state", "on", "kind", "from", "to", "task", "show",
    "topic", "direction", "approved", "next",
)  # fmt: skip
STAYS = ("csrfmiddlewaretoken", "-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS")


@dataclass(frozen=True, slots=True)
class Sent:
    """A form of a page: where it goes and what it holds."""

    action: str
    fields: dict[str, tuple[str, bool]]


def _readers() -> list[str]:
    return [name for name, row in sorted(ROWS.items()) if row.allowed and not row.post]


def _forms(path: str, html: str) -> list[Sent]:
    soup = BeautifulSoup(html, "html.parser")
    forms = [form for form in soup.find_all("form") if str(form.get("method", "")).lower() == "post"]
    return [Sent(str(form.get("action") or path), _fields(form)) for form in forms]


def _fields(form: Tag) -> dict[str, tuple[str, bool]]:
    """Return what each field holds, a choice its last one, and whether a person types in it."""
    found = form.find_all(["input", "textarea", "select"])
    named = [one for one in found if one.get("name") and one.get("type") not in ("file", "submit")]
    return {str(one["name"]): (_value(one), _is_typed(one)) for one in named}


def _value(field: Tag) -> str:
    options = field.find_all("option")
    return str(options[-1].get("value") or "") if options else str(field.get("value") or field.text)


def _is_typed(field: Tag) -> bool:
    return field.name != "select" and field.get("type") not in ("hidden", "checkbox", "radio")


@contextmanager
def _undone() -> Iterator[None]:
    """Undo what is done within: each address gets a house in its first state."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _fault(answer: Any) -> str:
    """Return what went wrong inside, "" when nothing did."""
    return repr(answer.exc_info[1]) if answer.status_code >= 500 else ""


def _asked(client: Client, house: House, row: Row, typed: str) -> list[str]:
    client.force_login(getattr(house, row.allowed[0]))
    path = row.path(house)
    return [_fault(client.get(path.partition("?")[0], dict.fromkeys(NAMES, typed)))]


def _typed(client: Client, house: House, row: Row, typed: str) -> list[str]:
    """Send every form with `typed` in what is typed and everything else as it should be."""
    return _sent(client, house, row, lambda kept, free: typed if free else kept)


def _forged(client: Client, house: House, row: Row, typed: str) -> list[str]:
    """Send every form with `typed` in what is hidden or chosen as well."""
    return _sent(client, house, row, lambda kept, free: typed)


def _sent(client: Client, house: House, row: Row, fill: Callable[[str, bool], str]) -> list[str]:
    client.force_login(getattr(house, row.allowed[0]))
    path = row.path(house)
    page = client.get(path)
    if "html" not in page.get("Content-Type", ""):
        return []
    return [
        _fault(client.post(form.action, _filled(form, fill))) for form in _forms(path, page.content.decode())
    ]


def _filled(form: Sent, fill: Callable[[str, bool], str]) -> dict[str, str]:
    return {
        name: kept if name.endswith(STAYS) else fill(kept, free) for name, (kept, free) in form.fields.items()
    }


@pytest.mark.parametrize("way", [_asked, _typed, _forged])
@pytest.mark.parametrize("typed", TYPED, ids=lambda text: ascii(text)[:20])
def test_nothing_sent_makes_a_page_fail(typed: str, way: Any, house: House) -> None:
    faults = {}
    for name in _readers():
        with _undone():
            client = Client(raise_request_exception=False)
            faults[name] = [fault for fault in way(client, house, ROWS[name], typed) if fault]

    assert {name: found for name, found in faults.items() if found} == {}
