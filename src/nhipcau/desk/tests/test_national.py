"""The made-up nation: of the real one's proportions, whole through its reorganisation, and right in its figures."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow.compute as pc
import pytest
from django.db import transaction

from nhipcau.audit.log import history
from nhipcau.desk.sample import SAMPLE_ACCOUNTS
from nhipcau.desk.sample.national import Made, Size, load_national
from nhipcau.desk.sample.national.counted import SECTIONS
from nhipcau.desk.sample.national.places import made_up_nation
from nhipcau.indicators.models import Indicator
from nhipcau.reporting import sealed, totalling
from nhipcau.reporting.models import Period, PeriodKind, Seal, Submission, SubmittedVersion, Value
from nhipcau.rollup import sealing
from nhipcau.units.models import Role, Unit, User
from nhipcau.units.national import Nation

AT = datetime(2026, 3, 20, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
PASSWORDS = {username: "một-mật-khẩu-đủ-dài" for username, _vi, _en in SAMPLE_ACCOUNTS}
COMMUNES = 40


@pytest.fixture(scope="module")
def places() -> Nation:
    return made_up_nation(3321, 1)


@pytest.fixture(scope="module")
def made(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Made]:
    """A small nation with one year and two months sealed, loaded on 20 March 2026: once for all tests."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        folder = tmp_path_factory.mktemp("sealed")
        patch.setattr(sealed, "folder", lambda: folder)
        yield load_national(Size(COMMUNES, years=1), PASSWORDS, AT)
        transaction.set_rollback(True)


def test_the_same_seed_gives_the_same_places(places: Nation) -> None:
    assert made_up_nation(3321, 1) == places
    assert made_up_nation(3321, 2).communes != places.communes


def test_places_are_as_many_as_the_real_ones(places: Nation) -> None:
    assert (len(places.provinces), len(places.former_provinces)) == (34, 63)
    assert (len(places.communes), len(places.former_communes)) == (3321, 10_035)
    assert len(places.former_districts) == 696
    names = [place.name for place in places.communes.values()]
    assert len(set(names)) == len(names)
    codes = [place.code for place in places.communes.values()]
    assert len(set(codes)) == len(codes)


def test_every_former_commune_went_somewhere_in_its_new_province(places: Nation) -> None:
    pieces: dict[tuple[str, ...], list[bool]] = {}
    for (province, _key), olds in places.sources.items():
        assert olds
        for old, whole in olds.items():
            pieces.setdefault(old, []).append(whole)
            assert old[0] in places.province_sources[province]
    assert pieces.keys() == places.former_communes.keys()
    assert all(parts == [True] or (len(parts) > 1 and not any(parts)) for parts in pieces.values())
    assert sum(len(parts) > 1 for parts in pieces.values()) == 441


def test_sixty_figures_are_asked(made: Made) -> None:
    codes = [code for _title, _title_en, some in SECTIONS for code in some]

    assert len(set(codes)) == len(codes) == 60


def test_every_past_month_is_sealed_and_whole(made: Made) -> None:
    seals = list(Seal.objects.select_related("collection__period"))

    assert len(seals) == made.months == 14  # the year 2025, and two months of 2026
    assert sum(seal.rows for seal in seals) == made.sealed
    assert all(seal.units > COMMUNES * 0.8 for seal in seals)
    for seal in seals:
        sealing.verify(sealed.path_of(seal), seal.sha256)
    trees = {seal.tree_sha256 for seal in seals}
    assert len(trees) == 2  # before and after 1 July 2025


def test_the_open_month_stands_in_the_database_in_every_state(made: Made) -> None:
    open_one = Submission.objects.filter(collection__seals=None)

    assert open_one.count() == COMMUNES
    assert set(open_one.values_list("state", flat=True)) >= {"approved", "submitted"}
    assert Value.objects.filter(submission__in=open_one).count() == made.live == COMMUNES * 60
    sent = open_one.exclude(state="draft")
    assert SubmittedVersion.objects.count() == sent.count()
    frozen = SubmittedVersion.objects.select_related("submission").first()
    assert frozen is not None
    assert len(frozen.values) == 60


def test_cells_of_the_last_months_are_those_of_the_sealed_files(made: Made) -> None:
    sessions = Indicator.objects.get(code="sessions")
    seal = Seal.objects.order_by("-collection__period__ends_on").first()
    assert seal is not None
    values = sealing.values_of(sealed.path_of(seal))
    frozen = values.filter(pc.equal(values["indicator"], sessions.pk))

    cells = Value.objects.filter(submission__collection=seal.collection, indicator=sessions)

    numbers = dict(cells.values_list("submission__unit", "number"))
    assert numbers == dict(zip(frozen["unit"].to_pylist(), frozen["number"].to_pylist(), strict=True))


def test_the_total_of_the_year_is_the_sum_of_its_sealed_files(made: Made) -> None:
    sessions = Indicator.objects.get(code="sessions")
    year = Period.objects.get(kind=PeriodKind.YEAR, year=2025)
    expected = 0
    for seal in Seal.objects.filter(collection__period__year=2025):
        values = sealing.values_of(sealed.path_of(seal))
        expected += pc.sum(values.filter(pc.equal(values["indicator"], sessions.pk))["number"]).as_py()

    total = totalling.total(sessions, made.country, year)

    assert total.number == expected > 0


def test_every_role_can_sign_in_and_every_commune_has_its_reporter(made: Made) -> None:
    people = User.objects.filter(username__in=PASSWORDS)
    assert all(person.check_password("một-mật-khẩu-đủ-dài") for person in people)
    reported = Unit.objects.filter(memberships__role=Role.REPORTER).distinct()
    assert reported.count() == COMMUNES
    assert history(made.country).filter(action="desk.nation_made_up").get().data["live"] == made.live


def test_nothing_is_left_of_a_nation_that_could_not_be_made(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed, "folder", lambda: tmp_path)

    with pytest.raises(KeyError):
        load_national(Size(COMMUNES, years=1), {}, AT)

    assert not Unit.objects.exists()
    assert not list(tmp_path.iterdir())
