"""Files that are stored with the rows that name them: both or neither."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile

Keep = Callable[[FieldFile, str, bytes], None]


@contextmanager
def stored_or_erased() -> Iterator[Keep]:
    """Give a function that stores a file in a row's field; when anything in the block fails, no file stays behind.

    The row is saved in the block, in the transaction of the action: the block is the last step of it.
    """
    saved: list[FieldFile] = []

    def keep(field: FieldFile, name: str, content: bytes) -> None:
        field.save(name, ContentFile(content), save=False)
        saved.append(field)

    try:
        yield keep
    except BaseException:
        erase(saved)
        raise


def erase(files: Iterable[FieldFile]) -> None:
    """Delete stored files, whatever the rows say that named them."""
    for file in files:
        file.storage.delete(str(file.name))
