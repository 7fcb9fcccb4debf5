"""The nation from the package: everything there once, nothing lost on 1 July 2025, nothing under itself."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.audit.log import history
from nhipcau.units import rules
from nhipcau.units.actions import ensure_system_user
from nhipcau.units.errors import AlreadyLoadedError
from nhipcau.units.models import Kind, Succession, Unit, UnitVersion
from nhipcau.units.nation import SINCE, load_nation
from nhipcau.units.national import REORGANISED_ON, Nation, Place, read_nation
from nhipcau.units.tests.builders import House

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
BEFORE, SINCE_THEN = REORGANISED_ON - timedelta(days=1), REORGANISED_ON


@pytest.fixture(scope="module")
def nation() -> Nation:
    return read_nation()


def on(day: date, kind: str) -> int:
    return UnitVersion.objects.on(day).filter(kind=kind).count()


def test_the_package_is_read_with_care(nation: Nation) -> None:
    kinds = Counter(place.kind for place in nation.communes.values())
    assert kinds == {"commune": 2621, "ward": 687, "special_zone": 13}  # by the names: the column is wrong
    assert Counter(place.kind for place in nation.provinces.values()) == {"province": 28, "city": 6}
    assert len(nation.former_communes) == 10_035
    assert not [place for place in nation.former_communes.values() if "Thị Trấn" in place.name]
    assert len(nation.former_districts) == 696
    assert [old for olds in nation.sources.values() for old in olds if nation.island(old)] != []
    assert set(nation.sources) == set(nation.communes)


def test_the_nation_stands_before_and_after_the_reorganisation(nation: Nation, db: None) -> None:
    system = ensure_system_user()

    loaded = load_nation(nation, by=system, at=AT)

    assert (on(BEFORE, Kind.COUNTRY), on(SINCE_THEN, Kind.COUNTRY)) == (1, 1)
    assert on(BEFORE, Kind.PROVINCE) + on(BEFORE, Kind.CITY) == 63
    assert on(SINCE_THEN, Kind.PROVINCE) + on(SINCE_THEN, Kind.CITY) == 34
    assert (on(BEFORE, Kind.DISTRICT), on(SINCE_THEN, Kind.DISTRICT)) == (696, 0)
    former, today = (UnitVersion.objects.parents(day) for day in (BEFORE, SINCE_THEN))
    assert (len(former), len(today)) == (1 + 63 + 696 + 10_035, 1 + 34 + 3321)
    for parents in (former, today):
        assert all(parent in parents or parent is None for parent in parents.values())
        assert rules.below(parents, [loaded.country.pk]) == set(parents)
    assert history(loaded.country).get().data["communes"] == 3321
    check_that_nothing_is_lost(former, today)
    with pytest.raises(AlreadyLoadedError):
        load_nation(nation, by=system, at=AT)


def check_that_nothing_is_lost(former: dict[int, int | None], today: dict[int, int | None]) -> None:
    """Every unit of before goes on or is taken over, once as a whole or in parts; every new one took over."""
    rows = Succession.objects.values_list("predecessor_id", "successor_id", "whole", "share")
    wholes = Counter(old for old, _new, whole, _share in rows if whole)
    parts = Counter(old for old, _new, whole, _share in rows if not whole)
    assert set(former) - set(today) == set(wholes) | set(parts)
    assert set(wholes.values()) == {1}
    assert not set(wholes) & set(parts)
    assert min(parts.values()) == 2
    assert {share for *_rest, share in rows} == {None}  # the package has no area of a piece
    assert set(today) - set(former) <= {new for _old, new, *_rest in rows}
    assert {new for _old, new, *_rest in rows} <= set(today)


def small(nation: Nation) -> Nation:
    """Two provinces that merge: a commune goes on with a new code, one is divided, an island becomes a zone."""
    return replace(
        nation,
        provinces={"x": Place("Tỉnh X", "province", "10")},
        communes={
            ("x", "a"): Place("Phường A", "ward", "00001"),
            ("x", "b"): Place("Xã B", "commune", "00002"),
            ("x", "c"): Place("Xã C", "commune", "00003"),
            ("x", "d"): Place("Đặc khu D", "special_zone", "00004"),
        },
        former_provinces={"x": Place("Tỉnh X", "province", "10"), "y": Place("Tỉnh Y", "province", "11")},
        former_districts={
            ("x", "h"): Place("Huyện H", "district", "101"),
            ("y", "d"): Place("Huyện D", "district", "102"),
        },
        former_communes={
            ("x", "h", "a"): Place("Xã A", "commune", "00009"),
            ("x", "h", "e"): Place("Xã E", "commune", "00002"),
            ("x", "h", "f"): Place("Xã F", "commune", "00003"),
        },
        sources={
            ("x", "a"): {("x", "h", "a"): True},
            ("x", "b"): {("x", "h", "e"): False, ("x", "h", "f"): True},
            ("x", "c"): {("x", "h", "e"): False},
            ("x", "d"): {("y", "d"): True},
        },
        province_sources={"x": ("x", "y")},
    )


def test_what_kept_its_territory_goes_on_and_everything_else_is_new(nation: Nation, db: None) -> None:
    load_nation(small(nation), by=ensure_system_user(), at=AT)

    def ways(name: str) -> list[tuple[str, str, date | None]]:
        unit = Unit.objects.get(versions__name=name)
        return [(v.name, v.code, v.valid_to) for v in unit.versions.order_by("valid_from")]

    assert ways("Phường A") == [("Xã A", "00009", REORGANISED_ON), ("Phường A", "00001", None)]
    assert ways("Đặc khu D") == [("Huyện D", "102", REORGANISED_ON), ("Đặc khu D", "00004", None)]
    assert ways("Xã B") == [("Xã B", "00002", None)]  # the code was another commune's before
    assert ways("Xã E") == [("Xã E", "00002", REORGANISED_ON)]
    taken = {(str(each.predecessor), str(each.successor), each.whole) for each in Succession.objects.all()}
    assert taken == {
        ("Tỉnh X", "Tỉnh X", True),
        ("Tỉnh Y", "Tỉnh X", True),
        ("Huyện H", "Tỉnh X", True),
        ("Xã E", "Xã B", False),
        ("Xã E", "Xã C", False),
        ("Xã F", "Xã B", True),
    }
    assert UnitVersion.objects.filter(valid_from=SINCE).count() == 1 + 2 + 2 + 3


def test_only_the_installation_loads_the_nation(nation: Nation, house: House) -> None:
    with pytest.raises(PermissionDenied):
        load_nation(small(nation), by=house.quang, at=AT)
