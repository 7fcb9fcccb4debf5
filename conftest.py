"""The fixed cast of every test, and the house they work in (facts: docs/explanation/architecture.md)."""

import shutil
import sys

import hypothesis
import pytest
from django.conf import settings

from nhipcau.units.tests.builders import House, make_house

pytest_plugins = ["tests.browser", "tests.spark"]

# How fast a machine makes examples says nothing of what they show.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")


def pytest_configure() -> None:
    """Make the home of this run, for it and its workers."""
    if settings.OWNS_HOME:
        settings.HOME.mkdir(mode=0o700)


def pytest_unconfigure() -> None:
    """Remove it, when the workers have ended."""
    if settings.OWNS_HOME:
        shutil.rmtree(settings.HOME, ignore_errors=True)


@pytest.fixture(autouse=True)
def _no_page_kept() -> None:
    """Begin with no public page kept: tests take back what they wrote, and with it the stamp of another test."""
    keeping = sys.modules.get("nhipcau.portal.keeping")
    if keeping is not None:
        keeping.KEPT.clear()
    counting = sys.modules.get("nhipcau.portal.counting")
    if counting is not None:
        counting.COUNTED.forget()


@pytest.fixture
def house(db: None) -> House:
    """A province with a department, two wards and the cast; see `House`."""
    return make_house()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case by its argument where the value is bytes: an archive made on the spot differs each time."""
    return argname if isinstance(val, bytes) else None
