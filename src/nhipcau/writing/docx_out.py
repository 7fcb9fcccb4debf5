"""An official document as a DOCX: the same document always gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import docx
from docx.shared import Pt

from nhipcau.writing import rules
from nhipcau.writing.docx_body import BodyWriter
from nhipcau.writing.docx_styles import prepare, set_style
from nhipcau.writing.docx_xml import (
    balance,
    be_modern,
    draw_rule,
    fix_columns,
    keep_row_whole,
    printable,
    set_thin,
)
from nhipcau.writing.layout import LAYOUTS, Layout, Part
from nhipcau.writing.model import LETTER_KIND, OfficialDocument
from nhipcau.writing.text_width import balanced_width_mm

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as DocxParagraph

_UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)


def to_docx(document: OfficialDocument) -> bytes:
    """Return `document` as a Word file in its layout, ready for a clerk to go on with.

    Raises InvalidDocumentError when the layout has no way to print it.
    """
    layout = LAYOUTS[document.layout]
    word = docx.Document()
    prepare(word, layout)
    be_modern(word.settings.element)
    _set_properties(word, document)
    page = _Page(word, layout)
    page.header(document)
    page.title(document)
    page.opening(document)
    BodyWriter(word, layout).write(document.body)
    page.closing(document)
    return _bytes(word)


class _Page:
    """What stands around the body: header, title, addressees and legal bases, signature and recipients."""

    def __init__(self, word: Document, layout: Layout) -> None:
        self._word = word
        self._layout = layout

    def header(self, document: OfficialDocument) -> None:
        layout = self._layout
        table = self._word.add_table(rows=2, cols=2)
        fix_columns(table, layout.header_columns, padding_mm=0)
        left, right = table.rows[0].cells
        lines = [
            line for line in ((Part.SUPERIOR, document.superior), (Part.ISSUER, document.issuer)) if line[1]
        ]
        self._lines(left, lines)
        for paragraph, (part, text) in zip(left.paragraphs, lines, strict=True):
            self._balance(paragraph, part, text, layout.header_columns[0])
        if layout.under_issuer is None:
            self._rule(left, Part.ISSUER, document.issuer, layout.header_columns[0], layout.rule_share)
        else:
            self._add(left.add_paragraph(), Part.ISSUER, layout.under_issuer)
        self._lines(right, layout.right_header)
        last_part, last_text = layout.right_header[-1]
        self._rule(right, last_part, last_text, layout.header_columns[1], 1.0)
        self._number_row(table.rows[1].cells[0], table.rows[1].cells[1], document)

    def _number_row(self, left: _Cell, right: _Cell, document: OfficialDocument) -> None:
        number = rules.number_line(document.number, document.symbol, self._layout.number_pattern)
        lines = [(Part.NUMBER, number)]
        if document.kind == LETTER_KIND:
            lines.append((Part.LETTER_SUBJECT, f"{self._layout.letter_subject_prefix}{document.subject}"))
        self._lines(left, lines)
        self._lines(right, [(Part.PLACE_DATE, rules.date_line(document.place, document.day))])

    def title(self, document: OfficialDocument) -> None:
        if document.kind == LETTER_KIND:
            return
        self._add(self._word.add_paragraph(), Part.KIND, document.kind)
        layout = self._layout
        subject = self._word.add_paragraph()
        self._add(subject, Part.SUBJECT, document.subject)
        self._balance(subject, Part.SUBJECT, document.subject, layout.text_width)
        if layout.under_subject is not None:
            mark = self._word.add_paragraph()
            self._add(mark, Part.SUBJECT, layout.under_subject)
            mark.paragraph_format.space_after = Pt(12)
            return
        width = self._text_width(Part.SUBJECT, document.subject, layout.text_width)
        rule = set_style(self._word.add_paragraph(), Part.RULE)
        set_thin(rule, 5)
        rule.paragraph_format.space_after = Pt(12)
        draw_rule(rule, width * layout.rule_share, layout.text_width, layout.rule_weight)

    def opening(self, document: OfficialDocument) -> None:
        word = self._layout.addressee_words.get(document.kind, "Kính gửi")
        lines = rules.addressee_lines(document.addressees, word)
        for index, line in enumerate(lines):
            part = Part.ADDRESSEE if index == 0 else Part.ADDRESSEE_LIST
            paragraph = self._word.add_paragraph()
            self._add(paragraph, part, line)
            if index == len(lines) - 1:
                paragraph.paragraph_format.space_after = Pt(12)
        bases = rules.legal_basis_lines(
            document.legal_bases, prefix=self._layout.basis_prefix, last_end=self._layout.basis_last_end
        )
        for basis in bases:
            self._add(self._word.add_paragraph(), Part.LEGAL_BASIS, basis)

    def closing(self, document: OfficialDocument) -> None:
        table = self._word.add_table(rows=1, cols=2)
        fix_columns(table, self._layout.signature_columns, padding_mm=0)
        keep_row_whole(table, 0)
        left, right = table.rows[0].cells
        filing = self._layout.filing(document.filing.unit, document.filing.copies)
        recipients = rules.recipient_lines(document.recipients, filing)
        self._lines(
            left, [(Part.RECIPIENTS_HEAD, "Nơi nhận:"), *((Part.RECIPIENTS, line) for line in recipients)]
        )
        signature = document.signature
        lines = [(Part.AUTHORITY, signature.authority), (Part.SIGNER_TITLE, signature.title)]
        self._lines(right, [line for line in lines if line[1]])
        signer = right.add_paragraph()
        self._add(signer, Part.SIGNER, signature.name)
        signer.paragraph_format.space_before = Pt(self._layout.signing_room)
        # Word demands a paragraph after a last table: one that cannot push a blank page out.
        set_thin(set_style(self._word.add_paragraph(), Part.RULE), 0)

    def _lines(self, cell: _Cell, lines: list[tuple[Part, str]] | tuple[tuple[Part, str], ...]) -> None:
        for index, (part, text) in enumerate(lines):
            self._add(cell.paragraphs[0] if index == 0 else cell.add_paragraph(), part, text)

    def _add(self, paragraph: DocxParagraph, part: Part, text: str) -> None:
        set_style(paragraph, part)
        text = printable(text)
        paragraph.add_run(text.upper() if self._layout.shapes[part].upper else text)

    def _rule(self, cell: _Cell, part: Part, text: str, room: float, share: float) -> None:
        rule = set_style(cell.add_paragraph(), Part.RULE)
        set_thin(rule, 3)
        draw_rule(rule, self._text_width(part, text, room) * share, room, self._layout.rule_weight)

    def _balance(self, paragraph: DocxParagraph, part: Part, text: str, room: float) -> None:
        balance(paragraph, self._text_width(part, text, room), room)

    def _text_width(self, part: Part, text: str, room: float) -> float:
        shape = self._layout.shapes[part]
        return balanced_width_mm(text.upper() if shape.upper else text, shape.size, room)


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
