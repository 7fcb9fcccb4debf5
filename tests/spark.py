"""A cluster of Apache Spark for the tests: the fixture `spark_cluster`, a standalone master with two workers on loopback.

It is started by the first test that asks for it and ended with the tests. What asks for it stands in a file named
test_cluster.py or has a parameter `spark`: where several processes run the tests, one of them has all of these, and so
the only cluster.
"""

from __future__ import annotations

import ctypes
import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

WORKERS = 2
STARTS_WITHIN_S = 120
MASTER, WORKER = "org.apache.spark.deploy.master.Master", "org.apache.spark.deploy.worker.Worker"
ON_THE_CLUSTER = re.compile(r"/test_cluster\.py::|[\[-]spark[\]-]")
# Small enough for a shared machine: each worker has room for one executor of this memory, and the driver has as much.
DEFAULTS = """\
spark.executor.memory 512m
spark.driver.memory 512m
spark.driver.host 127.0.0.1
spark.driver.bindAddress 127.0.0.1
spark.sql.shuffle.partitions 2
"""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling | None:
    """Give the tests out one by one, and those of the cluster together."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return "spark" if ON_THE_CLUSTER.search(nodeid) else nodeid

    return Scheduling(config, log) if config.getvalue("dist") == "load" else None


@dataclass(frozen=True)
class SparkCluster:
    """Where the master is, and what a process must have in its environment to work with it."""

    master: str
    environment: dict[str, str]


@pytest.fixture(scope="session")
def spark_cluster() -> Iterator[SparkCluster]:
    """The cluster, its settings in force for this process too."""
    with running_cluster() as cluster, pytest.MonkeyPatch.context() as patch:
        for name, value in cluster.environment.items():
            patch.setenv(name, value)
        yield cluster


@contextmanager
def running_cluster() -> Iterator[SparkCluster]:
    """Start a cluster; end its processes and remove its folder afterwards, whatever happened."""
    with (
        tempfile.TemporaryDirectory(prefix="nhipcau-spark-", ignore_cleanup_errors=True) as name,
        ExitStack() as stack,
    ):
        folder = Path(name)
        (folder / "spark-defaults.conf").write_text(DEFAULTS, encoding="utf-8")
        environment = {"SPARK_CONF_DIR": name, "SPARK_HOME": str(_home()), "SPARK_LOCAL_DIRS": name}
        ports = ("--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
        log = folder / "master.log"
        master = stack.enter_context(_running(log, environment, MASTER, *ports))
        url = _awaited(r"Starting Spark master at (spark://\S+)", log, master)
        rooms = [
            (folder / f"worker-{number}.log", ("--work-dir", str(folder / f"worker-{number}")))
            for number in range(WORKERS)
        ]
        own = ("--cores", "1", "--memory", "512m")
        workers = [
            (room, stack.enter_context(_running(room, environment, WORKER, *ports, *own, *place, url)))
            for room, place in rooms
        ]
        for room, worker in workers:
            _awaited(r"Successfully registered with master (\S+)", room, worker)
        yield SparkCluster(url, environment)


@contextmanager
def _running(log: Path, environment: dict[str, str], *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a class of Spark; at the end, kill it with all that it started."""
    memory = {"SPARK_DAEMON_MEMORY": "256m", "SPARK_NO_DAEMONIZE": "1"}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [str(_home() / "bin" / "spark-class"), *command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environment, **memory},
            start_new_session=True,
            preexec_fn=_die_with_the_parent,
        )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(30)


def _home() -> Path:
    """The Spark that comes with PySpark."""
    spec = find_spec("pyspark")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def _die_with_the_parent() -> None:
    """Have Linux end this process with the tests, even where they are killed."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def _awaited(pattern: str, log: Path, process: subprocess.Popen[bytes]) -> str:
    """Return what the log says by then. Raises through pytest.fail where it does not."""
    until = time.monotonic() + STARTS_WITHIN_S
    while process.poll() is None and time.monotonic() < until:
        if found := re.search(pattern, log.read_text(encoding="utf-8", errors="replace")):
            return found[1]
        time.sleep(0.2)
    pytest.fail(f"Spark did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
