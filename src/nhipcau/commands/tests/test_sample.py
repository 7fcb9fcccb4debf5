"""`nhipcau sample`: only an empty database takes a made-up nation."""

from click.testing import CliRunner

from nhipcau.cli import group
from nhipcau.units.models import Unit
from nhipcau.units.tests.builders import House


def test_a_database_with_units_is_left_alone(house: House) -> None:
    before = Unit.objects.count()

    refused = CliRunner().invoke(group, ["sample", "--units", "40", "--years", "1"])

    assert refused.exit_code == 1
    assert "NHIPCAU_HOME" in refused.output
    assert Unit.objects.count() == before


def test_too_few_units_are_misuse() -> None:
    assert CliRunner().invoke(group, ["sample", "--units", "3"]).exit_code == 2
