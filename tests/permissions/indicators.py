"""Who may open which address of `indicators`: url name → Row. Indicators are shared: all staff read them."""

from django.urls import reverse

from nhipcau.indicators.tests.builders import make_indicator
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


# Khách administers another top unit, so may change what is shared; the wrong roles may not.
ROWS: dict[str, Row] = {
    "indicators:indicators": Row(_list, allowed=("lan", "son", "quang", "khach"), refused=()),
    "indicators:indicator": Row(_indicator, allowed=("lan", "son", "quang", "khach"), refused=()),
    "indicators:add": Row(_add, allowed=("quang", "khach"), refused=("lan", "son", "minh", "tam")),
    "indicators:edit": Row(_edit, allowed=("quang", "khach"), refused=("lan", "son", "minh", "tam")),
}
