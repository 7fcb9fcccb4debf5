"""Sums kept beside sealed files: what the figures of a file come to under each unit of the upper levels of the tree.

A sealed file never changes, nor does the tree it was sealed with: so these sums stay right, and the nation over ten
years need not read every commune again. They are derived: the sealed file says their hash, and they are left aside where
they are missing or others by now, and where the tree of the period's last day was corrected since.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from nhipcau.rollup.figures import Collected, Kept, Sealed
from nhipcau.rollup.history import History, Ints, Tree, days
from nhipcau.rollup.model import CellState
from nhipcau.rollup.schema import NUMBER, STATES, TOTAL, VALUES

FOLDER, SUFFIX = "sums", ".sums.parquet"
# Sums are worth keeping from so many figures a sum; the deepest level that is worth it is kept.
WORTH = 10


@dataclass(frozen=True, slots=True)
class Summed:
    """The sums of a file: the level that its figures were counted up to (1: units with nothing above), and the bytes."""

    level: int
    content: bytes

    @property
    def sha256(self) -> str:
        """The hash of the bytes."""
        return hashlib.sha256(self.content).hexdigest()


def path_of(sealed: Path) -> Path:
    """Return where the sums of a sealed file stand."""
    return sealed.parent / FOLDER / (sealed.stem + SUFFIX)


def of_numbers(unit: Ints) -> Ints:
    """Return the keys that sums of units have: negative and even, which no reporting unit has."""
    return -2 * unit


def of_absent(unit: Ints) -> Ints:
    """Return the keys under which the cells of units that are not applicable are counted: negative and odd."""
    return -2 * unit - 1


def summed(
    values: pa.Table, collected: Collected, history: History, *, level: int | None = None
) -> Summed | None:
    """Return the sums of values by the units of `level` or, where a unit stands higher, by itself.

    With None that is the deepest level that is worth keeping. None is returned where none is, where a unit that reported
    did not exist on the last day, and where a sum is too great for a value.
    """
    tree, unit = history.tree(days(collected.end)), np.asarray(values["unit"], dtype=np.int64)
    at = np.minimum(np.searchsorted(history.keys, unit), max(len(history.keys) - 1, 0))
    if not len(unit) or (history.keys[at] != unit).any() or (tree.groups(None, 1)[at] < 0).any():
        return None
    level = _deepest(tree, at, np.asarray(values["indicator"], dtype=np.int64)) if level is None else level
    if level is None:
        return None
    above = history.keys[tree.groups(None, level)[at]]
    table = _summed(values, above, collected)
    if table is None:
        return None
    written = pa.BufferOutputStream()
    pq.write_table(table, written, compression="zstd")
    return Summed(level, written.getvalue().to_pybytes())


def _deepest(tree: Tree, at: Ints, indicator: Ints) -> int | None:
    """Return the deepest level that is worth it."""
    found, span = None, int(indicator.max()) + 1
    for level in range(1, len(tree.ways) + 1):
        sums = len(np.unique(tree.groups(None, level)[at] * span + indicator))
        if sums * WORTH > len(at):
            break
        found = level
    return found


def _summed(values: pa.Table, above: Ints, collected: Collected) -> pa.Table | None:
    """Return sums and counts in the columns of values, by indicator; None where a sum is too great."""
    table = pa.table({"unit": above, "indicator": values["indicator"], "number": values["number"]})
    none = pc.equal(values["state"], STATES[CellState.NOT_APPLICABLE])
    apart = table.filter(pc.and_(none, pc.is_null(values["split"])))
    sums = _grouped(table.filter(table["number"].is_valid()), "number", "sum")
    counts = _grouped(apart, "unit", "count")
    try:
        return pa.concat_tables(
            [
                _as_values(collected, sums, of_numbers, CellState.NUMBER),
                _as_values(collected, counts, of_absent, CellState.NOT_APPLICABLE),
            ]
        ).sort_by([("indicator", "ascending"), ("unit", "ascending")])
    except pa.ArrowInvalid:
        return None


def _grouped(table: pa.Table, column: str, how: str) -> pa.Table:
    found = table.group_by(["unit", "indicator"], use_threads=False).aggregate([(column, how)])
    number = found[f"{column}_{how}"].cast(TOTAL)
    return pa.table({"unit": found["unit"], "indicator": found["indicator"], "number": number})


def _as_values(one: Collected, sums: pa.Table, keyed: Any, state: CellState) -> pa.Table:
    size = len(sums)
    columns = {
        "form": pa.repeat(pa.scalar(one.form, pa.int64()), size),
        "unit": pa.array(keyed(np.asarray(sums["unit"], dtype=np.int64)), pa.int64()),
        "indicator": sums["indicator"].combine_chunks(),
        "split": pa.nulls(size, pa.int64()),
        "period_start": pa.repeat(pa.scalar(one.start, pa.date32()), size),
        "period_end": pa.repeat(pa.scalar(one.end, pa.date32()), size),
        "state": pa.repeat(pa.scalar(STATES[state], pa.int8()), size),
        "number": sums["number"].combine_chunks().cast(NUMBER),
    }
    return pa.table(columns, schema=VALUES)


def kept(sealed: Path, told: Mapping[str, Any]) -> Kept | None:
    """Return the sums that a sealed file tells of; None where it tells of none, or they are missing or others by now."""
    if "sums" not in told:
        return None
    path = path_of(sealed)
    try:
        found = path.stat()
        if _sha256(path, found.st_mtime_ns, found.st_size) != told["sums"]["sha256"]:
            return None
    except OSError:
        return None
    return Kept(path, told["sums"]["level"], told["tree_sha256"])


@lru_cache(maxsize=4096)
def _sha256(path: Path, _changed_ns: int, _size: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def without_sums(sealed: Iterable[Sealed]) -> tuple[Sealed, ...]:
    """Return sealed files as if no sums were kept beside them."""
    return tuple(replace(one, sums=None) for one in sealed)
