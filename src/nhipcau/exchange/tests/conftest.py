"""What tests of packets share."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from nhipcau.exchange.packets.models import OrganisationId
from nhipcau.exchange.tests.packets import make_identifier, make_issued
from nhipcau.registry.models import Document
from nhipcau.units.tests.builders import House


@pytest.fixture
def folders(tmp_path: Path, settings: Settings) -> tuple[Path, Path]:
    """The folders for what comes and for what goes."""
    came, went = tmp_path / "in", tmp_path / "out"
    came.mkdir()
    went.mkdir()
    settings.EDXML_IN, settings.EDXML_OUT = str(came), str(went)
    return came, went


@pytest.fixture
def own(house: House) -> OrganisationId:
    """The identifier of ward A, in the older form."""
    return make_identifier(house)


@pytest.fixture
def issued(house: House) -> Document:
    """A plan that ward A issued."""
    return make_issued(house)
