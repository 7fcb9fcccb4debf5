"""Run a foreign format's parser in a child process with limits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from typing import Any

from ..errors import BY_NAME, DamagedFileError, ReadingError, TooHeavyError
from .values import Limits, Loaded

_CHILD = "nhipcau.reading.load.child"


def parse_in_child(name: str, data: bytes, media_type: str, limits: Limits) -> Loaded:
    """Return the text of `data`. A parser that crashes or exceeds the limits takes only the child with it."""
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as stdout:
        stdin.write(data)
        stdin.seek(0)
        command = [sys.executable, "-m", _CHILD, media_type, json.dumps(asdict(limits))]
        try:
            child = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
                command,
                stdin=stdin,
                stdout=stdout,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                timeout=limits.wall_seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise TooHeavyError(name) from error
        stdout.seek(0)
        answer = stdout.read(limits.output_bytes + 1)
    return _loaded(name, media_type, child.returncode, answer)


def _environment() -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry),
        "PYTHONUTF8": "1",
    }


def _loaded(name: str, media_type: str, status: int, answer: bytes) -> Loaded:
    if status < 0:  # killed by a signal: the limit on time or output, or a crash of the parser
        raise TooHeavyError(name) if -status in _LIMIT_SIGNALS else DamagedFileError(name)
    try:
        result: dict[str, Any] = json.loads(answer)
    except ValueError as error:
        raise DamagedFileError(name) from error
    if "error" in result:
        raise BY_NAME.get(result["error"], ReadingError)(name)
    return Loaded(
        text=result["text"],
        media_type=media_type,
        notes=tuple(result["notes"]),
        uncertain=bool(result["uncertain"]),
    )


_LIMIT_SIGNALS = (9, 24, 25)  # SIGKILL, SIGXCPU, SIGXFSZ
