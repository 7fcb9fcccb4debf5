"""The made-up nation is the same whenever it is made: every sealed file byte by byte, and with real names as well."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from nhipcau.desk.sample import SAMPLE_ACCOUNTS
from nhipcau.desk.sample.national import Size, load_national
from nhipcau.reporting import sealed
from nhipcau.reporting.models import Seal
from nhipcau.units.models import UnitVersion
from nhipcau.units.national import read_nation

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 20, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
PASSWORDS = {username: "một-mật-khẩu-đủ-dài" for username, _vi, _en in SAMPLE_ACCOUNTS}


def _begin_again() -> None:
    """Let keys begin where they began: PostgreSQL does not take them back with what was written."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(apps.get_models())):
            cursor.execute(statement)


def _hashes(folder: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> dict[str, str]:
    """Make the nation, take it back, and return the name and SHA-256 of each of its sealed files."""
    _begin_again()
    folder.mkdir()
    monkeypatch.setattr(sealed, "folder", lambda: folder)
    with transaction.atomic():
        load_national(Size(40, years=1, seed=seed), PASSWORDS, AT)
        found = dict(Seal.objects.values_list("path", "sha256"))
        transaction.set_rollback(True)
    return found


def test_the_same_seed_gives_the_same_sealed_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _hashes(tmp_path / "first", monkeypatch, 1)
    again = _hashes(tmp_path / "again", monkeypatch, 1)
    other = _hashes(tmp_path / "other", monkeypatch, 2)

    assert first == again
    assert len(first) == 14
    assert first.keys() == other.keys()
    assert not set(first.values()) & set(other.values())


def test_real_names_are_those_of_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "folder", lambda: tmp_path)
    nation = read_nation()

    made = load_national(Size(40, years=1, seed=1, nation=nation), PASSWORDS, AT)

    codes = set(UnitVersion.objects.exclude(code="").values_list("code", flat=True))
    names = set(
        UnitVersion.objects.filter(kind__in=("ward", "commune", "special_zone")).values_list(
            "name", flat=True
        )
    )
    assert (made.communes, made.live) == (len(nation.communes), 40 * 60)
    assert {place.code for place in nation.provinces.values()} <= codes
    places = [*nation.communes.values(), *nation.former_communes.values()]
    assert names <= {place.name for place in places}
