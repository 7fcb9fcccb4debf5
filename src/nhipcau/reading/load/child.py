"""The child process: reads the file from standard input; writes a line of JSON and, after it, the text.

Usage: python -m nhipcau.reading.load.child MEDIA_TYPE LIMITS_AS_JSON
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from typing import Any, BinaryIO

from ..errors import DamagedFileError, ReadingError, TooHeavyError
from .kinds import DOCX, HTML, IMAGES, PDF
from .limited import limit
from .values import Limits, Loaded

# Imported only when needed: one child parses one file.
_PIECE = 2**20
_PARSERS = {HTML: "html", DOCX: "docx", PDF: "pdf"} | dict.fromkeys(IMAGES, "image")


def main(arguments: list[str]) -> int:
    """Parse one file under the limits; every failure becomes the name of a ReadingError."""
    media_type, limits = arguments[0], Limits(**json.loads(arguments[1]))
    limit(limits.cpu_seconds, limits.memory_bytes, limits.output_bytes)
    sys.setrecursionlimit(3000)
    file = sys.stdin.buffer
    _write(parse(file if media_type in IMAGES else file.read(), media_type, limits))
    return 0


def _write(answer: dict[str, Any]) -> None:
    """Write the answer, the text piece by piece: as a JSON string it would take many times its memory."""
    text = answer.pop("text", "")
    out = sys.stdout.buffer
    out.write(json.dumps(answer).encode() + b"\n")
    for start in range(0, len(text), _PIECE):
        out.write(text[start : start + _PIECE].encode("utf-8", "surrogatepass"))


def parse(data: bytes | BinaryIO, media_type: str, limits: Limits) -> dict[str, Any]:
    """Return what was loaded of `data` as plain values, or the name of the error. A file only for a picture."""
    try:
        loaded = _parser(media_type)(data, limits)
        if len(loaded.text) > limits.characters:
            raise TooHeavyError
    except ReadingError as error:
        return {"error": type(error).__name__, "facts": error.facts}
    except (MemoryError, RecursionError):
        return {"error": TooHeavyError.__name__}
    except Exception:  # noqa: BLE001 - a foreign parser may raise anything on a hostile file
        return {"error": DamagedFileError.__name__}
    return asdict(loaded)


def _parser(media_type: str) -> Callable[[Any, Limits], Loaded]:
    module = import_module(f"{__package__}.{_PARSERS[media_type]}")
    parser: Callable[[Any, Limits], Loaded] = module.parse
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
