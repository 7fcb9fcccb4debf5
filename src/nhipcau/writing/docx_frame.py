"""What stands around the body of a document in Word: header, title, opening, signatures, annex titles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from docx.shared import Mm, Pt

from nhipcau.writing import rules
from nhipcau.writing.docx_styles import set_style
from nhipcau.writing.docx_xml import balance, draw_rule, fix_columns, keep_row_whole, printable, set_thin
from nhipcau.writing.fitting import divided, enclosed_in_lines, line_width, rows_of_signatures
from nhipcau.writing.layout import Layout, Part
from nhipcau.writing.model import LETTER_KIND, Annex, IssuingBody, OfficialDocument, Signature

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as DocxParagraph

_Lines = Sequence[tuple[Part, str]]


class Frame:
    """Writes the parts that the layout prescribes around the text itself."""

    def __init__(self, word: Document, layout: Layout) -> None:
        self._word = word
        self._layout = layout

    def header(self, document: OfficialDocument) -> None:
        """Write who issues it, number and subject on the left; the State or the Party, place and date on the right."""
        layout = self._layout
        table = self._word.add_table(rows=2, cols=2)
        fix_columns(table, layout.header_columns, padding_mm=0)
        left, right = table.rows[0].cells
        for index, body in enumerate(document.bodies):
            self._issuer(left, body, document.bodies[index - 1] if index else None)
        self._lines(right, layout.right_header)
        last_part, last_text = layout.right_header[-1]
        self._rule(right, last_part, last_text, layout.header_columns[1], 1.0)
        self._number_row(table.rows[1].cells[0], table.rows[1].cells[1], document)

    def _issuer(self, cell: _Cell, body: IssuingBody, above: IssuingBody | None) -> None:
        room = self._layout.header_columns[0]
        superior = "" if above is not None and above.superior == body.superior else body.superior
        named = ((Part.SUPERIOR, superior), (Part.ISSUER, body.name))
        lines = [(part, divided(self._layout.shapes[part], text, room)) for part, text in named if text]
        for index, (part, text) in enumerate(lines):
            first = above is None and index == 0
            paragraph = self._add(cell.paragraphs[0] if first else cell.add_paragraph(), part, text)
            self._balance(paragraph, part, text, room)
            if above is not None and index == 0:
                paragraph.paragraph_format.space_before = Pt(6)
        if self._layout.under_issuer is None:
            self._rule(cell, *lines[-1], room, self._layout.rule_share)
        else:
            self._add(cell.add_paragraph(), Part.ISSUER, self._layout.under_issuer)

    def _number_row(self, left: _Cell, right: _Cell, document: OfficialDocument) -> None:
        pattern = self._layout.number_pattern
        lines = [
            (Part.NUMBER, rules.number_line(body.number, body.symbol, pattern)) for body in document.bodies
        ]
        if document.kind == LETTER_KIND:
            lines.append((Part.LETTER_SUBJECT, f"{self._layout.letter_subject_prefix}{document.subject}"))
        self._lines(left, lines)
        for above, below in pairwise(zip(left.paragraphs, lines, strict=True)):
            if above[1][0] is below[1][0]:
                below[0].paragraph_format.space_before = Pt(0)
        self._lines(right, [(Part.PLACE_DATE, rules.date_line(document.place, document.day))])

    def title(self, document: OfficialDocument) -> None:
        """Write kind and subject; a letter has its subject under the number."""
        if document.kind == LETTER_KIND:
            return
        self._add(self._word.add_paragraph(), Part.KIND, document.kind)
        self._balanced_line(Part.SUBJECT, document.subject)
        self._close_title(Part.SUBJECT, document.subject, self._layout)

    def annex_title(self, annex: Annex, label: str, document: OfficialDocument, layout: Layout) -> None:
        """Write an annex's label and title, and the line that names its document."""
        self._add(self._word.add_paragraph(), Part.ANNEX_LABEL, label)
        self._balanced_line(Part.ANNEX_TITLE, annex.title, layout)
        enclosed = enclosed_in_lines(rules.enclosed_line(document, annex), layout)
        self._balanced_line(Part.ENCLOSED, enclosed, layout)
        self._close_title(Part.ENCLOSED, enclosed, layout)

    def _balanced_line(self, part: Part, text: str, layout: Layout | None = None) -> None:
        paragraph = self._add(self._word.add_paragraph(), part, text)
        self._balance(paragraph, part, text, (layout or self._layout).text_width)

    def _close_title(self, part: Part, text: str, layout: Layout) -> None:
        """Put the rule or the mark of the layout under a title."""
        if layout.under_subject is not None:
            mark = self._add(self._word.add_paragraph(), Part.SUBJECT, layout.under_subject)
            mark.paragraph_format.space_after = Pt(12)
            return
        rule = set_style(self._word.add_paragraph(), Part.RULE)
        set_thin(rule, 5)
        rule.paragraph_format.space_after = Pt(12)
        rule.paragraph_format.keep_with_next = True
        width = self._text_width(part, text, layout.text_width) * layout.rule_share
        draw_rule(rule, width, layout.text_width, layout.rule_weight)

    def opening(self, document: OfficialDocument) -> None:
        """Write addressees, who decides, legal bases, and the word that decides."""
        self._addressees(document)
        if document.deciding.strip():
            self._balanced_line(Part.DECIDING, document.deciding)
        bases = rules.legal_basis_lines(
            document.legal_bases, prefix=self._layout.basis_prefix, last_end=self._layout.basis_last_end
        )
        for basis in bases:
            self._add(self._word.add_paragraph(), Part.LEGAL_BASIS, basis)
        if document.deciding.strip():
            self._add(self._word.add_paragraph(), Part.ENACTING, rules.enacting_word(document.kind))

    def _addressees(self, document: OfficialDocument) -> None:
        word = self._layout.addressee_words.get(document.kind, "Kính gửi")
        lines = rules.addressee_lines(document.addressees, word)
        for index, line in enumerate(lines):
            part = Part.ADDRESSEE if index == 0 else Part.ADDRESSEE_LIST
            paragraph = self._add(self._word.add_paragraph(), part, line)
            if index == len(lines) - 1:
                paragraph.paragraph_format.space_after = Pt(12)

    def closing(self, document: OfficialDocument) -> None:
        """Write signatures and recipients; a page break never comes between a title and its name."""
        filing = self._layout.filing(document.filing.unit, document.filing.copies)
        recipients = rules.recipient_lines(document.recipients, filing)
        lines = [(Part.RECIPIENTS_HEAD, "Nơi nhận:"), *((Part.RECIPIENTS, line) for line in recipients)]
        if document.partners:
            self._joint_closing([body.signature for body in rules.sides(document)], lines)
        else:
            self._own_closing(document.signature, lines)

    def _own_closing(self, signature: Signature, recipients: _Lines) -> None:
        table = self._word.add_table(rows=1, cols=2)
        fix_columns(table, self._layout.signature_columns, padding_mm=0)
        keep_row_whole(table, 0)
        left, right = table.rows[0].cells
        self._lines(left, recipients)
        self._lines(right, _titles(signature))
        signer = self._add(right.add_paragraph(), Part.SIGNER, signature.name)
        signer.paragraph_format.space_before = Pt(self._layout.signing_room)
        # Word demands a paragraph after a last table: one that cannot push a blank page out.
        set_thin(set_style(self._word.add_paragraph(), Part.RULE), 0)

    def _joint_closing(self, signatures: Sequence[Signature], recipients: _Lines) -> None:
        for index, row in enumerate(rows_of_signatures(signatures)):
            if index:  # tables that touch become one
                set_thin(set_style(self._word.add_paragraph(), Part.RULE), 12)
            self._signatures(row)
        for index, (part, text) in enumerate(recipients):
            paragraph = self._add(self._word.add_paragraph(), part, text)
            paragraph.paragraph_format.keep_with_next = index < len(recipients) - 1
            paragraph.paragraph_format.right_indent = Mm(self._layout.signature_columns[1])
            if index == 0:
                paragraph.paragraph_format.space_before = Pt(12)

    def _signatures(self, signatures: Sequence[Signature]) -> None:
        """Write signatures side by side: titles on one row and names on the next, level with each other."""
        table = self._word.add_table(rows=2, cols=len(signatures))
        room = self._layout.text_width / len(signatures)
        fix_columns(table, (room,) * len(signatures), padding_mm=1)
        titles, names = table.rows
        keep_row_whole(table, 0)
        keep_row_whole(table, 1)
        for signature, over, under in zip(signatures, titles.cells, names.cells, strict=True):
            self._lines(over, _titles(signature))
            signer = self._add(under.paragraphs[0], Part.SIGNER, signature.name)
            signer.paragraph_format.space_before = Pt(self._layout.signing_room)

    def _lines(self, cell: _Cell, lines: _Lines) -> None:
        for index, (part, text) in enumerate(lines):
            self._add(cell.paragraphs[0] if index == 0 else cell.add_paragraph(), part, text)

    def _add(self, paragraph: DocxParagraph, part: Part, text: str) -> DocxParagraph:
        set_style(paragraph, part)
        text = printable(text)
        paragraph.add_run(text.upper() if self._layout.shapes[part].upper else text)
        return paragraph

    def _rule(self, cell: _Cell, part: Part, text: str, room: float, share: float) -> None:
        rule = set_style(cell.add_paragraph(), Part.RULE)
        set_thin(rule, 3)
        draw_rule(rule, self._text_width(part, text, room) * share, room, self._layout.rule_weight)

    def _balance(self, paragraph: DocxParagraph, part: Part, text: str, room: float) -> None:
        balance(paragraph, self._text_width(part, text, room), room)

    def _text_width(self, part: Part, text: str, room: float) -> float:
        return line_width(self._layout.shapes[part], text, room)


def _titles(signature: Signature) -> list[tuple[Part, str]]:
    lines = [(Part.AUTHORITY, signature.authority), (Part.SIGNER_TITLE, signature.title)]
    return [line for line in lines if line[1]]
