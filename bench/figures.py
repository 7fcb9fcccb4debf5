"""Totals at the size of the nation, in ratios measured in one run: python bench/figures.py [--units N] [--years N]

Ten national years are made up (a seed gives the same ones again) and sealed, one file a month. The same question, totals
by province, indicator and year, is asked of our engine, of bare DuckDB over the same files, and of a PostgreSQL table in
the layout of DHIS2, built in this run: one row a raw value with the units above it in columns, partitions by year,
indexes, ANALYZE; its answer is compared with ours, figure by figure. Our engine is measured twice: with the sums that
sealing keeps beside the values, as pages and `nhipcau total` ask it, and reading every value, as questions do that the
sums do not answer. PostgreSQL is judged beside the former, the latter is told. Fewer units or years than the nation's are
not judged.
Times are the least of several rounds taken in turns, with all that an answer needs: beside DuckDB those of the
processor, as both run in this process and a busy machine slows both; beside PostgreSQL those of the clock.
Exit status 1 where a bound is not met.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from nhipcau.rollup.answering import ask  # noqa: E402 - after the path
from nhipcau.rollup.engines import DuckDB  # noqa: E402
from nhipcau.rollup.figures import Collected, Figures, Live  # noqa: E402
from nhipcau.rollup.history import History, Ints  # noqa: E402
from nhipcau.rollup.question import Answer, Indicator, Question, Window  # noqa: E402
from nhipcau.rollup.samples import COMMUNES, Nation, months_of, nation, values  # noqa: E402
from nhipcau.rollup.sealing import Label, Named, newest, seal  # noqa: E402
from nhipcau.rollup.summing import summed, without_sums  # noqa: E402
from tests.postgres import running_server  # noqa: E402

SEED, FORM = 1, 1
INDICATORS = [Indicator(key, divisible=key % 10 == 0) for key in range(1, 61)]
KEYS = tuple(one.key for one in INDICATORS)
FIRST_YEAR = 2015
OPEN = Window(date(2025, 7, 1), date(2025, 7, 31))
TODAY = date(2025, 8, 1)
# At most so many times the bare query; at least so many times as fast as PostgreSQL.
SEALED, WITH_LIVE, TODAYS, POSTGRES = 1.3, 2.0, 3.0, 10.0
ROUNDS = 7


@dataclass(frozen=True)
class Made:
    """What is measured on: the nation, its sealed files, and the open period beside them."""

    nation: Nation
    reporters: Ints
    sealed: Figures
    summed: Figures
    with_live: Figures
    years: tuple[Window, ...]


class Judge:
    """Prints ratios beside their bounds and remembers whether one was missed; `counts` at the size of the nation."""

    def __init__(self, *, counts: bool) -> None:
        self.counts, self.met = counts, True

    def ratio(
        self, name: str, ratio: float, *, at_most: float | None = None, at_least: float | None = None
    ) -> None:
        """Print a row."""
        met = ratio <= at_most if at_most is not None else ratio >= (at_least or 0)
        self.met &= met or not self.counts
        word = "    " if not self.counts else "ok  " if met else "MISS"
        bound = f"<= {at_most}" if at_most is not None else f">= {at_least}"
        print(f"{word} {name:50} {ratio:>12.2f}   {bound}", flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Make the figures, measure, print a row a bound; 1 when one was missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--units", type=int, default=COMMUNES, help="communes that report")
    parser.add_argument("--years", type=int, default=10, choices=range(1, 11), help="sealed years")
    parser.add_argument("--without-postgres", action="store_true", help="leave the slow comparison out")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="nhipcau-figures-") as name:
        made = make(Path(name), asked.units, asked.years)
        engine = DuckDB()
        judge = Judge(counts=asked.units >= COMMUNES and asked.years == 10)
        spent = beside_duckdb(made, engine, judge)
        small(made, engine)
        if not asked.without_postgres:
            beside_postgres(made, engine, judge, spent)
        engine.close()
    return 0 if judge.met else 1


def make(folder: Path, units: int, years: int) -> Made:
    """Seal the years, reported by communes of before 1 July 2025; the open month is reported by those of since."""
    start = time.perf_counter()
    country = nation(SEED)
    reporters = np.sort(
        np.random.default_rng(SEED).choice(
            country.former_communes, min(units, len(country.former_communes)), replace=False
        )
    )
    named = (Named(f"i{one.key}", f"Indicator {one.key}", one) for one in INDICATORS)
    label = Label("Bench", "", tuple(named))
    rows = 0
    for month in months_of(FIRST_YEAR, years):
        table, tree = values(FORM, reporters, INDICATORS, month, SEED), country.history.sha256(month.end)
        asked = collected(reporters, month)
        sums = summed(table, asked, country.history)
        rows += seal(folder, table, asked, label=label, tree_sha256=tree, sums=sums).rows
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    told(f"{rows:,} values made and sealed, seconds", time.perf_counter() - start)
    told("Parquet, MB", size)
    with_sums = newest(folder.glob("*.parquet"))
    sealed = without_sums(with_sums)
    current = country.communes[: max(1, len(country.communes) * units // COMMUNES)]
    live = Live(values(FORM, current, INDICATORS, OPEN, SEED), (collected(current, OPEN),))
    known, history = {one.key: one for one in INDICATORS}, country.history
    every_year = tuple(
        Window(date(year, 1, 1), date(year, 12, 31)) for year in range(FIRST_YEAR, FIRST_YEAR + years)
    )
    return Made(
        country,
        reporters,
        Figures(history, known, sealed=sealed),
        Figures(history, known, sealed=with_sums),
        Figures(history, known, sealed=sealed, live=live),
        every_year,
    )


def collected(units: Ints, period: Window) -> Collected:
    """Return the form asked of all of `units`, all of which answered."""
    return Collected.of(FORM, period.start, period.end, indicators=KEYS, owed=units, answered=units)


def beside_duckdb(made: Made, engine: DuckDB, judge: Judge) -> dict[str, float]:
    """Measure against the bare query; return the seconds of each on the clock."""
    open_year = Window(date(2025, 1, 1), date(2025, 12, 31))
    asked = {
        "bare DuckDB": lambda: bare(made, engine),
        "sealed years": lambda: rows_of(ask(Question(KEYS, made.years, depth=1), made.sealed, engine)),
        "sealed years by kept sums": lambda: rows_of(
            ask(Question(KEYS, made.years, depth=1), made.summed, engine)
        ),
        "with the open month": lambda: rows_of(
            ask(Question(KEYS, (*made.years, open_year), depth=1), made.with_live, engine)
        ),
        "in today's boundaries": lambda: rows_of(
            ask(Question(KEYS, made.years, depth=1, boundaries=TODAY), made.sealed, engine)
        ),
    }
    for name, work in asked.items():
        told(f"first time, {name}, seconds", seconds(work))
    agree(made, engine)
    best, clock = least(asked)
    for name in asked:
        told(f"{name}, seconds of the processor", best[name])
        told(f"{name}, seconds on the clock", clock[name])
    ratios = {name: spent / best["bare DuckDB"] for name, spent in best.items()}
    judge.ratio("sealed years / bare", ratios["sealed years"], at_most=SEALED)
    judge.ratio("sealed years by kept sums / bare", ratios["sealed years by kept sums"], at_most=SEALED)
    judge.ratio("with the open month / bare", ratios["with the open month"], at_most=WITH_LIVE)
    judge.ratio("in today's boundaries / bare", ratios["in today's boundaries"], at_most=TODAYS)
    return clock


def bare(made: Made, engine: DuckDB) -> list[Any]:
    """The query that somebody would write by hand for these files: no states, no completeness, no history."""
    files = ", ".join(f"'{one.path}'" for one in made.sealed.sealed)
    with engine.cursor() as cursor:
        units, provinces = province_of(made)
        cursor.register("provinces", {"unit": units, "province": provinces})
        found: list[Any] = cursor.execute(
            "SELECT province, indicator, year(period_end), sum(number)"  # noqa: S608 - our own file names
            f" FROM read_parquet([{files}]) JOIN provinces USING (unit) GROUP BY ALL"
        ).fetchall()
        return found


def province_of(made: Made) -> tuple[Ints, Ints]:
    """Return the reporters and the province that each was in."""
    history: History = made.nation.history
    parents = history.tree(int(np.datetime64("2020-01-01").astype(int))).parents
    at = np.searchsorted(history.keys, made.reporters)
    return made.reporters, history.keys[parents[at]]


def rows_of(answer: Answer) -> list[Any]:
    """Return an answer as Python rows, as the bare query does."""
    one = answer.columns
    columns = (one.unit, one.indicator, one.window, one.state, one.reported, one.expected)
    return list(zip(*(column.tolist() for column in columns), one.number.to_pylist(), strict=True))


def agree(made: Made, engine: DuckDB) -> None:
    """Stop where the answers differ: speed of a wrong answer is none."""
    answer = ask(Question(KEYS, made.years, depth=1), made.sealed, engine)
    summed = ask(Question(KEYS, made.years, depth=1), made.summed, engine)
    ours = {(one.unit, one.indicator, one.window.end.year): one.number for one in answer}
    theirs = {(province, indicator, year): number for province, indicator, year, number in bare(made, engine)}
    carried = ask(Question(KEYS, made.years, depth=1, boundaries=TODAY), made.sealed, engine)
    everything = sum((number for number in theirs.values()), Decimal(0))
    today = sum((one.number or 0 for one in (*carried.figures, *carried.not_allocable)), Decimal(0))
    if ours != theirs or today != everything or summed.figures != answer.figures:
        sys.exit("the answers differ: nothing was measured")


def small(made: Made, engine: DuckDB) -> None:
    """Tell what a small question costs: the open month of a province, some 6,000 values."""
    communes = made.nation.communes[:100]
    month = values(FORM, communes, INDICATORS, OPEN, SEED)
    figures = Figures(
        made.nation.history, made.sealed.indicators, live=Live(month, (collected(communes, OPEN),))
    )
    work = lambda: rows_of(ask(Question(KEYS, (OPEN,)), figures, engine))  # noqa: E731
    work()
    told("the open month of 100 communes, milliseconds", 1000 * min(seconds(work) for _ in range(30)))


def beside_postgres(made: Made, engine: DuckDB, judge: Judge, spent: dict[str, float]) -> None:
    """Build DHIS2's table from the same files and ask it the same."""
    import psycopg

    options = ("shared_buffers=2GB", "max_wal_size=20GB", "jit=off", "random_page_cost=1.1")
    with running_server(*options) as url:
        address = urlsplit(url)
        place = {"host": unquote(address.hostname or ""), "user": address.username, "dbname": "postgres"}
        with psycopg.connect(**place, autocommit=True) as connection:
            start = time.perf_counter()
            build(connection, made, engine)
            told("PostgreSQL built, seconds", time.perf_counter() - start)
            size = connection.execute(
                "SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'analytics'::regclass"
            ).fetchone()
            told("PostgreSQL on disk, MB", float(size[0]) / 1e6 if size else 0)
            connection.execute("SET work_mem = '256MB'")
            connection.execute("SET max_parallel_workers_per_gather = 4")
            theirs = min(seconds(lambda: grouped(connection)) for _ in range(3))
            require_same(grouped(connection), made, engine)
    told("PostgreSQL, seconds", theirs)
    told("PostgreSQL / bare DuckDB", theirs / spent["bare DuckDB"])
    told("PostgreSQL / sealed years, every value read", theirs / spent["sealed years"])
    judge.ratio("PostgreSQL / sealed years", theirs / spent["sealed years by kept sums"], at_least=POSTGRES)


