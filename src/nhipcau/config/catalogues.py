"""Turns message catalogues (.po) into what Python reads (.mo) when they are newer. Knows no Django: setup runs it."""

import os
import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parent.parent


def stale(root: Path = PACKAGE) -> list[Path]:
    """Return the catalogues under `root` without a compiled one as new as they are."""
    catalogues = sorted(root.glob("*/locale*/*/LC_MESSAGES/*.po"))
    return [catalogue for catalogue in catalogues if not _is_compiled(catalogue)]


def _is_compiled(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= catalogue.stat().st_mtime


def compile_stale(root: Path = PACKAGE) -> list[Path]:
    """Compile what is stale and return it. Safe beside other processes that do the same."""
    catalogues = stale(root)
    for catalogue in catalogues:
        with catalogue.open("rb") as source:
            messages = read_po(source, locale=catalogue.parts[-3])
        with tempfile.NamedTemporaryFile(dir=catalogue.parent, suffix=".tmp", delete=False) as target:
            write_mo(target, messages)
        os.chmod(target.name, 0o644)
        os.replace(target.name, catalogue.with_suffix(".mo"))
    return catalogues


if __name__ == "__main__":
    compile_stale()
