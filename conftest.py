"""The fixed cast of every test, and the house they work in (facts: docs/explanation/architecture.md)."""

import pytest

from nhipcau.units.tests.builders import House, make_house

pytest_plugins = ["tests.browser"]


@pytest.fixture
def house(db: None) -> House:
    """A province with a department, two wards and the cast; see `House`."""
    return make_house()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case by its argument where the value is bytes: an archive made on the spot differs each time."""
    return argname if isinstance(val, bytes) else None
