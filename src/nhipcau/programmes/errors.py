"""What can be refused in `programmes`."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError


class ProgrammesError(NhipCauError):
    """The root of this room's refusals."""


class AlreadyIssuedError(ProgrammesError):
    """The programme was given to the units; its tasks no longer change."""

    message = _(
        "This programme has been issued. Its tasks can no longer be changed; make a new programme for more."
    )


class NoTasksError(ProgrammesError):
    """A programme without any task."""

    message = _("The programme has no task. Add at least one, then issue it.")


class IncompleteTasksError(ProgrammesError):
    """Tasks without a lead unit or a due date, named in the message."""

    def __init__(self, tasks: Sequence[str]) -> None:
        said = gettext(
            "These tasks lack a lead unit or a due date: %(tasks)s. Complete them, then issue the programme."
        )
        super().__init__(said % {"tasks": "; ".join(tasks)})
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

    message = _("Say in a sentence how far the work is, then send it again.")
