"""Pictures of a document: whether they can be read, and the form in which a page takes them."""

from __future__ import annotations

import base64
import io
from typing import Final

from nhipcau.writing.checks import refusal
from nhipcau.writing.errors import InvalidDocumentError

_MEDIA: Final = {"PNG": "png", "JPEG": "jpeg"}


def damaged() -> InvalidDocumentError:
    """Return the refusal of a picture that cannot be read."""
    return refusal(
        "image",
        "ảnh bị hỏng, không đọc được. Hãy mở và lưu lại ảnh rồi thử lại.",
        "the picture is damaged and cannot be read. Open and save it again, then retry.",
    )


def svg_around(content: bytes) -> str:
    """Return a PNG or JPEG as an SVG that shows it, for a page that takes text alone.

    Raises InvalidDocumentError when the picture cannot be read to its end: it would be left out without a word.
    """
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=list(_MEDIA)) as opened:
            opened.load()
            (width, height), media = opened.size, _MEDIA[opened.format or "PNG"]
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as broken:
        raise damaged() from broken
    data = base64.b64encode(content).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/{media};base64,{data}"/></svg>'
    )
