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
