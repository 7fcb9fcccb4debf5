"""Who may open which address. The addresses come from the resolver, so none can be forgotten (tests/permissions)."""

import importlib
import pkgutil
from typing import Any

import pytest
from django.test import Client

import tests.permissions
from nhipcau.exchange.tests.builders import key_of
from nhipcau.units.tests.builders import House
from tests.addresses import Address, all_addresses
from tests.permissions.row import Row

LOGIN = "/staff/login/"


def _rows() -> dict[str, Row]:
    """Return the whole table: full name of an address → its row."""
    table: dict[str, Row] = {}
    for module in pkgutil.iter_modules(tests.permissions.__path__):
        if module.name == "row":
            continue
        rows = importlib.import_module(f"tests.permissions.{module.name}").ROWS
        for name, row in rows.items():
            table[name if ":" in name else f"{module.name}:{name}"] = row
    return table


ROWS = _rows()


def _ours() -> dict[str, Address]:
    return {_full(address): address for address in all_addresses() if not address.is_wagtails}


def _full(address: Address) -> str:
    """Return the name with the room in front, which addresses outside any namespace have not."""
    room = address.module.split(".")[1] if address.module.startswith("nhipcau.") else "config"
    return address.name if ":" in address.name else f"{room}:{address.name}"


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    addresses = set(_ours())

    assert sorted(addresses - set(ROWS)) == [], (
        "these addresses have no row: add them to tests/permissions/ROOM.py"
    )
    assert sorted(set(ROWS) - addresses) == [], "these rows have no address: remove them or mend their name"


def _ask(client: Client, row: Row, house: House, person: str = "") -> Any:
    path = row.path(house)
    headers = key_of(getattr(house, person)) if row.token and person else {}
    return client.post(path, headers=headers) if row.post else client.get(path, headers=headers)


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_visitor_who_has_not_signed_in_is_sent_to_sign_in_or_reads_what_is_public(
    name: str, house: House, client: Client
) -> None:
    answer = _ask(client, ROWS[name], house)

    if ROWS[name].token:
        assert answer.status_code == 401
    elif ROWS[name].public:
        assert answer.status_code < 400
        assert not answer.get("Location", "").startswith(LOGIN)
    else:
        assert answer.status_code == 302
        assert answer["Location"].startswith(LOGIN)


def _cases(who: str) -> list[tuple[str, str]]:
    return [(name, person) for name, row in sorted(ROWS.items()) for person in getattr(row, who)]


@pytest.mark.parametrize(("name", "person"), _cases("allowed"))
def test_those_who_may_are_answered(name: str, person: str, house: House, client: Client) -> None:
    row = ROWS[name]
    client.force_login(getattr(house, person))

    answer = _ask(client, row, house, person)

    limit = 500 if row.post else 400
    assert answer.status_code < limit
    assert answer.status_code not in (403, 404)
    assert not _was_turned_away(answer)


@pytest.mark.parametrize(("name", "person"), _cases("refused"))
def test_those_who_may_not_are_refused(name: str, person: str, house: House, client: Client) -> None:
    client.force_login(getattr(house, person))

    answer = _ask(client, ROWS[name], house, person)

    if ROWS[name].token and answer.status_code == 401:
        return  # who reads and gives no figures can have no key
    assert answer.status_code in (403, 404) or _was_turned_away(answer)


def _was_turned_away(answer: Any) -> bool:
    """Whether Wagtail answered PermissionDenied its way: back to the home page, with an error on top."""
    if answer.status_code != 302 or answer["Location"] != "/staff/":
        return False
    from django.contrib.messages import get_messages

    return any(message.level_tag == "error" for message in get_messages(answer.wsgi_request))


def test_every_row_that_is_not_public_says_what_the_stranger_gets() -> None:
    """A list answers a stranger with an empty page; anything else answers that there is nothing."""
    silent = [
        name for name, row in ROWS.items() if not row.public and "khach" not in row.allowed + row.refused
    ]

    assert silent == []
