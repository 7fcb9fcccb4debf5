"""Sums kept beside sealed files: what the figures of a file come to under each unit that nothing stands above.

A sealed file never changes, nor does the tree it was sealed with: so these sums stay right, and the nation by province
over ten years need not read every commune again. They can be made anew at any time, and are left aside where the tree
of the period's last day is another one by now, or where they are of another file.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from nhipcau.rollup.figures import Sealed
from nhipcau.rollup.history import History, days
from nhipcau.rollup.model import CellState
from nhipcau.rollup.schema import NUMBER, STATES, VALUES
from nhipcau.rollup.sealing import values_of

FOLDER, SUFFIX = "sums", ".sums.parquet"
# What the sums are of, in the metadata of their file.
OF, TREE = b"nhipcau.sums.of", b"nhipcau.sums.tree"


def path_of(sealed: Path) -> Path:
    """Return where the sums of a sealed file stand."""
    return sealed.parent / FOLDER / (sealed.stem + SUFFIX)


def keep(sealed: Sealed, history: History) -> Path | None:
    """Write the sums of a sealed file and return where; None where they cannot be kept.

    They cannot where a unit that reported did not exist on the last day, and where a sum is too great for a value.
    """
    values, tree = values_of(sealed.path), history.tree(days(sealed.collected.end))
    at = np.searchsorted(history.keys, np.asarray(values["unit"], dtype=np.int64))
    top = tree.groups(None, 1)[at]
    if (top < 0).any():
        return None
    summed = (
        pa.table({"unit": history.keys[top], "indicator": values["indicator"], "number": values["number"]})
        .group_by(["unit", "indicator"], use_threads=False)
        .aggregate([("number", "sum")])
        .sort_by([("indicator", "ascending"), ("unit", "ascending")])
    )
    summed = summed.filter(summed["number_sum"].is_valid())
    try:
        number = summed["number_sum"].cast(NUMBER)
    except pa.ArrowInvalid:
        return None
    path = path_of(sealed.path)
    path.parent.mkdir(exist_ok=True)
    about = {OF: sealed.identity.encode(), TREE: history.sha256(sealed.collected.end).encode()}
    beside = path.with_suffix(".partial")
    pq.write_table(
        _as_values(sealed, summed, number).replace_schema_metadata(about), beside, compression="zstd"
    )
    beside.replace(path)
    return path


def _as_values(sealed: Sealed, summed: pa.Table, number: pa.ChunkedArray) -> pa.Table:
    """Return sums in the columns of values, by the negative key of the unit, which no reporting unit has."""
    one, size = sealed.collected, len(summed)
    columns = {
        "form": pa.repeat(pa.scalar(one.form, pa.int64()), size),
        "unit": pc.negate(summed["unit"]),
        "indicator": summed["indicator"],
        "split": pa.nulls(size, pa.int64()),
        "period_start": pa.repeat(pa.scalar(one.start, pa.date32()), size),
        "period_end": pa.repeat(pa.scalar(one.end, pa.date32()), size),
        "state": pa.repeat(pa.scalar(STATES[CellState.NUMBER], pa.int8()), size),
        "number": number,
    }
    return pa.table(columns, schema=VALUES)


def with_sums(sealed: Iterable[Sealed]) -> tuple[Sealed, ...]:
    """Return sealed files with the sums that are kept beside them."""
    return tuple(replace(one, sums=_kept(one)) for one in sealed)


def _kept(sealed: Sealed) -> tuple[Path, str] | None:
    """Return the sums of a sealed file and the hash of the tree they were made with; None where there are none."""
    path = path_of(sealed.path)
    if not path.is_file():
        return None
    try:
        told = pq.read_schema(path).metadata or {}
    except (pa.ArrowException, OSError):
        return None
    if told.get(OF) != sealed.identity.encode():
        return None
    return path, told.get(TREE, b"").decode()
