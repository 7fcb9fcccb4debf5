"""The engines that every question is asked of."""

from collections.abc import Iterator

import pytest

from nhipcau.rollup.engines import DuckDB, Engine, Limits, engine
from tests.spark import SparkCluster


@pytest.fixture(scope="session")
def duckdb_engine() -> Iterator[Engine]:
    """DuckDB in this process."""
    opened = DuckDB(Limits(threads=1))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def spark_engine(spark_cluster: SparkCluster) -> Iterator[Engine]:
    """Spark, by the address of the master."""
    opened = engine(spark_cluster.master)
    yield opened
    opened.close()


@pytest.fixture(params=["duckdb", "spark"])
def each_engine(request: pytest.FixtureRequest) -> Engine:
    """One engine after the other: the same cases on both."""
    opened: Engine = request.getfixturevalue(f"{request.param}_engine")
    return opened
