"""The pictures of a draft are kept, and read again."""

import uuid
from typing import Any

from django.core.files.base import ContentFile

from nhipcau.drafting import access
from nhipcau.drafting.models import Draft, Section
from nhipcau.units.models import User


def keep_picture(draft: Draft, content: bytes, *, by: User) -> str:
    """Keep a picture drawn anew for a section of the draft, and return its name. Raises PermissionDenied.

    It belongs to no section before the text is saved with its name.
    """
    access.require_writer(by, draft.unit_id)
    field: Any = Section._meta.get_field("picture")
    name = field.generate_filename(Section(draft=draft), f"{uuid.uuid4().hex}.jpg")
    return str(field.storage.save(name, ContentFile(content)))
