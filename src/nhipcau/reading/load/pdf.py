"""PDF: stamps put where they stand on the page, broken lines joined, pages that are pictures recognised."""

from __future__ import annotations

import re
from functools import partial

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..errors import DamagedFileError, EncryptedFileError, NoTextError, TooHeavyError
from . import recognition
from .bounds import check_streams
from .joining import join_pages
from .recognition import Picture
from .values import Limits, Loaded

_STAMP_GAP = 40.0
# Of what is stamped on a page only number and day complete the text; names and times of signatures do not.
_STAMPED = re.compile(r"\d{1,6}[a-zA-Z]?")
_MOSTLY_EMPTY = 20
LARGEST_PAGE = 14_400  # Source: ISO 32000-1, Annex C


def parse(data: bytes, limits: Limits) -> Loaded:
    """Return the text of a PDF file, its lines joined to paragraphs."""
    check_streams(data, limits)
    document = opened(data)
    if len(document) > limits.pages:
        raise TooHeavyError
    pages = [_page_text(document, index) for index in range(len(document))]
    scanned = [index for index, page in enumerate(pages) if _is_picture(document, index, page)]
    if scanned and not any(page.strip() for page in pages):
        recognition.require()
    recognised = _recognised(document, scanned, limits)
    text, starts = join_pages(
        [_body_lines(recognised.get(index) or page) for index, page in enumerate(pages)]
    )
    if not text:
        raise NoTextError(pictures=len(scanned))
    return Loaded(
        text=text + "\n",
        notes=_notes(scanned, recognised),
        uncertain=bool(scanned),
        pages=starts,
        recognised=tuple(index + 1 for index in recognised),
        unread=tuple(index + 1 for index in scanned if index not in recognised),
    )


def _is_picture(document: pdfium.PdfDocument, index: int, text: str) -> bool:
    """Whether the page shows something and has no text, or a picture and next to no text."""
    words, page = len(text.strip()), document[index]
    if words == 0:
        return bool(raw.FPDFPage_CountObjects(page) > 0)
    return words < _MOSTLY_EMPTY and any(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))


def _recognised(document: pdfium.PdfDocument, scanned: list[int], limits: Limits) -> dict[int, str]:
    """The text of the pages that are pictures, as far as it can be recognised here and within the limits."""
    if not scanned or not recognition.is_installed():
        return {}
    draws = [partial(_picture, document, index, limits) for index in scanned]
    texts = zip(scanned, recognition.recognise(draws, limits), strict=False)
    return {index: text for index, text in texts if text}


def _picture(document: pdfium.PdfDocument, index: int, limits: Limits) -> Picture:
    """The page as one sees it, smaller than usual where it is larger than paper."""
    page = document[index]
    width, height = page.get_size()
    if max(width, height) > LARGEST_PAGE or _largest_picture(page) > limits.pixels:
        raise TooHeavyError
    dpi = min(recognition.DPI, 72 * (recognition.MOST_DOTS / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    dots, row = bytes(bitmap.buffer), bitmap.stride
    if row != bitmap.width:
        dots = b"".join(dots[start : start + bitmap.width] for start in range(0, row * bitmap.height, row))
    return Picture(bitmap.width, bitmap.height, dots, max(round(dpi), 70))


def _largest_picture(page: pdfium.PdfPage) -> int:
    """The dots of the largest picture on the page, which is unpacked whole to be drawn."""
    sizes = (picture.get_px_size() for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))
    return max((width * height for width, height in sizes), default=0)


def _notes(scanned: list[int], recognised: dict[int, str]) -> tuple[str, ...]:
    unread = [index for index in scanned if index not in recognised]
    notes = []
    if recognised:
        notes.append(
            f"Trang {_numbers(list(recognised))} được nhận dạng từ ảnh, có thể sai: hãy đối chiếu với bản gốc."
        )
    if unread:
        how = (
            ""
            if recognition.is_installed()
            else f" Muốn nhận dạng ảnh, cần cài các gói {recognition.PACKAGES}."
        )
        notes.append(f"Trang {_numbers(unread)} không có chữ (ảnh quét): nội dung đó chưa được đọc.{how}")
    return tuple(notes)


def _numbers(pages: list[int]) -> str:
    return ", ".join(str(index + 1) for index in pages)


def opened(data: bytes) -> pdfium.PdfDocument:
    """Return the document. Raises EncryptedFileError, DamagedFileError."""
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise EncryptedFileError from error
        raise DamagedFileError from error


def _page_text(document: pdfium.PdfDocument, index: int) -> str:
    """The text of a page, and the text of its stamps (number and day of a digital signature) in their places."""
    page = document[index]
    before: str = page.get_textpage().get_text_range()
    if raw.FPDFPage_GetAnnotCount(page) == 0:
        return before
    if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return before
    flat = document[index].get_textpage()
    after: str = flat.get_text_range()
    return _with_stamps(flat, before, after) if after.startswith(before) else _with_one_stamp(before, after)


def _with_one_stamp(before: str, after: str) -> str:
    """The text with what was stamped in its midst, where that is one number; else the text as it was."""
    start = _shared_start(before, after)
    rest = _shared_start(before[start:][::-1], after[start:][::-1])
    stamp = after[start : len(after) - rest].strip()
    if not _STAMPED.fullmatch(stamp):
        return before
    return before[:start].rstrip() + f" {stamp}" + before[start:].lstrip()


def _shared_start(one: str, other: str) -> int:
    """How many characters both texts begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def _with_stamps(flat: pdfium.PdfTextPage, before: str, after: str) -> str:
    inserts: list[tuple[int, str]] = []
    for start, word in _words(after, len(before)):
        at = _place_of(flat, start, len(before))
        if at is not None and _STAMPED.fullmatch(word):
            inserts.append((at, word))
    text = before
    for at, word in sorted(inserts, reverse=True):
        text = (
            text[:at].rstrip(" ")
            + f" {word}"
            + ("" if text[at : at + 1] in "/-" else " ")
            + text[at:].lstrip(" ")
        )
    return text


def _words(text: str, start: int) -> list[tuple[int, str]]:
    words: list[tuple[int, str]] = []
    for offset in range(start, len(text)):
        if text[offset].isspace():
            continue
        if words and words[-1][0] + len(words[-1][1]) == offset:
            words[-1] = (words[-1][0], words[-1][1] + text[offset])
        else:
            words.append((offset, text[offset]))
    return words


def _place_of(flat: pdfium.PdfTextPage, stamp: int, limit: int) -> int | None:
    """After which character of the page the stamp stands: the nearest to its left on the same line."""
    left, bottom, _, top = flat.get_charbox(stamp)
    middle = (bottom + top) / 2
    best, nearest = None, _STAMP_GAP
    for index in range(min(limit, flat.count_chars())):
        _, char_bottom, char_right, char_top = flat.get_charbox(index, loose=True)
        if char_bottom <= middle <= char_top and -3 <= left - char_right < nearest:
            best, nearest = index + 1, left - char_right
    return best


def _body_lines(page: str) -> list[str]:
    """The lines of a page without its page number."""
    lines = [line.strip() for line in page.replace("\r", "").replace("\ufffe", "-").split("\n")]
    for edge in (0, -1):
        while lines and not lines[edge]:
            del lines[edge]
        if lines and lines[edge].isdigit() and len(lines[edge]) <= 3:
            del lines[edge]
    return lines
