"""What the public site refuses of its keepers."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError


class PortalError(NhipCauError):
    """Anything the public site refuses."""


class AddressFileError(PortalError):
    """A file that holds no old addresses."""

    message = _(
        "This file has no two columns with old and new addresses. Save a CSV or XLSX with the headings “old” and “new” "
        "and take it in again."
    )


class AddressLinesError(PortalError):
    """Lines of a file that cannot stand; nothing of it was taken in."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.message = _("Nothing was taken in. Mend these lines first: %(lines)s") % {
            "lines": "; ".join(lines)
        }
