"""The map of successions between two days."""

import csv
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.units import actions, reorganising
from nhipcau.units.lineage import Link, by_predecessor, follow
from nhipcau.units.mapping import Mapping
from nhipcau.units.models import Kind, Unit
from nhipcau.units.reorganising import Part
from nhipcau.units.tests.builders import House
from nhipcau.units.tests.test_reorganising import DAY, decided, new_ward
from nhipcau.units.versions import UnitFields
from nhipcau.units.views import mapping as mapping_pages

EVE, LATER = DAY - timedelta(days=1), DAY + timedelta(days=60)
HALF = Decimal("0.5")


@pytest.fixture
def arranged(house: House) -> House:
    """Ward A is divided by two known shares; a month later, one half joins ward B; a new ward is made."""
    parts = [
        Part(new_ward("Phường A1", house), Decimal("0.4")),
        Part(new_ward("Phường A2", house), Decimal("0.6")),
    ]
    _first, second = reorganising.split_unit(house.ward_a, parts, **decided(house.quang))
    actions.merge_units([second], house.ward_b, **decided(house.quang, DAY + timedelta(days=31)))
    actions.establish_unit(
        UnitFields(name="=Phường C", kind=Kind.WARD, parent=house.province),
        line="state", valid_from=DAY, legal_basis="Quyết định số 9", by=house.quang, at=decided(house.quang)["at"],
    )  # fmt: skip
    return house


def ways(house: House, first: date, last: date) -> set[tuple[str, str, bool, Decimal | None]]:
    everything = frozenset(Unit.objects.values_list("pk", flat=True))
    shown = Mapping(everything, first, last)
    found = [shown.way(going) for going in shown.found()]
    return {(w.old.name if w.old else "", w.new.name if w.new else "", w.whole, w.share) for w in found}


def test_the_map_follows_successions_over_any_two_days(arranged: House) -> None:
    first_step = ways(arranged, EVE, DAY)
    both_steps = ways(arranged, EVE, LATER)

    assert first_step == {
        ("Phường A", "Phường A1", False, Decimal("0.4")),
        ("Phường A", "Phường A2", False, Decimal("0.6")),
        ("", "=Phường C", True, None),
    }
    assert both_steps == {
        ("Phường A", "Phường A1", False, Decimal("0.4")),
        ("Phường A", "Phường B", False, Decimal("0.6")),
        ("", "=Phường C", True, None),
    }
    assert ways(arranged, LATER, LATER + timedelta(days=9)) == set()


def test_what_ends_without_a_successor_is_said_so_and_what_only_changes_its_name_too(house: House) -> None:
    fields = UnitFields(name="Phường Bê", kind=Kind.WARD, parent=house.province)
    reorganising.dissolve_unit(house.ward_a, **decided(house.quang))
    actions.change_unit(house.ward_b, fields, **decided(house.quang))

    assert ways(house, EVE, DAY) == {
        ("Phường A", "", True, Decimal(1)),
        ("Phường B", "Phường Bê", True, Decimal(1)),
    }


def test_parts_that_come_together_again_are_the_whole(house: House) -> None:
    parts = [Part(new_ward("Phường A1", house)), Part(new_ward("Phường A2", house))]
    heirs = reorganising.split_unit(house.ward_a, parts, **decided(house.quang))
    actions.merge_units(heirs, house.ward_b, **decided(house.quang, DAY + timedelta(days=9)))

    assert ways(house, EVE, LATER) == {("Phường A", "Phường B", True, Decimal(1))}


def test_the_page_and_its_table_show_the_same_and_no_cell_is_run(arranged: House, client: Client) -> None:
    client.force_login(arranged.quang)
    asked = {"first": EVE.isoformat(), "last": LATER.isoformat()}

    page = client.get(reverse("units:map"), asked).content.decode()
    rows = list(csv.reader(StringIO(exported(client, asked))))

    for text in ("Phường A1", "một phần", "60 %", "Nghị quyết số 12"):
        assert text in page
    assert len(rows) == 4
    assert {row[4] for row in rows[1:]} == {"Phường A1", "Phường B", "'=Phường C"}
    only = client.get(reverse("units:map"), {**asked, "q": "phuong b"})
    assert only.context["found"] == 1
    assert client.get(reverse("units:map"), {**asked, "every": "on"}).context["found"] > 3
    backwards = client.get(reverse("units:map"), {"first": LATER.isoformat(), "last": EVE.isoformat()})
    assert backwards.context["backwards"]


def exported(client: Client, asked: dict[str, str]) -> str:
    answer = client.get(reverse("units:map_export"), asked)
    assert isinstance(answer, StreamingHttpResponse)
    return answer.getvalue().decode("utf-8-sig")


def test_its_table_leaves_in_portions_of_one_query_each_in_its_language(
    arranged: House, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(arranged.quang)
    asked = {"first": EVE.isoformat(), "last": LATER.isoformat()}
    whole = exported(client, asked)
    with CaptureQueriesContext(connection) as at_once:
        exported(client, asked)
    monkeypatch.setattr(mapping_pages, "WAYS_A_PORTION", 1)
    with CaptureQueriesContext(connection) as in_three:
        assert exported(client, asked) == whole

    assert len(in_three) <= len(at_once) + 2
    assert "Cách" in whole or "Đơn vị cấp trên" in whole
    client.cookies["django_language"] = "en"
    answer = client.get(reverse("units:map_export"), asked)
    with override("vi"):
        english = b"".join(answer).decode("utf-8-sig")
    assert "Legal basis" in english.splitlines()[0]
    assert "in part" in english


def test_a_stranger_sees_nothing_of_it(arranged: House, client: Client) -> None:
    client.force_login(arranged.khach)

    assert "Phường" not in client.get(reverse("units:map"), {"first": EVE.isoformat()}).content.decode()
    assert client.get(reverse("units:changes")).context["rows"] == []


DAYS = st.integers(1, 9).map(lambda n: date(2025, 1, 1) + timedelta(days=n))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(DAYS, st.integers(0, 5), st.integers(2, 3), st.booleans()), max_size=6))
def test_known_shares_of_a_unit_add_up_to_one_whatever_happened_to_it(
    steps: list[tuple[date, int, int, bool]],
) -> None:
    links: list[Link] = []
    ended: dict[int, date] = {}
    number = 6
    for day, unit, parts, whole in sorted(steps):
        if unit in ended:
            continue
        ended[unit] = day
        heirs = [number] if whole else list(range(number, number + parts))
        number += len(heirs)
        links += [
            Link(day, unit, heir, whole, None if whole else Decimal(1) / len(heirs), len(links))
            for heir in heirs
        ]

    for unit in range(6):
        pieces = follow(
            unit, date(2025, 1, 1), date(2025, 2, 1), by_predecessor(links),
            lambda unit, day: unit not in ended or day < ended[unit],
        )  # fmt: skip
        assert pieces
        assert len({piece.unit for piece in pieces}) == len(pieces)
        assert abs(sum((piece.share or Decimal(0) for piece in pieces), Decimal(0)) - 1) < Decimal("1e-20")
        assert all(piece.whole for piece in pieces) == (len(pieces) == 1)
