"""What can be refused in `units`."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError


class UnitsError(NhipCauError):
    """The root of this room's refusals."""


class OverlapError(UnitsError):
    """Two versions of one unit would hold on the same day."""

    message = _(
        "This unit already has a name and place on that day. Choose a later day, or end the earlier version first."
    )


class LoopError(UnitsError):
    """A unit would stand above itself."""

    message = _(
        "A unit cannot stand under itself or under one of its own units. Choose another superior unit."
    )


class EndedError(UnitsError):
    """The unit no longer exists on the day named."""

    message = _(
        "This unit does not exist on that day. Check the day, or choose the unit that took over from it."
    )


class MembershipError(UnitsError):
    """A membership that makes no sense: ended before it began, or held already."""

    message = _(
        "This person already holds this role here, or the days are the wrong way round. Check the days."
    )


class NothingChangedError(UnitsError):
    """A change that would leave everything as it is."""

    message = _(
        "Nothing differs from what the unit is on that day. Change its name, kind, code or superior unit."
    )


class LegalBasisError(UnitsError):
    """A change of units without the decision it rests on."""

    message = _("Name the resolution or decision this rests on, with its number and date.")


class OwnRoleError(UnitsError):
    """An administrator would end the own administration."""

    message = _("You cannot end your own role as administrator. Ask another administrator to do it.")


class AlreadyLoadedError(UnitsError):
    """The nation would be loaded a second time."""

    message = _("The units of the nation are here already. Enter later changes one by one, or import a list.")


class ShareError(UnitsError):
    """Shares that cannot be the parts of one whole."""

    message = _(
        "Each share lies between 0 and 100 %, and together they make 100 %. Leave a share empty where it is not known."
    )


class PartsError(UnitsError):
    """A division that does not name two successors or more, each once."""

    message = _(
        "Name at least two units that take over, each once. If one takes over everything, merge the unit instead."
    )


class StillAboveError(UnitsError):
    """A unit without a superior one would end while others stand under it."""

    message = _(
        "Units still stand under this one, and there is none above it to take them. Place them elsewhere, or merge."
    )


class NotBelowError(UnitsError):
    """A unit would move with a part of another under which it does not stand."""

    message = _("Only units directly under this one on that day can move with its part. Check the list.")


class UndoError(UnitsError):
    """A change on which something rests already."""

    message = _("This change can no longer be undone.")

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join([str(type(self).message), *reasons]))


class ChangedSinceError(UnitsError):
    """What a change would do is no longer what was shown."""

    message = _("The units have changed since this preview. Read it again, and confirm it when it is right.")


class GroupError(UnitsError):
    """A stay in a group that ends earlier already."""

    message = _("This unit leaves the group earlier already. Choose an earlier day.")


class TableRefusedError(UnitsError):
    """A file that cannot be read as a list of units; the reason is a word of `tables`."""

    REASONS: dict[str, str | Promise] = {
        "too_large": _("The list is too large: 20,000 rows and 10 MB at most. Take it in by provinces."),
        "unknown_format": _(
            "This is neither an Excel workbook (.xlsx) nor a table in UTF-8 (.csv). Save it as one of them."
        ),
        "no_headings": _(
            "No row of headings was found in the first 20 rows. Add one: province, code, name, kind."
        ),
        "no_rows": _("There is nothing under the headings. Check that this is the right sheet."),
    }

    def __init__(self, reason: str) -> None:
        super().__init__(self.REASONS[reason])


class ColumnsError(UnitsError):
    """Columns that do not say what a list must say."""

    message = _("Choose a column for the province and one for the name, each column once.")


class ListAppliedError(UnitsError):
    """A list that would be applied a second time."""

    message = _("This list is applied already. Take in a new one for later changes.")


class ListNotReadyError(UnitsError):
    """A list with rows that are wrong or doubtful."""

    message = _(
        "Some rows are wrong or doubtful. Correct the file and take it in again, or choose which units they are."
    )
