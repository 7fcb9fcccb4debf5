"""The map of successions between two days: every unit of the first, and where it is on the last."""

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Mapping as Mappable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language

from nhipcau.units import lineage, reach, rules
from nhipcau.units.looking import PROVINCES, climb
from nhipcau.units.models import Kind, Succession, UnitChange
from nhipcau.units.tree import Standing

_KINDS = dict(Kind.choices)


@dataclass(frozen=True, slots=True)
class Stand:
    """A unit on one of the two days."""

    unit: int
    name: str
    kind: str
    code: str
    parent: str
    province: str


@dataclass(frozen=True, slots=True)
class Going:
    """Where a unit of the first day went (None: it did not exist); `is_same` when nothing of it differs."""

    old: int | None
    piece: lineage.Piece
    is_same: bool


@dataclass(frozen=True, slots=True)
class Way:
    """From a unit of the first day (None: it did not exist) to one of the last (None: it ended without a successor)."""

    old: Stand | None
    new: Stand | None
    whole: bool
    share: Decimal | None
    changes: tuple[int, ...]
    is_same: bool

    @property
    def percent(self) -> Decimal | None:
        """The share in per cent, None where it is not known."""
        return None if self.share is None else self.share * 100

    @property
    def goes_on(self) -> bool:
        """Whether it is the same unit on both days, as a whole."""
        return bool(self.old and self.new and self.old.unit == self.new.unit and self.whole)


class Mapping:
    """The ways between two days, of the units one sees."""

    def __init__(self, visible: Collection[int], first: date, last: date) -> None:
        self.tree = reach.tree()
        self.visible = visible
        self.first, self.last = first, last
        self.before, self.after = self.tree.on(first), self.tree.on(last)
        self.language = get_language()

    def found(self, *, words: str = "", province: int | None = None, every: bool = False) -> list[Going]:
        """Return what is asked for, by province and name of the old unit.

        `words` stand in the old or the new name or code; `province` is the old or the new one; units that stayed as
        they were are left out unless `every`. A query when nobody asked for these days since the tree was written.
        """
        old_provinces, new_provinces = self._provinces(self.first), self._provinces(self.last)
        old_names: Mappable[Any, str] = self.tree.folded(self.first)
        new_names: Mappable[Any, str] = self.tree.folded(self.last)
        wanted = rules.folded(words)
        goings = [
            going
            for going in self._goings()
            if (going.old in self.visible or going.piece.unit in self.visible)
            and (every or not going.is_same)
            and (
                not province
                or province in (old_provinces.get(going.old), new_provinces.get(going.piece.unit))
            )
            and (
                not wanted
                or wanted in old_names.get(going.old, "")
                or wanted in new_names.get(going.piece.unit, "")
            )
        ]

        def place(going: Going) -> tuple[str, str]:
            names, provinces, unit = old_names, old_provinces, going.old
            if unit is None:
                names, provinces, unit = new_names, new_provinces, going.piece.unit
            return names.get(provinces.get(unit), ""), names.get(unit, "")

        return sorted(goings, key=place)

    def way(self, going: Going) -> Way:
        """Return one line in words."""
        piece = going.piece
        return Way(
            self._stand(going.old, self.first),
            self._stand(piece.unit, self.last),
            piece.whole,
            piece.share,
            piece.changes,
            is_same=going.is_same,
        )

    def provinces(self) -> list[tuple[int, str]]:
        """Return the provinces of both days, to choose one from."""
        named = {
            unit: each.named(self.language)
            for standing in (self.before, self.after)
            for unit, each in standing.items()
            if each.kind in PROVINCES and unit in self.visible
        }
        return sorted(named.items(), key=lambda item: rules.folded(item[1]))

    def _goings(self) -> Sequence[Going]:
        return self.tree.answer(("goings", self.first, self.last), lambda: tuple(self._walked()))

    def _walked(self) -> Iterator[Going]:
        """Give what became of each unit of the first day; and each unit of the last day that nothing went into."""
        links = lineage.by_predecessor(links_between(self.first, self.last))
        reached: set[int | None] = set()
        for old in self.before:
            if old in links:
                pieces = lineage.follow(old, self.first, self.last, links, self._exists)
            else:
                end = old if old in self.after else None
                pieces = [lineage.Piece(end, whole=True, share=Decimal(1), changes=())]
            for piece in pieces:
                reached.add(piece.unit)
                yield Going(old, piece, is_same=self._is_same(old, piece))
        for new in self.after:
            if new not in reached:
                yield Going(None, lineage.Piece(new, whole=True, share=None, changes=()), is_same=False)

    def _is_same(self, old: int, piece: lineage.Piece) -> bool:
        return piece.whole and piece.unit == old and self.before[old].itself == self.after[old].itself

    def _exists(self, unit: int, day: date) -> bool:
        return unit in self.tree.on(day)

    def _provinces(self, day: date) -> Mappable[int | None, int]:
        """Return unit → the province it stands in, or is."""
        return self.tree.answer(("provinces", day), lambda: self._found_provinces(day))

    def _found_provinces(self, day: date) -> dict[int | None, int]:
        found: dict[int | None, int] = {}
        for unit in self.tree.on(day):
            above = (each.unit for each in climb(self.tree, unit, day) if each.kind in PROVINCES)
            province = next(above, None)
            if province is not None:
                found[unit] = province
        return found

    def _stand(self, unit: int | None, day: date) -> Stand | None:
        standing = self.tree.on(day)
        if unit is None or unit not in standing:
            return None
        each, province = standing[unit], self._provinces(day).get(unit)
        return Stand(
            unit=unit,
            name=each.named(self.language),
            kind=str(_KINDS.get(each.kind, each.kind)),
            code=each.code,
            parent=self._name(standing.get(each.parent) if each.parent is not None else None),
            province=self._name(
                standing.get(province) if province is not None and province != unit else None
            ),
        )

    def _name(self, each: Standing | None) -> str:
        return each.named(self.language) if each else ""


def links_between(first: date, last: date) -> list[lineage.Link]:
    """Return the successions after `first` until `last`. One query."""
    rows = Succession.objects.filter(change__effective_on__gt=first, change__effective_on__lte=last)
    columns = ("change__effective_on", "predecessor_id", "successor_id", "whole", "share", "change_id")
    return [lineage.Link(*row) for row in rows.order_by("pk").values_list(*columns)]


def bases(ways: Collection[Way]) -> dict[int, UnitChange]:
    """Return the changes that the ways name. One query."""
    return UnitChange.objects.in_bulk({change for way in ways for change in way.changes})
