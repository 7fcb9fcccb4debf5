"""Loads the made-up nation into an empty database: all of it, or nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from nhipcau.audit.log import record
from nhipcau.desk import events
from nhipcau.desk.sample.national import answered, asked, places, staff
from nhipcau.desk.sample.national.answered import Answering
from nhipcau.desk.sample.national.asked import Reporters
from nhipcau.reporting import sealed
from nhipcau.units import actions as units
from nhipcau.units.models import Kind, Role, Unit, UnitVersion
from nhipcau.units.nation import load_nation
from nhipcau.units.national import REORGANISED_ON, Nation

COMMUNES = (Kind.COMMUNE, Kind.WARD, Kind.SPECIAL_ZONE, Kind.TOWNSHIP)
# Of the newest sealed months, so many cells stand in the database too: the last year's at the size of the nation, all
# of a small one. An answer opens with its figures there; totals read the sealed files.
CELLS_KEPT = 2_400_000
SEALED = "*.parquet"
LISTED = date(2004, 1, 1)


@dataclass(frozen=True, slots=True)
class Size:
    """How large the nation is made, and from which seed. `nation` are the places; None: made-up ones."""

    communes: int = places.COMMUNES
    years: int = 10
    seed: int = 1
    cells_kept: int = CELLS_KEPT
    nation: Nation | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What was made."""

    country: Unit
    communes: int
    former: int
    months: int
    sealed: int
    live: int


def load_national(
    size: Size,
    passwords: Mapping[str, str],
    at: datetime,
    *,
    tell: Callable[[str], None] = lambda _step: None,
) -> Made:
    """Load a nation; `passwords` are those of the accounts by user name, `at` is the moment it is loaded.

    The same size on the same day gives the same figures. `tell` is called with the name of each step.
    Raises KeyError when an account has no password; AlreadyLoadedError.
    """
    there = set(sealed.folder().glob(SEALED))
    try:
        with transaction.atomic():
            return _load(size, passwords, at, tell)
    except BaseException:
        for path in set(sealed.folder().glob(SEALED)) - there:
            path.unlink()
        raise


def _load(size: Size, passwords: Mapping[str, str], at: datetime, tell: Callable[[str], None]) -> Made:
    system = units.ensure_system_user()
    tell("units")
    nation = size.nation or places.made_up_nation(size.communes, size.seed)
    loaded = load_nation(nation, since=LISTED, by=system, at=at)
    former, todays = _communes_on(REORGANISED_ON - timedelta(days=1)), _communes_on(REORGANISED_ON)
    reporters = Reporters(
        asked.chosen(former, size.communes, size.seed), asked.chosen(todays, size.communes, size.seed)
    )
    tell("people")
    reporting = Unit.objects.in_bulk(reporters.todays.tolist())
    people = staff.appoint(
        loaded.country, [reporting[pk] for pk in reporters.todays.tolist()], passwords, system, at
    )
    tell("forms")
    form, indicators = asked.make_form(loaded.country, people.people[Role.OFFICER], system, at)
    past, present = asked.make_periods(size.years, timezone.localdate(at))
    collections = asked.ask_for(form, [*past, present], reporters)
    how = Answering(
        form,
        indicators,
        reporters,
        size.seed,
        people.people[Role.REPORTER],
        people.people[Role.APPROVER],
        at,
    )
    tell("sealed")
    frozen = answered.seal_months(how, collections[:-1], cells_kept=size.cells_kept)
    live = answered.answer_open_month(how, collections[-1])
    made = Made(loaded.country, len(todays), len(former), len(past), frozen, live)
    record(
        events.NATION_MADE_UP,
        loaded.country,
        by=system,
        at=at.isoformat(),
        seed=size.seed,
        communes=size.communes,
        years=size.years,
        sealed=frozen,
        live=live,
    )
    return made


def _communes_on(day: date) -> list[int]:
    return list(
        UnitVersion.objects.on(day)
        .filter(kind__in=COMMUNES)
        .order_by("unit_id")
        .values_list("unit_id", flat=True)
    )
