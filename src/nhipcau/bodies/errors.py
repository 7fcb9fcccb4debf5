"""What can be refused in `bodies`."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError


class BodiesError(NhipCauError):
    """The root of this room's refusals."""


class WrongTimeError(BodiesError):
    """Something would end before it begins."""

    message = _("The end lies before the beginning. Check both.")


class NobodySitsError(BodiesError):
    """A seat without a person or an office."""

    message = _("Name the person or the office that holds the seat.")


class SeatedTwiceError(BodiesError):
    """The person or office has a seat already."""

    message = _("This person or office has a seat in the body already. End that one first.")


class NoSeatsError(BodiesError):
    """Nobody to invite."""

    message = _("Nobody has a seat in this body on that day. Enter its members first.")


class CalledOffError(BodiesError):
    """The meeting was called off."""

    message = _("This meeting was called off, so it can no longer be changed.")


class HeldError(BodiesError):
    """The meeting was held."""

    message = _("This meeting was held, so it can no longer be moved or called off. Call another one.")


class BeforeMeetingError(BodiesError):
    """Minutes of a meeting that has not begun."""

    message = _("The meeting has not begun yet. Enter who was there and the minutes once it has.")


class NoReasonGivenError(BodiesError):
    """Called off without a reason."""

    message = _("Say in a sentence why it is called off, so that those invited know.")


class HasTaskError(BodiesError):
    """A task was made of it."""

    message = _("A task was made of this. Remove the task from its programme first.")


class NothingChosenError(BodiesError):
    """Nothing to make a task of."""

    message = _("Choose at least one that is to become a task.")


class ForeignProgrammeError(BodiesError):
    """A programme that takes no more tasks, or of another unit."""

    message = _("Choose a programme of this unit that has not been issued yet, or make a new one.")


class OneSidedError(BodiesError):
    """Fewer than two units."""

    message = _("A joint programme needs at least two units. Name the other side.")


class NotASideError(BodiesError):
    """The unit of the person is not among the sides."""

    message = _("Your own unit must be one of the sides.")


class AgreedError(BodiesError):
    """Every side has agreed."""

    message = _("All sides have agreed, so what they take on no longer changes.")


class NotAgreedError(BodiesError):
    """Tasks before the side has agreed."""

    message = _("Your side has not agreed yet. Agree first, then make tasks of what your unit takes on.")


class NoObligationError(BodiesError):
    """A side agrees though nobody takes anything on."""

    message = _("Nothing stands in this joint programme yet. Enter first what each side takes on.")
