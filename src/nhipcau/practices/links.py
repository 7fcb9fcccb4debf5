"""What rooms above know of the units' work: approved figures, and what a practice may come from."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from wagtail import hooks

from nhipcau.indicators.models import Indicator


@dataclass(frozen=True, slots=True)
class ApprovedFigure:
    """A figure that a unit has approved. Given by the hook `nhipcau_practice_figures`: `(unit, key) -> list`.

    `key` "" asks for the newest ones of the unit, else for that one, if it is the unit's and approved.
    """

    key: str
    indicator: Indicator
    period: str
    number: Decimal
    report: str


@dataclass(frozen=True, slots=True)
class Origin:
    """What a practice may come from. Given by the hook `nhipcau_practice_origins`: `(user, units, key) -> list`.

    `key` "" asks for the newest of the units, else for that one, if it is of one of them and `user` sees it.
    """

    key: str
    unit: int
    title: str
    url: str


def approved_figures(unit: int, key: str = "") -> list[ApprovedFigure]:
    """Return the newest approved figures of the unit, or the one of that key."""
    return [one for offer in hooks.get_hooks("nhipcau_practice_figures") for one in offer(unit, key)]


def origins(user: Any, units: frozenset[int], key: str = "") -> list[Origin]:
    """Return what a practice of `units` may come from, or the one of that key."""
    return [one for offer in hooks.get_hooks("nhipcau_practice_origins") for one in offer(user, units, key)]
