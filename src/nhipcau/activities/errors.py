"""What can be refused in `activities`."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError


class ActivitiesError(NhipCauError):
    """The root of this room's refusals."""


class FutureError(ActivitiesError):
    """An activity that has not happened yet."""

    message = _("This day is still to come. Log the activity once it has happened.")


class WrongDaysError(ActivitiesError):
    """A last day before the first."""

    message = _("The last day is before the first. Check both days.")


class UnitThenError(ActivitiesError):
    """The unit did not exist on the day of the activity."""

    message = _(
        "Your unit did not exist on that day. Check the day; earlier work belongs to the former unit."
    )


class TaskError(ActivitiesError):
    """A task of another unit, or one that is not given to units yet."""

    message = _("This task is not given to your unit. Choose one of your unit's tasks, or none.")


class CountError(ActivitiesError):
    """A count that cannot be: of an indicator named twice, computed, or out of use."""

    message = _("Each indicator is counted once, and only those in use. Check the rows of counts.")


class PartedError(CountError):
    """A count of an indicator that is counted in its parts."""

    message = _("This indicator is counted in its parts. Choose the part that this activity belongs to.")


class PresentAtHostError(CountError):
    """The people present at an event, counted again at one of its themes."""

    message = _(
        "The people present are counted once, at the event that this is a part of. "
        "Take their number away here, or take the activity out of the event."
    )


class DetailsError(ActivitiesError):
    """Particulars that the kind of activity does not have, or not so; `mistakes` is path of a field → what is wrong."""

    message = _("Some particulars of this kind of activity are missing or wrong. Check the marked fields.")

    def __init__(self, mistakes: Mapping[str, str]) -> None:
        self.mistakes = dict(mistakes)
        super().__init__()


class HostError(ActivitiesError):
    """An event that this cannot be a part of."""

    message = _(
        "This cannot be a part of that event. Choose an event of your unit, or one that is open to other units."
    )


class HasThemesError(ActivitiesError):
    """An event with parts, to be made a part of another."""

    message = _(
        "Other activities are parts of this event, so it cannot be a part of another. Choose no event."
    )


class OutsideHostError(ActivitiesError):
    """A part that lies on other days than its event."""

    message = _("This lies on other days than the event it is a part of. Check the day, or choose no event.")


class WithdrawnError(ActivitiesError):
    """A change of an activity that was withdrawn."""

    message = _("This activity was withdrawn. Log it again if it did take place: its page offers a copy.")


class NoReasonError(ActivitiesError):
    """A withdrawal without a reason."""

    message = _("Write why the activity is withdrawn: whoever opens a report made from it will ask.")


class TooManyError(ActivitiesError):
    """More activities than one file should hold."""

    message = _("These are more than 20,000 activities. Choose fewer days or one unit, then take the file.")


class LinkError(ActivitiesError):
    """An address that does not lead to the web."""

    message = _("Write a whole web address that begins with https:// or http://.")
