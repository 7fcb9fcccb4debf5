"""A PostgreSQL server for one command: made in a temporary folder, reached by a socket in it, removed afterwards.

python -m tests.postgres pytest -q        # the command finds DATABASE_URL in its environment
"""

import glob
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

STARTS_WITHIN_S = 60
# The data is thrown away, so nothing need survive a power cut.
OPTIONS = ("listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off")


def binaries() -> Path:
    """Return the folder of `initdb` and `postgres`, the newest version first. Raises SystemExit when there is none."""
    installed = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[-2]))
    on_path = shutil.which("initdb")
    for folder in [*reversed(installed), *([os.path.dirname(on_path)] if on_path else [])]:
        if all(os.access(os.path.join(folder, program), os.X_OK) for program in ("initdb", "postgres")):
            return Path(folder)
    sys.exit(
        "PostgreSQL is missing: install the Debian package postgresql, or put initdb and postgres in PATH."
    )


def _owner() -> pwd.struct_passwd | None:
    """Return who runs the server: PostgreSQL refuses root, so `postgres` or `nobody` then; None means ourselves."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return pwd.getpwnam("postgres" if "postgres" in names else "nobody")


def _wait(server: "subprocess.Popen[bytes]", folder: Path, log: Path) -> None:
    import psycopg

    until = time.monotonic() + STARTS_WITHIN_S
    while server.poll() is None and time.monotonic() < until:
        try:
            psycopg.connect(host=str(folder), user="nhipcau", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.2)
        else:
            return
    sys.exit(f"PostgreSQL did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")


@contextmanager
def running_server(*more_options: str) -> Iterator[str]:
    """Start a server and give its DATABASE_URL; stop it and remove its folder at the end, whatever happened.

    `more_options` are settings such as `jit=off`.
    """
    folder = Path(tempfile.mkdtemp(prefix="nhipcau-pg-"))
    owner = _owner()
    as_owner: dict[str, Any] = {}
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        as_owner = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    data, log, programs = folder / "data", folder / "log", binaries()
    server: subprocess.Popen[bytes] | None = None
    try:
        make: list[str | Path] = [
            programs / "initdb",
            "-D",
            data,
            "-U",
            "nhipcau",
            "-A",
            "trust",
            "--no-sync",
        ]
        make += ["--encoding=UTF8", "--locale=C.UTF-8"]
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL, cwd=folder, **as_owner)
        options = [part for option in (*OPTIONS, *more_options) for part in ("-c", option)]
        serve: list[str | Path] = [programs / "postgres", "-D", data, "-k", folder, *options]
        with log.open("wb") as out:
            server = subprocess.Popen(serve, stdout=out, stderr=out, cwd=folder, **as_owner)
        _wait(server, folder, log)
        yield f"postgres://nhipcau@{quote(str(folder), safe='')}/nhipcau"
    finally:
        if server:
            server.send_signal(signal.SIGINT)  # PostgreSQL's "fast" stop: open sessions are ended
            server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    """Run `command` beside a server of its own and return its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with running_server() as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
