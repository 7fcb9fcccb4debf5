"""What can be refused in `indicators`."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError


class IndicatorsError(NhipCauError):
    """The root of this room's refusals."""


class FigureError(IndicatorsError):
    """A typed figure that cannot be taken."""

    message = _("This is not a number. Use digits only, such as 1200.")


class CodeInUseError(IndicatorsError):
    """The code of an indicator that is counted already would change."""

    message = _(
        "This indicator is in use already: its code, value type and way of adding up stay as they are."
    )


class SplitError(IndicatorsError):
    """An indicator that cannot be told apart as asked."""

    message = _("Choose an indicator that is counted itself: not a ratio, and not a part of another one.")


class NoCasesError(IndicatorsError):
    """A split with fewer than two cases, or with one case twice."""

    message = _("Write at least two cases, each with a code of its own and a name in both languages.")


class RatioError(IndicatorsError):
    """A ratio of something that is a ratio itself, or of one indicator with itself."""

    message = _("Choose two different indicators that are counted, the part first and the whole second.")


class PartedOtherwiseError(IndicatorsError):
    """An indicator that is told apart by other splits already."""

    message = _(
        "This indicator is told apart by other splits already, and the same things would count twice. "
        "Add an indicator of its own for the other way."
    )
