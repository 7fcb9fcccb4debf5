"""What can go wrong while writing a document, each error saying in both languages what to do next."""

from __future__ import annotations


class WritingError(Exception):
    """Root of everything this library refuses; `message_vi` and `message_en` are fit to be shown."""

    def __init__(self, message_vi: str, message_en: str) -> None:
        super().__init__(message_en)
        self.message_vi = message_vi
        self.message_en = message_en


class InvalidDocumentError(WritingError):
    """A value of the document cannot be printed; `place` says which one, as `body[3].rows[0][1]`."""

    def __init__(self, place: str, reason_vi: str, reason_en: str) -> None:
        super().__init__(f"Mục “{place}”: {reason_vi}", f"At “{place}”: {reason_en}")
        self.place = place
        self.reason_vi = reason_vi
        self.reason_en = reason_en

    def inside(self, parent: str) -> InvalidDocumentError:
        """Return the same refusal, with its place seen from one level further out."""
        joint = "." if self.place and not self.place.startswith("[") else ""
        place = f"{parent}{joint}{self.place}"
        return InvalidDocumentError(place, self.reason_vi, self.reason_en)


class NotJsonError(WritingError):
    """The text is not JSON at all."""


class UnsupportedFormatError(WritingError):
    """The wanted kind of file is not one this library writes."""
