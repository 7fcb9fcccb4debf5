"""What loading takes and gives."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a file may cost, and how large its parts may be."""

    file_bytes: int = 50 * MIB
    memory_bytes: int = 1024 * MIB
    output_bytes: int = 64 * MIB
    cpu_seconds: int = 30
    wall_seconds: int = 60
    part_bytes: int = 100 * MIB
    """One part of a package, one stream of a PDF, unpacked."""
    elements: int = 1_000_000
    """Of one XML or HTML tree."""
    cells: int = 200_000
    table_depth: int = 20
    pages: int = 3_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The text of a file. `notes` say what a person should know; `uncertain`: some may be missing or misread."""

    text: str
    media_type: str = "text/plain"
    notes: tuple[str, ...] = ()
    uncertain: bool = False
