"""PDF with text: stamps put where they stand on the page, broken lines joined."""

from __future__ import annotations

import re

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..errors import DamagedFileError, EncryptedFileError, NoTextError, TooHeavyError
from .joining import join_lines
from .values import Limits, Loaded

_STAMP_GAP = 40.0
# Of what is stamped on a page only number and day complete the text; names and times of signatures do not.
_STAMPED = re.compile(r"\d{1,6}[a-zA-Z]?")
_MOSTLY_EMPTY = 20


def parse(data: bytes, limits: Limits) -> Loaded:
    """Return the text of a PDF file, its lines joined to paragraphs."""
    document = _opened(data)
    if len(document) > limits.pages:
        raise TooHeavyError
    pages = [_page_text(document, index) for index in range(len(document))]
    lines = [line for page in pages for line in _body_lines(page)]
    text = "\n".join(join_lines(lines)).strip()
    if not text:
        raise NoTextError
    blank = [str(number) for number, page in enumerate(pages, 1) if len(page.strip()) < _MOSTLY_EMPTY]
    notes = (
        (f"Trang {', '.join(blank)} không có chữ (ảnh quét): nội dung đó chưa được đọc.",) if blank else ()
    )
    return Loaded(text=text + "\n", notes=notes, uncertain=bool(blank))


def _opened(data: bytes) -> pdfium.PdfDocument:
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
