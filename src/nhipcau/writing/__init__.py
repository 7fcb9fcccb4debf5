"""Official documents in the layouts of the State and the Party: plain values in, a Word file out.

This library knows no Django, reads no clock and no settings, and does no work when imported.
"""

from nhipcau.writing.docx_out import to_docx
from nhipcau.writing.errors import InvalidDocumentError, NotJsonError, UnsupportedFormatError, WritingError
from nhipcau.writing.json_form import from_json, to_json
from nhipcau.writing.model import (
    Bullet,
    Clause,
    Column,
    FigureReference,
    Filing,
    Heading,
    Number,
    OfficialDocument,
    Paragraph,
    Signature,
    Table,
    TextRun,
    plain,
)
from nhipcau.writing.numbers import format_number

__all__ = [
    "Bullet",
    "Clause",
    "Column",
    "FigureReference",
    "Filing",
    "Heading",
    "InvalidDocumentError",
    "NotJsonError",
    "Number",
    "OfficialDocument",
    "Paragraph",
    "Signature",
    "Table",
    "TextRun",
    "UnsupportedFormatError",
    "WritingError",
    "format_number",
    "from_json",
    "plain",
    "to_docx",
    "to_json",
]
