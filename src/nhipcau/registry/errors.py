"""What can be refused in `registry`."""

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError

if TYPE_CHECKING:
    from nhipcau.registry.models import Document


class RegistryError(NhipCauError):
    """The root of this room's refusals."""


class UnreadableFileError(RegistryError):
    """The file could not be read; the message is the reading's own, in the language of the page.

    `vietnamese` and `english` are the same sentence in both languages, for what is shown later.
    """

    def __init__(self, message: str | Promise = "", *, vietnamese: str = "", english: str = "") -> None:
        super().__init__(message)
        self.vietnamese, self.english = vietnamese, english


class NotReadYetError(RegistryError):
    """The document is still being read."""

    message = _(
        "This document is still being read. Wait until it has been read, then enter it in the register."
    )


class NothingNewerError(RegistryError):
    """There is no word of a newer reading on the finding that waits for an answer."""

    message = _("This was answered already. Load the page again to see how it stands.")


class AlreadyThereError(RegistryError):
    """The same file is in this unit's register already, as `document`."""

    message = _("This file is already in the register. Open the document that is there.")

    def __init__(self, document: "Document", message: str | Promise = "") -> None:
        super().__init__(message)
        self.document = document


class FoundAlreadyError(RegistryError):
    """A finding of this kind stands in the same place."""

    message = _("This is among the findings already. Correct it there if its values are not right.")


class WordsGoneError(RegistryError):
    """The words no longer stand where they were chosen: the text was loaded anew meanwhile."""

    message = _("The text was read again meanwhile. Look for the words once more.")


class EmptyCorrectionError(RegistryError):
    """A correction without values."""

    message = _("Write what it should be, or reject the finding instead.")


class HeaderError(RegistryError):
    """The header as entered lacks something, or its dates contradict each other."""

    message = _("Fill in the kind, the issuing body and the subject of the document, then save it again.")


class HeaderDatesError(RegistryError):
    """The document would have been received before it was issued."""

    message = _("The document cannot have been received before it was issued. Check both dates.")


class FolderError(RegistryError):
    """The folder to take in is not there."""

    message = _("This folder does not exist or may not be opened. Check the path and its permissions.")
