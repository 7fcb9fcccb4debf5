"""What the pages of units show: the tree on a day, and a unit's way through time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from nhipcau.units import rules
from nhipcau.units.models import Succession, Unit, UnitVersion

MOST_LEAVES = 200


@dataclass(frozen=True, slots=True)
class Leaf:
    """A unit below the top of its branch, and how many units stand under it in turn."""

    version: UnitVersion
    under: int


@dataclass(frozen=True, slots=True)
class Branch:
    """A top unit and the units of the next level on the day, by name; `more` says how many are left out."""

    top: UnitVersion
    below: tuple[Leaf, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A unit that took over, or was taken over from: `whole` or in part, on which day and by which decision."""

    unit: Unit
    day: date
    legal_basis: str
    whole: bool


@dataclass(frozen=True, slots=True)
class History:
    """A unit's way through time, newest first; `came_from` and `went_into` are its successions both ways."""

    versions: tuple[UnitVersion, ...]
    came_from: tuple[Passage, ...]
    went_into: tuple[Passage, ...]

    def on(self, day: date) -> UnitVersion | None:
        """Return what the unit was on `day`, with its superior unit read already; None when it did not exist."""
        return next((v for v in self.versions if rules.holds_on(v.valid_from, v.valid_to, day)), None)


def tree(units: Collection[int], day: date, *, words: str = "", kind: str = "") -> list[Branch]:
    """Return the tree of `units` on `day`, two levels of it; filtered, every unit that matches, whatever its level.

    No branch shows more than MOST_LEAVES. Two queries.
    """
    versions = UnitVersion.objects.on(day).filter(unit_id__in=units).order_by("name", "pk")
    standing = {version.unit_id: version for version in versions}
    children: dict[int | None, list[UnitVersion]] = {}
    for version in standing.values():
        above = version.parent_id if version.parent_id in standing else None
        children.setdefault(above, []).append(version)
    branches = []
    for top in children.get(None, []):
        if words or kind:
            found = [each for each in _walk(children, top.unit_id) if _matches(each, words, kind)]
        else:
            found = children.get(top.unit_id, [])
        if found or _matches(top, words, kind):
            leaves = [Leaf(each, len(children.get(each.unit_id, []))) for each in found[:MOST_LEAVES]]
            branches.append(Branch(top, tuple(leaves), max(0, len(found) - MOST_LEAVES)))
    return branches


def history(unit: Unit) -> History:
    """Return the way of `unit` through time. Four queries, two more where it has superior units or successions."""
    versions = unit.versions.select_related("parent", "territory", "opened_by", "closed_by")
    passages = Succession.objects.filter(Q(successor=unit) | Q(predecessor=unit)).select_related(
        "change", "predecessor", "successor"
    )
    both = list(passages.prefetch_related("predecessor__versions", "successor__versions"))
    return History(
        versions=tuple(versions.prefetch_related("parent__versions").order_by("-valid_from")),
        came_from=tuple(_passage(each, each.predecessor) for each in both if each.successor_id == unit.pk),
        went_into=tuple(_passage(each, each.successor) for each in both if each.predecessor_id == unit.pk),
    )


def below(unit: Unit, day: date) -> list[UnitVersion]:
    """Return what stands directly under `unit` on `day`, by name. One query."""
    return list(UnitVersion.objects.on(day).filter(parent=unit).order_by("name", "pk"))


def _walk(children: dict[int | None, list[UnitVersion]], unit_id: int) -> list[UnitVersion]:
    """Return every unit below, each after the one above it."""
    found: list[UnitVersion] = []
    for version in children.get(unit_id, []):
        found.append(version)
        found.extend(_walk(children, version.unit_id))
    return found


def _matches(version: UnitVersion, words: str, kind: str) -> bool:
    named = f"{version.name} {version.name_en} {version.code}".casefold()
    return words.casefold() in named and (not kind or version.kind == kind)


def _passage(succession: Succession, other: Unit) -> Passage:
    change = succession.change
    return Passage(other, change.effective_on, change.legal_basis, succession.whole)
