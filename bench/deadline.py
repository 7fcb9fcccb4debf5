"""The deadline through the real web stack: python bench/deadline.py [--units N] [--sqlite] [--pages]

The sample nation is made; every unit is asked for one more month and has its reporter signed in. Gunicorn serves as in
`nhipcau up`, with its two workers; one asynchronous client begins every answer, then lets all units save their 60
figures and send them, twelve at once. Afterwards every row is looked at: nothing lost, every value as it was
typed, every timeliness that of the moment of sending. Exit status 1 where a bound is not met or a row is wrong.

One sending is two requests: all 60 figures saved, as the page's script saves them, and the answer sent. Signing in is
not among them: who reports on the last day signed in before, and checking a password is slow on purpose. Nor are the
pages around it; with `--pages` every unit opens its answer to fill it in, the page that asks once more before sending,
and the answer after it: five requests, which have no bound. Beside the clock stands what a sending costs in CPU time,
of the server, the database and the client, which share the machine, and what others took of it meanwhile; and what an
empty Django view costs in the same run.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.installed import national, ready, told  # noqa: E402 - after the path
from bench.spent import Spent, parent_of, spent  # noqa: E402

AT_ONCE = 12
STARTS_WITHIN_S = 60
EMPTY_REQUESTS = 1500
CSRF = "deadline" * 4
REVISION = re.compile(rb'name="revision" value="(\d+)"')
# A second at least; p95 of a request in seconds at most.
POSTGRES, SQLITE, P95 = 30.0, 10.0, 0.5


@dataclass(slots=True)
class Answering:
    """A unit at the deadline: its session, what it types, where its answer is and when it was sent."""

    unit: int
    session: str
    typed: Mapping[str, str]
    path: str = ""
    revision: int = 0
    before: datetime | None = None
    after: datetime | None = None


@dataclass(slots=True)
class Client:
    """One connection that is kept open."""

    port: int
    times: list[float]
    streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = field(default=None)

    async def ask(self, method: str, path: str, session: str, form: Mapping[str, str] | None = None) -> Reply:
        """Send a request as a browser's script does and return the answer."""
        body = urlencode({"csrfmiddlewaretoken": CSRF, **form}).encode() if form is not None else b""
        head = [
            f"{method} {path} HTTP/1.1",
            "Host: 127.0.0.1",
            f"Cookie: sessionid={session}; csrftoken={CSRF}",
            "Accept: application/json" if path.endswith("/save/") else "Accept: text/html",
            f"Content-Length: {len(body)}",
            "Content-Type: application/x-www-form-urlencoded",
            "\r\n",
        ]
        start = time.perf_counter()
        reply = await self._send("\r\n".join(head).encode() + body)
        self.times.append(time.perf_counter() - start)
        return reply

    async def _send(self, message: bytes) -> Reply:
        """Send on the open connection; the server may have closed it in between: then once more on a new one.

        Only before anything was answered; a request that was begun and not answered is an error.
        """
        for _attempt in range(2):
            if self.streams is None:
                self.streams = await asyncio.open_connection("127.0.0.1", self.port)
            reader, writer = self.streams
            try:
                writer.write(message)
                await writer.drain()
                head = await reader.readuntil(b"\r\n\r\n")
            except (asyncio.IncompleteReadError, ConnectionError):
                self.streams = None
                continue
            return await self._rest(head, reader)
        raise ConnectionError("the server closed the connection twice")

    async def _rest(self, head: bytes, reader: asyncio.StreamReader) -> Reply:
        status, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): text.strip() for name, _, text in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        if headers.get("connection") == "close":
            self.streams = None
        return Reply(int(status.split()[1]), headers.get("location", ""), body)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answered."""

    status: int
    location: str
    body: bytes


def main() -> int:
    """Make, let all send, look at every row; 1 when a bound is missed or a row is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--units", type=int, default=3321, help="units that send")
    parser.add_argument("--sqlite", action="store_true", help="on SQLite")
    parser.add_argument("--pages", action="store_true", help="open the pages before and after sending too")
    parser.add_argument(
        "--there", action="store_true", help="in the sample nation that is there, which it changes"
    )
    asked = parser.parse_args()
    made = national(asked.units, 1, postgres=not asked.sqlite)
    with nullcontext(Path(os.environ["NHIPCAU_HOME"])) if asked.there else made as folder:
        if asked.there:
            ready(folder)
        collection, units = prepared(asked.units)
        with served(_web()) as (port, server):
            trees = {"server": server} | database()
            before = spent(**trees)
            begun, _times = asyncio.run(everyone(units, port, begin))
            told("begun, a second", len(units) / begun)
            cost("begun", spent(**trees).since(before), len(units))
            due_at = due_in(collection, len(units) / 60)
            before = spent(**trees)
            took, times = asyncio.run(everyone(units, port, send_with_pages if asked.pages else send))
            sending = cost("sent", spent(**trees).since(before), len(units))
        wrong = looked_at(collection, units, due_at)
        empty = emptied()
    told("times the CPU of an empty view, of the server and the database", sending / empty)
    met = judged(len(units) / took, sorted(times), SQLITE if asked.sqlite else POSTGRES, sqlite=asked.sqlite)
    print(
        f"{'ok  ' if not wrong else 'MISS'} answers lost or wrong: {len(wrong)} of {len(units)} {wrong[:3] or ''}"
    )
    return 0 if met and not wrong else 1


