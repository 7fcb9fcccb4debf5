"""Every rule of what cannot be right in a text, registered in this one place. One function a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..models import Reading
from .citations import date_of_citation_faults, header_faults, kind_faults
from .faults import Fault
from .figures import date_faults, percentage_faults
from .sums import sum_faults
from .table_rows import part_faults, row_sum_faults, share_faults

CHECKS: tuple[Callable[[Reading], Iterable[Fault]], ...] = (
    percentage_faults,
    date_faults,
    sum_faults,
    row_sum_faults,
    part_faults,
    share_faults,
    header_faults,
    kind_faults,
    date_of_citation_faults,
)


def faults(reading: Reading) -> tuple[Fault, ...]:
    """Return what is wrong in the text of a document, in order."""
    found = (fault for check in CHECKS for fault in check(reading))
    return tuple(sorted(found, key=lambda fault: (fault.start, fault.end)))
