"""Two thousand documents issued at once: python bench/issuing.py [--issues N] [--processes N] [--threads N] [--act M:F]

Processes with several threads each, all connected to one PostgreSQL server whose commits wait for the disk, issue in
the name of one unit. Every tenth issue breaks off after it took its number and is tried again, as one does whose file
could not be written. Afterwards the register is looked at: the numbers from 1 to N, none missing, none twice, and the
numbers that were handed out are those that were kept. Exit status 1 otherwise.

`--act bench.issuing:issue_letter` issues whole letters, with their files. `--act` names any callable
`(unit, person, turn) -> number` to issue with; it opens its own transaction and may raise `BrokenOffError` for
`breaks_off(turn)` after it took the number.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from importlib import import_module
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.installed import DURABLE, create, ready, told  # noqa: E402 - after the path
from tests.postgres import running_server  # noqa: E402 - after the path

PERSON = "nguoi-do"
Act = Callable[[Any, Any, int], int]


class BrokenOffError(Exception):
    """An issue that came to nothing after it took its number."""


def breaks_off(turn: int) -> bool:
    """Return whether the issue of this turn comes to nothing the first time."""
    return turn % 10 == 3 and turn not in _BROKEN_OFF


_BROKEN_OFF: set[int] = set()


def take_only(unit: Any, person: Any, turn: int) -> int:
    """Take a number and nothing else: what every issue waits for."""
    from django.db import transaction
    from django.utils import timezone

    from nhipcau.registry.numbering import take_number

    at = timezone.now()
    with transaction.atomic():
        number = take_number(unit, "Báo cáo", "state", timezone.localdate(at), by=person, at=at)
        if breaks_off(turn):
            raise BrokenOffError
    return number


def issue_letter(unit: Any, person: Any, turn: int) -> int:
    """Issue a whole letter: written, sent for approval, approved, numbered, both files stored, registered."""
    from django.db import transaction
    from django.utils import timezone

    from nhipcau.drafting import actions, overviews
    from nhipcau.drafting.beginnings import Wanted
    from nhipcau.drafting.models import Template

    at = timezone.now()
    today = timezone.localdate(at)
    draft = actions.start(Wanted(Template.LETTER, unit, unit, today), by=person, at=at)
    head = actions.Head(
        **{name: getattr(draft, name) for name in actions.Head.__dataclass_fields__}
        | {
            "subject": f"Cung cấp thông tin lễ hội, lần {turn}",
            "addressees": "Các xã",
            "signer_name": "Lê Hoa",
        }
    )
    draft = actions.write_head(draft, head, by=person, at=at, before=draft.revision)
    draft = actions.submit_draft(draft, by=person, at=at, before=draft.revision)
    looked_at = overviews.draft_page(draft).fingerprint
    draft = actions.approve_draft(draft, looked_at=looked_at, by=person, at=at)
    with transaction.atomic():
        issued = actions.issue_draft(
            draft, issued_on=today, looked_at=looked_at, by=person, at=timezone.now()
        )
        if breaks_off(turn):
            raise BrokenOffError
    return issued.number or 0


def issue(act: str, turns: range, threads: int) -> list[int]:
    """Issue once for every turn, in a process of its own, and return the numbers."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "nhipcau.config.settings"
    django.setup()
    from django.db import connection

    from nhipcau.units.models import Unit, User

    module, name = act.split(":")
    does: Act = getattr(import_module(module), name)
    unit, person = Unit.objects.get(), User.objects.get(username=PERSON)

    def once(turn: int) -> int:
        try:
            return does(unit, person, turn)
        except BrokenOffError:
            _BROKEN_OFF.add(turn)
            return does(unit, person, turn)

    def share(mine: range) -> list[int]:
        try:
            return [once(turn) for turn in mine]
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as people:
        return list(chain.from_iterable(people.map(share, [turns[one::threads] for one in range(threads)])))


def make_office() -> None:
    """Make one unit and the officer who issues in it."""
    from django.utils import timezone

    from nhipcau.units.models import Kind, Line, Membership, Role, Unit, UnitVersion, User

    today = timezone.localdate()
    person, unit = User.objects.create_user(PERSON), Unit.objects.create(line=Line.STATE)
    UnitVersion.objects.create(unit=unit, name="Sở Du lịch", kind=Kind.DEPARTMENT, valid_from=today)
    for role in (Role.OFFICER, Role.APPROVER):
        Membership.objects.create(user=person, unit=unit, role=role, valid_from=today)


def faults(issues: int, handed_out: list[int]) -> list[str]:
    """Return what is wrong with the numbers, as the register keeps them and as they were handed out."""
    from nhipcau.registry.models import IssuedNumber, NumberSeries

    kept = sorted(IssuedNumber.objects.values_list("number", flat=True))
    wanted = list(range(1, issues + 1))
    series = NumberSeries.objects.get()
    return [
        *([f"numbers kept: {len(kept)}, first {kept[:1]}, last {kept[-1:]}"] if kept != wanted else []),
        *(["the numbers handed out are not those kept"] if sorted(handed_out) != wanted else []),
        *([f"the next number is {series.upcoming}"] if series.upcoming != issues + 1 else []),
    ]


def main() -> int:
    """Issue, look at the register, print the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--issues", type=int, default=2000)
    asked.add_argument("--processes", type=int, default=4)
    asked.add_argument("--threads", type=int, default=5)
    asked.add_argument("--act", default="bench.issuing:take_only")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="nhipcau-bench-") as name, running_server(*DURABLE) as url:
        create(url)
        os.environ["NHIPCAU_HOME"], os.environ["DATABASE_URL"] = name, url
        ready(Path(name))
        make_office()
        turns = [range(one, wanted.issues, wanted.processes) for one in range(wanted.processes)]
        start = time.perf_counter()
        with ProcessPoolExecutor(wanted.processes, mp_context=get_context("spawn")) as offices:
            began = [offices.submit(issue, wanted.act, mine, wanted.threads) for mine in turns]
            handed_out = list(chain.from_iterable(one.result() for one in began))
        took = time.perf_counter() - start
        told(f"issues by {wanted.processes} x {wanted.threads} at once", len(handed_out))
        told("issues a second, starting the processes included", len(handed_out) / took)
        wrong = faults(wanted.issues, handed_out)
    for fault in wrong:
        print(f"FAIL {fault}")
    if not wrong:
        print(f"ok   the numbers 1 to {wanted.issues}: none missing, none twice")
    return 1 if wrong else 0


if __name__ == "__main__":
    # By its name, so that the processes and this one speak of the same exception.
    sys.exit(import_module("bench.issuing").main())
