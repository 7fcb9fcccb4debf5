"""The environment is read strictly: a wrong value refuses to start and says what to do."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from nhipcau.config import home


def _start(**environment: str) -> "subprocess.CompletedProcess[str]":
    """Load the settings in a process of its own, with nothing but `environment`."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("NHIPCAU_", "DATABASE_URL"))
    }
    command = [
        sys.executable,
        "-c",
        "from nhipcau.config import settings; print(settings.DEBUG, settings.ALLOWED_HOSTS)",
    ]
    return subprocess.run(command, env={**clean, **environment}, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({}, "NHIPCAU_SECRET_KEY"),  # no secret
        ({"NHIPCAU_SECRET_KEY": "x", "NHIPCAU_DEBUG": "yes"}, "write 1 or 0"),  # neither one nor the other
    ],
)
def test_what_is_missing_or_wrong_refuses_to_start(environment: dict[str, str], says: str) -> None:
    started = _start(**environment)

    assert started.returncode != 0
    assert says in started.stderr


def test_a_secret_may_lie_in_a_file_and_a_list_is_split_at_commas(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("x\n", encoding="utf-8")

    started = _start(NHIPCAU_SECRET_KEY_FILE=str(tmp_path / "key"), NHIPCAU_HOSTS="a.vn, b.vn,")

    assert started.stdout.split() == ["False", "['a.vn',", "'b.vn']"]


def test_a_private_file_is_private_even_where_another_stood(tmp_path: Path) -> None:
    file = tmp_path / "passwords.txt"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o644)

    home.write_private(file, "mới")

    assert file.read_text(encoding="utf-8") == "mới"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_secret_key_is_made_once(tmp_path: Path) -> None:
    first = home.secret_key_file(tmp_path).read_text(encoding="utf-8")

    assert len(first) > 50
    assert home.secret_key_file(tmp_path).read_text(encoding="utf-8") == first
