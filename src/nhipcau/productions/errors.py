"""What can be refused in `productions`."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError


class ProductionsError(NhipCauError):
    """The root of this room's refusals."""


class NotEditorError(ProductionsError):
    """An owner who does not edit for the unit."""

    message = _("This person does not edit for the unit. Choose an editor of the unit.")


class RhythmError(ProductionsError):
    """A rhythm without its day, or with one that does not exist."""

    message = _("Give the weekday (1 to 7), the day of the month (1 to 31) or the number of days (2 to 366).")


class SinceError(ProductionsError):
    """A first day outside what is kept."""

    message = _("The first day lies before 2000 or more than a year ahead. Correct it.")


class EndedError(ProductionsError):
    """Writing in a series that has ended."""

    message = _("This series has ended; nothing more is put in or changed.")


class EndDayError(ProductionsError):
    """An end before the beginning, or ahead."""

    message = _("The last day lies between the first day and today. Correct it.")


class OtherUnitError(ProductionsError):
    """An item of another unit, or none at all."""

    message = _("There is no item of this unit under that address. Choose one from the list.")


class TakenSlugError(ProductionsError):
    """An address that another series has."""

    message = _("Another series has this address. Choose a different one.")


class InsideError(ProductionsError):
    """An item twice."""

    message = _("This item stands in the series already.")
