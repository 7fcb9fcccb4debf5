"""What can be refused in `oversight`."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError


class OversightError(NhipCauError):
    """The root of this room's refusals."""


class ForeignUnitError(OversightError):
    """A unit that the person may not inspect."""

    message = _("You can inspect only units below your own; for your own unit, choose self-check.")


class NoQuestionsError(OversightError):
    """An inspection without a checklist."""

    message = _("Write at least one question of the checklist, one on each line.")


class FutureVisitError(OversightError):
    """A visit on a day to come."""

    message = _("The day of the visit lies ahead. Enter the visit when it has been held.")


class UnansweredError(OversightError):
    """A checklist with questions left open."""

    message = _("Answer every question of the checklist; where one does not fit, choose “does not apply”.")


class HeldError(OversightError):
    """The visit was entered in the meantime."""

    message = _("This visit has been entered already. Reload the page to see it.")


class NotHeldError(OversightError):
    """A shortcoming of a visit that was not held."""

    message = _("Enter the visit first, then what was found.")


class EarlyMendError(OversightError):
    """To be mended before the day of the visit."""

    message = _("The day to mend it by lies before the visit. Choose the day of the visit or a later day.")


class NothingSaidError(OversightError):
    """A shortcoming or follow-up without words."""

    message = _("Say in a sentence what it is about, then send it again.")


class MovedOnError(OversightError):
    """The shortcoming is no longer in the state in which this can be done."""

    message = _("This shortcoming has moved on in the meantime. Reload the page to see where it stands.")


class SentError(OversightError):
    """A self-check or reply that was sent already."""

    message = _("This was sent already. If something is missing, ask the unit above to send it back.")


class NotSentError(OversightError):
    """A self-check or reply that was not sent, or was dealt with in the meantime."""

    message = _("This does not wait for you any more. Reload the page to see where it stands.")


class NobodyAboveError(OversightError):
    """A self-check of a unit under no other."""

    message = _("No unit stands above yours here, so there is nobody to send it to. It is kept as entered.")


class HasTaskError(OversightError):
    """A shortcoming of which a task was made already."""

    message = _("A task was made of this shortcoming already. Follow it there.")


class ClosedShortcomingError(OversightError):
    """A shortcoming that is mended."""

    message = _("This shortcoming needs no task any more: its mending was accepted.")


class ForeignProgrammeError(OversightError):
    """A programme that cannot take the task."""

    message = _("Tasks are added only to a draft programme of your unit. Choose one, or a new one.")


class NotIssuedError(OversightError):
    """A review of a programme that reached nobody."""

    message = _("Issue the programme first: so far no unit has a task from it.")


class NobodyAskedError(OversightError):
    """A review of a programme that no unit carries out."""

    message = _("No unit carries out a task of this programme, so there is nobody to ask.")


class PastDueError(OversightError):
    """An answer asked for by a day that has passed."""

    message = _("The day to answer by has passed. Choose today or a later day.")
