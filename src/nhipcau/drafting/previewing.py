"""The pages of a draft as they will be printed, as small pictures, kept for a while by what they show."""

import hashlib
import threading
from io import BytesIO

import pypdfium2 as pdfium
from django.core.cache import cache

from nhipcau.drafting import composing
from nhipcau.drafting.overviews import DraftPage

SCALE = 1.25  # of 72 points an inch: 90 dots, which can be read beside the text
MOST_PAGES = 40
KEPT_SECONDS = 600
# The library that draws PDF is not made for several threads at once.
_ONE_AT_A_TIME = threading.Lock()


def mark_of(page: DraftPage) -> str:
    """Return what stands for the pages as they look now: another text or figure gives another."""
    return hashlib.sha256(f"{page.draft.pk};{page.fingerprint}".encode()).hexdigest()[:32]


def pages_of(page: DraftPage) -> tuple[bytes, ...]:
    """Return the first pages as PNG, drawn once for each state of the draft. Raises UnprintableError; BlockError."""
    key = _key(page.draft.pk, mark_of(page))
    kept: tuple[bytes, ...] | None = cache.get(key)
    if kept is None:
        kept = _drawn(composing.pdf_of(page.draft, page.texts, page.figures))
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def kept_pages(draft: int, mark: str) -> tuple[bytes, ...]:
    """Return pages of the draft drawn before; none when they are not kept any more, or never were."""
    kept: tuple[bytes, ...] | None = cache.get(_key(draft, mark))
    return kept or ()


def _key(draft: int, mark: str) -> str:
    return f"drafting-pages-{draft}-{mark}"


def _drawn(content: bytes) -> tuple[bytes, ...]:
    with _ONE_AT_A_TIME:
        document = pdfium.PdfDocument(content)
        try:
            return tuple(_png(document[place]) for place in range(min(len(document), MOST_PAGES)))
        finally:
            document.close()


def _png(page: pdfium.PdfPage) -> bytes:
    out = BytesIO()
    page.render(scale=SCALE).to_pil().save(out, "PNG")
    return out.getvalue()
