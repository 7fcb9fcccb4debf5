"""`nhipcau total`: totals of sealed files, without a database."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from nhipcau.rollup.answering import ask
from nhipcau.rollup.engines import engine
from nhipcau.rollup.errors import RollupError
from nhipcau.rollup.figures import Figures, Sealed
from nhipcau.rollup.history import History, Succession, Version
from nhipcau.rollup.question import EACH, Answer, Figure, NotAllocable, Question, Window
from nhipcau.rollup.sealing import Named, named_in, newest

DEPTHS = {"whole": 0, "below": 1, "each": EACH}
SUFFIX = ".parquet"


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Read a day as year-month-day."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise click.BadParameter(f"{value}: ghi ngày như 2025-12-31.", ctx, param) from error


def _windows(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> tuple[Window, ...]:
    """Read windows as two days joined by two dots."""
    return tuple(_window(ctx, param, value) for value in values)


def _window(ctx: click.Context, param: click.Parameter, value: str) -> Window:
    first, _, last = value.partition("..")
    try:
        window = Window(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError as error:
        said = f"{value}: ghi khoảng ngày như 2025-01-01..2025-12-31."
        raise click.BadParameter(said, ctx, param) from error
    if window.end < window.start:
        raise click.BadParameter(f"{value}: ngày cuối đứng trước ngày đầu.", ctx, param)
    return window


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line."""

    windows: tuple[Window, ...]
    root: int | None
    by: str
    boundaries: date | None
    by_split: bool


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="TỆP|THƯ-MỤC…", type=click.Path(path_type=Path))
@click.option(
    "--units", type=click.Path(exists=True, path_type=Path), help="CSV: unit,parent,valid_from,valid_to."
)
@click.option(
    "--successions",
    type=click.Path(exists=True, path_type=Path),
    help="CSV: predecessor,successor,effective_on,whole,share.",
)
@click.option("--root", type=int, help="Khóa của đơn vị cần tổng hợp; bỏ trống là tất cả.")
@click.option(
    "--by",
    type=click.Choice(list(DEPTHS)),
    default="whole",
    help="Một số cho tất cả, theo đơn vị ngay dưới, hay từng đơn vị.",
)
@click.option(
    "--window",
    "windows",
    callback=_windows,
    multiple=True,
    metavar="TỪ..ĐẾN",
    help="Khoảng ngày; bỏ trống là từng kỳ có trong tệp.",
)
@click.option(
    "--boundaries",
    callback=_day,
    metavar="NGÀY",
    help="Theo đơn vị của ngày này; bỏ trống là như đã báo cáo.",
)
@click.option("--by-split", is_flag=True, help="Tách theo phân tổ.")
@click.option(
    "--engine", "named", envvar="ROLLUP_ENGINE", default="duckdb", help="duckdb, hoặc spark://máy-chủ:cổng."
)
def total(
    files: tuple[Path, ...], units: Path | None, successions: Path | None, named: str, **asked: Any
) -> None:
    """Cộng số liệu của các tệp đã chốt; mỗi số một dòng JSON, kể cả số không phân bổ được.

    \b
    Ví dụ:
      nhipcau total so-lieu/
      nhipcau total so-lieu/ --units don-vi.csv --by below --window 2025-01-01..2025-12-31
    """
    try:
        sealed = newest(_paths(files))
        history = _history(sealed, units, successions)
        for line in _lines(sealed, history, Asked(**asked), named):
            click.echo(json.dumps(line, ensure_ascii=False))
    except RollupError as error:
        click.echo(f"nhipcau: {error}", err=True)
        sys.exit(1)


def _paths(files: Sequence[Path]) -> list[Path]:
    """Return the files named, and those of the folders named."""
    missing = [path for path in files if not path.exists()]
    if missing:
        raise click.UsageError(f"Không thấy {missing[0]}.")
    found = [one for path in files for one in (sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path])]
    if not found:
        raise click.UsageError(f"Không có tệp {SUFFIX} nào trong {files[0]}.")
    return found


def _history(sealed: Sequence[Sealed], units: Path | None, successions: Path | None) -> History:
    """Return the history that was given; without one, every unit stands alone and for ever."""
    if units is None:
        keys = {key for one in sealed for key in one.collected.owed.tolist()}
        return History(Version(key, None, date.min) for key in sorted(keys))
    return History(map(_version, _rows(units)), map(_succession, _rows(successions) if successions else ()))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            yield row | {"": f"{path.name}, dòng {number}"}


def _version(row: dict[str, str]) -> Version:
    try:
        return Version(
            int(row["unit"]),
            int(row["parent"]) if row["parent"] else None,
            date.fromisoformat(row["valid_from"]),
            date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise click.UsageError(
            f"{row['']}: cần unit,parent,valid_from,valid_to, ngày như 2025-07-01."
        ) from error


def _succession(row: dict[str, str]) -> Succession:
    try:
        return Succession(
            int(row["predecessor"]),
            int(row["successor"]),
            date.fromisoformat(row["effective_on"]),
            whole={"true": True, "1": True, "false": False, "0": False}[row["whole"].lower()],
            share=Decimal(row["share"]) if row["share"] else None,
        )
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        wanted = "predecessor,successor,effective_on,whole (true, false),share"
        raise click.UsageError(f"{row['']}: cần {wanted}, ngày như 2025-07-01.") from error


def _lines(sealed: Sequence[Sealed], history: History, asked: Asked, named: str) -> Iterator[dict[str, Any]]:
    known: dict[int, Named] = {}
    for one in sealed:
        known |= named_in(one.path)
    periods = sorted({Window(one.collected.start, one.collected.end) for one in sealed})
    question = Question(
        tuple(sorted(known, key=lambda key: known[key].code)),
        asked.windows or tuple(periods),
        root=asked.root,
        depth=DEPTHS[asked.by],
        boundaries=asked.boundaries,
        by_split=asked.by_split,
    )
    figures = Figures(history, {key: one.how for key, one in known.items()}, sealed=tuple(sealed))
    opened = engine(named)
    try:
        yield from _told(ask(question, figures, opened), known)
    finally:
        opened.close()


def _told(answer: Answer, known: dict[int, Named]) -> Iterable[dict[str, Any]]:
    for figure in answer.figures:
        more = {"state": figure.state.value, "reported": figure.reported, "expected": figure.expected}
        yield _line(figure, known) | more
    for aside in answer.not_allocable:
        yield _line(aside, known) | {"not_allocable": aside.why.value, "exact_at": aside.at}


def _line(one: Figure | NotAllocable, known: dict[int, Named]) -> dict[str, Any]:
    return {
        "unit": one.unit,
        "indicator": known[one.indicator].code,
        "name": known[one.indicator].name,
        "from": one.window.start.isoformat(),
        "to": one.window.end.isoformat(),
        "split": one.split,
        "number": None if one.number is None else _plain(one.number),
        "reason": one.reason.value if one.reason else None,
    }


def _plain(number: Decimal) -> str:
    """Return a number as text, exact, without zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
