"""What can be refused in `drafting`."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError


class DraftingError(NhipCauError):
    """The root of this room's refusals."""


class IssuedError(DraftingError):
    """The document has been issued: nothing of it changes any more."""

    message = _("This document has been issued and cannot be changed. Start a new draft to correct it.")


class ChangedMeanwhileError(DraftingError):
    """Another person saved the draft after this one opened it."""

    message = _(
        "Someone else has saved this draft since you opened it. Your text is still here: compare it with "
        "the page, then save again to keep yours."
    )


class ChangedSinceCheckedError(DraftingError):
    """The text or a figure is not what the approver looked at."""

    message = _("The text or a figure has changed since you opened this page. Read it again, then issue it.")


class NotReadyError(DraftingError):
    """A blocking check stands against issuing; the message is that check's own."""

    message = _("The document cannot be issued yet. Mend what the checks name first.")


class NumberTakenError(DraftingError):
    """The number is in the register already."""

    message = _("This number has been given to another document this year. Choose the next free number.")


class FutureDateError(DraftingError):
    """A document would be issued before its date."""

    message = _("The date of issue lies in the future. Enter today or an earlier day.")


class KeyTakenError(DraftingError):
    """Two figures of one draft would have the same key."""

    message = _("Another figure of this draft has that key already. Choose another key.")


class FigureUsedError(DraftingError):
    """The figure to remove still stands in the text."""

    message = _("This figure still stands in the text. Take it out of the text, save, then remove it.")


class UnprintableError(DraftingError):
    """The document cannot be laid out; the message is the writing library's own."""
