"""Faults of a document: what `nhipcau check` says, and what the checks of a draft say of its parts."""

from __future__ import annotations

from pathlib import Path

from ..models import Reading
from .docx_child import docx_facts
from .faults import Fault
from .layout import layout_faults
from .parts import PartFault, faults_of_parts
from .rules import CHECKS, faults

__all__ = ["CHECKS", "Fault", "PartFault", "faults", "faults_of_file", "faults_of_parts"]


def faults_of_file(path: str | Path, reading: Reading) -> tuple[Fault, ...]:
    """Return what is wrong in the file that `reading` was read from: of a DOCX also its layout, first."""
    facts = docx_facts(path) if str(path).lower().endswith(".docx") else None
    looks = tuple(layout_faults(reading, facts)) if facts else ()
    return (*sorted(looks, key=lambda fault: (fault.start, fault.end)), *faults(reading))
