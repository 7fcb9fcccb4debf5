"""Run foreign parsers and programs in child processes with limits."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from typing import IO, Any

from ..errors import BY_NAME, DamagedFileError, ReadingError, TooHeavyError
from .kinds import IMAGES, PDF
from .values import Limits, Loaded

_CHILD = "nhipcau.reading.load.child"
_LIMIT_SIGNALS = (9, 24, 25)  # SIGKILL, SIGXCPU, SIGXFSZ


def in_a_file(data: bytes) -> IO[bytes]:
    """Return a file of the disk with `data`, which need not be kept in memory meanwhile."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    file.write(data)
    file.seek(0)
    return file


def parse_in_child(name: str, stdin: IO[bytes], media_type: str, limits: Limits) -> Loaded:
    """Return the text of a file of the disk. A parser that crashes or exceeds the limits takes only the child with it."""
    command = [sys.executable, "-m", _CHILD, media_type, json.dumps(asdict(limits))]
    with tempfile.TemporaryFile() as stdout:
        status = run(name, command, environment(), _wall(media_type, limits), stdin=stdin, stdout=stdout)
        stdout.seek(0)
        facts, text = stdout.readline(limits.output_bytes), stdout.read(limits.output_bytes)
    return _loaded(name, media_type, status, facts, text)


def _wall(media_type: str, limits: Limits) -> int:
    may_wait = media_type == PDF or media_type in IMAGES  # for the recognition of pictures
    return limits.wall_seconds + (limits.recognition_seconds if may_wait else 0)


def environment() -> dict[str, str]:
    """Return the little that a child needs to know of ours."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry),
        "PYTHONUTF8": "1",
    }


def run(
    name: str,
    command: list[str],
    environment: Mapping[str, str],
    seconds: int,
    *,
    stdin: IO[bytes] | int = subprocess.DEVNULL,
    stdout: IO[bytes] | int = subprocess.DEVNULL,
) -> int:
    """Return the exit status. Raises TooHeavyError after `seconds`, when all that the command started is ended."""
    child = subprocess.Popen(  # noqa: S603 - a command of ours, no shell
        command,
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise TooHeavyError(name) from error
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _loaded(name: str, media_type: str, status: int, facts: bytes, text: bytes) -> Loaded:
    if status < 0:  # killed by a signal: the limit on time or output, or a crash of the parser
        raise TooHeavyError(name) if -status in _LIMIT_SIGNALS else DamagedFileError(name)
    try:
        result: dict[str, Any] = json.loads(facts)
    except ValueError as error:
        raise DamagedFileError(name) from error
    if "error" in result:
        raise BY_NAME.get(result["error"], ReadingError)(name, **result.get("facts", {}))
    return Loaded(
        text=text.decode("utf-8", "surrogatepass"),
        media_type=media_type,
        notes=tuple(result["notes"]),
        uncertain=bool(result["uncertain"]),
        pages=tuple(result["pages"]),
        recognised=tuple(result["recognised"]),
        unread=tuple(result["unread"]),
    )
