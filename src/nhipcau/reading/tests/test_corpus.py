"""Accuracy on the real documents beside the repository."""

import os
import subprocess
import sys
from pathlib import Path

SHARED = Path(__file__).resolve().parents[5] / "shared" / "reading"
COMMAND = f'{sys.executable} -c "from nhipcau.cli import main; main()" read --json'
BOUNDS = (
    "citations=0.85",
    "dates=0.85",
    "header=0.8",
    "laws=0.8",
    "quantities=0.8",
    "outline=0.8",
    "recipients=0.8",
    "checks=0.8",
    "duties=0.7",
)


def test_the_reading_of_the_real_documents_is_accurate() -> None:
    if not SHARED.is_dir():
        assert not os.environ.get("CI"), f"the real documents are missing: {SHARED}"
        return

    score = [
        sys.executable,
        str(SHARED / "score.py"),
        "--gold",
        str(SHARED / "gold"),
        "--docs",
        str(SHARED / "corpus"),
    ]
    bounds = [word for bound in BOUNDS for word in ("--min", bound)]
    run = subprocess.run([*score, "--command", COMMAND, *bounds], capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout + run.stderr
