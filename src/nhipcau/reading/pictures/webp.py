"""The form in which pages are kept: small, and known to every browser."""

from __future__ import annotations

import io

from PIL import Image

_QUALITY = 80
# Of six: larger is smaller and slower.
_EFFORT = 3


def webp(picture: Image.Image) -> bytes:
    """Return `picture` as a WebP file without anything in it but the picture."""
    stream = io.BytesIO()
    picture.save(stream, "WEBP", quality=_QUALITY, method=_EFFORT)
    return stream.getvalue()
