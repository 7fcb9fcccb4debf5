"""The refusals the document model shares: each names the field and says what to mend."""

from __future__ import annotations

import re
from typing import Final

from nhipcau.writing.errors import InvalidDocumentError

# What XML 1.0 cannot hold, and the carriage return, which it would silently change.
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def refusal(place: str, vi: str, en: str) -> InvalidDocumentError:
    """Return the refusal of the value at `place`."""
    return InvalidDocumentError(place, vi, en)


def require_printable(place: str, text: str) -> None:
    """Raise InvalidDocumentError when `text` holds a character no page can show."""
    found = _UNPRINTABLE.search(text)
    if found:
        code = f"U+{ord(found.group()):04X}"
        raise refusal(
            place,
            f"có ký tự điều khiển {code} ở vị trí {found.start() + 1}, không in được. Hãy xóa ký tự đó.",
            f"holds the control character {code} at position {found.start() + 1}; delete it.",
        )


def require_text(place: str, text: str) -> None:
    """Raise InvalidDocumentError when `text` is blank or cannot be printed."""
    require_printable(place, text)
    if not text.strip():
        raise refusal(place, "còn trống. Hãy điền nội dung.", "is empty. Fill it in.")


def require_entries(place: str, entries: tuple[str, ...]) -> None:
    """Raise InvalidDocumentError when one of `entries` is blank or cannot be printed."""
    for index, entry in enumerate(entries):
        require_text(f"{place}[{index}]", entry)


def require_range(place: str, value: int, lowest: int, highest: int) -> None:
    """Raise InvalidDocumentError when `value` is outside `lowest` to `highest`."""
    if not lowest <= value <= highest:
        raise refusal(
            place,
            f"phải từ {lowest} đến {highest}, không phải {value}.",
            f"must be {lowest} to {highest}, not {value}.",
        )
