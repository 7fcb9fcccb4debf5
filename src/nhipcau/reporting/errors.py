"""What can be refused in `reporting`."""

from collections.abc import Sequence

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError


class ReportingError(NhipCauError):
    """The root of this room's refusals."""


class ChangedMeanwhileError(ReportingError):
    """Somebody else wrote to the submission after the page was opened."""

    message = _(
        "Somebody else has changed this report meanwhile. Look at it as it is now, then do your change again."
    )


class NotOpenError(ReportingError):
    """The submission is not in a state in which figures may be changed or sent."""

    message = _("This report has been sent already. To change it, ask the receiving office to return it.")


class NotSentError(ReportingError):
    """There is nothing to decide: the submission was not sent, or was decided already."""

    message = _("This report does not wait for a decision. Look at its present state first.")


class NotOwedError(ReportingError):
    """The unit is not asked for this report, or did not exist at the end of the period."""

    message = _("This unit is not asked for this report. Choose one of the units in the list.")


class MissingCellsError(ReportingError):
    """Required cells are blank; `names` are those of their indicators."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        say = _("Not sent yet. Fill in, or mark as “did not occur”: {names}.")
        super().__init__(format_lazy(say, names=", ".join(names)))


class ReasonMissingError(ReportingError):
    """A return without a reason."""

    message = _("Write what is to be corrected, for the whole report or beside a figure.")


class NoSuchPeriodError(ReportingError):
    """The year has no period of that number."""

    message = _("There is no such period in a year. A year has 12 months, 4 quarters and 2 half-years.")


class DueTooEarlyError(ReportingError):
    """The due moment leaves units no working day after the cut-off."""

    message = _(
        "This is too early: units must have at least one working day after the last day of the period. "
        "Choose a later day."
    )


class AskedAlreadyError(ReportingError):
    """The form is asked for this period already."""

    message = _("This form is already asked for this period. Open the existing collection instead.")


class AskedTwiceError(ReportingError):
    """Another collection asks a unit for the same indicator in the same period."""

    def __init__(self, indicator: str) -> None:
        say = _(
            "Another form already asks some of these units for “{indicator}” in this period. "
            "Take those units or this figure out, so that nobody reports it twice."
        )
        super().__init__(format_lazy(say, indicator=indicator))


class NoUnitsError(ReportingError):
    """None of the units chosen exists at the period's end."""

    message = _("Choose at least one unit that exists on the last day of the period.")


class EmptyFormError(ReportingError):
    """A form without a section or without indicators."""

    message = _("Choose at least one indicator, and give each section you use a heading.")


class RatioAskedError(ReportingError):
    """A form would ask for a ratio."""

    message = _("A ratio is computed from its two numbers. Ask for those two numbers instead.")


class WholeAndPartError(ReportingError):
    """A form that asks for an indicator and for its parts."""

    message = _("A form asks for an indicator or for its parts, not for both. Take one of them out.")
