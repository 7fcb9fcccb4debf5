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


def said(error: FormatError | Fault) -> str:
    """Return the sentence of what is wrong, in the language of the page."""
    return gettext(error.message).format(**dict(error.told))
