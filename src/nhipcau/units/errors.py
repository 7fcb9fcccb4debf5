"""What can be refused in `units`."""

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
