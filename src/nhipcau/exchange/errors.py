"""What can be refused in `exchange`."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError
from nhipcau.exchange.formats import Fault, FormatError


class ExchangeError(NhipCauError):
    """The root of this room's refusals."""


class UnreadableError(ExchangeError):
    """The file as a whole cannot be read, or what was asked for cannot be written in the format."""

    def __init__(self, error: FormatError) -> None:
        super().__init__(said(error))


class TakenAlreadyError(ExchangeError):
    """The values of the file were taken over before."""

    message = _("The values of this file were taken over already. Take the file in again to compare it anew.")


class TrialError(ExchangeError):
    """The file says of itself that nothing shall be kept."""

    message = _(
        "The file says dryRun: nothing of it shall be kept. Take that line out and take the file in again."
    )


class NothingToWriteError(ExchangeError):
    """There is no figure of what was asked for."""

    message = _(
        "There is no figure to write: no report of these periods was approved yet. Choose other periods, or "
        "include reports that are not approved."
    )


class KeyDaysError(ExchangeError):
    """The last day of a key lies in the past, or too far ahead."""

    message = _("Choose a last day from today on, at most one year ahead.")


class TooOftenError(ExchangeError):
    """A key was used too often within a minute."""

    message = _("Too many requests with this key. Wait a minute, then go on.")


class QuestionError(ExchangeError):
    """A question to the interface that is not understood; the message names the parameter."""

    def __init__(self, name: str) -> None:
        super().__init__(gettext("The parameter {name} is missing or not understood.").format(name=name))


def said(error: FormatError | Fault) -> str:
    """Return the sentence of what is wrong, in the language of the page."""
    return gettext(error.message).format(**dict(error.told))
