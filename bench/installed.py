"""An installation at the size of the nation, made for one measurement and removed after it."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.postgres import running_server  # noqa: E402 - after the path

# The server of an office: data is kept, so that a commit waits for the disk as it does there.
DURABLE = (
    "fsync=on",
    "synchronous_commit=on",
    "full_page_writes=on",
    "shared_buffers=512MB",
    "max_connections=60",
)


@contextmanager
def national(units: int, years: int, *, postgres: bool) -> Iterator[Path]:
    """Make the sample nation in a home of its own, on PostgreSQL or SQLite, with Django set up; give the home."""
    with (
        tempfile.TemporaryDirectory(prefix="nhipcau-bench-") as name,
        running_server(*DURABLE) if postgres else nullcontext("") as url,
    ):
        os.environ["NHIPCAU_HOME"] = name
        os.environ.pop("DATABASE_URL", None)
        if url:
            create(url)
            os.environ["DATABASE_URL"] = url
        _make(Path(name), units, years)
        yield Path(name)


def create(url: str) -> None:
    """Create the database that the address names, in a server that has none yet."""
    import psycopg

    address = urlsplit(url)
    place = {"host": unquote(address.hostname or ""), "user": address.username, "dbname": "postgres"}
    with psycopg.connect(**place, autocommit=True) as connection:
        connection.execute("CREATE DATABASE nhipcau")


def _make(folder: Path, units: int, years: int) -> None:
    start = time.perf_counter()
    ready(folder)
    from django.utils import timezone

    from nhipcau.desk.sample import SAMPLE_ACCOUNTS
    from nhipcau.desk.sample.national import Size, load_national

    passwords = {username: "đủ dài để đo" for username, _vi, _en in SAMPLE_ACCOUNTS}
    made = load_national(Size(units, years), passwords, timezone.now())
    told(f"{made.sealed:,} sealed and {made.live:,} live values made, seconds", time.perf_counter() - start)


def ready(folder: Path) -> None:
    """Set Django up for the home and bring its tables up to date."""
    from nhipcau.commands import installation
    from nhipcau.config import home

    os.environ.setdefault("NHIPCAU_HOSTS", "127.0.0.1,testserver")
    home.prepare(os.environ)
    installation.make_ready(folder)


def told(name: str, value: float) -> None:
    """Print a figure that has no bound."""
    print(f"     {name:60} {value:>12,.2f}", flush=True)
