"""What can be refused of a file that a person uploads."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError


class FileError(NhipCauError):
    """A file that cannot be kept; nothing of it is stored."""


class EmptyFileError(FileError):
    """A file without content."""

    message = _(
        "This file is empty. Open it on your device to see whether it is whole, then choose it again."
    )


class OversizeError(FileError):
    """A file above the limit."""

    message = _(
        "This file is larger than 20 MB. Make it smaller, or put it on your portal and give its link."
    )


class PhotoError(FileError):
    """A file that is no readable picture, whatever its name says."""

    message = _("This is not a photo that can be read. Choose a JPEG, PNG, WebP or HEIC picture.")


class DamagedError(FileError):
    """A file whose content breaks off or cannot be opened."""

    message = _("This file is damaged or incomplete. Save it anew, then choose it again.")


class MislabelledError(FileError):
    """A file whose name says one type and whose content is another."""

    message = _(
        "The name of this file says one type, its content is another. Save it in the type of its name."
    )


class FileTypeError(FileError):
    """A type of file that is not taken."""

    message = _(
        "Files of this type are not taken. Choose a PDF, Word, Excel, PowerPoint, picture, sound or film."
    )


class SecretFileError(FileError):
    """A file with a mark of secrecy."""

    message = _(
        "This file bears a mark of secrecy (MẬT, TỐI MẬT or TUYỆT MẬT). Nothing of it was kept. Such documents are kept "
        "only in the protected system: hand it to the clerk for secret documents, and delete it from this computer."
    )


class SheetError(FileError):
    """A file that cannot be read as a workbook, or holds more than is taken."""

    message = _(
        "This file cannot be read as an XLSX workbook of at most %(rows)d rows. Save it anew as XLSX."
    )

    def __init__(self, rows: int) -> None:
        super().__init__(str(self.message) % {"rows": rows})
