"""Faults of a document: what `nhipcau check` says. One function a rule, registered in the one place below."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from ..models import Reading
from .citations import date_of_citation_faults, kind_faults
from .docx_child import docx_facts
from .faults import Fault
from .figures import date_faults, percentage_faults
from .layout import layout_faults
from .sums import sum_faults

__all__ = ["CHECKS", "Fault", "faults", "faults_of_file"]

CHECKS: tuple[Callable[[Reading], Iterable[Fault]], ...] = (
    percentage_faults,
    date_faults,
    sum_faults,
    kind_faults,
    date_of_citation_faults,
)


def faults(reading: Reading) -> tuple[Fault, ...]:
    """Return what is wrong in the text of a document, in order."""
    found = (fault for check in CHECKS for fault in check(reading))
    return tuple(sorted(found, key=lambda fault: (fault.start, fault.end)))


def faults_of_file(path: str | Path, reading: Reading) -> tuple[Fault, ...]:
    """Return what is wrong in the file that `reading` was read from: of a DOCX also its layout, first."""
    facts = docx_facts(path) if str(path).lower().endswith(".docx") else None
    looks = tuple(layout_faults(reading, facts)) if facts else ()
    return (*sorted(looks, key=lambda fault: (fault.start, fault.end)), *faults(reading))
