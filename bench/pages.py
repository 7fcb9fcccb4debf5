"""Staff pages at the size of the nation: queries and time of each, the worst first: python bench/pages.py [--units N]

The sample nation is made on PostgreSQL (`--sqlite`: on SQLite; `--there`: what NHIPCAU_HOME and DATABASE_URL name).
Every address of the staff's rooms that answers a GET is asked for by each role that sees much, through all of Django;
the slowest role is shown. "cpu ms" is the processor's time of this process, which a busy machine does not stretch; the
p95 of the clock is judged. Files to be downloaded stand by themselves: they have no bound but that of queries, and none
where they leave a portion at a time, as each portion asks again. Nothing is written in between, so that answers kept
since the last write are used, as by people who only look; "first" is the first time the page was asked for. Each page
is printed when it is measured, then all of them in order. Exit status 1 where a page is above a bound; of the clock only
where the load is below 2.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.installed import national, ready  # noqa: E402 - after the path

ROOMS = (
    "units:", "indicators:", "reporting:", "activities:", "programmes:", "registry:", "exchange:", "wagtailadmin_home",
)  # fmt: skip
ROLES = ("canbo", "kiemtra", "quantri", "lanhdao", "baocao")
QUERIES, SECONDS = 20, 0.2
ROUNDS, ENOUGH_S = 20, 1.0
# A machine with more load says nothing of the clock.
QUIET = 2.0


@dataclass(frozen=True, slots=True)
class Measured:
    """A page as the role sees it that waits longest."""

    name: str
    role: str
    queries: int
    first: float
    median: float
    p95: float
    spent: float
    size: int
    is_file: bool
    is_streamed: bool

    @property
    def met(self) -> bool:
        """Whether the page is within both bounds; a file within that of queries."""
        if self.is_streamed:
            return True
        return self.queries <= QUERIES and (self.is_file or self.p95 <= SECONDS)


def main() -> int:
    """Make, measure, print; 1 when a page is above a bound."""
    logging.disable()
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--units", type=int, default=3321, help="communes that report")
    parser.add_argument("--years", type=int, default=1, help="sealed years")
    parser.add_argument("--sqlite", action="store_true", help="on SQLite")
    parser.add_argument("--there", action="store_true", help="measure the installation that is there")
    parser.add_argument("--only", default="", help="addresses whose name has this in it")
    asked = parser.parse_args()
    made = national(asked.units, asked.years, postgres=not asked.sqlite)
    with nullcontext(Path(os.environ["NHIPCAU_HOME"])) if asked.there else made as folder:
        if asked.there:
            ready(folder)
        found = sorted(measured(asked.only), key=lambda one: (-one.p95, one.name))
    printed(found)
    return _verdict(found)


def printed(found: list[Measured]) -> None:
    """Print the pages and the files apart, the slowest first."""
    for title, some in (
        (
            f"page (at most {QUERIES} queries, p95 {1000 * SECONDS:.0f} ms)",
            [one for one in found if not one.is_file],
        ),
        ("file to be downloaded", [one for one in found if one.is_file]),
    ):
        _table(title, some)


def _verdict(found: list[Measured]) -> int:
    """Return 1 where a page asks too much, or takes too long on a machine that does little else; say so otherwise."""
    load = os.getloadavg()[0]
    late = [one for one in found if not one.met and one.queries <= QUERIES]
    if late and load >= QUIET:
        print(f"     load {load:.1f}: {len(late)} slow pages are not judged; measure again below {QUIET:.0f}")
        late = []
    return 1 if late or any(one.queries > QUERIES and not one.is_streamed for one in found) else 0


def _table(title: str, some: list[Measured]) -> None:
    """Print rows, the slowest first."""
    print(
        f"     {title:44} {'role':9} {'queries':>7} {'first':>8} {'p50 ms':>8} {'p95 ms':>8} {'cpu ms':>8} {'kB':>6}"
    )
    for one in some:
        _row(one)


def _row(one: Measured) -> None:
    times = " ".join(f"{1000 * time:>8.0f}" for time in (one.first, one.median, one.p95, one.spent))
    word = "ok  " if one.met else "MISS"
    print(f"{word} {one.name:44} {one.role:9} {one.queries:>7} {times} {one.size / 1000:>6.0f}", flush=True)


def measured(only: str) -> Iterator[Measured]:
    """Measure every page that some role opens; say which address no path is known for."""
    from nhipcau.config import serving

    serving.warm()
    clients = dict(_signed_in())
    for name, path in _paths():
        if only not in name:
            continue
        if not path:
            print(f"     {name}: no path is known, not measured", flush=True)
            continue
        opened = [one for role, client in clients.items() if (one := _opened(name, path, role, client))]
        if opened:
            _seconds, role = max((seconds, role) for seconds, role, _first in opened)
            first = max(first for _seconds, _role, first in opened)
            one = _measure(name, path, role, clients[role], first)
            _row(one)
            yield one


def _opened(name: str, path: str, role: str, client: Any) -> tuple[float, str, float] | None:
    """Return how long a page takes a role the second time, and the first; None where it gets no page."""
    start = time.perf_counter()
    try:
        if client.get(path).status_code != 200:
            return None
        first, start = time.perf_counter() - start, time.perf_counter()
        _content(client.get(path))
    except Exception as error:  # noqa: BLE001 - a broken page is told, and the others are measured
        print(f"     {name} as {role}: {type(error).__name__}: {error}", flush=True)
        return None
    return time.perf_counter() - start, role, first


def _signed_in() -> Iterator[tuple[str, Any]]:
    from django.test import Client

    from nhipcau.units.models import User

    for role in ROLES:
        client = Client()
        client.force_login(User.objects.get(username=role), "nhipcau.units.backend.MembershipBackend")
        yield role, client


def _paths() -> Iterator[tuple[str, str]]:
    """Yield (name, path) of every address of the rooms; an empty path where a part of it is not known."""
    from tests.addresses import all_addresses

    known = _known()
    for address in all_addresses():
        if address.name.startswith(ROOMS):
            yield address.name, _path(address.name, address.route, known)


def _path(name: str, route: str, known: dict[str, Any]) -> str:
    """Return the path of a route: its parts from `known`, by the words before them."""
    room = name.partition(":")[0]

    def part(found: re.Match[str]) -> str:
        before = route[: found.start()].rstrip("/").rpartition("/")[2]
        value = known.get(f"{room}/{before}/{found[1]}") or known.get(found[1]) or ""
        return str(value) or "?"

    path = re.sub(r"<(?:\w+:)?(\w+)>", part, route)
    path = re.sub(r"\\.\(\?P<form>csv\|xlsx\)\$$", ".csv", path).replace("^", "").replace("$", "")
    return "" if "?" in path or "(" in path else f"/{path}"


def _known() -> dict[str, Any]:
    from nhipcau.activities.models import Activity
    from nhipcau.indicators.models import Indicator
    from nhipcau.reporting.models import Collection, Form, Submission, SubmissionState
    from nhipcau.units.models import UnitChange, UnitGroup, UnitVersion

    open_one = Collection.objects.order_by("-period__ends_on").first()
    country = UnitVersion.objects.get(kind="country").unit_id
    sent = Submission.objects.filter(collection=open_one, state=SubmissionState.SUBMITTED).first()
    change = UnitChange.objects.order_by("-pk").first()
    activity, group = Activity.objects.order_by("-pk").first(), UnitGroup.objects.first()
    return {
        "units/units/pk": country,
        "units/changes/pk": change and change.pk,
        "units/groups/pk": group and group.pk,
        "indicators/indicators/pk": Indicator.objects.get(code="sessions").pk,
        "reporting/collections/pk": open_one and open_one.pk,
        "reporting/forms/pk": Form.objects.values_list("pk", flat=True).first(),
        "reporting/submissions/pk": sent and sent.pk,
        "unit": sent and sent.unit_id,
        "code": "sessions",
        "kind": "csv",
        "form": "csv",
        "activities/activities/pk": activity and activity.pk,
    }


def _measure(name: str, path: str, role: str, client: Any, first: float) -> Measured:
    """Return what a page costs a role."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
        size = len(_content(response))
    asked, is_file = len(queries), not str(response.headers.get("Content-Type", "")).startswith("text/html")
    both = list(_times(client, path))
    times, spent = sorted(clock for clock, _spent in both), sorted(spent for _clock, spent in both)
    p95 = times[min(len(times) - 1, int(0.95 * len(times)))]
    middle = len(times) // 2
    return Measured(
        name, role, asked, first, times[middle], p95, spent[middle], size, is_file, response.streaming
    )


def _times(client: Any, path: str) -> Iterator[tuple[float, float]]:
    """Yield the time of each round, on the clock and of the processor."""
    until = time.perf_counter() + ENOUGH_S
    for number in range(ROUNDS):
        start, began = time.perf_counter(), time.process_time()
        _content(client.get(path))
        yield time.perf_counter() - start, time.process_time() - began
        if number > 2 and time.perf_counter() > until:
            return


def _content(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


if __name__ == "__main__":
    print(f"     load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    sys.exit(main())
