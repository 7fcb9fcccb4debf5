"""Many files by many machines: a standalone master with two workers on loopback.

The workers import this module for its shapes; so what only the tests have is imported for its types alone.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document

from nhipcau.reading import VERSION, Reading
from nhipcau.reading.archive import Outcome, Seen, documents_in, read_files
from nhipcau.reading.cluster import Cluster
from nhipcau.reading.errors import (
    EmptyFileError,
    IdleClusterError,
    MasterAddressError,
    MissingFileError,
    NoJavaError,
    NoSparkError,
    ReadingError,
    TooHeavyError,
    UnlikeWorkerError,
    UnreachableMasterError,
    UnsharedFileError,
)
from nhipcau.reading.tests.test_archive import DEADLY, FAULTY, number

if TYPE_CHECKING:
    from tests.spark import SparkCluster

DOCUMENTS = Path(__file__).parent / "documents"


@pytest.fixture(scope="module")
def cluster(spark_cluster: SparkCluster) -> Iterator[Cluster]:
    """The cluster at work for these tests."""
    with Cluster(spark_cluster.master) as cluster:
        yield cluster


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forty documents: more than a worker is given at a time."""
    for index in range(40):
        (tmp_path / f"{index:02}.txt").write_text(f"Kế hoạch số {index + 1}/KH-UBND", encoding="utf-8")
    return tmp_path


def whole(name: str, reading: Reading) -> str:
    """A shape: all that a reading says."""
    return f"{name} {reading.to_json()}"


def meet(name: str, reading: Reading) -> str:
    """A shape: the folder of the worker that reads, once another worker reads too."""
    signs = Path(name).parent / "signs"
    signs.mkdir(exist_ok=True)
    (signs / Path.cwd().parents[1].name).touch()
    until = time.monotonic() + 120
    while len(list(signs.iterdir())) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    return Path.cwd().parents[1].name


def end_spark(name: str, reading: Reading) -> str:
    """A shape: the Spark that asks for it is killed."""
    daemon = Path(f"/proc/{os.getppid()}/stat").read_text(encoding="utf-8")
    os.kill(int(daemon.rsplit(")")[1].split()[1]), signal.SIGKILL)
    time.sleep(60)
    return ""


def told(outcomes: Iterable[Outcome]) -> list[tuple[object, ...]]:
    """What can be compared: an error by what it says."""
    return [(o.path, o.sha256, o.text, o.notes, repr(o.error)) for o in outcomes]


