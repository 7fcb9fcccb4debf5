"""Where figures are added up: DuckDB within the process, or Apache Spark where a master is named."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

from nhipcau.rollup.errors import EngineError
from nhipcau.rollup.shapes import Shape

DUCKDB = "duckdb"
SPARK_PREFIXES = ("spark://", "local", "yarn", "k8s://")
# Spark itself tries a master that does not answer for minutes.
ANSWERS_WITHIN_S = 5
_ADDRESS = re.compile(r"([^,/]+):(\d{1,5})")


@dataclass(frozen=True, slots=True)
class Limits:
    """What an engine may take of the machine. None leaves it to the engine: every core, and most of the memory."""

    threads: int | None = None
    memory: str | None = None


class Engine(Protocol):
    """Runs a computation over sealed files and tables."""

    def run(
        self, shape: Shape, files: Sequence[Path], live: pa.Table | None, tables: Mapping[str, pa.Table]
    ) -> pa.Table:
        """Return the answer of `shape` over the values of `files` and `live`, with the small `tables`."""
        ...

    def close(self) -> None:
        """Give back what the engine holds."""
        ...


def engine(named: str = DUCKDB, limits: Limits = Limits()) -> Engine:
    """Return the engine that a setting names: `duckdb`, or the address of a Spark master such as `spark://host:7077`.

    Raises EngineError for another name, and where Spark's library is not installed.
    """
    if named in ("", DUCKDB):
        return DuckDB(limits)
    if named.startswith(SPARK_PREFIXES):
        return Spark(named, limits)
    raise EngineError(
        f"ROLLUP_ENGINE={named} không dùng được: ghi duckdb, hoặc địa chỉ Spark như spark://may-chu:7077.",
        f"ROLLUP_ENGINE={named} names no engine: write duckdb, or a Spark master such as spark://host:7077",
    )


def require_reachable(master: str) -> None:
    """Raise EngineError where `master` is the address of a standalone Spark of which no machine answers.

    Other kinds of master (`local`, `yarn`, `k8s`) are left to Spark. Waits at most five seconds for each machine.
    """
    addresses = _ADDRESS.findall(master.removeprefix("spark://")) if master.startswith("spark://") else None
    if addresses is None:
        return
    for host, port in addresses:
        try:
            socket.create_connection((host.strip("[]"), int(port)), ANSWERS_WITHIN_S).close()
            return
        except (OSError, OverflowError, UnicodeError):
            continue
    raise EngineError(
        f"Không kết nối được máy chủ Spark {master}. Hãy bật máy chủ đó, sửa ROLLUP_ENGINE, "
        "hoặc đặt ROLLUP_ENGINE=duckdb rồi khởi động lại.",
        f"The Spark master {master} does not answer. Start it, correct ROLLUP_ENGINE, "
        "or set ROLLUP_ENGINE=duckdb, and start again.",
    )


class DuckDB:
    """DuckDB in this process: one database in memory for all threads, a cursor for each question.

    Nothing is fetched from the network: extensions are neither installed nor loaded, and what is needed is built in.
    """

    def __init__(self, limits: Limits = Limits()) -> None:
        self.limits = limits
        self._lock = threading.Lock()
        self._database: Any = None

    def cursor(self) -> Any:
        """Return a cursor of the process's database, opened on first use."""
        with self._lock:
            if self._database is None:
                self._database = self._opened()
            return self._database.cursor()

    def _opened(self) -> Any:
        import duckdb

        settings: dict[str, Any] = {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
        }
        settings |= {"threads": self.limits.threads} if self.limits.threads else {}
        settings |= {"memory_limit": self.limits.memory} if self.limits.memory else {}
        database = duckdb.connect(":memory:", config=settings)
        # Sealed files never change, so what stands at their end need be read once only.
        database.execute("SET parquet_metadata_cache = true")
        return database

    def run(
        self, shape: Shape, files: Sequence[Path], live: pa.Table | None, tables: Mapping[str, pa.Table]
    ) -> pa.Table:
        """Return the answer of `shape`; safe in threads."""
        from nhipcau.rollup.plans import compiled  # Ibis takes a second to load

        cursor = self.cursor()
        try:
            if files:
                names = ", ".join("'" + str(path).replace("'", "''") + "'" for path in files)
                cursor.execute(f"CREATE TEMP VIEW figures_sealed AS SELECT * FROM read_parquet([{names}])")  # noqa: S608 - our own files
            for name, table in tables.items():
                cursor.register(name, table)
            if live is not None:
                cursor.register("figures_live", live)
            answer: pa.Table = cursor.execute(compiled(shape, "duckdb")).to_arrow_table()
            return answer
        finally:
            cursor.close()

    def close(self) -> None:
        """Close the database; the next question opens another."""
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None


class Spark:
    """Apache Spark: the same expressions over the same files, which every worker must be able to read."""

    def __init__(self, master: str, limits: Limits = Limits()) -> None:
        self.master, self.limits = master, limits
        self._lock = threading.Lock()
        self._session: Any = None

    def _opened(self) -> Any:
        try:
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise EngineError(
                "Chưa cài PySpark: cài nhipcau[spark], hoặc bỏ ROLLUP_ENGINE để dùng DuckDB.",
                "PySpark is not installed: install nhipcau[spark], or leave ROLLUP_ENGINE out to use DuckDB",
            ) from error
        require_reachable(self.master)
        builder = SparkSession.builder.master(self.master).appName("nhipcau")
        settings = {
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.ansi.enabled": "true",
            "spark.sql.execution.arrow.pyspark.enabled": "true",
            "spark.ui.enabled": "false",
        }
        settings |= {"spark.cores.max": str(self.limits.threads)} if self.limits.threads else {}
        settings |= {"spark.executor.memory": self.limits.memory} if self.limits.memory else {}
        for name, value in settings.items():
            builder = builder.config(name, value)
        return builder.getOrCreate()

    def run(
        self, shape: Shape, files: Sequence[Path], live: pa.Table | None, tables: Mapping[str, pa.Table]
    ) -> pa.Table:
        """Return the answer of `shape`. Questions wait for one another: a session's views are one name space."""
        from nhipcau.rollup.plans import compiled  # Ibis takes a second to load

        with self._lock:
            if self._session is None:
                self._session = self._opened()
            session = self._session
            if files:
                sealed = session.read.parquet(*(path.absolute().as_uri() for path in files))
                sealed.createOrReplaceTempView("figures_sealed")
            small = dict(tables) | ({"figures_live": live} if live is not None else {})
            for name, table in small.items():
                session.createDataFrame(table).createOrReplaceTempView(name)
            answer: pa.Table = session.sql(compiled(shape, "pyspark")).toArrow()
            return answer

    def close(self) -> None:
        """End the session."""
        with self._lock:
            if self._session is not None:
                self._session.stop()
                self._session = None
