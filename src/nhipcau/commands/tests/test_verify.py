"""`nhipcau verify`: 0 while every sealed file is whole, 1 as soon as one was touched or is gone."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import override_settings

from nhipcau.commands.verify import verify
from nhipcau.reporting import sealed, seals
from nhipcau.reporting.tests.builders import (
    TOO_LATE,
    make_answer,
    make_collection,
    make_form,
    make_indicator,
)
from nhipcau.units.tests.builders import House


@pytest.fixture
def file(house: House, tmp_path: Path) -> Iterator[Path]:
    collection = make_collection(make_form(house.department, make_indicator("su-kien")), house.ward_a)
    make_answer(collection, house.ward_a, {"su-kien": 12})
    with override_settings(MEDIA_ROOT=tmp_path):
        yield sealed.path_of(seals.seal_collection(collection, without=[], by=house.minh, at=TOO_LATE))


def test_whole_files_are_said_to_be_whole(file: Path) -> None:
    found = CliRunner().invoke(verify)

    assert found.exit_code == 0
    assert "1/1" in found.output


def test_a_touched_file_and_a_missing_one_are_found(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])
    touched = CliRunner().invoke(verify, ["--json"])
    file.unlink()
    gone = CliRunner().invoke(verify)

    assert (touched.exit_code, gone.exit_code) == (1, 1)
    assert json.loads(touched.output)["whole"] is False
    assert "0/1" in gone.output
