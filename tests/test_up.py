"""`nhipcau up` as a new user meets it: from nothing to signing in, a second time, and what it refuses."""

import contextlib
import hashlib
import http.cookiejar
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dj_database_url

NHIPCAU = [sys.executable, "-c", "from nhipcau.cli import main; main()"]


def _environment(home: Path) -> dict[str, str]:
    """Return what a user's machine has: none of the tests' own settings, and a database for this home alone."""
    ours = ("NHIPCAU_", "DJANGO_", "DATABASE_URL", "PYTEST_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**clean, **_database(home), "NHIPCAU_HOME": str(home), "PYTHONUNBUFFERED": "1"}


def _database(home: Path) -> dict[str, str]:
    """Return the setting of an empty database on the PostgreSQL server of this run; nothing on SQLite."""
    if "DATABASE_URL" not in os.environ:
        return {}
    import psycopg

    name = "up_" + hashlib.sha256(str(home).encode()).hexdigest()[:12]
    server = dj_database_url.parse(os.environ["DATABASE_URL"])
    with (
        psycopg.connect(
            host=server["HOST"], user=server["USER"], dbname="postgres", autocommit=True
        ) as connection,
        contextlib.suppress(psycopg.errors.DuplicateDatabase),
    ):
        connection.execute(f"CREATE DATABASE {name}")
    return {"DATABASE_URL": os.environ["DATABASE_URL"].rsplit("/", 1)[0] + "/" + name}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _up(home: Path, port: int, *options: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """Start it, give what it printed until it serves, and stop it as Ctrl+C does."""
    command = [*NHIPCAU, "up", "--port", str(port), *options]
    process = subprocess.Popen(
        command, env=_environment(home), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    printed = ""
    for line in process.stdout:
        printed += line
        if "Ctrl+C" in line:
            break
    try:
        yield printed, process
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def _sign_in(port: int, username: str, password: str) -> str:
    """Return the address where the person stands after filling in the sign-in page."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    address = f"http://127.0.0.1:{port}/staff/login/"
    page = opener.open(address, timeout=30).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    form = {"username": username, "password": password, "csrfmiddlewaretoken": token[1], "next": "/staff/"}
    return str(opener.open(address, urllib.parse.urlencode(form).encode(), timeout=30).url)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _accounts(home: Path) -> dict[str, str]:
    lines = (home / "passwords.txt").read_text(encoding="utf-8").splitlines()[1:]
    return {line.split()[-2]: line.split()[-1] for line in lines}


def test_it_comes_up_from_nothing_and_everyone_it_names_can_sign_in_and_again_after_a_restart(
    tmp_path: Path,
) -> None:
    home, port = tmp_path / "home", _free_port()

    with _up(home, port) as (printed, process):
        assert f"http://127.0.0.1:{port}" in printed
        accounts = _accounts(home)
        assert all(password in printed for password in accounts.values())
        for username, password in accounts.items():
            assert _sign_in(port, username, password).endswith("/staff/")
        assert _sign_in(port, next(iter(accounts)), "wrong").endswith("/staff/login/")
    assert process.returncode == 0

    assert _mode(home) == 0o700
    assert _mode(home / "secret-key") == _mode(home / "passwords.txt") == 0o600
    assert [str(path) for path in home.rglob("*") if _mode(path) & 0o077] == []

    with _up(home, port) as (printed, _process):
        assert "Đang tạo cơ sở dữ liệu" not in printed
        assert _accounts(home) == accounts
        username, password = next(iter(accounts.items()))
        assert _sign_in(port, username, password).endswith("/staff/")
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_documents_of_a_folder_are_read_into_the_registry_and_the_bad_ones_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "ke-hoach.txt").write_text(
        "ỦY BAN NHÂN DÂN\nTỈNH BẾN ĐÁ\n\nSố: 12/KH-UBND\n\nKẾ HOẠCH\nTổ chức lễ hội năm 2026\n",
        encoding="utf-8",
    )
    (folder / "rong.txt").write_bytes(b"")

    with _up(tmp_path / "home", _free_port(), "--docs", str(folder)) as (printed, _process):
        assert "1 mới vào sổ, 0 đã có, 1 không đọc được" in printed
        assert re.search(r"rong\.txt: \S", printed)


def test_a_port_in_use_and_a_folder_that_is_not_there_are_refused_before_anything_is_made(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        refused = [*NHIPCAU, "up", "--port", str(port)], [*NHIPCAU, "up", "--docs", str(tmp_path / "none")]
        answers = [
            subprocess.run(command, env=_environment(home), capture_output=True, text=True)
            for command in refused
        ]

    assert [answer.returncode for answer in answers] == [1, 1]
    assert f"PORT={port + 1}" in answers[0].stderr
    assert "Không có thư mục" in answers[1].stderr
    assert not home.exists()


def test_manage_runs_django_s_commands_with_this_installation_s_settings(tmp_path: Path) -> None:
    answer = subprocess.run(
        [*NHIPCAU, "manage", "check"], env=_environment(tmp_path / "home"), capture_output=True, text=True
    )

    assert answer.returncode == 0, answer.stderr
    assert _mode(tmp_path / "home" / "secret-key") == 0o600
