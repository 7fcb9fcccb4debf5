"""`nhipcau exchange`: figures out and in, tried before they are written."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nhipcau.cli import group
from nhipcau.reporting.models import Collection, Submission
from nhipcau.reporting.tests.builders import make_answer, make_collection, make_form, make_indicator
from nhipcau.units.models import UnitVersion
from nhipcau.units.tests.builders import House


@pytest.fixture
def asked(house: House) -> Collection:
    """Sessions, asked of both wards for the official fourth quarter."""
    UnitVersion.objects.filter(unit=house.ward_a).update(code="00001")
    form = make_form(house.department, make_indicator("sessions"))
    return make_collection(form, house.ward_a, house.ward_b)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, ["exchange", *map(str, arguments)])


def test_figures_are_written_for_who_may_read_them(house: House, asked: Collection) -> None:
    make_answer(asked, house.ward_a, {"sessions": 0})

    written = run("export", asked.form_id, "2026Q4", "--as", "minh")

    assert written.exit_code == 0, written.output
    assert [row["value"] for row in json.loads(written.output)["dataValues"]] == ["0"]
    for refused in (
        ("export", asked.form_id, "2026Q4", "--as", "khach"),
        ("export", asked.form_id, "2026W4", "--as", "minh"),
        ("export", asked.form_id, "2025Q4", "--as", "minh"),
        ("export", asked.form_id, "2026Q4", "--as", "khong-co"),
        ("export", asked.form_id, "2026Q4", "--as", "minh", "--periods", "duong-lich"),
    ):
        assert run(*refused).exit_code == 1, refused


def test_a_file_is_tried_then_taken_over_and_refused_rows_are_named(
    house: House, asked: Collection, tmp_path: Path
) -> None:
    file = tmp_path / "quy-4.csv"
    file.write_text("dataelement,period,orgunit,value\nsessions,2026Q4,00001,3\nsessions,2026Q4,9,3\n")

    tried = run("import", file, "--as", "lan", "--dry-run")
    assert tried.exit_code == 1
    assert "1 mới" in tried.output
    assert not Submission.objects.exists()

    taken = run("import", file, "--as", "lan")
    assert taken.exit_code == 1
    assert "3: 9 · sessions" in taken.output
    assert Submission.objects.get().values.get().number == 3
    assert run("import", file, "--as", "minh").exit_code == 1
