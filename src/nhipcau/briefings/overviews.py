"""What the pages of briefings show, and the figures that reports take from them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max
from django.utils.translation import get_language

from nhipcau.briefings.models import Notice, Receipt, Session
from nhipcau.briefings.rules import Tally
from nhipcau.units import reach
from nhipcau.units.models import Kind
from nhipcau.units.tree import Standing


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit directly below, with all at it and under it together; `receipt` is its own, `more`: some are below."""

    unit: int
    name: str
    tally: Tally
    receipt: int | None
    more: bool


@dataclass(frozen=True, slots=True)
class Level:
    """All units of one kind together."""

    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Standings:
    """How a notice stands: everything together, by level, and by the units directly below one."""

    total: Tally
    levels: tuple[Level, ...]
    branches: tuple[Branch, ...]


_COLUMNS = (
    "pk", "unit_id", "opened_at", "acknowledged_at", "finished_at", "cells_all", "people_all", "recount", "held", "cells",
    "people",
)  # fmt: skip


def standings(notice: Notice, today: date, under: int | None = None) -> Standings:
    """Return how a notice stands on `today`; the branches are those below `under`, the unit that asked when None.

    One query, and what the tree of units costs. A unit's place is that of today; one that has ended counts by itself.
    """
    leaves = {unit: (pk, tally) for pk, unit, tally in _leaves(notice, today)}
    tree = reach.tree()
    standing, last = tree.on(today), tree.newest()
    return Standings(
        total=sum((tally for _pk, tally in leaves.values()), Tally()),
        levels=_levels(leaves, last),
        branches=_branches(leaves, standing, last, under),
    )


def _leaves(notice: Notice, today: date) -> Iterable[tuple[int, int, Tally]]:
    """Give (receipt, unit, its tally) of every unit asked. One query."""
    over = notice.withdrawn_at is None and notice.due_on < today
    rows = notice.receipts.kept().order_by("pk").with_sums().values_list(*_COLUMNS)
    for pk, unit, opened, known, finished, cells_all, people_all, recount, held, cells, people in rows:
        said = cells_all is not None and people_all is not None
        yield (
            pk,
            unit,
            Tally(
                units=1,
                opened=bool(opened),
                acknowledged=bool(known),
                finished=bool(finished),
                overdue=over and not finished,
                unsaid=not said,
                recounting=recount,
                sessions=held,
                cells=cells,
                cells_all=cells_all or 0,
                people=people,
                people_all=people_all or 0,
            ),
        )


Leaves = Mapping[int, tuple[int, Tally]]


def _levels(leaves: Leaves, last: Mapping[int, Standing]) -> tuple[Level, ...]:
    found: dict[str, Tally] = defaultdict(Tally)
    for unit, (_pk, tally) in leaves.items():
        found[last[unit].kind] += tally
    order = [kind.value for kind in Kind]
    return tuple(Level(str(Kind(kind).label), found[kind]) for kind in sorted(found, key=order.index))


def _branches(
    leaves: Leaves, standing: Mapping[int, Standing], last: Mapping[int, Standing], under: int | None
) -> tuple[Branch, ...]:
    """Return `under` itself and the units directly below it, each with all that were asked there; None: from the top."""
    root = _root(leaves, standing) if under is None else under
    together: dict[int, Tally] = defaultdict(Tally)
    more: set[int] = set()
    for unit, (_pk, tally) in leaves.items():
        branch = _branch_of(unit, root, standing)
        if branch is None and under is None:
            branch = unit  # it has ended: a branch of its own, so that nothing is missing from the sum
        if branch is not None:
            together[branch] += tally
            if unit != branch:
                more.add(branch)
    language = get_language()
    rows = (
        Branch(unit, last[unit].named(language), tally, leaves.get(unit, (None,))[0], unit in more)
        for unit, tally in together.items()
    )
    return tuple(sorted(rows, key=lambda row: (row.unit != root, row.name)))


def _root(leaves: Leaves, standing: Mapping[int, Standing]) -> int | None:
    """Return the lowest unit that stands above all units asked that exist; None when there is none."""
    ways = [_way_up(unit, standing) for unit in leaves if unit in standing]
    if not ways:
        return None
    shared = set(ways[0]).intersection(*ways[1:])
    return next((unit for unit in ways[0][1:] if unit in shared), None)


def _way_up(unit: int, standing: Mapping[int, Standing]) -> list[int]:
    """Return the unit and those above it, the nearest first."""
    way, at = [], standing.get(unit)
    while at is not None and at.unit not in way:
        way.append(at.unit)
        at = standing.get(at.parent) if at.parent is not None else None
    return way


def _branch_of(unit: int, root: int | None, standing: Mapping[int, Standing]) -> int | None:
    """Return the unit directly below `root` under which `unit` stands, `root` for itself, None for one outside it."""
    way = _way_up(unit, standing)
    if unit == root:
        return root
    return next((one for one in way if standing[one].parent == root), None)


def overdue_names(notice: Notice, today: date, most: int) -> list[Receipt]:
    """Return the first receipts of a notice that are overdue, with their units: named, not only counted. Two queries."""
    rows = notice.receipts.overdue(today).select_related("unit").prefetch_related("unit__versions")
    return list(rows.order_by("pk")[:most])


def last_totals(receipt: Receipt) -> tuple[int | None, int | None]:
    """Return how many branches and people the unit named last, for another notice that counts the same. One query."""
    notice = receipt.notice
    same = {"notice__cells_word": notice.cells_word, "notice__people_word": notice.people_word}
    before = Receipt.objects.filter(unit=receipt.unit_id, cells_all__isnull=False, **same).exclude(
        pk=receipt.pk
    )
    found = before.order_by("-acknowledged_at", "-pk").values_list("cells_all", "people_all").first()
    return found or (None, None)


# The indicators that sessions count, as the starter set of indicators names them: the sessions, and who was there.
SESSIONS, ATTENDANCES = "sessions", "attendances"
COUNTED = (SESSIONS, ATTENDANCES)


def counted(units: Collection[int], starts_on: date, ends_on: date) -> dict[tuple[int, str], Decimal]:
    """Return (unit, code of an indicator) → what its sessions of the window count, both days included. One query.

    A document that was only sent round is no session and nobody attended it. A pair without a session has no entry.
    """
    found: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    rows = Session.objects.between(units, starts_on, ends_on).exclude(form="document")
    for unit, people in rows.values_list("receipt__unit_id", "people"):
        found[unit, SESSIONS] += 1
        found[unit, ATTENDANCES] += people
    return dict(found)


def sessions_behind(unit: int, code: str, starts_on: date, ends_on: date) -> list[Session]:
    """Return the unit's sessions of the window that count the indicator, newest first. One query."""
    if code not in COUNTED:
        return []
    return list(Session.objects.between([unit], starts_on, ends_on).exclude(form="document").newest_first())


def changed_since(units: Collection[int], moment: datetime) -> dict[int, datetime]:
    """Return unit → when a session of it was last logged or removed, of those after `moment`. One query."""
    rows = Receipt.objects.filter(unit__in=units, sessions_at__gt=moment).order_by()
    return dict(rows.values_list("unit").annotate(last=Max("sessions_at")))
