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


class BrokenRulesError(ReportingError):
    """Figures break rules that must hold before sending; `rules` are the words of those rules."""

    def __init__(self, rules: Sequence[str]) -> None:
        self.rules = tuple(rules)
        say = _("Not sent yet. Correct the figures first: {rules}")
        super().__init__(format_lazy(say, rules=" ".join(rules)))


class SignedIsPdfError(ReportingError):
    """A signed report that is no PDF."""

    message = _("A signed report is a PDF. Choose the signed PDF, or keep this file as an annex.")


class AttachedAlreadyError(ReportingError):
    """The very same file is kept already."""

    message = _("This very file is kept with the report already.")


class WorkbookError(ReportingError):
    """A file that was uploaded and is not taken; nothing of it is kept."""


class LargeWorkbookError(WorkbookError):
    """A file above the limits."""

    message = _("This file is too large. Download the form again and fill in that file.")


class ClosedWorkbookError(WorkbookError):
    """A file with a password, or in the old format."""

    message = _("This file has a password or is in the old .xls format. Save it as .xlsx without a password.")


class DamagedWorkbookError(WorkbookError):
    """A file that cannot be read as a workbook."""

    message = _(
        "This file cannot be read. Choose the .xlsx file that was downloaded from this page and filled in."
    )


class MacroWorkbookError(WorkbookError):
    """A file with a program in it."""

    message = _("This file holds macros. Save it as .xlsx without macros, then choose it again.")


class NotOurWorkbookError(WorkbookError):
    """A workbook that was not downloaded from here."""

    message = _(
        "This is not a form of this system. Download the form from this page, fill it in and upload it."
    )


class OtherWorkbookError(WorkbookError):
    """A workbook of another unit, form or period: `theirs` says which."""

    def __init__(self, theirs: str) -> None:
        say = _(
            "This file belongs to another report: {theirs}. Upload it there, or download the form of this one."
        )
        super().__init__(format_lazy(say, theirs=theirs))


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


class LockedError(ReportingError):
    """The collection is locked for the unit."""

    message = _(
        "This report is locked: nothing can be written or sent any more. "
        "Ask the receiving office to open it again for your unit."
    )


class LockTooEarlyError(ReportingError):
    """The lock would come before the due moment."""

    message = _("The lock comes before the due day. Lock the report on the due day or later.")


class MomentPassedError(ReportingError):
    """A moment that should lie ahead has passed."""

    message = _("This moment has passed already. Choose a later one.")


class AnsweredAlreadyError(ReportingError):
    """A unit to be taken out has sent its report; `names` are those of the units."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        say = _("These units have sent their report already, so they stay: {names}. Take them off the list.")
        super().__init__(format_lazy(say, names=", ".join(names)))


class LastUnitError(ReportingError):
    """No unit would be asked any more."""

    message = _("At least one unit stays asked. To end the report for all, close it instead.")


class NotInUseError(ReportingError):
    """The form is being made, was put away or was replaced."""

    message = _("This form is not in use. Put it in use first, or choose its newest version.")


class NoTitleError(ReportingError):
    """A thematic or ad hoc period without a title in both languages."""

    message = _("Give this period a title of its own.")


class DaysTurnedError(ReportingError):
    """The last day lies before the first."""

    message = _("The last day lies before the first. Write the first day first.")


class OutOfReachError(ReportingError):
    """A unit outside the reach of the person who asks."""

    message = _("Some of these units are not yours to ask. Choose among the units below your own.")


class FormAskedError(ReportingError):
    """The form was asked already, so what was answered would change with it."""

    message = _(
        "Units were asked with this form already. Make a new version of it: what was answered stays as it is."
    )


class UnknownFigureError(ReportingError):
    """A rule speaks of figures that the form does not ask for; `names` are their codes."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        say = _(
            "The form does not ask for: {names}. Write the codes as the list shows them, "
            "and a minus between spaces."
        )
        super().__init__(format_lazy(say, names=", ".join(names)))


class NoFormulaError(ReportingError):
    """A side of a rule cannot be read; `rest` is where it stops making sense."""

    def __init__(self, rest: str) -> None:
        self.rest = rest
        say = _(
            "This cannot be read from here on: “{rest}”. Write codes, numbers, + - * and brackets, "
            "for example: so-cuoc + 2 * tap-huan."
        )
        super().__init__(format_lazy(say, rest=rest or "…"))


class RuleLosesFigureError(ReportingError):
    """A figure to be taken out is spoken of by a rule; `names` are codes."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        say = _("Rules of this form speak of: {names}. Change or remove those rules first.")
        super().__init__(format_lazy(say, names=", ".join(names)))


class AudienceEmptyError(ReportingError):
    """A row of the audience that says nothing."""

    message = _("Choose at least one: a unit, a kind, a line, a level, a territory or a group.")


class NoUnitsError(ReportingError):
    """None of the units chosen exists at the period's end."""

    message = _("Choose at least one unit that exists on the last day of the period.")


class EmptyFormError(ReportingError):
    """A form, or one of its sections, that asks for nothing."""

    message = _("Choose at least one indicator, and give each section you use a heading.")


class RatioAskedError(ReportingError):
    """A form would ask for a ratio."""

    message = _("A ratio is computed from its two numbers. Ask for those two numbers instead.")


class WholeAndPartError(ReportingError):
    """A form that asks for an indicator and for its parts."""

    message = _("A form asks for an indicator or for its parts, not for both. Take one of them out.")


class SealedError(ReportingError):
    """The figures are sealed and no correction is open."""

    message = _(
        "These figures are sealed. Have those who approve open a correction with its reason first, then change them."
    )


class NotAllApprovedError(ReportingError):
    """A seal would leave out units that were not named."""

    message = _(
        "Some units have no approved figures. Approve them, or tick each unit that is to be left out, then seal again."
    )


class CorrectionReasonMissingError(ReportingError):
    """A correction without a reason."""

    message = _("Write why the sealed figures must be corrected.")


class NotSealedError(ReportingError):
    """There is nothing to correct: the figures were never sealed."""

    message = _("These figures are not sealed. Return the report for correction instead.")


class NoteMissingError(ReportingError):
    """A mark, or its end, without a note."""

    message = _("Write what is to be looked at, or what was found.")


class NoSuchFigureError(ReportingError):
    """A mark on a figure that the report does not have."""

    message = _("This report has no such figure. Open its page again and choose one.")