def require_same(theirs: list[Any], made: Made, engine: DuckDB) -> None:
    """Stop unless PostgreSQL's figures are ours. Its sums are floating: they are compared to twelve digits."""
    ours = {
        (f"{one.unit:0>11}", f"{one.indicator:0>11}", str(one.window.end.year)): float(one.number or 0)
        for one in ask(Question(KEYS, made.years, depth=1), made.summed, engine)
    }
    found = {
        (unit.replace("u", "0"), key.replace("u", "0"), year): value for unit, key, year, value in theirs
    }
    same = found.keys() == ours.keys() and all(
        math.isclose(value, ours[place], rel_tol=1e-12) for place, value in found.items()
    )
    if not same:
        sys.exit("PostgreSQL's answer differs: nothing was measured")


def grouped(connection: Any) -> list[Any]:
    """The question in DHIS2's manner: a GROUP BY over the columns of the raw rows."""
    found: list[Any] = connection.execute(
        "SELECT uidlevel2, dx, yearly, sum(value) FROM analytics GROUP BY uidlevel2, dx, yearly"
    ).fetchall()
    return found


COLUMNS = """
    dx char(11) NOT NULL, co char(11) NOT NULL, ao char(11) NOT NULL, ou char(11) NOT NULL, oulevel smallint NOT NULL,
    uidlevel1 char(11) NOT NULL, uidlevel2 char(11) NOT NULL, uidlevel3 char(11) NOT NULL, monthly varchar(15) NOT NULL,
    quarterly varchar(15) NOT NULL, yearly varchar(15) NOT NULL, year smallint NOT NULL, pestartdate date NOT NULL,
    peenddate date NOT NULL, approvallevel smallint NOT NULL, daysno smallint NOT NULL, value double precision NOT NULL
"""


