"""`nhipcau units`: the nation is loaded once, and a mistake says what to do."""

from typing import Any

import pytest
from click.testing import CliRunner, Result

from nhipcau.cli import group
from nhipcau.units import access
from nhipcau.units.models import Role, Unit
from nhipcau.units.tests.builders import House


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, ["units", "load-nation", *arguments])


def test_the_nation_is_loaded_once_and_given_to_its_administrator(house: House, db: Any) -> None:
    wrong = run("--administrator", "khong-co")
    assert wrong.exit_code == 1
    assert "Không có tài khoản" in wrong.output
    assert not Unit.objects.filter(versions__kind="country").exists()

    done = run("--administrator", "quang")

    assert done.exit_code == 0, done.output
    assert "3321 xã" in done.output
    country = Unit.objects.get(versions__kind="country")
    assert len(access.units_where(house.quang, [Role.ADMINISTRATOR])) > 14_000
    access.require_administrator(house.quang, country.pk)
    again = run()
    assert again.exit_code == 1


@pytest.mark.parametrize("since", ["hôm qua", "2025-13-01"])
def test_a_day_that_is_none_is_misuse(since: str) -> None:
    assert run("--since", since).exit_code == 2
