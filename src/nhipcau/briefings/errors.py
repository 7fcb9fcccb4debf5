"""What can be refused in `briefings`."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError


class BriefingsError(NhipCauError):
    """The root of this room's refusals."""


class NotRegisteredError(BriefingsError):
    """A document that is not in the register yet."""

    message = _("Only a document in the register can be made known. Register it first, then make it known.")


class NobodyError(BriefingsError):
    """A notice to no unit."""

    message = _("Choose at least one unit that is to make the document known.")


class ForeignUnitError(BriefingsError):
    """A unit that the person may not ask."""

    message = _("You can ask only your own unit and those below it. Choose the units again.")


class PastDayError(BriefingsError):
    """The last day lies before the day of sending."""

    message = _("The last day has passed already. Choose today or a later day.")


class NoWhyError(BriefingsError):
    """Called back without a reason."""

    message = _("Say in a sentence why it is called back, then send it again.")


class CalledBackError(BriefingsError):
    """The notice was called back in the meantime."""

    message = _("This directive was called back, so nothing can be entered any more.")


class HandedOverError(BriefingsError):
    """The unit has ended and another goes on with what it was to make known."""

    message = _("Your unit handed this over to the unit that took over from it: enter it there.")


class NotEndedError(BriefingsError):
    """A unit that exists cannot hand over."""

    message = _("This unit still exists, so it goes on itself. Nothing was handed over.")


class NoHeirError(BriefingsError):
    """The unit did not take over anything from the one that ended."""

    message = _("This unit did not take over from the one that ended. Choose one of those named.")


class DoneError(BriefingsError):
    """The unit has said that it is finished."""

    message = _("Your unit has said that it is finished. Open it again to enter more.")


class FutureDayError(BriefingsError):
    """A session in the future, or before the document was sent."""

    message = _("Enter a session after it was held: the day cannot lie in the future.")


class EarlyDayError(BriefingsError):
    """A session before the document was issued."""

    message = _("This day lies before the document was issued. Check the day.")


class NoTotalsError(BriefingsError):
    """Nobody said how many there are."""

    message = _("Say first how many there are altogether: a share needs both numbers.")


class MoreThanThereAreError(BriefingsError):
    """More were briefed than there are; `field` is the number that is too high."""

    def __init__(self, field: str, together: int, whole: int) -> None:
        said = _(
            "With this it would be %(together)s of %(whole)s. Count each once, or correct how many there are."
        )
        super().__init__(said % {"together": together, "whole": whole})
        self.field = field


class NothingBriefedError(BriefingsError):
    """A session that reached nobody, or a unit that is finished without a session."""

    message = _("Enter how many were briefed: at least one person.")
