"""What can be refused in `editorial`."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError


class EditorialError(NhipCauError):
    """The root of this room's refusals."""


class PastDayError(EditorialError):
    """A day that is over."""

    message = _("This day is over. Choose today or a day to come.")


class ReasonMissingError(EditorialError):
    """Something that others counted on falls away without a word."""

    message = _("Say why in a few words: colleagues have counted on it.")


class HasItemError(EditorialError):
    """An entry that has its item already."""

    message = _("This entry has its item already. Open the entry again.")


class OffError(EditorialError):
    """An entry that will not be covered."""

    message = _("This is not to be covered. Take it up again first.")


class ClosedCommissionError(EditorialError):
    """A piece of work that was declined, done or taken back."""

    message = _("This piece of work is closed already. Open the page again.")


class NotAnEditorError(EditorialError):
    """A piece of work for somebody who may not write for the unit."""

    message = _("This person does not edit for the unit. Choose somebody who does.")


class AnsweredError(EditorialError):
    """A request that was answered or withdrawn."""

    message = _("This request is answered or withdrawn already. Open the page again.")


class OwnUnitError(EditorialError):
    """A request to the own unit."""

    message = _("This is the entry's own unit. Ask another unit, or name a body outside.")


class NobodyAskedError(EditorialError):
    """A request to nobody, or to two at once."""

    message = _("Choose the unit that is asked, or write the name of a body outside: one of the two.")


class OwnItemError(EditorialError):
    """An item of the own unit, which needs no taking over."""

    message = _("This item is of the unit itself. There is nothing to take over.")


class NotPublicError(EditorialError):
    """An item that readers cannot read."""

    message = _("Only what is published can be taken over.")


class TakenOverAlreadyError(EditorialError):
    """An item that the unit took over before."""

    message = _("The unit took this item over before. Look for it among its items.")
