"""Writing the sealed file of a collection, and the row that says so. Asks nobody and decides nothing: actions do."""

from collections.abc import Iterable
from datetime import datetime

import pyarrow as pa

from nhipcau.indicators.models import Indicator
from nhipcau.reporting import rules, sealed
from nhipcau.reporting.models import Collection, Form, Period, Seal
from nhipcau.reporting.sources import as_adding
from nhipcau.rollup import sealing
from nhipcau.rollup.figures import Collected
from nhipcau.rollup.history import History
from nhipcau.rollup.sealing import Label, Named
from nhipcau.rollup.summing import summed
from nhipcau.units.models import User


def label_of(form: Form, period: Period, indicators: Iterable[Indicator]) -> Label:
    """Return what a file says of its figures, in Vietnamese whatever the language of the page."""
    name = period.title or rules.period_name(period.kind, period.year, period.number, language="vi")
    return Label(form.title, name, tuple(Named(one.code, one.name, as_adding(one)) for one in indicators))


def freeze(
    collection: Collection,
    values: pa.Table,
    collected: Collected,
    label: Label,
    *,
    history: History,
    by: User,
    at: datetime,
    revision: int = 1,
    reason: str = "",
) -> Seal:
    """Write the values of a collection into its sealed file and return the row of it, not saved yet.

    Their sums by upper units are kept beside them, where that is worth it.

    Raises FiguresError, SealError as `sealing.seal`.
    """
    sealed.folder().mkdir(parents=True, exist_ok=True)
    tree_sha256 = history.sha256(collected.end)
    file = sealing.seal(
        sealed.folder(),
        values,
        collected,
        label=label,
        tree_sha256=tree_sha256,
        revision=revision,
        sums=summed(values, collected, history),
    )
    return Seal(
        collection=collection,
        revision=revision,
        path=file.path.name,
        sha256=file.sha256,
        tree_sha256=tree_sha256,
        rows=file.rows,
        units=file.units,
        reason=reason,
        sealed_by=by,
        sealed_at=at,
    )
