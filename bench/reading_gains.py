"""Gains and losses in reading against another revision, field by field: python bench/reading_gains.py [REVISION]

The other revision is checked out into a temporary worktree; both read the documents of `../shared/reading`, and
`score.py` beside them compares each with the gold. Exit status 1 where a field has lost.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "reading"
COMMAND = 'env PYTHONPATH={source} {python} -c "from nhipcau.cli import main; main()" read --json'


@dataclass(frozen=True, slots=True)
class Score:
    """F1 of every field, what was missed or made up (one line each), and the documents that could not be read."""

    f1: dict[str, float]
    misses: frozenset[str]
    failures: tuple[str, ...]


def main(arguments: list[str]) -> int:
    """Print the report; 1 where a field has lost, 2 where it cannot be made."""
    revision = arguments[0] if arguments else "main"
    if not SHARED.is_dir():
        print(f"The real documents are missing: {SHARED}. They lie beside the repository.", file=sys.stderr)
        return 2
    try:
        with worktree(revision) as other:
            before = score(other / "src")
    except subprocess.CalledProcessError as error:
        print(f"Revision {revision} could not be read: {error.stderr or error}", file=sys.stderr)
        return 2
    return report(revision, before, score(ROOT / "src"))


@contextmanager
def worktree(revision: str) -> Iterator[Path]:
    """A temporary checkout of `revision`, removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "revision")
        git("worktree", "add", "--quiet", "--detach", str(path), revision)
        try:
            yield path
        finally:
            git("worktree", "remove", "--force", str(path))


def git(*arguments: str) -> None:
    """Run git in the repository. Raises CalledProcessError."""
    subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603, S607


def score(source: Path) -> Score:
    """The score of the code in `source`."""
    command = COMMAND.format(source=source, python=sys.executable)
    scorer = [
        sys.executable,
        str(SHARED / "score.py"),
        "--gold",
        str(SHARED / "gold"),
        "--docs",
        str(SHARED / "corpus"),
    ]
    run = subprocess.run(  # noqa: S603 - the scorer beside the repository
        [*scorer, "--command", command, "--json", "--misses"],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONUTF8": "1"},
        check=False,
    )
    if not run.stdout:
        raise subprocess.CalledProcessError(run.returncode, scorer, stderr=run.stderr)
    *misses, answer = run.stdout.splitlines()
    result = json.loads(answer)
    f1 = {field: row["f1"] for field, row in result["fields"].items()}
    return Score(f1, frozenset(misses), tuple(result["failures"]))


def report(revision: str, before: Score, now: Score) -> int:
    """Print the fields and what changed; return 1 where a field or a document was lost."""
    print(f"{'field':16}{revision[:12]:>12}{'here':>10}{'change':>10}")
    lost = False
    for field, f1 in now.f1.items():
        change = f1 - before.f1.get(field, 0.0)
        lost = lost or change < 0
        print(f"{field:16}{before.f1.get(field, 0.0):12.4f}{f1:10.4f}{change:+10.4f}")
    for sign, rows in (("lost  ", now.misses - before.misses), ("gained", before.misses - now.misses)):
        for row in sorted(rows):
            print(sign, row)
    for failure in now.failures:
        print("FAILED", failure)
    return 1 if lost or set(now.failures) - set(before.failures) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
