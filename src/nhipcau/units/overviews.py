"""What the pages of units show: the tree on a day, and a unit's way through time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from nhipcau.units.models import Succession, Unit, UnitVersion


@dataclass(frozen=True, slots=True)
class Leaf:
    """A unit in the tree: `depth` 0 is the top of its branch."""

    depth: int
    version: UnitVersion


@dataclass(frozen=True, slots=True)
class Branch:
    """A top unit and what stands below it on the day, each unit after the one above it."""

    top: UnitVersion
    below: tuple[Leaf, ...]


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


def tree(units: Collection[int], day: date, *, words: str = "", kind: str = "") -> list[Branch]:
    """Return the tree of `units` on `day`, filtered: a unit that matches keeps its branch's top. One query."""
    versions = UnitVersion.objects.on(day).filter(unit_id__in=units).select_related("unit")
    standing = {version.unit_id: version for version in versions.order_by("name", "pk")}
    children: dict[int | None, list[UnitVersion]] = {}
    for version in standing.values():
        above = version.parent_id if version.parent_id in standing else None
        children.setdefault(above, []).append(version)
    branches = []
    for top in children.get(None, []):
        leaves = [leaf for leaf in _walk(children, top.unit_id, 1) if _matches(leaf.version, words, kind)]
        if leaves or _matches(top, words, kind):
            branches.append(Branch(top, tuple(leaves)))
    return branches


def history(unit: Unit) -> History:
    """Return the way of `unit` through time. Five queries."""
    versions = unit.versions.select_related("parent", "territory", "opened_by", "closed_by").prefetch_related(
        "parent__versions", "territory__versions"
    )
    came = Succession.objects.filter(successor=unit).select_related("change", "predecessor")
    went = Succession.objects.filter(predecessor=unit).select_related("change", "successor")
    return History(
        versions=tuple(versions.order_by("-valid_from")),
        came_from=tuple(
            _passage(each, each.predecessor) for each in came.prefetch_related("predecessor__versions")
        ),
        went_into=tuple(
            _passage(each, each.successor) for each in went.prefetch_related("successor__versions")
        ),
    )


def below(unit: Unit, day: date) -> list[UnitVersion]:
    """Return what stands directly under `unit` on `day`, by name. One query."""
    return list(UnitVersion.objects.on(day).filter(parent=unit).order_by("name", "pk"))


def name_on(version: UnitVersion, day: date) -> str:
    """Return what the superior unit of `version` was called on `day`; its newest name when it had none then."""
    if version.parent is None:
        return ""
    then = version.parent.version_on(day)
    return then.local_name if then else version.parent.name


def _walk(children: dict[int | None, list[UnitVersion]], unit_id: int, depth: int) -> list[Leaf]:
    leaves: list[Leaf] = []
    for version in children.get(unit_id, []):
        leaves.append(Leaf(depth, version))
        leaves.extend(_walk(children, version.unit_id, depth + 1))
    return leaves


def _matches(version: UnitVersion, words: str, kind: str) -> bool:
    named = f"{version.name} {version.name_en} {version.code}".casefold()
    return words.casefold() in named and (not kind or version.kind == kind)


def _passage(succession: Succession, other: Unit) -> Passage:
    change = succession.change
    return Passage(other, change.effective_on, change.legal_basis, succession.whole)
