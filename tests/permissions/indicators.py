"""Who may open which address of `indicators`: url name → Row. Indicators are shared: all staff read them."""

from django.urls import reverse

from nhipcau.indicators.tests.builders import make_indicator, make_split
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row


def _list(house: House) -> str:
    return reverse("indicators:indicators")


def _indicator(house: House) -> str:
    return reverse("indicators:indicator", args=[make_indicator().pk])


def _add(house: House) -> str:
    return reverse("indicators:add")


def _edit(house: House) -> str:
    return reverse("indicators:edit", args=[make_indicator().pk])


def _add_ratio(house: House) -> str:
    return reverse("indicators:add_ratio")


def _splits(house: House) -> str:
    return reverse("indicators:splits")


def _add_split(house: House) -> str:
    return reverse("indicators:add_split")


def _add_cases(house: House) -> str:
    return reverse("indicators:add_cases", args=[make_split().pk])


def _part(house: House) -> str:
    return reverse("indicators:part", args=[make_indicator().pk])


# Khách administers another top unit, so may change what is shared; the wrong roles may not.
ROWS: dict[str, Row] = {
    "indicators:indicators": Row(_list, allowed=("lan", "son", "quang", "khach"), refused=()),
    "indicators:indicator": Row(_indicator, allowed=("lan", "son", "quang", "khach"), refused=()),
    "indicators:add": Row(_add, allowed=("quang", "khach"), refused=("lan", "son", "minh", "tam")),
    "indicators:add_ratio": Row(
        _add_ratio, allowed=("quang", "khach"), refused=("lan", "son", "minh", "tam")
    ),
    "indicators:splits": Row(_splits, allowed=("lan", "son", "quang", "khach"), refused=()),
    "indicators:add_split": Row(
        _add_split, allowed=("quang", "khach"), refused=("lan", "son", "minh", "tam")
    ),
    "indicators:add_cases": Row(
        _add_cases, allowed=("quang", "khach"), refused=("lan", "son", "minh", "tam")
    ),
    "indicators:part": Row(_part, allowed=("quang", "khach"), refused=("lan", "son", "minh", "tam")),
    "indicators:edit": Row(_edit, allowed=("quang", "khach"), refused=("lan", "son", "minh", "tam")),
}
