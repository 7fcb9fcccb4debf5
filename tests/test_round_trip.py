"""What we write reads back as it went in: documents made at random, in both layouts, written to Word and read again."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from nhipcau.reading import Limits, Reading, read_text
from nhipcau.reading.checks import faults
from nhipcau.reading.checks.docx_facts import facts_of
from nhipcau.reading.checks.layout import layout_faults
from nhipcau.reading.load.docx import parse
from nhipcau.writing import OfficialDocument, to_docx
from nhipcau.writing.layout import LAYOUTS
from nhipcau.writing.model import IssuingBody
from nhipcau.writing.printed import Line, printed
from nhipcau.writing.rules import sides
from tests.official_documents import Cited, Made, documents

EXAMPLES = settings(max_examples=25)  # a document takes a fifth of a second
_STARTS = 40


@given(documents("state"))
@EXAMPLES
def test_a_state_document_reads_back_as_it_went_in(made: Made) -> None:
    assert _read_back(made.document) == _put_in(made)


@given(documents("party"))
@EXAMPLES
def test_a_party_document_reads_back_as_it_went_in(made: Made) -> None:
    assert _read_back(made.document) == _put_in(made)


def _put_in(made: Made) -> dict[str, Any]:
    document = made.document
    signatures = [body.signature for body in sides(document)]
    return {
        "layout": document.layout,
        "kind": document.kind.lower(),
        "number": _number(document, document.bodies[0]),
        "date": document.day,
        "place": [document.place],
        "authority": document.issuer.casefold(),
        "subject": document.subject,
        "signer": document.signature.name,
        "signatures": [(one.authority or None, one.title, one.name) for one in signatures],
        "outline": list(_outline(document)),
        "citations": sorted((*made.citations, *_enclosed(document)), key=str),
        "recipients": list(document.recipients),
        "quantities": list(made.quantities),
        "faults": [],
    }


def _read_back(document: OfficialDocument) -> dict[str, Any]:
    data = to_docx(document)
    # In this process, which is quick; test_samples_read_back.py goes the whole way.
    read = read_text(parse(data, Limits()).text)
    header = read.header
    return {
        "layout": read.layout,
        "kind": header.kind,
        "number": header.number,
        "date": header.date,
        "place": [place.name for place in read.places],
        "authority": " ".join((header.authority or "").casefold().split()),
        "subject": header.subject,
        "signer": header.signer,
        "signatures": [(one.authority, one.title, one.name) for one in read.signatures],
        "outline": [(heading.label, heading.starts[:_STARTS].rstrip(" .;/")) for heading in read.outline],
        "citations": sorted(
            ((one.number, one.kind, one.date, one.authority) for one in read.citations), key=str
        ),
        "recipients": [recipient.name for recipient in read.recipients],
        "quantities": _quantities(read),
        "faults": [
            (fault.code, fault.text, fault.in_english)
            for fault in (*layout_faults(read, facts_of(data)), *faults(read))
        ],
    }


def _quantities(read: Reading) -> list[tuple[str, str]]:
    """The quantities below the heading; a subject such as "6 tháng đầu năm" has its own."""
    return [(one.value, one.unit) for one in read.quantities if one.start >= read.header.end]


def _outline(document: OfficialDocument) -> list[tuple[str, str]]:
    layout = LAYOUTS[document.layout]
    bodies = [document.body, *(annex.body for annex in document.annexes)]
    lines = [piece for body in bodies for piece in printed(body, layout) if isinstance(piece, Line)]
    return [
        (line.label.rstrip(".)-"), line.text[:_STARTS].rstrip(" .;/"))
        for line in lines
        if line.label not in ("", "-", "+")
    ]


def _enclosed(document: OfficialDocument) -> list[Cited]:
    """What the line under each annex's title cites: the document itself.

    Of several numbers with one date and a list of bodies ("số 04/CTr-A, số 09/CTr-B ngày … của A và B") a sentence
    does not say which body's each is. The date and the first body are read of the last number, beside which they
    stand; the first number's are those of the heading.
    """
    kind, (*first, last) = document.kind.lower(), document.bodies
    cited: list[Cited] = [(_number(document, body), kind, None, None) for body in first]
    return len(document.annexes) * [*cited, (_number(document, last), kind, document.day, document.issuer)]


def _number(document: OfficialDocument, body: IssuingBody) -> str:
    apart = "-" if document.layout == "party" else "/"
    return f"{body.number or 0:02d}{apart}{body.symbol}"
