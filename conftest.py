"""The fixed cast of every test, and the house they work in (facts: docs/explanation/architecture.md)."""

import pytest

from nhipcau.config.catalogues import compile_stale
from nhipcau.units.tests.builders import House, make_house

pytest_plugins = ["tests.browser"]


def pytest_configure() -> None:
    """Let the tests see the messages as they stand in the catalogues now."""
    compile_stale()


@pytest.fixture
def house(db: None) -> House:
    """A province with a department, two wards and the cast; see `House`."""
    return make_house()
