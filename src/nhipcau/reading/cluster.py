"""Many files by many machines: the reading of `archive` in the tasks of Apache Spark, in the order of the paths.

The files lie on a file system that every machine sees under the same paths. Names go out and texts come back; a file's
bytes travel only from that file system to the one machine that reads it. Files are handed out in small parts, each a
Spark job of one task, as many at a time as keep every core busy: outcomes come while later files are still being read,
and this machine never holds more than the parts ahead. Spark is imported when a cluster is asked for.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TimeIsUpError
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeAlias
from urllib.parse import urlsplit

from . import VERSION
from .archive import Outcome, Seen, Shape, hashed, outcome_of, unread
from .errors import (
    ClusterError,
    IdleClusterError,
    LostClusterError,
    MasterAddressError,
    MissingFileError,
    NoJavaError,
    NoSparkError,
    TooHeavyError,
    UnlikeWorkerError,
    UnreachableMasterError,
    UnsharedFileError,
)
from .models import Reading

if TYPE_CHECKING:
    from py4j.java_gateway import JavaGateway
    from pyspark import SparkConf, SparkContext

_PART_FILES = 16
_PART_BYTES = 8 * 1024**2
_AHEAD = 2  # parts in work or waiting for their turn, for each core of the cluster
_MOST_AHEAD = 512
_CONNECT_SECONDS = 5
_MASTER = re.compile(r"spark://(?P<hosts>[^\s/,@]+:\d+(?:,[^\s/,@]+:\d+)*)|local(?:\[(?:\d+|\*)\])?")
_UNLIKE = re.compile(
    r"^.*(?:ModuleNotFoundError|ImportError|AttributeError: |PYTHON_VERSION_MISMATCH|Cannot run program).*$",
    re.MULTILINE,
)

_Work: TypeAlias = Callable[[Path, str | None], Outcome]
_Item: TypeAlias = tuple[Path, str | None]


class Cluster:
    """A Spark cluster at work for us: `with Cluster("spark://machine:7077") as cluster: …`. Raises ClusterError.

    Where no worker takes the work within `patience_s` seconds, it is given up.
    """

    def __init__(self, master: str, *, patience_s: int = 120) -> None:
        self._master, self._patience_s = master, patience_s
        self._context = _context(master)
        self._threads = ThreadPoolExecutor(_MOST_AHEAD, "nhipcau-spark")

    def __enter__(self) -> Self:
        try:
            self._wait_for_a_worker()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def read_files(
        self, paths: Iterable[Path], shape: Shape, *, seen: Seen | None = None
    ) -> Iterator[Outcome]:
        """Yield the outcome of each file, in the order of `paths`, as `archive.read_files` does. Raises ClusterError.

        With `seen`, the cluster takes the hashes of files first, so that it reads only what is left.
        """
        here = Path.cwd()
        items: Iterator[_Item | Outcome] = ((path, None) for path in paths)
        if seen is not None:
            items = unread(self._outcomes(partial(_hashed, here), items), seen)
        return self._outcomes(partial(_read, shape, here), items)

    def _outcomes(self, work: _Work, items: Iterable[_Item | Outcome]) -> Iterator[Outcome]:
        waiting: deque[Callable[[], list[Outcome]]] = deque()
        for part in _parts(items):
            waiting.append(self._begin(work, part))
            while len(waiting) >= self._ahead():
                yield from waiting.popleft()()
        while waiting:
            yield from waiting.popleft()()

    def _ahead(self) -> int:
        """How many parts to have in work; workers may come and go meanwhile."""
        return min(_MOST_AHEAD, _AHEAD * self._context.defaultParallelism)

    def _begin(self, work: _Work, part: list[_Item | Outcome]) -> Callable[[], list[Outcome]]:
        """Have a part done; the answer waits for its outcomes, among which those that stood already."""
        items = [item for item in part if not isinstance(item, Outcome)]
        job = self._threads.submit(self._job, work, items) if items else None

        def outcomes() -> list[Outcome]:
            done = iter(self._result(job, work, items) if job else ())
            return [item if isinstance(item, Outcome) else _told_apart(next(done)) for item in part]

        return outcomes

    def _job(self, work: _Work, items: list[_Item]) -> list[Outcome]:
        """Run in a thread of its own: one job of one task, its outcomes sent back one by one as they are made."""
        made = self._context.parallelize(items, 1).mapPartitions(partial(_task, work)).collect()
        if made[0] != VERSION:
            raise UnlikeWorkerError(self._master, detail=f"nhipcau {made[0]}, {VERSION}")
        return [outcome for outcome in made if isinstance(outcome, Outcome)]

    def _result(self, job: Future[list[Outcome]], work: _Work, items: list[_Item]) -> list[Outcome]:
        """The outcomes of a part. Where its process died, each file is tried again by itself."""
        try:
            return job.result()
        except ClusterError:
            raise
        except Exception as error:  # noqa: BLE001 - Spark and the bridge to it raise many kinds, some bare
            self._refuse(error)
        if len(items) == 1:
            path, sha256 = items[0]
            return [Outcome(path=path, sha256=sha256, error=TooHeavyError(path.name))]
        alone = [(self._threads.submit(self._job, work, [item]), item) for item in items]
        return [outcome for job, item in alone for outcome in self._result(job, work, [item])]

    def _refuse(self, error: Exception) -> None:
        """Raise ClusterError where it is not one file that failed, but the cluster."""
        if self._is_gone():
            raise LostClusterError(self._master) from error
        if unlike := _UNLIKE.search(str(error)):  # `outcome_of` lets none through: the work did not begin
            raise UnlikeWorkerError(self._master, detail=unlike[0].strip()) from error

    def _is_gone(self) -> bool:
        """Whether Spark has given up; it does when the master was away too long, or its own process has ended."""
        try:
            return self._context._jsc is None or bool(self._context._jsc.sc().isStopped())
        except Exception:  # noqa: BLE001 - the bridge to a process that has ended raises many kinds
            return True

    def _wait_for_a_worker(self) -> None:
        """Spark itself waits without end for one."""
        first = self._threads.submit(self._job, partial(_hashed, Path()), [])
        try:
            first.result(self._patience_s)
        except TimeIsUpError as error:
            raise IdleClusterError(self._master, limit=self._patience_s) from error
        except ClusterError:
            raise
        except Exception as error:
            if self._is_gone():
                raise UnreachableMasterError(self._master) from error
            self._refuse(error)
            raise ClusterError(self._master, detail=_first_line(str(error))) from error

    def _close(self) -> None:
        """Leave the cluster; what is still in work is given up."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with suppress(Exception):  # the cluster may be gone
            self._context.cancelAllJobs()
        with suppress(Exception):
            self._context.stop()


