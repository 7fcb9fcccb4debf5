"""The deadline through the real web stack: python bench/deadline.py [--units N] [--sqlite]

The sample nation is made; every unit is asked for one more month and has its reporter signed in. Gunicorn serves as in
`nhipcau up`, with its two workers; one asynchronous client begins every answer and opens its page, then lets all units
save their 60 figures and send them at once. Afterwards every row is looked at: nothing lost, every value as it was
typed, every timeliness that of the moment of sending. Exit status 1 where a bound is not met or a row is wrong.
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

AT_ONCE = 12
STARTS_WITHIN_S = 60
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
    parser.add_argument(
        "--there", action="store_true", help="in the sample nation that is there, which it changes"
    )
    asked = parser.parse_args()
    made = national(asked.units, 1, postgres=not asked.sqlite)
    with nullcontext(Path(os.environ["NHIPCAU_HOME"])) if asked.there else made as folder:
        if asked.there:
            ready(folder)
        collection, units = prepared(asked.units)
        with served() as port:
            begun, _times = asyncio.run(everyone(units, port, begin))
            told("begun and opened, a second", len(units) / begun)
            due_at = due_in(collection, len(units) / 60)
            spent, times = asyncio.run(everyone(units, port, send))
        wrong = looked_at(collection, units, due_at)
    met = judged(len(units) / spent, sorted(times), SQLITE if asked.sqlite else POSTGRES, sqlite=asked.sqlite)
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


@contextmanager
def served() -> Iterator[int]:
    """Serve as `nhipcau up` does, without its worker for mails; give the port."""
    from nhipcau.commands.up import _commands

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    server = subprocess.Popen(_commands("127.0.0.1", port)[0], env=os.environ)  # noqa: S603 - our own program
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
        yield port
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
    """Begin the answer and open its page."""
    reply = await client.ask("POST", one.path, one.session, {})
    if reply.status != 302:
        sys.exit(f"unit {one.unit} could not begin: {reply.status}")
    one.path = reply.location
    page = await client.ask("GET", one.path, one.session)
    found = REVISION.search(page.body)
    if page.status != 200 or found is None:
        sys.exit(f"the page of unit {one.unit} did not open: {page.status}")
    one.revision = int(found[1])


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
