"""The public pages with ten thousand items: python bench/portal.py [--items N] [--seconds S]

An installation of its own with the sample and N items more, on SQLite. Counted: the queries of an article and of lists
that nobody has asked for before, and the weight of the first page and of an article without pictures. Measured in one
run: requests a second of a kept article beside an empty Django view, both behind gunicorn with two workers, asked by
the same client over connections that stay open, in turns; the median of the ratios is judged. And in Chromium on a
slow line, with nothing kept in the browser: when the largest thing of a page is painted. Exit status 1 where a bound is
missed.
"""

from __future__ import annotations

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import BinaryIO

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.installed import ready  # noqa: E402 - after the path

ARTICLE_QUERIES, LIST_QUERIES = 12, 15
SHARE = 0.6
MOST_BYTES = 100_000
LARGEST_PAINT_S = 1.0
ROUNDS, CLIENTS = 5, 4
ARTICLE = "/vi/a/le-hoi-thuyen-hoa/"
LISTS = ("/vi/t/culture/", "/vi/t/culture/?p=300", "/vi/events/", "/vi/guides/", "/vi/corrections/")


def main() -> int:
    """Make, count, measure, print; 1 when a bound is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--items", type=int, default=10_000, help="items beside those of the sample")
    parser.add_argument("--seconds", type=float, default=3.0, help="how long each is asked in a round")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nhipcau-bench-") as name:
        os.environ["NHIPCAU_HOME"] = name
        os.environ.pop("DATABASE_URL", None)
        _make(Path(name), asked.items)
        met = [*_counted(), *_weighed(), _compared(asked.seconds), *_painted()]
    return 0 if all(met) else 1


def _make(folder: Path, items: int) -> None:
    start = time.perf_counter()
    ready(folder)
    from django.core.management import call_command
    from django.utils import timezone

    from nhipcau.desk.sample import SAMPLE_ACCOUNTS, load_sample

    call_command("migrate", interactive=False, verbosity=0)
    load_sample({username: username * 3 for username, _vi, _en in SAMPLE_ACCOUNTS}, timezone.now())
    _deliver()
    _multiply(items)
    print(f"     sample and {items} items made in {time.perf_counter() - start:.0f} s", flush=True)


def _deliver() -> None:
    """Send what the sample ordered: no worker runs here."""
    from django.utils import timezone

    from nhipcau.channels import actions
    from nhipcau.channels.models import Delivery

    for delivery in Delivery.objects.order_by("pk"):
        actions.deliver(delivery, at=timezone.now())


def _multiply(items: int) -> None:
    """Publish copies of an article of the sample, as rows, with a day each."""
    from datetime import timedelta

    from django.utils import timezone

    from nhipcau.newsroom.models import Item, ItemText

    text = ItemText.objects.select_related("item").get(item__slug="le-hoi-thuyen-hoa", language="vi")
    item, now = text.item, timezone.now()
    copies = [
        Item(
            unit_id=item.unit_id,
            kind="news",
            topic_id=item.topic_id,
            slug=f"bai-{number}",
            contact=item.contact,
            created_by_id=item.created_by_id,
            created_at=now - timedelta(minutes=number),
        )
        for number in range(items)
    ]
    made = Item.objects.bulk_create(copies, batch_size=1000)
    texts = [
        ItemText(
            item=one,
            language="vi",
            title=f"{text.title} {number}",
            summary=text.summary,
            body=text.body,
            state="approved",
            last_edited_by_id=text.last_edited_by_id,
            last_edited_at=one.created_at,
            published_revision_id=text.published_revision_id,
            latest_revision_id=text.latest_revision_id,
            first_published_at=one.created_at,
            last_published_at=one.created_at,
            public_title=f"{text.title} {number}",
            public_summary=text.summary,
            public_search=f"{text.public_search} {number}",
            public_topic=text.public_topic,
        )
        for number, one in enumerate(made)
    ]
    ItemText.objects.bulk_create(texts, batch_size=1000)


def _counted() -> Iterator[bool]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from nhipcau.portal.keeping import KEPT

    client = Client()
    for address, most in ((ARTICLE, ARTICLE_QUERIES), *((one, LIST_QUERIES) for one in LISTS)):
        client.get(address)
        KEPT.clear()
        start = time.process_time()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        spent = 1000 * (time.process_time() - start)
        met = answer.status_code == 200 and len(queries) <= most
        print(
            f"{_word(met)} {address:32} {len(queries):>3} queries of {most}, {spent:.0f} ms of processor",
            flush=True,
        )
        yield met


def _weighed() -> Iterator[bool]:
    from django.contrib.staticfiles import finders
    from django.test import Client

    style = finders.find("portal/portal.css")
    sheet = len(Path(str(style)).read_bytes()) if style else 0
    for address in ("/vi/", ARTICLE):
        weight = len(Client().get(address).content) + sheet
        met = weight < MOST_BYTES
        print(
            f"{_word(met)} {address:32} {weight / 1000:.0f} kB without pictures of {MOST_BYTES // 1000}",
            flush=True,
        )
        yield met


def _compared(seconds: float) -> bool:
    """Ask both in turns; print each round and judge the median of the ratios."""
    with _served("nhipcau.config.wsgi:application") as ours, _served("bench.empty:application") as empty:
        _asked(ours, ARTICLE, 1.0)
        ratios = []
        for _round in range(ROUNDS):
            kept, nothing = _asked(ours, ARTICLE, seconds), _asked(empty, "/", seconds)
            ratios.append(kept / nothing)
            print(
                f"     kept article {kept:.0f}/s, empty view {nothing:.0f}/s: {kept / nothing:.2f}",
                flush=True,
            )
    share = statistics.median(ratios)
    print(f"{_word(share >= SHARE)} kept article {share:.2f} of an empty view, at least {SHARE}")
    return share >= SHARE


def _painted() -> Iterator[bool]:
    """Look at pages as somebody does who comes for the first time, on a telephone."""
    from bench.painted import largest_paints

    with _served("nhipcau.config.wsgi:application") as ours:
        for address, seconds in largest_paints(ours, ["/vi/", ARTICLE, *LISTS[:1]]).items():
            met = seconds < LARGEST_PAINT_S
            print(f"{_word(met)} {address:32} largest paint {seconds:.2f} s of {LARGEST_PAINT_S}", flush=True)
            yield met


@contextmanager
def _served(application: str) -> Iterator[int]:
    """Serve an application with two workers; give its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
        "DJANGO_SETTINGS_MODULE": "nhipcau.config.settings",
    }
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    command += ["--worker-class", "gthread", "--threads", "4", "--log-level", "warning", application]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603 - our own server
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait(port: int) -> None:
    for _try in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server does not answer.")


def _asked(port: int, address: str, seconds: float) -> float:
    """Return how many requests a second are answered to some clients at once."""
    counts: list[int] = []
    until = time.monotonic() + seconds
    threads = [Thread(target=_ask, args=(port, address, until, counts)) for _client in range(CLIENTS)]
    start = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - start)


def _ask(port: int, address: str, until: float, counts: list[int]) -> None:
    request = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    done = 0
    with socket.create_connection(("127.0.0.1", port)) as connection, connection.makefile("rb") as answers:
        while time.monotonic() < until:
            connection.sendall(request)
            _read(answers)
            done += 1
    counts.append(done)


def _read(answers: BinaryIO) -> None:
    """Read one answer whole. Raises SystemExit for anything but 200."""
    line = answers.readline()
    if b" 200 " not in line:
        raise SystemExit(f"answered {line!r}")
    length = 0
    while (head := answers.readline()) not in (b"\r\n", b""):
        if head.lower().startswith(b"content-length:"):
            length = int(head.split(b":")[1])
    answers.read(length)


def _word(met: bool) -> str:  # noqa: FBT001 - what is to be said
    return "ok  " if met else "MISS"


if __name__ == "__main__":
    sys.exit(main())
