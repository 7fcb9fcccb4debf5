"""What can be refused in `practices`."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError


class PracticesError(NhipCauError):
    """The root of this room's refusals."""


class EndedUnitError(PracticesError):
    """A proposal of a unit that is no more."""

    message = _("This unit has ended. Propose the practice for the unit that took over.")


class OldPageError(PracticesError):
    """A page whose proposal was written by somebody else."""

    message = _("This page is out of date. Open it again and copy over what you wrote.")


class ElsewhereError(PracticesError):
    """A task or activity of another unit."""

    message = _("The task or activity it comes from is not of this unit. Choose one of the unit.")


class SentOnError(PracticesError):
    """The proposal is no longer in the state in which this can be done."""

    message = _("This proposal has moved on in the meantime. Reload the page to see where it stands.")


class NoFiguresError(PracticesError):
    """A proposal without figures."""

    message = _("Add at least one figure that shows what worked, then send the proposal.")


class NotAboveError(PracticesError):
    """A proposal to a unit that does not stand above."""

    message = _("Propose it to a unit above yours, or to one that gives you tasks.")


class UnsaidError(PracticesError):
    """Not accepted or sent back without a reason."""

    message = _("Say why in a sentence: the unit has to know what to do next.")


class KnownFigureError(PracticesError):
    """A figure of the same thing and period twice."""

    message = _("This figure stands here already. Take the old one out first if it is wrong.")


class GoneFigureError(PracticesError):
    """A figure that is not among what the unit has approved."""

    message = _(
        "This figure is not in an approved report of the unit. Choose another, or type it with its source."
    )


class KnownProofError(PracticesError):
    """The same file or link twice."""

    message = _("This file or link stands here already.")


class NotAcceptedError(PracticesError):
    """Spreading or commending what was not accepted."""

    message = _("Only a practice that was accepted can be spread or commended.")


class OtherProgrammeError(PracticesError):
    """A programme that cannot take the task."""

    message = _(
        "The task is added only to a draft programme of the unit that spreads. Choose one, or a new one."
    )


class SpreadAlreadyError(PracticesError):
    """A task of the practice that still stands in a draft of the same unit."""

    message = _(
        "A task of this practice stands in a draft programme of the unit already. Issue that programme first."
    )


class NobodyElseError(PracticesError):
    """An audience without anybody but the unit itself."""

    message = _("Choose at least one unit other than the one the practice comes from.")


class AnsweredAlreadyError(PracticesError):
    """A unit that has answered already."""

    message = _("The unit has answered already. Reload the page to see how.")


class ForeignerError(PracticesError):
    """Commending a unit that has nothing to do with the practice."""

    message = _("Only the unit the practice comes from and those that took it up are commended for it.")


class FutureDecisionError(PracticesError):
    """A decision on a day to come."""

    message = _("The day of the decision lies ahead. Enter it when it has been decided.")


class CommendedAlreadyError(PracticesError):
    """The same decision twice."""

    message = _("This decision was entered already.")
