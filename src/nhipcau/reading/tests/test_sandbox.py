"""Child processes: their limits hold, and nothing that they started outlives them."""

import os
import sys
import time
from pathlib import Path

import pytest

from nhipcau.reading.errors import TooHeavyError
from nhipcau.reading.load.sandbox import environment, run

LIMITED = [sys.executable, "-m", "nhipcau.reading.load.limited"]


def test_what_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    noted = tmp_path / "pid"
    script = f"sleep 3600 & echo $! > {noted}; wait"

    with pytest.raises(TooHeavyError):
        run("a.doc", ["/bin/sh", "-c", script], environment(), 1)

    process = int(noted.read_text())
    assert any(_is_gone_soon(process) for _ in range(600))


def _is_gone_soon(process: int) -> bool:
    """Whether it is gone, after a moment: it was ended, and goes slowly on a busy machine."""
    time.sleep(0.1)
    return _is_gone(process)


def _is_gone(process: int) -> bool:
    """Whether there is no such process, or only its entry that nobody has fetched yet."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] in ("Z", "X")


# What the program tries, under limits of 300 MB of memory and 1000 bytes of output.
EXCESSES = ["bytearray(10**9)", "f = open('big', 'wb'); f.write(bytes(50_000)); f.close()"]


@pytest.mark.parametrize("excess", EXCESSES)
def test_limits_hold_for_another_program(tmp_path: Path, excess: str) -> None:
    bounds = ("5", str(300 * 1024**2), "1000")
    program = f"import os; os.chdir({str(tmp_path)!r}); {excess}"

    assert run("a.doc", [*LIMITED, *bounds, sys.executable, "-c", program], environment(), 60) != 0


def test_a_child_knows_little_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NHIPCAU_SECRET_KEY", "x")

    assert set(environment()) == {"PATH", "PYTHONPATH", "PYTHONUTF8"}
