"""Reads thousands of files with faults in them and counts what became of each.

Run: python bench/fuzz_reading.py [HOW_MANY] [FIRST_NUMBER]     (10000 from 0 when not said; exit 1 when anything but
a reading or the library's own error came out; each input can be made again from its seed and number)

Every input is read in a forked process under the library's own limits. One in a hundred goes through `read` itself.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path

from nhipcau.reading import Limits, ReadingError, read, read_text
from nhipcau.reading.load import child, docx, html, image, pdf  # noqa: F401 - imported once, before forking
from nhipcau.reading.load.kinds import FOREIGN, media_type_of
from nhipcau.reading.load.limited import limit
from nhipcau.reading.load.plain import decode
from nhipcau.reading.tests.mutations import mutated, seeds

LIMITS = Limits(recognised_pages=0)
WHOLE_WAY_EVERY = 100


def outcome(name: str, data: bytes) -> str:
    """Return "read", the name of the library's own error, or "ESCAPED …"."""
    try:
        media_type = media_type_of(name, data)
        if media_type not in FOREIGN:
            return _found(decode(name, data)[0])
        answer = child.parse(data, media_type, LIMITS)
        return answer["error"] if "error" in answer else _found(answer["text"])
    except ReadingError as error:
        return type(error).__name__
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return f"ESCAPED {type(error).__name__}: {error}"


def _found(text: str) -> str:
    reading = read_text(text)
    json.dumps(reading.to_json())
    for finding in (*reading.citations, *reading.dates, *reading.quantities, *reading.laws, *reading.duties):
        if reading.text[finding.start : finding.end] != finding.text:
            return "ESCAPED a span that does not hold"
    return "read"


def in_fork(name: str, data: bytes) -> str:
    """Return the outcome; a parser that crashes or exceeds a limit takes only its process with it."""
    receiver, sender = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(receiver)
        limit(LIMITS.cpu_seconds, LIMITS.memory_bytes, LIMITS.output_bytes)
        os.write(sender, outcome(name, data).encode("utf-8", "replace")[:4000])
        os._exit(0)
    os.close(sender)
    with os.fdopen(receiver, "rb") as pipe:
        answer = pipe.read().decode("utf-8", "replace")
    _, status = os.waitpid(process, 0)
    if os.WIFSIGNALED(status):
        return f"parser ended by {signal.Signals(os.WTERMSIG(status)).name} (refused as damaged or too heavy)"
    return answer or "ESCAPED no answer"


def whole_way(name: str, data: bytes, folder: Path) -> str:
    """Return the outcome of `read` on a file."""
    path = folder / name
    path.write_bytes(data)
    try:
        read(path)
    except ReadingError as error:
        return type(error).__name__
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return f"ESCAPED {type(error).__name__}: {error}"
    return "read"


def main(arguments: list[str]) -> int:
    """Count the outcomes and print them, by kind of file."""
    many, first = [*map(int, arguments), 10_000, 0][:2] if len(arguments) != 1 else (int(arguments[0]), 0)
    files = list(seeds().items())
    counts: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(first, first + many):
            name, seed = files[number % len(files)]
            data = mutated(name, seed, number)
            result = (
                whole_way(name, data, Path(folder)) if number % WHOLE_WAY_EVERY == 0 else in_fork(name, data)
            )
            counts[Path(name).suffix, result] += 1
            if result.startswith("ESCAPED"):
                print(f"{name} number {number}: {result}", flush=True)
    return report(counts)


def report(counts: Counter[tuple[str, str]]) -> int:
    """Print the counts; return 1 when anything escaped."""
    for (suffix, result), count in sorted(counts.items()):
        print(f"{suffix:7} {count:7}  {result}")
    escaped = sum(count for (_, result), count in counts.items() if result.startswith("ESCAPED"))
    print(f"{counts.total()} inputs, {escaped} escaped")
    return 1 if escaped else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
