"""Files to text. Foreign formats are parsed in a child process with limits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..errors import EmptyFileError, MissingFileError, TooLargeError
from .kinds import DOC, DOCX, FOREIGN, media_type_of
from .legacy import to_docx
from .plain import decode
from .sandbox import in_a_file, parse_in_child
from .values import Limits, Loaded

__all__ = ["Limits", "Loaded", "load"]

_DEFAULT_LIMITS = Limits()


def load(path: str | Path, *, limits: Limits = _DEFAULT_LIMITS) -> Loaded:
    """Return the text of a TXT, Markdown, HTML, DOCX, DOC, PDF, PNG, JPEG or TIFF file; of TXT exactly its own text.

    Raises a ReadingError, one class a meaning: missing, empty, encrypted, damaged, too large, too heavy,
    mislabelled, unsupported, unknown encoding, no text, missing program.
    """
    path = Path(path)
    data = _bytes(path, limits)
    media_type = media_type_of(path.name, data)
    if media_type == DOC:
        with in_a_file(to_docx(path.name, data, limits)) as made:
            return replace(parse_in_child(path.name, made, DOCX, limits), media_type=DOC)
    if media_type in FOREIGN:
        with in_a_file(data) as file:
            del data  # the child, which needs much, has it now
            return parse_in_child(path.name, file, media_type, limits)
    text, notes = decode(path.name, data)
    if not text.strip("\ufeff \t\r\n\0"):
        raise EmptyFileError(path.name)
    return Loaded(text=text, media_type=media_type, notes=notes)


def _bytes(path: Path, limits: Limits) -> bytes:
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise TooLargeError(path.name, limit=limits.file_bytes // 1024**2)
        data = path.read_bytes()
    except OSError as error:
        raise MissingFileError(path.name) from error
    if not data.strip():
        raise EmptyFileError(path.name)
    return data
