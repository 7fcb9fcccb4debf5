"""What stands around the body of a document, as data for `typst/document.typ`."""

from __future__ import annotations

from collections.abc import Iterator

from nhipcau.writing import rules
from nhipcau.writing.fitting import divided, enclosed_in_lines, line_width, rows_of_signatures
from nhipcau.writing.layout import Layout, Part
from nhipcau.writing.model import LETTER_KIND, Annex, IssuingBody, OfficialDocument
from nhipcau.writing.typst_body import Data, line

_SLACK_MM = 3.0  # widths are estimates: a line must not break for want of a hair
_AFTER_TITLE = 12.0  # points


def header(document: OfficialDocument, layout: Layout) -> Iterator[list[Data]]:
    """Give the rows of the header: who issues it beside the State or the Party, numbers beside place and date."""
    left_width, right_width = layout.header_columns
    bodies = document.bodies
    left = [
        piece
        for body, above in zip(bodies, (None, *bodies), strict=False)
        for piece in _issuer(body, above, layout)
    ]
    right = [line(part, text, layout) for part, text in layout.right_header]
    last_part, last_text = layout.right_header[-1]
    right.append(_rule(line_width(layout.shapes[last_part], last_text, right_width), before=3))
    yield [{"width": left_width, "pieces": left}, {"width": right_width, "pieces": right}]
    date = line(Part.PLACE_DATE, rules.date_line(document.place, document.day), layout)
    yield [
        {"width": left_width, "pieces": list(_numbers(document, layout))},
        {"width": right_width, "pieces": [_gap(layout.shapes[Part.PLACE_DATE].before), date]},
    ]


def _issuer(body: IssuingBody, above: IssuingBody | None, layout: Layout) -> Iterator[Data]:
    room = layout.header_columns[0]
    if above is not None:
        yield _gap(6)
    superior = "" if above is not None and above.superior == body.superior else body.superior
    last = 0.0
    for part, text in ((Part.SUPERIOR, superior), (Part.ISSUER, body.name)):
        if text:
            shown = divided(layout.shapes[part], text, room)
            yield line(part, shown, layout) | _room(part, shown, room, layout)
            last = line_width(layout.shapes[part], shown, room)
    if layout.under_issuer is None:
        yield _rule(last * layout.rule_share, before=3)
    else:
        yield line(Part.ISSUER, layout.under_issuer, layout)


def _numbers(document: OfficialDocument, layout: Layout) -> Iterator[Data]:
    yield _gap(layout.shapes[Part.NUMBER].before)
    for body in document.bodies:
        text = rules.number_line(body.number, body.symbol, layout.number_pattern)
        yield line(Part.NUMBER, text, layout) | {"before": 0}
    if document.kind == LETTER_KIND:
        yield line(Part.LETTER_SUBJECT, f"{layout.letter_subject_prefix}{document.subject}", layout)


def title(document: OfficialDocument, layout: Layout) -> Iterator[Data]:
    """Give kind and subject; a letter has its subject under the number."""
    if document.kind == LETTER_KIND:
        return
    yield line(Part.KIND, document.kind, layout)
    yield line(Part.SUBJECT, document.subject, layout) | _room(
        Part.SUBJECT, document.subject, layout.text_width, layout
    )
    yield _under_title(Part.SUBJECT, document.subject, layout)


def _under_title(part: Part, text: str, layout: Layout) -> Data:
    """Return the rule or the mark of the layout under a title."""
    if layout.under_subject is not None:
        return line(Part.SUBJECT, layout.under_subject, layout) | {"after": _AFTER_TITLE}
    width = line_width(layout.shapes[part], text, layout.text_width)
    return _rule(width * layout.rule_share, before=5, after=_AFTER_TITLE)


def opening(document: OfficialDocument, layout: Layout) -> Iterator[Data]:
    """Give addressees, who decides, legal bases, and the word that decides."""
    lines = rules.addressee_lines(document.addressees, layout.addressee_words.get(document.kind, "Kính gửi"))
    for index, text in enumerate(lines):
        made = line(Part.ADDRESSEE if index == 0 else Part.ADDRESSEE_LIST, text, layout)
        yield made | {"after": 12} if index == len(lines) - 1 else made
    if document.deciding.strip():
        yield line(Part.DECIDING, document.deciding, layout) | _room(
            Part.DECIDING, document.deciding, layout.text_width, layout
        )
    bases = rules.legal_basis_lines(
        document.legal_bases, prefix=layout.basis_prefix, last_end=layout.basis_last_end
    )
    for basis in bases:
        yield line(Part.LEGAL_BASIS, basis, layout)
    if document.deciding.strip():
        yield line(Part.ENACTING, rules.enacting_word(document.kind), layout)


def closing(document: OfficialDocument, layout: Layout) -> Iterator[list[Data]]:
    """Give the rows of signatures and recipients."""
    filing = layout.filing(document.filing.unit, document.filing.copies)
    lines = rules.recipient_lines(document.recipients, filing)
    recipients = [line(Part.RECIPIENTS_HEAD, "Nơi nhận:", layout)]
    recipients += [line(Part.RECIPIENTS, text, layout) for text in lines]
    left, right = layout.signature_columns
    if not document.partners:
        signed = [*_titles(document.bodies[0], layout), *_name(document.bodies[0], layout)]
        yield [{"width": left, "pieces": recipients}, {"width": right, "pieces": signed}]
        return
    # Titles may take one line or two: names stand level in a row of their own.
    for index, row in enumerate(rows_of_signatures(rules.sides(document))):
        width = layout.text_width / len(row)
        above = [_gap(12)] if index else []
        yield [{"width": width, "pieces": [*above, *_titles(body, layout)]} for body in row]
        yield [{"width": width, "pieces": list(_name(body, layout))} for body in row]
    yield [{"width": left, "pieces": [_gap(12), *recipients]}]


def _titles(body: IssuingBody, layout: Layout) -> Iterator[Data]:
    signature = body.signature
    for part, text in ((Part.AUTHORITY, signature.authority), (Part.SIGNER_TITLE, signature.title)):
        if text:
            yield line(part, text, layout)


def _name(body: IssuingBody, layout: Layout) -> Iterator[Data]:
    yield _gap(layout.signing_room)
    yield line(Part.SIGNER, body.signature.name or " ", layout)


def annex_title(annex: Annex, label: str, document: OfficialDocument, layout: Layout) -> Iterator[Data]:
    """Give an annex's label and title, and the line that names its document, on pages of `layout`."""
    yield line(Part.ANNEX_LABEL, label, layout) | {"depth": 1}
    yield line(Part.ANNEX_TITLE, annex.title, layout) | _room(
        Part.ANNEX_TITLE, annex.title, layout.text_width, layout
    )
    enclosed = enclosed_in_lines(rules.enclosed_line(document, annex), layout)
    yield line(Part.ENCLOSED, enclosed, layout) | _room(Part.ENCLOSED, enclosed, layout.text_width, layout)
    yield _under_title(Part.ENCLOSED, enclosed, layout)


def _room(part: Part, text: str, room: float, layout: Layout) -> Data:
    """Return the width in which a centred text breaks into lines of about the same length."""
    return {"room": min(room, line_width(layout.shapes[part], text, room) + _SLACK_MM)}


def _gap(points: float) -> Data:
    return {"kind": "gap", "points": points}


def _rule(width: float, *, before: float, after: float = 0) -> Data:
    return {"kind": "rule", "width": width, "before": before, "after": after}
