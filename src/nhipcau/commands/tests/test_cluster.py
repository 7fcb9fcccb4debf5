"""`nhipcau read` of folders by a cluster of machines."""

from pathlib import Path

import pytest

from tests.spark import SparkCluster

from .test_many import run

DOCUMENTS = Path(__file__).parents[2] / "reading" / "tests" / "documents"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Kế hoạch số 25-KH/TU", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\n")
    return tmp_path


def test_a_cluster_gives_the_same_lines_and_skips_what_was_read(
    spark_cluster: SparkCluster, folder: Path
) -> None:
    spark = ("--engine", "spark", "--master", spark_cluster.master, "--seen", folder / "seen")
    here = run("--json", DOCUMENTS, folder, "--jobs", "2")

    there, again = (run("--json", DOCUMENTS, folder, *spark) for _ in range(2))

    assert there == here
    assert here[0] == 1
    assert again[:2] == (1, "")
    assert f"đã đọc 0 tệp, bỏ qua {len(here[1].splitlines())} tệp" in again[2]
