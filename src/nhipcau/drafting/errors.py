"""What can be refused in `drafting`."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError


class DraftingError(NhipCauError):
    """The root of this room's refusals."""


class IssuedError(DraftingError):
    """The document has been issued: nothing of it changes any more."""

    message = _("This document has been issued and cannot be changed. Start a new draft to correct it.")


class UnderReviewError(DraftingError):
    """The draft is with the approver, or approved: it is opened again before it is changed."""

    message = _(
        "This draft has been sent for approval. Open it again before you change it: an approval holds only for the "
        "text that was read."
    )


class NotWrittenError(DraftingError):
    """The draft is not with the person who writes: it has been sent for approval already."""

    message = _("This draft has been sent for approval already. Wait for the answer, or open it again.")


class NotSubmittedError(DraftingError):
    """The draft has not been sent for approval, or was opened again meanwhile."""

    message = _("This draft is not waiting for approval. Its writer sends it when it is ready.")


class NotApprovedError(DraftingError):
    """What would be issued is not what was approved."""

    message = _(
        "Only what was approved can be issued. The text or a figure has changed since the approval, or there is "
        "none: send it for approval again."
    )


class RemarkMissingError(DraftingError):
    """A draft is returned without saying why."""

    message = _("Say what has to be mended, so that the writer knows what to do.")


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


class NotAnsweredError(DraftingError):
    """Words are to be taken over that no unit of this report wrote, or that stand in it already."""

    message = _(
        "These words are not offered any more: they were taken over, or the unit's report was returned."
    )


class AlreadySentError(DraftingError):
    """Somebody who has got the document would be taken off the list."""

    message = _("The document has gone out already: its list of recipients can only grow.")


class NotReceivedError(DraftingError):
    """A document is acknowledged that has not been sent."""

    message = _("This document has not been issued yet: there is nothing to acknowledge.")


class FutureDateError(DraftingError):
    """A document would be issued before its date."""

    message = _("The date of issue lies in the future. Enter today or an earlier day.")


class KeyTakenError(DraftingError):
    """Two figures of one draft would have the same key."""

    message = _("Another figure of this draft has that key already. Choose another key.")


class FigureUsedError(DraftingError):
    """The figure to remove still stands in the text."""

    message = _("This figure still stands in the text. Take it out of the text, save, then remove it.")


class BlockError(DraftingError):
    """A table or chart cannot be made; the message says what to choose."""

    message = _("This table or chart cannot be made. Choose its indicators, rows and columns.")


class UnprintableError(DraftingError):
    """The document cannot be laid out; the message is the writing library's own."""


class SettledError(DraftingError):
    """Something is answered or settled that is settled already."""

    message = _("This comment has been settled already. Open it again to go on with it.")
