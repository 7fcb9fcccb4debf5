"""An official document as a DOCX: the same document always gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import docx

from nhipcau.writing import rules
from nhipcau.writing.docx_body import BodyWriter
from nhipcau.writing.docx_frame import Frame
from nhipcau.writing.docx_sections import begin_section, set_first_section
from nhipcau.writing.docx_styles import prepare
from nhipcau.writing.docx_xml import be_modern
from nhipcau.writing.layout import LAYOUTS
from nhipcau.writing.model import OfficialDocument

if TYPE_CHECKING:
    from docx.document import Document

_UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)


def to_docx(document: OfficialDocument) -> bytes:
    """Return `document` as a Word file in its layout, ready for a clerk to go on with.

    Raises InvalidDocumentError when the layout has no way to print it.
    """
    layout = LAYOUTS[document.layout]
    word = docx.Document()
    prepare(word, layout)
    set_first_section(word, layout, draft=document.draft)
    be_modern(word.settings.element)
    _set_properties(word, document)
    frame, writer = Frame(word, layout), BodyWriter(word, layout)
    frame.header(document)
    frame.title(document)
    frame.opening(document)
    writer.write(document.body)
    frame.closing(document)
    for annex, label in zip(document.annexes, rules.annex_labels(document.annexes), strict=True):
        pages = layout.turned() if annex.landscape else layout
        begin_section(word, pages, draft=document.draft)
        frame.annex_title(annex, label, document, pages)
        writer.write_annex(annex.body, pages)
    return _bytes(word)


def _set_properties(word: Document, document: OfficialDocument) -> None:
    """Fill the file's own card; dates come from the document, so that no clock is read."""
    card = word.core_properties
    day = document.day
    card.created = card.modified = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else _UNDATED
    # Word's card holds 255 characters a field.
    card.title = " ".join(f"{document.kind} {document.subject}".split())[:255]
    card.author = card.last_modified_by = " ".join(document.issuer.split())[:255]
    card.language = "vi-VN"
    card.comments = ""


def _bytes(word: Document) -> bytes:
    """Return the file with every member dated alike: python-docx would stamp the clock's time."""
    loose, fixed = io.BytesIO(), io.BytesIO()
    word.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