def judged(rate: float, times: Sequence[float], least: float, *, sqlite: bool) -> bool:
    """Print what was reached; return whether it is within the bounds. SQLite has none for a single request."""
    p50, p95 = times[len(times) // 2], times[int(0.95 * len(times))]
    quick = sqlite or p95 <= P95
    print(f"{'ok  ' if rate >= least else 'MISS'} {'sent a second':45} {rate:>12.1f}   >= {least}")
    print(f"     {'a request, p50, milliseconds':45} {1000 * p50:>12.0f}")
    mark, bound = ("    ", "") if sqlite else ("ok  " if quick else "MISS", f"<= {1000 * P95:.0f}")
    print(f"{mark} {'a request, p95, milliseconds':45} {1000 * p95:>12.0f}   {bound}")
    return rate >= least and quick


def cost(name: str, what: Spent, many: int) -> float:
    """Print the CPU time of one of `many`, and who took it; return that of the server and the database."""
    each = {tree: seconds / many for tree, seconds in what.named.items()}
    for tree, seconds in each.items():
        told(f"{name}: CPU of the {tree}, milliseconds", 1000 * seconds)
    told(f"{name}: a second, had they the machine for themselves", (os.cpu_count() or 1) / sum(each.values()))
    told("others took of the machine, of a hundred", 100 * what.by_others)
    return sum(seconds for tree, seconds in each.items() if tree != "client")


def database() -> dict[str, int]:
    """Return the process that all of the database's are children of; SQLite works within the server."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone() or (0,)
    parent = parent_of(backend)
    connection.close()
    return {"database": parent}


def emptied() -> float:
    """Return the CPU seconds of a request to an empty view, served in the same way; print them."""
    # Of a Django of its own: what the installation is set to is not handed on.
    with served(_web("bench.empty"), {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}) as (port, server):
        before = spent(server=server)
        asyncio.run(everyone([Answering(0, "", {}, "/")] * EMPTY_REQUESTS, port, look))
        each = spent(server=server).since(before).named["server"] / EMPTY_REQUESTS
    told("an empty view: CPU of the server, milliseconds", 1000 * each)
    return each


def prepared(many: int) -> tuple[int, list[Answering]]:
    """Ask units for the month that runs, and sign their reporters in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.db import connection
    from django.utils import timezone

    from nhipcau.desk.sample.national.asked import MONTH, OFFICIAL
    from nhipcau.reporting import asking
    from nhipcau.reporting.models import Form, FormField
    from nhipcau.units.models import Membership, Role, Unit, User

    officer = User.objects.get(username="canbo")
    form, today = Form.objects.get(), timezone.localdate()
    last = form.collections.order_by("-period__ends_on")[0].period
    year, number = (last.year, last.number + 1) if last.number < 12 else (last.year + 1, 1)
    period = asking.make_period(MONTH, OFFICIAL, year, number, by=officer, at=timezone.now())
    held = Membership.objects.on(today).filter(role=Role.REPORTER).select_related("user")
    reporters = {one.unit_id: one.user for one in held.order_by("unit_id")[:many]}
    asked = Unit.objects.filter(pk__in=reporters)
    collection = asking.open_collection(form, period, by=officer, at=timezone.now(), units=asked)
    codes = list(FormField.objects.filter(section__form=form).values_list("indicator__code", flat=True))
    store, until = SessionStore(), timezone.now() + timedelta(days=1)
    units, sessions = [], []
    for number, (unit, user) in enumerate(sorted(reporters.items(), key=lambda pair: pair[0])):
        key = f"{collection.pk:08}{number:024}"
        kept = {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
        sessions.append(Session(session_key=key, session_data=store.encode(kept), expire_date=until))
        units.append(
            Answering(
                unit,
                key,
                typed(number, codes),
                f"/staff/reporting/reports/collections/{collection.pk}/units/{unit}/",
            )
        )
    Session.objects.bulk_create(sessions, batch_size=500)
    connection.close()
    return collection.pk, units


def typed(unit: int, codes: Sequence[str]) -> dict[str, str]:
    """Return what a unit types: numbers with and without points, zeros, blanks, and what did not occur."""
    fields: dict[str, str] = {}
    for at, code in enumerate(codes):
        number = (unit * 31 + at * 7) % 1500
        blank, absent = (unit + at) % 23 == 0, (unit + at) % 19 == 0
        fields[f"number-{code}"] = "" if blank or absent else f"{number:,}".replace(",", ".")
        if absent and not blank:
            fields[f"na-{code}"] = "on"
    return fields


def _web(instead: str = "") -> Callable[[int], list[str]]:
    """Return how `nhipcau up` serves at a port, without its worker for mails; another application with `instead`."""
    from nhipcau.commands.up import _commands

    def command(port: int) -> list[str]:
        *web, application = _commands("127.0.0.1", port)[0]
        if not instead:
            return [*web, application]
        if "--config" in web:  # what the house does when a worker starts needs the house
            at = web.index("--config")
            del web[at : at + 2]
        return [*web, f"{instead}:application"]

    return command


@contextmanager
def served(
    command: Callable[[int], list[str]], env: Mapping[str, str] = os.environ
) -> Iterator[tuple[int, int]]:
    """Serve; give the port and the process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    server = subprocess.Popen(command(port), env=env)  # noqa: S603 - our own program
    try:
        until = time.monotonic() + STARTS_WITHIN_S
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if time.monotonic() > until or server.poll() is not None:
                    sys.exit("the web server did not start")
                time.sleep(0.2)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(30)


Doing = Callable[[Client, Answering], Awaitable[None]]


async def everyone(units: Sequence[Answering], port: int, do: Doing) -> tuple[float, list[float]]:
    """Let all units do something, some at once; return the seconds of all, and of each request."""
    times: list[float] = []
    waiting = iter(units)

    async def work() -> None:
        client = Client(port, times)
        for one in waiting:
            await do(client, one)

    start = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    return time.perf_counter() - start, times


async def begin(client: Client, one: Answering) -> None:
    """Begin the answer; its first revision is 0."""
    reply = await client.ask("POST", one.path, one.session, {})
    if reply.status != 302:
        sys.exit(f"unit {one.unit} could not begin: {reply.status}")
    one.path = reply.location


async def send(client: Client, one: Answering) -> None:
    """Save what was typed, and send it."""
    saved = await client.ask(
        "POST", f"{one.path}save/", one.session, {**one.typed, "revision": str(one.revision)}
    )
    if saved.status != 200:
        return
    revision = re.search(rb'"revision": ?(\d+)', saved.body)
    one.before = datetime.now().astimezone()
    form = {"revision": revision[1].decode() if revision else "", "looked": "on"}
    sent = await client.ask("POST", f"{one.path}submit/", one.session, form)
    if sent.status == 302 and sent.location == one.path:
        one.after = datetime.now().astimezone()


async def send_with_pages(client: Client, one: Answering) -> None:
    """Open the answer, save what was typed, look at what will be sent, send it, and see it sent, as a person does."""
    page = await client.ask("GET", one.path, one.session)
    revision = REVISION.search(page.body)
    if page.status != 200 or revision is None:
        return
    typed = {**one.typed, "revision": revision[1].decode()}
    reply = await client.ask("POST", f"{one.path}send/", one.session, typed)
    page = await client.ask("GET", f"{one.path}send/", one.session)
    revision = REVISION.search(page.body)
    if reply.status != 302 or page.status != 200 or revision is None:
        return
    one.before = datetime.now().astimezone()
    form = {"revision": revision[1].decode(), "looked": "on"}
    sent = await client.ask("POST", f"{one.path}submit/", one.session, form)
    shown = await client.ask("GET", one.path, one.session)
    if sent.status == 302 and sent.location == one.path and shown.status == 200:
        one.after = datetime.now().astimezone()


async def look(client: Client, one: Answering) -> None:
    """Open a page."""
    reply = await client.ask("GET", one.path, one.session)
    if reply.status != 200:
        sys.exit(f"{one.path} answered {reply.status}")


def due_in(collection: int, seconds: float) -> datetime:
    """Let the collection be due while units are sending, and return when."""
    from django.db import connection
    from django.utils import timezone

    from nhipcau.reporting.models import Collection

    due_at = timezone.now() + timedelta(seconds=seconds)
    Collection.objects.filter(pk=collection).update(due_at=due_at)
    connection.close()
    return due_at


def looked_at(collection: int, units: Sequence[Answering], due_at: datetime) -> list[str]:
    """Return what is wrong, row by row."""
    from wagtail.models import ModelLogEntry

    from nhipcau.reporting.models import Submission, Value

    answers = {one.unit_id: one for one in Submission.objects.filter(collection=collection)}
    cells: dict[int, dict[str, tuple[str, Decimal | None]]] = {}
    rows = Value.objects.filter(submission__collection=collection).order_by()
    for answer, code, state, number in rows.values_list("submission", "indicator__code", "state", "number"):
        cells.setdefault(answer, {})[code] = state, number
    sendings = ModelLogEntry.objects.filter(action="reporting.submission_submitted")
    on_time = {int(one.object_id): one.data["on_time"] for one in sendings}
    told("sent in time, of a hundred", 100 * sum(on_time.values()) / max(1, len(on_time)))
    wrong = []
    for one in units:
        answer = answers.get(one.unit)
        if answer is None or answer.state != "submitted" or one.before is None or one.after is None:
            wrong.append(f"{one.unit}: not sent")
        elif cells.get(answer.pk) != expected(one.typed):
            wrong.append(f"{one.unit}: other figures than typed")
        elif not one.before <= answer.first_submitted_at <= one.after:
            wrong.append(f"{one.unit}: sent at another moment")
        elif on_time.get(answer.pk) != (answer.first_submitted_at <= due_at):
            wrong.append(f"{one.unit}: wrong timeliness")
    return wrong


def expected(fields: Mapping[str, str]) -> dict[str, tuple[str, Decimal | None]]:
    """Return the cells that somebody typed."""
    found: dict[str, tuple[str, Decimal | None]] = {}
    for name, text in fields.items():
        if name.startswith("number-"):
            code = name.removeprefix("number-")
            absent = f"na-{code}" in fields
            number = Decimal(text.replace(".", "")) if text else None
            found[code] = ("number" if text else "not_applicable" if absent else "blank", number)
    return found


if __name__ == "__main__":
    print(f"     load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    sys.exit(main())
