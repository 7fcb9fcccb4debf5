"""The register's way to the reading library: a file in, plain values to store out."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from django.utils.translation import get_language

from nhipcau import reading
from nhipcau.reading.errors import MissingFileError, TooLargeError
from nhipcau.reading.models import Finding as Found
from nhipcau.registry.errors import UnreadableFileError

# The guide's fields, in the order in which an editor of findings meets them → the reading's own names.
_ROWS = {
    "citation": "citations",
    "law": "laws",
    "date": "dates",
    "quantity": "quantities",
    "check": "checks",
    "outline": "outline",
    "duty": "duties",
    "recipient": "recipients",
}
_UNSTORABLE = dict.fromkeys([0, *range(0xD800, 0xE000)], "\ufffd")
_PLACE = ("text", "start", "end")
# A person waits for the page: a long scan is read in part, which a note says; the rest is for the command line.
WHILE_ONE_WAITS = reading.Limits(recognised_pages=15, recognition_seconds=60, converter_seconds=45)
_LENGTHS = {"kind": 60, "number": 80, "authority": 300, "signer": 120}


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One finding as the register keeps it."""

    field: str
    text: str
    start: int
    end: int
    value: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as read: its text, what the header says, every finding."""

    text: str
    media_type: str
    version: str
    notes: list[str]
    header: dict[str, str | None]
    issued_on: date | None
    rows: tuple[FoundRow, ...]

    def header_text(self, name: str) -> str:
        """Return a field of the header as found, cut to what the register holds; "" when not found."""
        return (self.header.get(name) or "")[: _LENGTHS.get(name)]


def read_file(name: str, content: bytes) -> ReadFile:
    """Return what stands in a file. Raises UnreadableFileError with the reading's own words."""
    try:
        found = _read(name, content)
    except reading.ReadingError as error:
        error.name = name
        raise UnreadableFileError(_words(error)) from error
    return ReadFile(
        text=_storable(found.text),
        media_type=found.media_type,
        version=reading.VERSION,
        notes=list(found.notes),
        header=_storable_values(found.header.to_json()),
        issued_on=found.header.date,
        rows=tuple(_rows(found)),
    )


def _read(name: str, content: bytes) -> reading.Reading:
    """Read through a file of a safe name: a name in Vietnamese may be longer than the disk allows."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"file{PurePath(name).suffix}"[:40])
        path.write_bytes(content)
        return reading.read(reading.load(path, limits=WHILE_ONE_WAITS))


def largest() -> int:
    """Return how many bytes a file may have."""
    return reading.Limits().file_bytes


def check_size(name: str, size: int) -> None:
    """Raise UnreadableFileError when a file of `size` bytes is more than is read, before it is loaded."""
    if size > largest():
        raise UnreadableFileError(_words(TooLargeError(name, limit=largest() // 1024**2)))


def unopened(name: str) -> UnreadableFileError:
    """Return the refusal of a file that may not be opened."""
    return UnreadableFileError(_words(MissingFileError(name)))


def _words(error: reading.ReadingError) -> str:
    return error.in_english if get_language() == "en" else error.in_vietnamese


def _rows(found: reading.Reading) -> list[FoundRow]:
    return [_row(field, item) for field, name in _ROWS.items() for item in getattr(found, name)]


def _row(field: str, item: Found) -> FoundRow:
    value = _storable_values({key: part for key, part in item.to_json().items() if key not in _PLACE})
    return FoundRow(field, _storable(item.text), item.start, item.end, value)


def _storable_values(values: dict[str, Any]) -> dict[str, Any]:
    return {key: _storable(part) if isinstance(part, str) else part for key, part in values.items()}


def _storable(text: str) -> str:
    """Replace what no database stores (NUL, lone surrogates), character for character, so that spans still hold."""
    return text.translate(_UNSTORABLE)
