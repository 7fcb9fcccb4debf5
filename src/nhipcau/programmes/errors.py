"""What can be refused in `programmes`."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError


class ProgrammesError(NhipCauError):
    """The root of this room's refusals; `place` is the field of a form beside which it belongs, where it is of one."""

    place = ""


class AlreadyIssuedError(ProgrammesError):
    """The programme was given to the units; its tasks no longer change."""

    message = _(
        "This programme has been issued. Its tasks can no longer be changed; make a new programme for more."
    )


class NoTasksError(ProgrammesError):
    """A programme without any task."""

    message = _("The programme has no task. Add at least one, then issue it.")


class UnclearTasksError(ProgrammesError):
    """Tasks that do not say all that a task must, named in the message; `tasks` are (title, what is missing)."""

    def __init__(self, tasks: Sequence[tuple[str, Sequence[str]]]) -> None:
        said = gettext("These tasks are not clear yet: %(tasks)s. Complete them, then issue the programme.")
        named = "; ".join(f"“{title}” ({', '.join(missing)})" for title, missing in tasks)
        super().__init__(said % {"tasks": named})
        self.tasks = tuple((title, tuple(missing)) for title, missing in tasks)


class EndedUnitsError(ProgrammesError):
    """Units that do not exist at the deadline of their task; `tasks` are (title, the sentence about the unit)."""

    def __init__(self, tasks: Sequence[tuple[str, str]]) -> None:
        named = "; ".join(f"“{title}”: {said}" for title, said in tasks)
        super().__init__(
            gettext("Change these tasks, then issue the programme. %(tasks)s") % {"tasks": named}
        )
        self.tasks = tuple(tasks)


class WrongPeriodError(ProgrammesError):
    """The programme would end before it starts."""

    message = _("The programme ends before it starts. Check both dates.")


class UnknownUnitError(ProgrammesError):
    """A unit that the person may not give tasks to, or one named twice in a task."""

    message = _(
        "A task can be given only to your own unit and those below it, each once. Choose the units again."
    )


class NotGivenError(ProgrammesError):
    """Progress on a task that was not given to the units yet."""

    message = _("This programme has not been issued yet, so there is no progress to report.")


class SilentProgressError(ProgrammesError):
    """Progress without a word of what was done."""

    place = "text"
    message = _("Say in a sentence how far the work is, then send it again.")


class DueBeforeStartError(ProgrammesError):
    """A task would be due before it starts."""

    message = _("The task is due before it starts. Check both days.")


class WrongTurnsError(ProgrammesError):
    """A recurring task without the day of its first time."""

    message = _("A task that comes again needs the day on which it falls due first. Enter it.")


class AlreadyAskedError(ProgrammesError):
    """Something was asked for this task before and is not answered."""

    message = _(
        "Something was asked about this task and is not answered yet. Wait for the answer or take it back."
    )


class NoReasonError(ProgrammesError):
    """Asked, refused or changed without a reason."""

    place = "reason"
    message = _("Give the reason in a sentence, then send it again.")


class EarlierDayError(ProgrammesError):
    """A later deadline that is not later."""

    place = "day"
    message = _("The new deadline is not after the present one. Choose a later day.")


class PastDayError(ProgrammesError):
    """A later deadline that has passed already."""

    place = "day"
    message = _("This day has passed already. Choose today or a later day.")


class StartedError(ProgrammesError):
    """A task is given back after work on it began."""

    message = _(
        "Work on this task has begun, so it cannot be given back. Ask for a later deadline or pass it on instead."
    )


class NoUnitError(ProgrammesError):
    """Passed on to nobody, to the unit that has it, or to one that has the task already."""

    place = "unit"
    message = _("Choose a unit that does not have this task yet to pass it on to.")


class AnsweredError(ProgrammesError):
    """What was asked has been answered or taken back."""

    message = _(
        "This has been answered or taken back in the meantime. Open the task again to see how it stands."
    )


class FinishedError(ProgrammesError):
    """The task is done, returned, passed on or withdrawn: nothing more can be asked or reported."""

    message = _("This task is no longer open, so nothing can be reported or asked about it.")


class TakenUpError(ProgrammesError):
    """The unit has made its programme from this one."""

    message = _("Your unit has made its programme from this one already. Open that one and add to it.")


class CircleError(ProgrammesError):
    """A programme would carry out one that carries out itself."""

    message = _("This programme already carries out one of the same unit: it cannot stand under itself.")


class NotYoursError(ProgrammesError):
    """A task that was not given to the unit."""

    message = _("One of the tasks was not given to this unit, or is no longer open. Choose again.")


class BeingIssuedError(ProgrammesError):
    """The programme is being given to many units in the background."""

    message = _(
        "This programme is being issued. Wait until all its tasks have been given, then open it again."
    )


class BeingGivenError(ProgrammesError):
    """Units or deadlines of the programme are being written in the background."""

    message = _(
        "The tasks of this programme are being written for many units. Look at its page; go on when that has ended."
    )


class RemindedLatelyError(ProgrammesError):
    """The unit was reminded of the task by hand a short time ago."""

    message = _("The unit was reminded of this task less than four hours ago. Remind it again later.")


class NobodyToRemindError(ProgrammesError):
    """Nobody who works on the task can be written to, or it is no longer to be done."""

    message = _(
        "Nobody can be reminded: the task is no longer open, a later deadline was asked for, or the unit has nobody "
        "with an e-mail address. Enter one on the page of the unit."
    )


class ForeignTaskError(ProgrammesError):
    """A task of another programme."""

    message = _("This task is not one of this programme. Choose one of its tasks, or none.")


class NothingChosenError(ProgrammesError):
    """Nothing was chosen to be changed, or nothing to change it to."""

    message = _("Choose at least one task and fill in at least one field.")


class NothingLeftError(ProgrammesError):
    """No task of the programme before would be taken over."""

    message = _(
        "Nothing of that programme would be taken over: every task is done. Begin an empty programme."
    )


class TableError(ProgrammesError):
    """A file that cannot be read as a table of tasks."""

    message = _(
        "This is no table of tasks. Download the programme as XLSX, fill in that file and choose it again."
    )


class RowsError(ProgrammesError):
    """Rows of a table that cannot be taken over."""

    message = _("Some rows are wrong. Mend the rows named below in the file, then choose it again.")
