"""Many files: order, what was read before, and one bad file among good ones."""

import os
import pickle
import signal
from pathlib import Path

import pytest

from nhipcau.reading import VERSION, Reading
from nhipcau.reading.archive import Outcome, Seen, SeenFileError, documents_in, read_files
from nhipcau.reading.errors import (
    EmptyFileError,
    MislabelledFileError,
    MissingFileError,
    ReadingError,
    TooHeavyError,
)

DEADLY = "chết"
FAULTY = "lỗi"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, name in enumerate(("b.txt", "a/2.md", "a/1.txt", "c.txt")):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"Kế hoạch số {number + 1}/KH-UBND", encoding="utf-8")
    return tmp_path


def number(name: str, reading: Reading) -> str:
    """The shape of these tests: the document's number; some texts end the process or raise."""
    if reading.text == DEADLY:
        os.kill(os.getpid(), signal.SIGKILL)
    if reading.text == FAULTY:
        raise ZeroDivisionError
    return reading.citations[0].number


def texts(outcomes: list[Outcome]) -> list[str | None]:
    return [outcome.text for outcome in outcomes]


def test_documents_come_in_the_order_of_their_paths_without_hidden_ones(folder: Path) -> None:
    for name in (".hidden.txt", "~$open.docx", "song.mp3"):
        (folder / name).write_text("x", encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "a.txt").write_text("x", encoding="utf-8")

    names = [str(path.relative_to(folder)) for path in documents_in(folder)]

    assert names == ["a/1.txt", "a/2.md", "b.txt", "c.txt"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        documents_in(tmp_path / "none")


@pytest.mark.parametrize("jobs", [1, 2])
def test_outcomes_keep_the_order_for_any_number_of_processes(folder: Path, jobs: int) -> None:
    outcomes = list(read_files(documents_in(folder), number, jobs=jobs))

    assert texts(outcomes) == ["3/KH-UBND", "2/KH-UBND", "1/KH-UBND", "4/KH-UBND"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_file_is_an_outcome_like_any_other(folder: Path, jobs: int) -> None:
    (folder / "a" / "0.txt").write_bytes(b" \n")
    (folder / "a" / "3.txt").write_text(FAULTY, encoding="utf-8")
    paths = [*documents_in(folder), folder / "none.txt"]

    outcomes = list(read_files(paths, number, jobs=jobs))

    errors = [type(outcome.error) for outcome in outcomes if outcome.error]
    assert errors == [EmptyFileError, ReadingError, MissingFileError]
    assert sum(outcome.text is not None for outcome in outcomes) == 4


def test_a_process_that_dies_takes_only_its_file_with_it(folder: Path) -> None:
    (folder / "a" / "0.txt").write_text(DEADLY, encoding="utf-8")

    outcomes = list(read_files(documents_in(folder), number, jobs=2))

    assert isinstance(outcomes[0].error, TooHeavyError)
    assert texts(outcomes[1:]) == ["3/KH-UBND", "2/KH-UBND", "1/KH-UBND", "4/KH-UBND"]


def test_what_was_read_before_is_skipped_by_its_content(folder: Path, tmp_path: Path) -> None:
    seen = Seen(tmp_path / "seen")
    for outcome in read_files([folder / "b.txt"], number, seen=seen):
        seen.add(outcome.sha256 or "")
    seen.save()
    (folder / "b.txt").rename(folder / "moved.txt")
    (folder / "again.txt").write_bytes((folder / "c.txt").read_bytes())

    outcomes = {
        o.path.name: o for o in read_files(documents_in(folder), number, seen=Seen(tmp_path / "seen"))
    }

    assert outcomes["moved.txt"].text is None
    assert outcomes["moved.txt"].error is None
    assert (outcomes["again.txt"].text, outcomes["c.txt"].text) == ("4/KH-UBND", None)


def test_what_other_rules_read_is_read_anew(tmp_path: Path) -> None:
    sha256 = "ab" * 32
    path = tmp_path / "seen"
    path.write_text(f"{sha256} 2020.1\n", encoding="utf-8")
    seen = Seen(path)

    before = sha256 in seen
    seen.add(sha256)
    seen.save()

    assert not before
    assert path.read_text(encoding="utf-8") == f"{sha256} {VERSION}\n"


@pytest.mark.parametrize("content", [b"Xin ch\xc3\xa0o", b"abc 1", b"\xff", ("zz" * 32 + " 1").encode()])
def test_another_file_is_no_list_of_what_was_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "seen").write_bytes(content)

    with pytest.raises(SeenFileError):
        Seen(tmp_path / "seen")


def test_the_list_is_whole_or_untouched(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "seen"
    path.parent.mkdir()
    seen = Seen(path)
    seen.add("ab" * 32)
    path.mkdir()  # so that it cannot be replaced

    with pytest.raises(OSError, match="seen"):
        seen.save()

    assert list(path.parent.iterdir()) == [path]


def test_an_error_says_the_same_after_it_came_from_another_process() -> None:
    error = MislabelledFileError("a.docx", claims="docx", is_really="pdf")

    came = pickle.loads(pickle.dumps(error))  # noqa: S301 - made on the line above

    assert (type(came), str(came), came.in_vietnamese) == (type(error), str(error), error.in_vietnamese)
