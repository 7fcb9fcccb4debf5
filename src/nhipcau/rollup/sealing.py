"""Sealing: a period's approved values as one Parquet file that says what it is, the same bytes for the same values."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from nhipcau.rollup import summing
from nhipcau.rollup.errors import SealError
from nhipcau.rollup.figures import Collected, Kept, Sealed, check_values
from nhipcau.rollup.history import History, Ints
from nhipcau.rollup.model import Additivity
from nhipcau.rollup.question import Indicator
from nhipcau.rollup.schema import SCHEMA_VERSION, STATES, VALUES
from nhipcau.rollup.summing import Summed

# Rows are sorted by these, so that a question about some indicators reads only their part of a file.
SORTED_BY = ("indicator", "unit", "split")
ROWS_A_GROUP = 100_000
# All that a file says about itself stands under this key of its metadata, as JSON.
METADATA = b"nhipcau.seal"

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator as a file tells of it: its code, its name, and how it adds up."""

    code: str
    name: str
    how: Indicator


@dataclass(frozen=True, slots=True)
class Label:
    """What a sealed file says of its figures in words: the form's title, the period's name, and its indicators."""

    form: str
    period: str
    indicators: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file that was written: its hash, and how many figures and units stand in it."""

    path: Path
    sha256: str
    rows: int
    units: int


def seal(
    folder: Path,
    values: pa.Table,
    collected: Collected,
    *,
    label: Label,
    tree_sha256: str,
    revision: int = 1,
    sums: Summed | None = None,
) -> SealedFile:
    """Write the values of one collection into `folder` and return the file, named by form, last day, and revision.

    The same arguments give the same bytes. `tree_sha256`: `History.sha256` of the period's last day. `sums` of the
    values (`summing.summed`) are written beside them, and the file says their hash.
    Raises FiguresError for values that nobody owes or that are there twice, SealError when the file is there already.
    """
    check_values(values, [collected])
    if {one.how.key for one in label.indicators} != collected.indicators:
        raise SealError(
            "Nhãn của tệp chốt phải kể đúng các chỉ tiêu của biểu.",
            "the label of a sealed file must name the indicators of its form, no more and no fewer",
        )
    path = folder / f"form-{collected.form}_{collected.start}_{collected.end}_r{revision}.parquet"
    if path.exists():
        raise SealError(
            f"{path.name} đã được chốt: số liệu đính chính phải là bản sửa đổi mới.",
            f"{path.name} is sealed already: a correction is a new revision",
        )
    about = _about(values, collected, label, tree_sha256, revision, sums)
    sorted_values = values.sort_by([(name, "ascending") for name in SORTED_BY])
    described = sorted_values.replace_schema_metadata({METADATA: about.encode()})
    beside = path.with_suffix(f".{os.getpid()}.partial")
    pq.write_table(
        described,
        beside,
        compression="zstd",
        row_group_size=ROWS_A_GROUP,
        use_dictionary=True,
        write_statistics=True,
        sorting_columns=[pq.SortingColumn(values.schema.get_field_index(name)) for name in SORTED_BY],
    )
    if sums:
        _write_sums(summing.path_of(path), sums)
    _settled(beside, path)
    return SealedFile(path, sha256_of(path), len(values), int(collected.answered.sum()))


def _write_sums(path: Path, sums: Summed) -> None:
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}.partial")
    beside.write_bytes(sums.content)
    _settled(beside, path)


def unseal(path: Path) -> None:
    """Take a file that was just sealed away again, with its sums: what it was sealed for did not come about."""
    path.unlink(missing_ok=True)
    summing.path_of(path).unlink(missing_ok=True)


def _settled(beside: Path, path: Path) -> None:
    """Give the file its name once all of it is on disk."""
    with beside.open("rb") as written:
        os.fsync(written.fileno())
    beside.replace(path)


def _about(
    values: pa.Table,
    collected: Collected,
    label: Label,
    tree_sha256: str,
    revision: int,
    sums: Summed | None,
) -> str:
    told: dict[str, Any] = {
        "schema": SCHEMA_VERSION,
        "form": collected.form,
        "form_title": label.form,
        "period": label.period,
        "period_start": collected.start.isoformat(),
        "period_end": collected.end.isoformat(),
        "revision": revision,
        "tree_sha256": tree_sha256,
        "states": {str(code): state.value for state, code in STATES.items()},
        "indicators": {
            str(one.how.key): {
                "code": one.code,
                "name": one.name,
                "over_units": one.how.over_units.value,
                "over_periods": one.how.over_periods.value,
                "divisible": one.how.divisible,
            }
            for one in sorted(label.indicators, key=lambda one: one.how.key)
        },
        "owed": ranges(collected.owed),
        "answered": ranges(collected.owed[collected.answered]),
        "splits": values["split"].null_count < len(values),
    }
    if sums:
        told["sums"] = {"level": sums.level, "sha256": sums.sha256}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def ranges(keys: Ints) -> str:
    """Return ascending keys as ranges.

    >>> ranges(np.array([1, 2, 3, 7, 9, 10]))
    '1-3,7,9-10'
    """
    if not len(keys):
        return ""
    breaks = np.flatnonzero(np.diff(keys) != 1)
    firsts, lasts = keys[np.r_[0, breaks + 1]].tolist(), keys[np.r_[breaks, len(keys) - 1]].tolist()
    return ",".join(
        str(first) if first == last else f"{first}-{last}" for first, last in zip(firsts, lasts, strict=True)
    )


def keys_of(told: str) -> Ints:
    """Return the keys that `ranges` wrote.

    >>> keys_of("1-3,7").tolist()
    [1, 2, 3, 7]
    """
    bounds = [part.partition("-") for part in told.split(",")] if told else []
    parts = [np.arange(int(first), int(last or first) + 1) for first, _, last in bounds]
    return np.concatenate(parts).astype(np.int64) if parts else np.array([], dtype=np.int64)


def named_in(path: Path) -> dict[int, Named]:
    """Return the indicators of a sealed file, by key."""
    return {
        int(key): Named(
            one["code"],
            one["name"],
            Indicator(
                int(key),
                Additivity(one["over_units"]),
                Additivity(one["over_periods"]),
                divisible=one["divisible"],
            ),
        )
        for key, one in about(path)["indicators"].items()
    }


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify(path: Path, sha256: str) -> None:
    """Raise SealError unless the file is there, whole, and has this hash."""
    if not path.is_file():
        raise SealError(
            f"Không thấy tệp chốt {path.name}: khôi phục tệp từ bản sao lưu.",
            f"the sealed file {path.name} is not there: restore it from a backup",
        )
    if sha256_of(path) != sha256:
        raise SealError(
            f"Tệp chốt {path.name} đã bị thay đổi: khôi phục tệp từ bản sao lưu.",
            f"the sealed file {path.name} was changed: restore it from a backup",
        )


def verify_sums(path: Path, history: History) -> None:
    """Raise SealError unless the sums kept beside a sealed file are there and are the sums of its values.

    Where the tree of the last day was corrected since, they are read by nobody, and their hash alone is compared.
    """
    told = about(path)
    if "sums" not in told:
        return
    beside = summing.path_of(path)
    if (one := opened(path)).sums is None:
        raise SealError(
            f"Tệp tổng {beside.name} cạnh tệp chốt bị mất hoặc đã bị thay đổi nên không được dùng, số tổng hợp vẫn đúng: "
            "khôi phục tệp từ bản sao lưu.",
            f"the sums {beside.name} beside the sealed file are gone or were changed, so they are not used and totals "
            "are right: restore them from a backup",
        )
    if history.sha256(one.collected.end) != told["tree_sha256"]:
        return
    made = summing.summed(values_of(path), one.collected, history, level=told["sums"]["level"])
    if made is None or pq.read_table(pa.BufferReader(made.content)) != values_of(beside):
        raise SealError(
            f"Tệp tổng {beside.name} không phải là tổng các số trong tệp chốt: xóa tệp tổng này để số tổng hợp "
            "được tính từ từng số.",
            f"{beside.name} is not what the values of the sealed file come to: delete it, so that totals are made of "
            "every value",
        )


def about(path: Path) -> dict[str, Any]:
    """Return what a sealed file says about itself. Raises SealError where it is no sealed file."""
    found = path.stat()
    return _read(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=4096)
def _read(path: Path, _changed_ns: int, _size: int) -> dict[str, Any]:
    metadata = _parquet(path, lambda: pq.read_schema(path)).metadata or {}
    if METADATA not in metadata:
        raise SealError(
            f"{path.name} không phải tệp số liệu đã chốt.", f"{path.name} is not a file of sealed figures"
        )
    told: dict[str, Any] = json.loads(metadata[METADATA])
    if told["schema"] != SCHEMA_VERSION:
        raise SealError(
            f"{path.name} thuộc phiên bản {told['schema']}: cài bản Nhịp Cầu mới hơn để đọc.",
            f"{path.name} is of schema {told['schema']}: install a newer Nhịp Cầu to read it",
        )
    return told


def _parquet(path: Path, read: Callable[[], _Found]) -> _Found:
    try:
        return read()
    except (pa.ArrowException, OSError) as error:
        raise SealError(
            f"Không đọc được {path.name}: tệp hỏng hoặc không phải Parquet.",
            f"{path.name} cannot be read: it is damaged or no Parquet file",
        ) from error


def opened(path: Path) -> Sealed:
    """Return a sealed file as a source of figures, without reading its figures."""
    found = path.stat()
    sums = summing.kept(path, _read(path, found.st_mtime_ns, found.st_size))
    return _opened(path, found.st_mtime_ns, found.st_size, sums)


@lru_cache(maxsize=4096)
def _opened(path: Path, changed_ns: int, size: int, sums: Kept | None) -> Sealed:
    told = _read(path, changed_ns, size)
    collected = Collected.of(
        told["form"],
        date.fromisoformat(told["period_start"]),
        date.fromisoformat(told["period_end"]),
        indicators=(int(key) for key in told["indicators"]),
        owed=keys_of(told["owed"]),
        answered=keys_of(told["answered"]),
    )
    identity = hashlib.sha256(json.dumps([told, size], sort_keys=True).encode()).hexdigest()
    return Sealed(path, collected, told["revision"], told["splits"], identity, sums)


def newest(paths: Iterable[Path]) -> tuple[Sealed, ...]:
    """Return sealed files, of each form and period the newest revision only, by last day, form and first day."""
    found: dict[tuple[int, date, date], Sealed] = {}
    for path in sorted(paths):
        one = opened(path)
        other = found.setdefault(one.collected.key, one)
        if other is not one and other.revision == one.revision:
            raise SealError(
                f"{other.path.name} và {path.name} cùng một biểu, kỳ và lần sửa đổi: bỏ bớt một tệp.",
                f"{other.path.name} and {path.name} are the same form, period and revision: leave one out",
            )
        found[one.collected.key] = max(other, one, key=lambda some: some.revision)
    return tuple(sorted(found.values(), key=lambda one: (one.collected.end, *one.collected.key[:2])))


def values_of(path: Path) -> pa.Table:
    """Return the values of a sealed file, as `schema.VALUES`. Raises SealError where it has other columns."""
    found = _parquet(path, lambda: pq.read_table(path))
    if found.schema.names != VALUES.names:
        raise SealError(
            f"{path.name} không đúng cột của tệp số liệu đã chốt.",
            f"{path.name} has other columns than sealed figures",
        )
    return found.cast(VALUES)
