"""Stores a file together with its row: both or neither."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import PurePath
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction


@contextmanager
def stored_with_row(content: bytes, file_name: str, at: datetime) -> Iterator[str]:
    """Store `content`, give its name in the storage, and open the transaction that must save the row.

    When anything fails, the stored file is deleted with the rollback. The name is made here, so that a file cut
    short by a full disk is found and deleted as well. A caller that wraps this in a transaction of its own must
    call it as its last step.
    """
    name = f"registry/{at:%Y/%m}/{uuid4().hex}{PurePath(file_name).suffix.lower()[:10]}"
    try:
        default_storage.save(name, ContentFile(content))
        with transaction.atomic():
            yield name
    except BaseException:
        default_storage.delete(name)
        raise