def _task(work: _Work, items: Iterator[_Item]) -> Iterator[str | Outcome]:
    """What a worker does: say by which rules, then each file in its turn, one in memory at a time."""
    yield VERSION
    for path, sha256 in items:
        yield work(path, sha256)


def _hashed(folder: Path, path: Path, sha256: str | None) -> Outcome:
    return replace(hashed(folder / path), path=path)


def _read(shape: Shape, folder: Path, path: Path, sha256: str | None) -> Outcome:
    """Read a file under the name that it has here, wherever the worker stands."""
    place = folder / path
    file = Outcome(path=place, sha256=sha256) if sha256 else hashed(place)
    if file.sha256:
        file = outcome_of(place, file.sha256, partial(_shaped, shape, str(path)))
    return replace(file, path=path)


def _shaped(shape: Shape, name: str, place: str, reading: Reading) -> str:
    return shape(name, reading)


def _told_apart(outcome: Outcome) -> Outcome:
    """A file that is missing on the worker, but not here, is one that the machines do not share."""
    if isinstance(outcome.error, MissingFileError) and os.access(outcome.path, os.R_OK):
        return replace(outcome, error=UnsharedFileError(str(outcome.path)))
    return outcome


def _parts(items: Iterable[_Item | Outcome]) -> Iterator[list[_Item | Outcome]]:
    """Parts small enough that no machine waits long for the last one, and large enough to be worth a job."""
    part: list[_Item | Outcome] = []
    room = _PART_BYTES
    for item in items:
        part.append(item)
        room -= 0 if isinstance(item, Outcome) else _size(item[0])
        if room <= 0 or len(part) == _PART_FILES:
            yield part
            part, room = [], _PART_BYTES
    if part:
        yield part


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _context(master: str) -> SparkContext:
    """Return a context of Spark at `master`. Raises ClusterError."""
    if not (address := _MASTER.fullmatch(master)):
        raise MasterAddressError(master)
    try:
        from pyspark import SparkConf, SparkContext
    except ImportError as error:
        raise NoSparkError(master) from error
    own = _own_address(master, address["hosts"])
    conf = SparkConf().setMaster(master).setAppName("nhipcau read")
    conf.set("spark.ui.enabled", "false")  # no page about the archive on an open port
    if "SPARK_LOCAL_IP" not in os.environ:
        conf.set("spark.driver.host", own).set("spark.driver.bindAddress", own)
    _require_java(master)
    try:
        context = SparkContext(conf=conf, gateway=_gateway(conf))
    except Exception as error:
        raise _not_started(master, str(error)) from error
    if "PYSPARK_PYTHON" not in os.environ:
        context.pythonExec = sys.executable
    return context


def _own_address(master: str, hosts: str | None) -> str:
    """The address of this machine that the cluster sees; Spark itself takes that of the first network it finds.

    Raises UnreachableMasterError where no master answers, for which Spark itself takes a minute.
    """
    if hosts is None:
        return "127.0.0.1"
    for host in hosts.split(","):
        parts = urlsplit(f"//{host}")
        with (
            suppress(OSError, ValueError),
            socket.create_connection((parts.hostname or "", parts.port or 0), _CONNECT_SECONDS) as line,
        ):
            return str(line.getsockname()[0])
    raise UnreachableMasterError(master)


def _gateway(conf: SparkConf) -> JavaGateway | None:
    """A process of Spark for this one, its chatter left out; None where there is one already."""
    from pyspark import SparkContext
    from pyspark.java_gateway import launch_gateway

    if SparkContext._gateway:
        return None
    return launch_gateway(conf, {"stderr": subprocess.DEVNULL})  # type: ignore[no-untyped-call] # pyspark gives no types


def _require_java(master: str) -> None:
    home = os.environ.get("JAVA_HOME")
    if not (shutil.which("java", path=os.path.join(home, "bin")) if home else shutil.which("java")):
        raise NoJavaError(master)


def _not_started(master: str, text: str) -> ClusterError:
    if "JAVA_GATEWAY_EXITED" in text:
        return NoJavaError(master)
    if master.startswith("spark://"):
        return UnreachableMasterError(master)
    return ClusterError(master, detail=_first_line(text))


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "?")
