"""What can be refused in `letterbox`."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError


class LetterboxError(NhipCauError):
    """The root of this room's refusals."""


class NobodyHomeError(LetterboxError):
    """A letter to a site that no unit answers for."""

    message = _("The portal has no owner yet, so nobody could answer. Please come back later.")


class SettledError(LetterboxError):
    """A letter that was answered or closed."""

    message = _("This letter is answered or closed already. Open the page again.")


class NoAnswerError(LetterboxError):
    """An answer that is not there."""

    message = _("There is no answer to approve yet. Write it first.")


class OwnAnswerError(LetterboxError):
    """An answer approved by who wrote it."""

    message = _("Somebody else than the writer approves an answer.")


class NotAnsweredError(LetterboxError):
    """A letter that is not answered yet."""

    message = _("Only a letter that was answered can be published with its answer.")


class NoConsentError(LetterboxError):
    """A letter whose writer did not agree to its publication."""

    message = _("The writer did not agree to publication, or took it back. The letter stays private.")


class ReasonMissingError(LetterboxError):
    """A letter passed on or closed without a word."""

    message = _("Say why in a few words: the writer is told so.")


class SameUnitError(LetterboxError):
    """A letter passed on to the unit that has it."""

    message = _("The letter is with this unit already. Choose another one.")


class NoContributionError(LetterboxError):
    """A letter that is no contribution."""

    message = _("Only a contribution becomes an item.")


class NotAHandlerError(LetterboxError):
    """Somebody who does not handle letters of the unit."""

    message = _("This person does not handle letters of the unit. Choose somebody who does.")
