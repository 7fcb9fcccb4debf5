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


class TooManyDocumentsError(RegistryError):
    """More documents than one file takes."""

    message = _("These are more documents than one file takes. Narrow the list, for example to a year.")


class ForceDaysError(RegistryError):
    """A document would end before it begins."""

    message = _("A document cannot end before it is in force. Check both days.")


class EffectDayError(RegistryError):
    """A repeal or replacement without the day from which it holds."""

    message = _("Write the day from which the other document no longer holds.")


class SameDocumentError(RegistryError):
    """A relation of a document to itself."""

    message = _("A document has no relation to itself. Choose another document.")


class FolderError(RegistryError):
    """The folder to take in is not there."""

    message = _("This folder does not exist or may not be opened. Check the path and its permissions.")


class NoTermError(RegistryError):
    """No term of the committee has been set up that covers the day of a Party document."""

    message = _(
        "No term of this committee covers the day of the document, so it cannot be numbered. Set the term up under "
        "Official documents, Register of numbers, Terms of committees; then issue the document again."
    )


class TermOverlapError(RegistryError):
    """Two terms of one committee would share a day."""

    message = _(
        "Another term of this committee covers some of these days. Let this one begin after the last day of that one."
    )


class TermDaysError(RegistryError):
    """The last day of a term would come before its first."""

    message = _("The last day cannot come before the first day. Check both days.")


class TermUsedError(RegistryError):
    """A term would no longer cover the day of a document that was numbered in it."""

    message = _(
        "Documents were numbered in this term on days that it would no longer cover. Choose days that cover them."
    )


class SeriesBegunError(RegistryError):
    """The first number of a series would change after numbers were given."""

    message = _("Numbers were given in this series already. It can no longer begin at another number.")


class VoidReasonError(RegistryError):
    """A number would be declared void without a reason."""

    message = _("Write why the number is void: it stays in the register with this reason.")


class AlreadyVoidError(RegistryError):
    """The number is void already."""

    message = _("This number is void already. Load the page again to see since when and why.")


class NumberLostError(RegistryError):
    """The number was not taken for this document, or stands on another one."""

    message = _("This number was not given to this document. Look it up in the register of numbers.")


class SecretDocumentError(RegistryError):
    """The file bears a mark of secrecy; nothing of it is kept."""

    message = _(
        "This file bears a mark of secrecy (MẬT, TỐI MẬT or TUYỆT MẬT). Nothing of it was kept. Such documents are kept "
        "only in the protected system: hand it to the clerk for secret documents, and delete it from this computer."
    )


class NotOwnRegulationError(RegistryError):
    """A document that the unit did not issue, or that is not in the register yet, would be reviewed."""

    message = _("Only documents that the unit itself issued and entered in the register are reviewed.")


class ReviewDayError(RegistryError):
    """Neither a day nor a cycle was given."""

    message = _("Write the day of the next review, or after how many months it is due each time.")


class FutureReviewError(RegistryError):
    """A review would have been held in the future."""

    message = _("A review is entered after it was held. Check the day.")


class ReviewReasonError(RegistryError):
    """A review without a reason."""

    message = _("Write why: the reason stands in the list of the year's reviews.")
