"""What processes spent: CPU seconds of a process with all its children, and of the whole machine. Linux only."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU seconds so far: of each named process tree, of everything on the machine, and what the machine could give."""

    named: dict[str, float]
    busy: float
    there: float

    def since(self, before: Spent) -> Spent:
        """Return what was spent after `before`."""
        return Spent(
            {name: seconds - before.named[name] for name, seconds in self.named.items()},
            self.busy - before.busy,
            self.there - before.there,
        )

    @property
    def by_others(self) -> float:
        """The share of the machine that everything else took, of 1."""
        return max(0.0, self.busy - sum(self.named.values())) / self.there if self.there else 0.0


def spent(**trees: int) -> Spent:
    """Return what the process trees of these pids, this process alone (`client`), and the machine spent so far."""
    children = _children()
    named = {name: _tree(pid, children) for name, pid in trees.items()} | {"client": time.process_time()}
    fields = [int(one) for one in (PROC / "stat").read_text().splitlines()[0].split()[1:9]]
    idle = fields[3] + fields[4]
    return Spent(named, (sum(fields) - idle) / TICKS, sum(fields) / TICKS)


def parent_of(pid: int) -> int:
    """Return the process that started `pid`."""
    return int(_fields(pid)[1])


def _tree(pid: int, children: dict[int, list[int]]) -> float:
    """Return the seconds of a process, of its children that ended, and of those that run."""
    try:
        own = sum(int(one) for one in _fields(pid)[11:15]) / TICKS
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return own + sum(_tree(child, children) for child in children.get(pid, ()))


def _children() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                found.setdefault(parent_of(int(folder.name)), []).append(int(folder.name))
            except (FileNotFoundError, ProcessLookupError):
                continue
    return found


def _fields(pid: int) -> list[str]:
    """Return what the kernel says of a process after its name: state, parent, …"""
    return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
