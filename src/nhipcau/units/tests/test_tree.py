"""The tree kept in memory is always the one in the database."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from nhipcau.units import access, reach, rules
from nhipcau.units.among import BOUND_ONE_BY_ONE, Units
from nhipcau.units.models import ChangeKind, Succession, TreeStamp, Unit, UnitChange, UnitVersion
from nhipcau.units.tests.builders import LONG_AGO, House, make_unit
from nhipcau.units.tree import Tree, read_tree, tree_now

DAY = date(2026, 3, 2)


def as_it_stands() -> set[Any]:
    return set(read_tree().standings)


def change() -> UnitChange:
    return UnitChange.objects.create(kind=ChangeKind.MERGE, effective_on=DAY, legal_basis="x")


WRITES: dict[str, Callable[[House], Any]] = {
    "a version saved": lambda house: make_unit("Xã Mới", house.province),
    "versions updated": lambda house: UnitVersion.objects.filter(unit=house.ward_a).update(name="Khác"),
    "versions made in bulk": lambda house: UnitVersion.objects.bulk_create(
        [UnitVersion(unit=Unit.objects.create(line="state"), name="Mới", kind="ward", valid_from=LONG_AGO)]
    ),
    "versions updated in bulk": lambda house: UnitVersion.objects.bulk_update(
        [UnitVersion(pk=house.ward_a.versions.get().pk, name="Khác")], ["name"]
    ),
    "a version deleted": lambda house: house.ward_a.versions.get().delete(),
    "versions deleted": lambda house: UnitVersion.objects.filter(unit=house.ward_a).delete(),
    "versions of a unit updated": lambda house: house.ward_a.versions.update(code="1"),
    "the line of a unit": lambda house: Unit.objects.filter(pk=house.ward_a.pk).update(line="party"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_after_any_write_the_tree_is_read_again(write: Callable[[House], Any], house: House) -> None:
    before = tree_now()
    assert tree_now() is before

    write(house)

    assert set(tree_now().standings) == as_it_stands() != set(before.standings)


def test_a_succession_is_seen_at_once(house: House) -> None:
    assert house.ward_b.pk not in reach.under([house.ward_a.pk], DAY)

    Succession.objects.create(change=change(), predecessor=house.ward_b, successor=house.ward_a)
    assert house.ward_b.pk in reach.under([house.ward_a.pk], DAY)

    Succession.objects.all().delete()
    assert house.ward_b.pk not in reach.under([house.ward_a.pk], DAY)


def test_what_was_written_and_taken_back_is_not_kept(house: House) -> None:
    before = set(tree_now().standings)

    with transaction.atomic():
        make_unit("Xã Không Thành", house.province)
        assert len(tree_now().standings) == len(before) + 1
        transaction.set_rollback(True)
    assert set(tree_now().standings) == before

    with transaction.atomic():
        make_unit("Xã Khác", house.province)
    assert set(tree_now().standings) == as_it_stands() != before


def test_without_a_stamp_nothing_is_kept(house: House) -> None:
    TreeStamp.objects.all().delete()
    UnitVersion.objects.filter(unit=house.ward_a)._raw_delete(using="default")

    assert set(tree_now().standings) == as_it_stands()


def test_a_page_reads_the_stamp_once_and_the_tree_only_after_a_change(
    client: Client, house: House, django_assert_num_queries: Any
) -> None:
    client.force_login(house.son)
    client.get(reverse("units:units"))  # what the process keeps is read
    tree_now()

    with django_assert_num_queries(2):  # the roles and the stamp, outside a page each time
        access.visible_units(house.son)
    make_unit("Xã Mới", house.province)
    with django_assert_num_queries(4):
        access.visible_units(house.son)
    with django_assert_num_queries(2):
        access.visible_units(house.son)


def test_the_tree_answers_as_the_rules_do(house: House) -> None:
    old = make_unit("Xã Cũ", house.province, valid_to=DAY)
    part = make_unit("Tổ 1", house.ward_a)
    Succession.objects.create(change=change(), predecessor=old, successor=house.ward_b)
    tree: Tree = tree_now()
    parents = UnitVersion.objects.parents(DAY)

    assert dict(tree.parents(DAY)) == parents
    for unit in (house.province, house.ward_a, house.ward_b, part):
        roots = frozenset({unit.pk})
        below = rules.below(parents, roots)
        assert tree.below(roots, DAY) == below
        assert tree.under(roots, DAY) == rules.with_predecessors(below, Succession.objects.pairs())
    assert tree.newest()[old.pk].name == "Xã Cũ"


def test_what_ended_without_a_successor_is_seen_from_the_unit_it_stood_under_last(house: House) -> None:
    ended = make_unit("Xã Tan", house.ward_a, valid_to=DAY)

    assert ended.pk in access.visible_units(house.lan)
    assert ended.pk not in access.visible_units(house.hoa)


def test_many_units_are_handed_to_a_query_as_one_parameter(house: House) -> None:
    unused = max(Unit.objects.values_list("pk", flat=True)) + 1
    many = Units({house.ward_a.pk, house.province.pk, *range(unused, unused + 2 * BOUND_ONE_BY_ONE)})
    few = Units({house.ward_a.pk})

    assert set(Unit.objects.filter(pk__in=many)) == {house.ward_a, house.province}
    assert set(Unit.objects.filter(versions__unit__in=many)) == {house.ward_a, house.province}
    assert {v.unit for v in UnitVersion.objects.filter(parent__in=many)} == {
        house.department,
        house.ward_a,
        house.ward_b,
    }
    assert set(Unit.objects.exclude(pk__in=many)) == set(Unit.objects.all()) - {house.ward_a, house.province}
    assert list(Unit.objects.filter(pk__in=few)) == [house.ward_a]
    assert not Unit.objects.filter(pk__in=Units()).exists()
    twice = Unit.objects.filter(pk__in=many, versions__unit__in=many)
    assert twice.count() == 2
    assert len(twice.query.sql_with_params()[1]) == 2
