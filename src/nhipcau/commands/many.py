"""Many files at once, for `nhipcau read`: a line each, a bar on the terminal, what went wrong in Vietnamese."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from nhipcau.reading import ReadingError
from nhipcau.reading.archive import Outcome, Seen, SeenFileError, Shape, documents_in, read_files
from nhipcau.reading.errors import ClusterError, MasterAddressError

_SAVE_EVERY = 100
_CLEAR_LINE = "\r\x1b[K"


def read_many(
    names: tuple[str, ...], shape: Shape, *, jobs: int, seen: Path | None, master: str | None = None
) -> int:
    """Print the outcome of every file; return the exit status: 1 where one could not be read.

    By so many processes of this machine, or by the Spark cluster of a master.
    """
    known = _seen(seen)
    counts: Counter[str] = Counter()
    paths = list(_paths(names, seen, counts))
    try:
        with _outcomes(paths, shape, jobs, known, master) as outcomes:
            _print_all(outcomes, len(paths), known, counts)
    except ClusterError as error:
        click.echo(f"nhipcau: {error.in_vietnamese}", err=True)
        counts["cluster"] += 1
    click.echo(
        f"nhipcau: đã đọc {counts['read']} tệp, bỏ qua {counts['skipped']} tệp đã đọc trước đây, "
        f"{counts['failed']} tệp không đọc được.",
        err=True,
    )
    return 1 if counts["failed"] or counts["cluster"] else 0


@contextmanager
def _outcomes(
    paths: list[Path], shape: Shape, jobs: int, seen: Seen | None, master: str | None
) -> Iterator[Iterator[Outcome]]:
    if master is None:
        yield read_files(paths, shape, jobs=jobs, seen=seen)
        return
    from nhipcau.reading.cluster import Cluster

    try:
        cluster = Cluster(master)
    except MasterAddressError as error:
        raise click.BadParameter(error.in_vietnamese, param_hint="--master") from error
    with cluster:
        yield cluster.read_files(paths, shape, seen=seen)


def _print_all(outcomes: Iterator[Outcome], number: int, known: Seen | None, counts: Counter[str]) -> None:
    shows_bar = sys.stderr.isatty() and not sys.stdout.isatty()
    with click.progressbar(length=number, label="Đang đọc", file=sys.stderr, hidden=not shows_bar) as bar:
        try:
            for outcome in outcomes:
                counts[_print(outcome, clear=_CLEAR_LINE if shows_bar else "")] += 1
                if known and outcome.text is not None and outcome.sha256:
                    _note(known, outcome.sha256, counts["read"])
                bar.update(1)
        finally:
            if known:
                known.save()


def _seen(path: Path | None) -> Seen | None:
    if path is None:
        return None
    if not path.parent.is_dir():
        raise click.BadParameter(
            f"không có thư mục {path.parent}. Hãy tạo thư mục trước.", param_hint="--seen"
        )
    try:
        return Seen(path)
    except SeenFileError as error:
        message = f"{path} không phải sổ ghi của nhipcau read. Hãy chọn tệp khác, hoặc xóa tệp ấy để đọc lại từ đầu."
        raise click.BadParameter(message, param_hint="--seen") from error


def _paths(names: tuple[str, ...], seen: Path | None, counts: Counter[str]) -> Iterator[Path]:
    """The files named, and those of the folders named, each once."""
    met = {seen.resolve()} if seen else set()
    for name in names:
        for path in _within(Path(name), counts):
            if path.resolve() not in met:
                met.add(path.resolve())
                yield path


def _within(path: Path, counts: Counter[str]) -> list[Path]:
    if not path.is_dir():
        return [path]
    try:
        return documents_in(path)
    except ReadingError as error:
        click.echo(f"nhipcau: {error.in_vietnamese}", err=True)
        counts["failed"] += 1
        return []


def _print(outcome: Outcome, *, clear: str) -> str:
    """Print what came of a file, and return how it counts."""
    for note in outcome.notes:
        click.echo(f"{clear}nhipcau: {outcome.path}: {note}", err=True)
    if outcome.error is not None:
        click.echo(f"{clear}nhipcau: {outcome.path}: {outcome.error.in_vietnamese}", err=True)
        return "failed"
    if outcome.text is None:
        return "skipped"
    click.echo(outcome.text)
    return "read"


def _note(known: Seen, sha256: str, count: int) -> None:
    """Note content as read, once its line is out; written down now and then, and at the end."""
    known.add(sha256)
    if count % _SAVE_EVERY == 0:
        known.save()
