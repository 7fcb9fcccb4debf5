"""Many files: every document of a folder, read by one or several processes, each in its turn.

Outcomes come in the order of the paths, whatever the number of processes; a file that cannot be read is an outcome
like any other, and so is one whose process dies. What was read before is known by its content, not by its name.
"""

from __future__ import annotations

import hashlib
import os
import signal
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from . import VERSION, read
from .errors import MissingFileError, ReadingError, TooHeavyError
from .load.kinds import BY_EXTENSION
from .models import Reading

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Shape: TypeAlias = Callable[[str, Reading], str]
"""Makes a text of a file's name and reading, in the process that read it; a function of a module."""

_AHEAD = 4  # files in work or waiting for their turn, for each process
_CHUNK = 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a file: its text in the wanted shape, an error, or neither when it was read before."""

    path: Path
    sha256: str | None = None
    text: str | None = None
    notes: tuple[str, ...] = ()
    error: ReadingError | None = None


class SeenFileError(Exception):
    """The file is no list of what was read before."""


class Seen:
    """What was read before: a text file with one line a content, its SHA-256 and the version of the rules.

    Content that was read by another version of the rules counts as not read.
    """

    def __init__(self, path: Path) -> None:
        """Take up the list at `path`; none there yet is an empty one. Raises SeenFileError."""
        self._path = path
        self._versions: dict[str, str] = dict(_entries(path)) if path.exists() else {}

    def __contains__(self, sha256: object) -> bool:
        return isinstance(sha256, str) and self._versions.get(sha256) == VERSION

    def add(self, sha256: str) -> None:
        """Note content as read; `save` writes it."""
        self._versions[sha256] = VERSION

    def save(self) -> None:
        """Write the list whole, in one step: whoever looks sees the old list or the new one."""
        lines = "".join(f"{sha256} {version}\n" for sha256, version in sorted(self._versions.items()))
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=f".{self._path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise


def _entries(path: Path) -> Iterator[tuple[str, str]]:
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            sha256, version = line.split()
            if len(bytes.fromhex(sha256)) != hashlib.sha256().digest_size:
                raise ValueError(sha256)
            yield sha256, version
    except (OSError, ValueError) as error:
        raise SeenFileError(str(path)) from error


def documents_in(folder: Path) -> list[Path]:
    """The files below `folder` of kinds that are read, in the order of their paths; hidden files are left out.

    Links to folders are not followed. Raises MissingFileError where a folder may not be opened.
    """

    def refuse(error: OSError) -> None:
        raise MissingFileError(str(error.filename)) from error

    found = []
    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in names if _is_document(name)]
    return sorted(found)


def _is_document(name: str) -> bool:
    """Whether a name is one of a document; Word leaves "~$name.docx" beside a file that is open."""
    return not name.startswith((".", "~$")) and Path(name).suffix.lower() in BY_EXTENSION


def read_files(
    paths: Iterable[Path], shape: Shape, *, jobs: int = 1, seen: Seen | None = None
) -> Iterator[Outcome]:
    """Yield the outcome of each file, in the order of `paths`.

    With `seen`, what stands in it is not read again, nor is the same content twice; adding to it is left to the
    caller, who knows when an outcome is safe.
    """
    tasks = unread(map(hashed, paths), seen)
    if jobs == 1:
        yield from (task if isinstance(task, Outcome) else outcome_of(*task, shape) for task in tasks)
    else:
        yield from _by_processes(tasks, shape, jobs)


Task: TypeAlias = tuple[Path, str]
"""A file to be read, and the SHA-256 of its content."""


def hashed(path: Path) -> Outcome:
    """What can be said of a file before it is read: its hash, or that it cannot be opened."""
    try:
        return Outcome(path=path, sha256=_sha256(path))
    except OSError:
        return Outcome(path=path, error=MissingFileError(str(path)))


def unread(files: Iterable[Outcome], seen: Seen | None) -> Iterator[Task | Outcome]:
    """Yield a task for each hashed file that is to be read, and what stands already for the others."""
    met: set[str] = set()
    for file in files:
        if file.sha256 is None or (seen is not None and (file.sha256 in seen or file.sha256 in met)):
            yield file
        else:
            met.add(file.sha256)
            yield file.path, file.sha256


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def outcome_of(path: Path, sha256: str, shape: Shape) -> Outcome:
    """Read one file; whatever goes wrong is the outcome of this file alone."""
    try:
        reading = read(path)
        text = shape(str(path), reading)
    except ReadingError as error:
        return Outcome(path=path, sha256=sha256, error=error)
    except (MemoryError, RecursionError):
        return Outcome(path=path, sha256=sha256, error=TooHeavyError(path.name))
    except Exception:  # noqa: BLE001 - a fault of ours in one file must not end the reading of the others
        return Outcome(path=path, sha256=sha256, error=ReadingError(path.name))
    return Outcome(path=path, sha256=sha256, text=text, notes=reading.notes)


class _Pool:
    """Processes that read; a new set of them after one has died."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._executor = self._started(jobs)

    @staticmethod
    def _started(jobs: int) -> ProcessPoolExecutor:
        from concurrent.futures import ProcessPoolExecutor

        return ProcessPoolExecutor(jobs, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))

    def begin(self, task: Task, shape: Shape) -> Callable[[], Outcome]:
        """Have a file read; the answer waits for its outcome."""
        from concurrent.futures.process import BrokenProcessPool

        try:
            future = self._executor.submit(outcome_of, *task, shape)
        except BrokenProcessPool:
            self.close()
            self._executor = self._started(self._jobs)
            future = self._executor.submit(outcome_of, *task, shape)
        return lambda: self._result(future, task, shape)

    def _result(self, future: Future[Outcome], task: Task, shape: Shape) -> Outcome:
        """The outcome of a task. All that were in work die with one process: each is tried again by itself."""
        from concurrent.futures.process import BrokenProcessPool

        try:
            return future.result()
        except BrokenProcessPool:
            pass
        with self._started(1) as alone:
            try:
                return alone.submit(outcome_of, *task, shape).result()
            except BrokenProcessPool:
                return Outcome(path=task[0], sha256=task[1], error=TooHeavyError(task[0].name))

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)


def _by_processes(tasks: Iterator[Task | Outcome], shape: Shape, jobs: int) -> Iterator[Outcome]:
    pool = _Pool(jobs)
    waiting: deque[Callable[[], Outcome]] = deque()
    try:
        for task in tasks:
            waiting.append(_ready(task) if isinstance(task, Outcome) else pool.begin(task, shape))
            if len(waiting) >= jobs * _AHEAD:
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()
    finally:
        pool.close()


def _ready(outcome: Outcome) -> Callable[[], Outcome]:
    return lambda: outcome
