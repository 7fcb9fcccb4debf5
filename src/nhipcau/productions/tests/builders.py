"""Builders of series with readable defaults."""

from datetime import date, datetime
from typing import Any

from nhipcau.newsroom.models import Item
from nhipcau.newsroom.tests.builders import MORNING, make_item, publish, text_of
from nhipcau.productions import actions, rules
from nhipcau.productions.models import Series, SeriesItem
from nhipcau.units.tests.builders import House

TUESDAY = date(2026, 8, 4)
WEEKLY: dict[str, Any] = {"rhythm": rules.WEEKLY, "step": 2}


def told(house: House, **changes: Any) -> actions.Told:
    """Return a weekly column of Vy, changed as asked."""
    usual: dict[str, Any] = {
        "kind": "column",
        "title": "Nhịp sống biển",
        "title_en": "Life by the sea",
        "slug": "nhip-song-bien",
        "owner": house.vy,
        "since": TUESDAY,
        **WEEKLY,
    }
    return actions.Told(**{**usual, **changes})


def make_series(house: House, *, at: datetime = MORNING, **changes: Any) -> Series:
    """Return a series of the department, opened by Vy."""
    return actions.open_series(house.department, told(house, **changes), by=house.vy, at=at)


def make_published(house: House, slug: str = "le-hoi-den-bien") -> Item:
    """Return an item of the department, published at noon on 1 September 2026."""
    item = make_item(house, slug=slug)
    publish(house, text_of(item))
    return item


def make_place(house: House) -> SeriesItem:
    """Return a published item's place in a series."""
    return actions.put_in(make_series(house), make_published(house), by=house.vy, at=MORNING)