def test_outcomes_are_those_of_processes_on_one_machine(cluster: Cluster, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Thực hiện Kế hoạch số 25-KH/TU, ngày 05/9/2026 của Tỉnh ủy")
    document.save(str(tmp_path / "word.docx"))
    paths = [*documents_in(DOCUMENTS), tmp_path / "word.docx"]

    outcomes = list(cluster.read_files(paths, whole))

    assert told(outcomes) == told(read_files(paths, whole, jobs=2))
    assert all(outcome.text for outcome in outcomes)


def test_names_are_told_as_they_were_given(
    cluster: Cluster, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)

    outcomes = list(cluster.read_files([Path("01.txt")], whole))

    assert told(outcomes) == told(read_files([Path("01.txt")], whole))


def test_both_workers_take_part(cluster: Cluster, folder: Path) -> None:
    outcomes = list(cluster.read_files(documents_in(folder), meet))

    assert {outcome.text for outcome in outcomes} == {"worker-0", "worker-1"}


def test_a_bad_file_is_an_outcome_like_any_other(cluster: Cluster, folder: Path) -> None:
    (folder / "05a.txt").write_bytes(b" \n")
    (folder / "06a.txt").write_text(FAULTY, encoding="utf-8")
    (folder / "07a.txt").write_text(DEADLY, encoding="utf-8")
    paths = [*documents_in(folder), folder / "none.txt"]

    outcomes = list(cluster.read_files(paths, number))

    assert [outcome.path for outcome in outcomes] == paths
    errors = [type(outcome.error) for outcome in outcomes if outcome.error]
    assert errors == [EmptyFileError, ReadingError, TooHeavyError, MissingFileError]
    assert [outcome.text for outcome in outcomes if outcome.text] == [f"{n}/KH-UBND" for n in range(1, 41)]


def test_what_was_read_before_is_skipped_by_its_content(cluster: Cluster, folder: Path) -> None:
    paths = documents_in(folder)
    seen = Seen(folder / "seen")
    for outcome in read_files(paths[:20], number):
        seen.add(outcome.sha256 or "")
    (folder / "00.txt").rename(folder / "00-moved.txt")
    (folder / "99.txt").write_bytes((folder / "39.txt").read_bytes())
    paths = [*documents_in(folder), folder / "none.txt"]

    outcomes = list(cluster.read_files(paths, number, seen=seen))

    assert told(outcomes) == told(read_files(paths, number, seen=seen))
    assert sum(outcome.text is not None for outcome in outcomes) == 20


def test_a_file_that_only_this_machine_sees_is_told_apart(cluster: Cluster, folder: Path) -> None:
    with (folder / "01.txt").open("rb") as file:
        own = os.dup2(file.fileno(), 900)
        outcomes = list(cluster.read_files([Path(f"/dev/fd/{own}"), folder / "02.txt"], number))
        os.close(own)

    assert isinstance(outcomes[0].error, UnsharedFileError)
    assert outcomes[1].text == "3/KH-UBND"


def in_a_process_of_its_own(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True)


def test_a_worker_without_our_python_is_refused() -> None:
    code = "from nhipcau.reading.cluster import Cluster\nwith Cluster('local[1]'): pass\n"

    done = in_a_process_of_its_own(code, PYSPARK_PYTHON="/none/python3")

    assert done.returncode == 1
    assert f".{UnlikeWorkerError.__name__}: " in done.stderr
    assert "/none/python3" in done.stderr


def test_a_worker_with_other_rules_is_refused() -> None:
    code = (
        "from nhipcau.reading import cluster\n"
        "cluster.VERSION = '2020.1'\n"  # here alone: a worker imports its own
        "with cluster.Cluster('local[1]'): pass\n"
    )

    done = in_a_process_of_its_own(code)

    assert done.returncode == 1
    assert f".{UnlikeWorkerError.__name__}: " in done.stderr
    assert f"nhipcau {VERSION}, 2020.1" in done.stderr


def test_a_cluster_without_room_is_given_up(spark_cluster: SparkCluster, tmp_path: Path) -> None:
    (tmp_path / "spark-defaults.conf").write_text("spark.executor.memory 64g\n", encoding="utf-8")
    code = (
        "from nhipcau.reading.cluster import Cluster\n"
        f"with Cluster({spark_cluster.master!r}, patience_s=3): pass\n"
    )

    done = in_a_process_of_its_own(code, SPARK_CONF_DIR=str(tmp_path))

    assert done.returncode == 1
    assert f".{IdleClusterError.__name__}: " in done.stderr


def test_spark_that_ends_in_the_middle_is_told(folder: Path) -> None:
    code = (
        "import sys\n"
        "from nhipcau.commands.many import read_many\n"
        "from nhipcau.reading.tests.test_cluster import end_spark\n"
        f"sys.exit(read_many(({str(folder)!r},), end_spark, jobs=1, seen=None, master='local[1]'))\n"
    )

    done = in_a_process_of_its_own(code)

    assert done.returncode == 1
    assert "Mất kết nối với cụm Spark local[1]" in done.stderr
    assert "đã đọc 0 tệp" in done.stderr


@pytest.mark.parametrize("master", ["spark://", "spark://machine", "http://machine:7077", "machine:7077", ""])
def test_an_address_of_no_master_is_refused(master: str) -> None:
    with pytest.raises(MasterAddressError):
        Cluster(master)


@pytest.mark.parametrize("machine", ["127.0.0.1:1", "machine.invalid:7077", "127.0.0.1:99999"])
def test_a_master_that_does_not_answer_is_told_at_once(machine: str) -> None:
    with pytest.raises(UnreachableMasterError):
        Cluster(f"spark://{machine}")


def test_a_machine_without_java_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    with pytest.raises(NoJavaError, match="default-jre-headless"):
        Cluster("local[1]")


def test_a_python_without_spark_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)

    with pytest.raises(NoSparkError, match=r"pip install 'nhipcau\[spark\]'"):
        Cluster("local[1]")
