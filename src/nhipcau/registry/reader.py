"""The register's way to the reading library: a file in, plain values to store out."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from django.utils.translation import get_language

from nhipcau import reading
from nhipcau.reading.checks import Fault, faults_of_file
from nhipcau.reading.checks.faults import excerpt
from nhipcau.reading.errors import MissingFileError, NoTextError, TooLargeError
from nhipcau.reading.load.kinds import DOC, IMAGES, media_type_of
from nhipcau.reading.load.recognition import is_installed
from nhipcau.reading.models import Finding as Found
from nhipcau.registry.errors import UnreadableFileError

# The guide's fields, in the order in which an editor of findings meets them, then what a reading says beyond it → the
# reading's own names. Impossible dates are among the faults; what marks the layout, and repairs, stand by themselves.
_ROWS = {
    "citation": "citations",
    "law": "laws",
    "date": "dates",
    "quantity": "quantities",
    "check": "checks",
    "outline": "outline",
    "duty": "duties",
    "recipient": "recipients",
    "short_form": "short_forms",
    "qualifier": "qualifiers",
    "comparison": "comparisons",
    "deadline": "deadlines",
    "place": "places",
    "signature": "signatures",
}
_UNSTORABLE = dict.fromkeys([0, *range(0xD800, 0xE000)], "\ufffd")
_PLACE = ("text", "start", "end")
# Where what a finding belongs to begins: a place, not something that it says.
_ABOUT = ("figure_start", "duty_start")
# A person waits for the page: nothing is recognised, so that what needs it shows at once.
QUICK = reading.Limits(recognised_pages=0)
# Nobody waits for the page: a scan of some hundred pages, a long text of Word 97.
THOROUGH = reading.Limits(
    cpu_seconds=600, recognised_pages=500, recognition_seconds=3600, converter_seconds=600, wall_seconds=600
)
_SLOW_KINDS = IMAGES | {DOC}
_SLOW_BYTES = 8 * 1024**2
_LENGTHS = {"kind": 60, "number": 80, "authority": 300, "signer": 120}


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One finding as the register keeps it; `about` is where the figure or duty begins that it belongs to."""

    field: str
    text: str
    start: int
    end: int
    value: dict[str, Any]
    about: int | None = None
    uncertain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A file as read: its text, what the header says, every finding, every fault, where its pages start."""

    text: str
    media_type: str
    version: str
    notes: list[str]
    uncertain: bool
    page_starts: list[int]
    recognised_pages: list[int]
    layout: str
    layout_features: list[dict[str, Any]]
    repairs: list[dict[str, Any]]
    faults: list[dict[str, Any]]
    header: dict[str, str | None]
    issued_on: date | None
    rows: tuple[FoundRow, ...]

    def header_text(self, name: str) -> str:
        """Return a field of the header as found, cut to what the register holds; "" when not found."""
        return cut(name, self.header.get(name))


def cut(name: str, said: str | None) -> str:
    """Return what was found of a field of the header, cut to what the register holds; "" for nothing."""
    return (said or "")[: _LENGTHS.get(name)]


def read_quickly(name: str, content: bytes) -> ReadFile | None:
    """Return what stands in a file, or None for one that takes long: a scan, a picture, an old .doc, a large file.

    Raises UnreadableFileError with the reading's own words.
    """
    check_size(name, len(content))
    try:
        if _takes_long(name, content):
            return None
        with _as_file(name, content) as path:
            loaded = reading.load(path, limits=QUICK)
            return None if loaded.unread and is_installed() else _read(path, loaded)
    except NoTextError as error:
        if error.facts.get("pictures"):
            return None
        raise _refusal(name, error) from error
    except reading.ReadingError as error:
        raise _refusal(name, error) from error


def read_thoroughly(name: str, content: bytes) -> ReadFile:
    """Return what stands in a file, however long it takes. Raises UnreadableFileError with the reading's own words."""
    try:
        with _as_file(name, content) as path:
            return _read(path, reading.load(path, limits=THOROUGH))
    except reading.ReadingError as error:
        raise _refusal(name, error) from error


def values_in(words: str, field: str) -> dict[str, Any]:
    """Return the values that the reading finds of one kind in a few words by themselves; {} for none."""
    name = _ROWS[field]
    found = getattr(reading.read_text(words), name)
    return _row(field, found[0], uncertain=False).value if found else {}


