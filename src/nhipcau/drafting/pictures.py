"""The stored pictures of a draft, named to a browser so that only its own can be asked for."""

from typing import Any

from django.core import signing

from nhipcau.drafting.models import Draft, Section


def sealed(draft: int, picture: str) -> str:
    """Return the name of a stored picture so that it is good for this draft only."""
    return signing.dumps(picture, salt=_salt(draft)) if picture else ""


def unsealed(draft: int, text: str) -> str:
    """Return the name of the stored picture; "" for one of another draft, or for nonsense."""
    try:
        return str(signing.loads(text, salt=_salt(draft))) if text else ""
    except signing.BadSignature:
        return ""


def content_of(draft: Draft, sealed_name: str) -> bytes | None:
    """Return the picture that a sealed name of this draft stands for; None when there is none."""
    name = unsealed(draft.pk, sealed_name)
    field: Any = Section._meta.get_field("picture")
    if not name or not field.storage.exists(name):
        return None
    with field.storage.open(name) as stored:
        return bytes(stored.read())


def _salt(draft: int) -> str:
    return f"drafting.picture.{draft}"
