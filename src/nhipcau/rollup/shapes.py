"""What a computation depends on, and the small tables it reads. Known without Ibis, which takes a second to load."""

from dataclasses import dataclass
from typing import Literal

Route = Literal["unit", "dated", "cells"]

# A target's share is times/of; `exact`, `step`: see `belonging.Part`.
_PLACED = {
    "target": "int64",
    "carrier": "int64",
    "times": "int64",
    "of": "int64",
    "step": "int64",
    "exact": "boolean",
}
# Names of the small tables, and their columns. `cells` has its windows with it.
TABLES: dict[str, dict[str, str]] = {
    "places": {"at_unit": "int64", "since": "date", "until": "date"} | _PLACED,
    "cells": {
        "at_form": "int64",
        "at_unit": "int64",
        "at_start": "date",
        "at_end": "date",
        "at_scheme": "int64",
        "window": "int64",
    }
    | _PLACED,
    "windows": {"at_start": "date", "at_end": "date", "window": "int64"},
    "asked": {"at_indicator": "int64", "scheme": "int64", "over_units": "string", "over_periods": "string"},
    "alone": {"at_scheme": "int64", "at_window": "int64", "at_target": "int64", "at_carrier": "int64"},
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What an expression depends on.

    `route` tells how a figure finds its place: by its unit alone, by unit and day, or cell by cell, where units owe one
    indicator in forms of different periods. `series` adds up over periods by unit before units are added up; it is
    needed for all but sums. `joined` sums the cells of a period first: parts of a split, or units that became one.
    `absent` counts the cells that are not applicable with the sums; over many files that is asked for in a computation of
    its own (`only_absent`), where there are sums without a number. `filtered`: not all indicators of the files are asked
    for. `starts`: the last day alone does not name a period.
    """

    sealed: bool
    live: bool
    route: Route = "unit"
    shares: bool = False
    starts: bool = False
    filtered: bool = False
    series: bool = False
    joined: bool = False
    alone: bool = False
    splits: bool = False
    by_split: bool = False
    undivided: bool = False
    absent: bool = True
    only_absent: bool = False

    @property
    def asks(self) -> bool:
        """Whether figures are told by their indicator how they add up, or whether they do at all."""
        return self.filtered or self.series or self.route == "cells"


def tables_of(shape: Shape) -> tuple[str, ...]:
    """Return the names of the small tables that a shape reads."""
    named = ["cells"] if shape.route == "cells" else ["places", "windows"]
    named += ["asked"] if shape.asks else []
    return (*named, "alone") if shape.alone else tuple(named)
