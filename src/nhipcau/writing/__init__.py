"""Official documents in the layouts of the State and the Party: plain values in, a Word file, a PDF or HTML out.

This library knows no Django, reads no clock and no settings, and does no work when imported.
"""

from nhipcau.writing.docx_out import to_docx
from nhipcau.writing.errors import InvalidDocumentError, NotJsonError, UnsupportedFormatError, WritingError
from nhipcau.writing.html_body import Hooks
from nhipcau.writing.html_out import html_fragment, to_html
from nhipcau.writing.html_style import fragment_style
from nhipcau.writing.json_form import from_json, to_json
from nhipcau.writing.model import (
    Annex,
    Bullet,
    Chart,
    Clause,
    Column,
    FigureReference,
    Filing,
    Heading,
    Image,
    IssuingBody,
    Number,
    OfficialDocument,
    Paragraph,
    Series,
    Signature,
    Table,
    TextRun,
    plain,
)
from nhipcau.writing.numbers import format_number
from nhipcau.writing.typst_out import to_pdf

__all__ = [
    "Annex",
    "Bullet",
    "Chart",
    "Clause",
    "Column",
    "FigureReference",
    "Filing",
    "Heading",
    "Hooks",
    "Image",
    "InvalidDocumentError",
    "IssuingBody",
    "NotJsonError",
    "Number",
    "OfficialDocument",
    "Paragraph",
    "Series",
    "Signature",
    "Table",
    "TextRun",
    "UnsupportedFormatError",
    "WritingError",
    "format_number",
    "fragment_style",
    "from_json",
    "html_fragment",
    "plain",
    "to_docx",
    "to_html",
    "to_json",
    "to_pdf",
]
