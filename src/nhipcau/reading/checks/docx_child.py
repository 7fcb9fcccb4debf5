"""Ask a child process, with limits, how a DOCX looks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from .docx_facts import DocxFacts, facts_from_json

_CHILD = "nhipcau.reading.checks.docx_facts"
_SECONDS = 60


def docx_facts(path: str | Path) -> DocxFacts | None:
    """Return how the file looks; None where it cannot be told, which is no fault of the document."""
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry),
        "PYTHONUTF8": "1",
    }
    try:
        run = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
            [sys.executable, "-m", _CHILD],
            input=Path(path).read_bytes(),
            capture_output=True,
            env=environment,
            timeout=_SECONDS,
            check=False,
        )
        values = json.loads(run.stdout or b"{}")
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return facts_from_json(values) if values else None