def media_type(name: str, content: bytes) -> str:
    """Return what kind of file it is. Raises UnreadableFileError."""
    try:
        return media_type_of(name, content)
    except reading.ReadingError as error:
        raise _refusal(name, error) from error


def _takes_long(name: str, content: bytes) -> bool:
    if not content.strip():
        return False  # refused as empty by whatever reads it
    return media_type_of(name, content) in _SLOW_KINDS or len(content) > _SLOW_BYTES


@contextmanager
def _as_file(name: str, content: bytes) -> Iterator[Path]:
    """Give a file of a safe name: a name in Vietnamese may be longer than the disk allows."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"file{PurePath(name).suffix}"[:40])
        path.write_bytes(content)
        yield path


def _read(path: Path, loaded: reading.Loaded) -> ReadFile:
    found = reading.read(loaded)
    return ReadFile(
        text=_storable(found.text),
        media_type=found.media_type,
        version=reading.VERSION,
        notes=list(found.notes),
        uncertain=found.uncertain,
        page_starts=list(loaded.pages),
        recognised_pages=list(loaded.recognised),
        layout=found.layout or "",
        layout_features=[_storable_values(one.to_json()) for one in found.layout_features],
        repairs=[_storable_values(one.to_json()) for one in found.repairs],
        faults=_faults(found.text, faults_of_file(path, found)),
        header=_storable_values(found.header.to_json()),
        issued_on=found.header.date,
        rows=tuple(_rows(loaded, found)),
    )


def _faults(text: str, faults: Iterable[Fault]) -> list[dict[str, Any]]:
    breaks = [at for at, sign in enumerate(text) if sign == "\n"]
    return [
        _storable_values(
            {
                "code": fault.code,
                "start": fault.start,
                "end": fault.end,
                "text": excerpt(fault.text),
                "line": bisect_right(breaks, fault.start - 1) + 1,
                "message": fault.in_vietnamese,
                "message_en": fault.in_english,
            }
        )
        for fault in faults
    ]


def largest() -> int:
    """Return how many bytes a file may have."""
    return reading.Limits().file_bytes


def check_size(name: str, size: int) -> None:
    """Raise UnreadableFileError when a file of `size` bytes is more than is read, before it is loaded."""
    if size > largest():
        raise _refusal(name, TooLargeError(name, limit=largest() // 1024**2))


def unopened(name: str) -> UnreadableFileError:
    """Return the refusal of a file that may not be opened."""
    return _refusal(name, MissingFileError(name))


def failed(name: str) -> UnreadableFileError:
    """Return the refusal of a file whose reading broke off for no reason that it knows."""
    return _refusal(name, reading.ReadingError(name))


def _refusal(name: str, error: reading.ReadingError) -> UnreadableFileError:
    error.name = name
    vietnamese, english = error.in_vietnamese, error.in_english
    return UnreadableFileError(
        english if get_language() == "en" else vietnamese, vietnamese=vietnamese, english=english
    )


def _rows(loaded: reading.Loaded, found: reading.Reading) -> list[FoundRow]:
    return [
        _row(field, item, uncertain=_is_uncertain(loaded, item.start))
        for field, name in _ROWS.items()
        for item in getattr(found, name)
    ]


def _is_uncertain(loaded: reading.Loaded, start: int) -> bool:
    """Whether `start` stands on a page that was recognised; all of it does where pages are not known."""
    if not loaded.uncertain or not loaded.pages:
        return loaded.uncertain
    return bisect_right(loaded.pages, start) in loaded.recognised


def _row(field: str, item: Found, *, uncertain: bool) -> FoundRow:
    said = _storable_values(item.to_json())
    about = next((said[name] for name in _ABOUT if name in said), None)
    value = {key: part for key, part in said.items() if key not in (*_PLACE, *_ABOUT)}
    return FoundRow(field, _storable(item.text), item.start, item.end, value, about, uncertain)


def _storable_values(values: dict[str, Any]) -> dict[str, Any]:
    return {key: _storable(part) if isinstance(part, str) else part for key, part in values.items()}


def _storable(text: str) -> str:
    """Replace what no database stores (NUL, lone surrogates), character for character, so that spans still hold."""
    return text.translate(_UNSTORABLE)
