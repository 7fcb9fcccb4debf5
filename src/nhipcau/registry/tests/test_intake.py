"""Taking in a whole folder."""

from pathlib import Path

import pytest

from nhipcau.registry import intake, reader
from nhipcau.registry.errors import FolderError
from nhipcau.registry.models import Document
from nhipcau.registry.tests.builders import AT, PLAN, stored_files
from nhipcau.units.tests.builders import House


def test_one_bad_file_never_stops_the_rest_and_each_has_its_outcome(house: House, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "c.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("x", encoding="utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "d.txt").write_text(f"{PLAN}Bản khác.", encoding="utf-8")
    steps: list[tuple[int, int, str]] = []

    outcomes = intake.take_in_folder(
        house.department,
        tmp_path,
        by=house.son,
        at=AT,
        on_progress=lambda done, of, outcome: steps.append((done, of, outcome.file_name)),
    )

    assert [(outcome.file_name, outcome.taken_in) for outcome in outcomes] == [
        ("a.txt", True),
        ("b.pdf", False),
        ("c.txt", False),
        ("d.txt", True),
    ]
    assert "b.pdf" in str(outcomes[1].message)
    assert outcomes[2].document == outcomes[0].document
    assert steps == [(1, 4, "a.txt"), (2, 4, "b.pdf"), (3, 4, "c.txt"), (4, 4, "d.txt")]
    assert Document.objects.count() == 2


def test_a_file_over_the_limit_is_refused_without_being_loaded(house: House, tmp_path: Path) -> None:
    with (tmp_path / "big.pdf").open("wb") as big:
        big.truncate(reader.largest() + 1)
    before = stored_files()

    (outcome,) = intake.take_in_folder(house.department, tmp_path, by=house.son, at=AT)

    assert outcome.document is None
    assert "big.pdf" in str(outcome.message)
    assert stored_files() == before


def test_a_folder_that_is_not_there_says_so(house: House, tmp_path: Path) -> None:
    with pytest.raises(FolderError):
        intake.take_in_folder(house.department, tmp_path / "nowhere", by=house.son, at=AT)
