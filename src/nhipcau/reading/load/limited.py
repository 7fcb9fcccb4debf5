"""Become another program, under limits that it cannot raise.

Usage: python -m nhipcau.reading.load.limited CPU_SECONDS MEMORY_BYTES OUTPUT_BYTES PROGRAM ARGUMENT…
"""

from __future__ import annotations

import os
import resource
import sys


def limit(cpu_seconds: int, memory_bytes: int, output_bytes: int) -> None:
    """Limit this process; exceeding memory raises MemoryError, the others end the process."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output_bytes, output_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(arguments: list[str]) -> None:
    """Set the limits, then run the program in this process's place."""
    cpu, memory, output = map(int, arguments[:3])
    limit(cpu, memory, output)
    os.environ.pop("PYTHONPATH", None)
    os.execv(arguments[3], arguments[3:])  # noqa: S606 - a program that the caller found


if __name__ == "__main__":
    main(sys.argv[1:])
