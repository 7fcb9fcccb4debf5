"""What loading takes and gives."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a file may cost."""

    file_bytes: int = 50 * MIB
    memory_bytes: int = 1024 * MIB
    output_bytes: int = 64 * MIB
    cpu_seconds: int = 30
    wall_seconds: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The text of a file. `notes` say what a person should know; `uncertain`: the text may lack something."""

    text: str
    media_type: str = "text/plain"
    notes: tuple[str, ...] = ()
    uncertain: bool = False