def build(connection: Any, made: Made, engine: DuckDB) -> None:
    """Fill the table year by year, as DHIS2 does: staged without indexes, then indexed and analysed."""
    connection.execute(f"CREATE TABLE analytics ({COLUMNS}) PARTITION BY LIST (year)")
    with engine.cursor() as cursor, tempfile.TemporaryDirectory() as folder:
        units, provinces = province_of(made)
        cursor.register("provinces", {"unit": units, "province": provinces})
        for window in made.years:
            year = window.end.year
            connection.execute(f"CREATE TABLE analytics_{year} PARTITION OF analytics FOR VALUES IN ({year})")
            rows = Path(folder, f"{year}.csv")
            cursor.execute(staged(made, year, rows))
            copied(connection, f"analytics_{year}", rows)
            rows.unlink()
            for column in ("dx", "ou", "uidlevel2", "monthly"):
                connection.execute(f"CREATE INDEX ON analytics_{year} ({column})")
    connection.execute("VACUUM ANALYZE analytics")


def staged(made: Made, year: int, into: Path) -> str:
    """Return the statement that writes a year's rows; identifiers have eleven characters, as theirs."""
    files = ", ".join(f"'{one.path}'" for one in made.sealed.sealed if one.collected.end.year == year)
    uid = "lpad({0}::varchar, 11, 'u000000000')"
    return f"""
        COPY (
            SELECT {uid.format("indicator")}, 'HllvX50cXC0', 'HllvX50cXC0', {uid.format("unit")}, 3,
                   'n0000000001', {uid.format("province")}, {uid.format("unit")},
                   strftime(period_end, '%Y%m'), year(period_end) || 'Q' || quarter(period_end),
                   year(period_end)::varchar, year(period_end), period_start, period_end, 0,
                   date_diff('day', period_start, period_end) + 1, number::double
            FROM read_parquet([{files}]) JOIN provinces USING (unit) WHERE number IS NOT NULL
        ) TO '{into}' (FORMAT csv, HEADER false)
    """  # noqa: S608 - our own file names


def copied(connection: Any, table: str, rows: Path) -> None:
    """Copy a file into a table."""
    with connection.cursor().copy(f"COPY {table} FROM STDIN (FORMAT csv)") as copy, rows.open("rb") as file:
        while block := file.read(1 << 20):
            copy.write(block)


def least(works: dict[str, Callable[[], object]]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the least time of each, of the processor and on the clock; done in turns."""
    best, clock = dict.fromkeys(works, float("inf")), dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, work in works.items():
            start = time.process_time()
            clock[name] = min(clock[name], seconds(work))
            best[name] = min(best[name], time.process_time() - start)
    return best, clock


def seconds(work: Callable[[], object]) -> float:
    """Return how long something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def told(name: str, value: float) -> None:
    """Print a figure that has no bound."""
    print(f"     {name:50} {value:>12,.2f}", flush=True)


if __name__ == "__main__":
    print(f"     load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    sys.exit(main())
