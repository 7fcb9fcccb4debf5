"""The child process: draws one page of the file on standard input, or says how large its pages are.

Writes a line of JSON to standard output and, where a page was asked for, a WebP picture after it.

Usage: python -m nhipcau.reading.pictures.child MEDIA_TYPE sizes|PAGE LIMITS_AS_JSON
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import Any

from ..errors import DamagedFileError, ReadingError, TooHeavyError
from ..load.kinds import PDF
from ..load.limited import limit
from ..load.values import Limits


def main(arguments: list[str]) -> int:
    """Answer under the limits; every failure becomes the name of a ReadingError."""
    media_type, wanted, limits = arguments[0], arguments[1], Limits(**json.loads(arguments[2]))
    limit(limits.cpu_seconds, limits.memory_bytes, limits.output_bytes)
    facts, picture = answer(sys.stdin.buffer.read(), media_type, wanted, limits)
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + picture)
    sys.stdout.buffer.flush()
    return 0


def answer(data: bytes, media_type: str, wanted: str, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """Return the facts and the picture asked for, or the name of the error."""
    pages = import_module(f"{__package__}.{'pdf' if media_type == PDF else 'image'}")
    try:
        if wanted == "sizes":
            return {"sizes": pages.sizes(data, limits)}, b""
        return {}, pages.draw(data, int(wanted), limits)
    except IndexError:
        return {"none": True}, b""
    except ReadingError as error:
        return {"error": type(error).__name__, "facts": error.facts}, b""
    except (MemoryError, RecursionError):
        return {"error": TooHeavyError.__name__}, b""
    except Exception:  # noqa: BLE001 - a foreign parser may raise anything on a hostile file
        return {"error": DamagedFileError.__name__}, b""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
