"""JSON in and out: nothing is lost, nothing unknown is let through."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.writing import (
    Bullet,
    Clause,
    Column,
    FigureReference,
    Filing,
    Heading,
    InvalidDocumentError,
    NotJsonError,
    Number,
    OfficialDocument,
    Paragraph,
    Signature,
    Table,
    TextRun,
    from_json,
    to_docx,
    to_json,
)
from nhipcau.writing.tests.builders import make_document

SAMPLE = Path(__file__).parents[4] / "samples" / "documents" / "report.json"

letters = st.characters(
    exclude_categories=("Cs", "Cc"), include_characters="\n\t", exclude_characters="\ufffe\uffff"
)
printable = st.text(letters, max_size=30)
texts = printable.map(lambda text: text if text.strip() else f"{text}đ")
labels = st.none() | texts
runs = st.lists(
    st.builds(TextRun, texts, bold=st.booleans(), italic=st.booleans())
    | st.builds(FigureReference, texts, texts),
    min_size=1,
    max_size=3,
).map(tuple)
numbers = st.builds(
    Number,
    st.decimals(min_value=Decimal(-(10**15)), max_value=Decimal(10**15), allow_nan=False, places=3),
    st.integers(0, 4),
    printable,
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(
        st.lists(
            st.builds(Column, texts, printable, st.sampled_from(["left", "center", "right"])),
            min_size=1,
            max_size=3,
        )
    )
    row = st.tuples(*[printable | numbers for _ in columns])
    return Table(draw(printable), tuple(columns), tuple(draw(st.lists(row, max_size=3))), draw(st.booleans()))


blocks = st.one_of(
    st.builds(Heading, st.sampled_from(["part", "chapter", "section", "article", "clause"]), texts, labels),
    st.builds(Paragraph, runs),
    st.builds(Clause, st.sampled_from(["clause", "point"]), runs, labels),
    st.builds(Bullet, runs, st.sampled_from([1, 2])),
    tables(),
)
entries = st.lists(texts, max_size=3).map(tuple)
documents = st.builds(
    OfficialDocument,
    kind=texts,
    issuer=texts,
    symbol=st.sampled_from(["BC-SVHTTDL", "BC/TU", "2026/QĐ-UBND"]),
    place=texts,
    subject=texts,
    body=st.lists(blocks, min_size=1, max_size=6).map(tuple),
    signature=st.builds(Signature, texts, printable, printable),
    layout=st.sampled_from(["state", "party"]),
    superior=printable,
    number=st.none() | st.integers(1, 999_999),
    day=st.none() | st.dates(date(1945, 9, 2)),
    addressees=entries,
    legal_bases=entries,
    recipients=entries,
    filing=st.builds(Filing, printable, st.none() | st.integers(1, 999)),
)


@settings(deadline=None)
@given(documents)
def test_a_document_comes_back_from_its_json_unchanged(document: OfficialDocument) -> None:
    assert from_json(to_json(document)) == document


@settings(max_examples=40, deadline=None)
@given(documents)
def test_every_document_that_can_be_made_can_be_printed(document: OfficialDocument) -> None:
    assert to_docx(document)[:2] == b"PK"


def test_the_sample_is_a_document() -> None:
    report = from_json(SAMPLE.read_bytes())

    assert report.number == 5
    assert from_json(to_json(report)) == report


def test_a_decimal_is_not_read_as_a_float() -> None:
    raw = json.loads(to_json(make_document()))
    raw["body"] = [
        {"block": "table", "columns": [{"header": "Số"}], "rows": [[{"number": 0.1, "decimals": 1}]]}
    ]

    (table,) = from_json(json.dumps(raw)).body

    assert isinstance(table, Table)
    assert table.rows == ((Number(Decimal("0.1"), 1),),)


BAD = [
    # (change, place of the refusal)
    ({"isuer": "Sở"}, "isuer"),  # a misspelt field
    ({"issuer": None}, "issuer"),
    ({"issuer": "  "}, "issuer"),
    ({"number": 0}, "number"),
    ({"number": "5"}, "number"),
    ({"number": True}, "number"),
    ({"date": "05/01/2026"}, "date"),
    ({"layout": "army"}, "layout"),
    ({"symbol": "BC - SDL"}, "symbol"),
    ({"body": []}, "body"),
    ({"body": "chữ"}, "body"),
    ({"body": [{"block": "picture"}]}, "body[0].block"),
    ({"body": [{"block": "paragraph", "runs": []}]}, "body[0].runs"),
    ({"body": [{"block": "paragraph", "text": "  "}]}, "body[0].runs"),
    ({"body": [{"block": "paragraph", "text": ""}]}, "body[0].text"),
    ({"body": [{"block": "paragraph", "text": "a", "bold": True}]}, "body[0].bold"),
    ({"body": [{"block": "bullet", "text": "a", "depth": 3}]}, "body[0].depth"),
    ({"body": [{"block": "table", "columns": [], "rows": []}]}, "body[0].columns"),
    ({"body": [{"block": "table", "columns": [{"header": "A"}], "rows": [["a", "b"]]}]}, "body[0].rows[0]"),
    (
        {"body": [{"block": "table", "columns": [{"header": "A"}], "rows": [[{"number": "x"}]]}]},
        "body[0].rows[0][0].number",
    ),
    (
        {"body": [{"block": "table", "columns": [{"header": "A"}], "rows": [[{"number": "NaN"}]]}]},
        "body[0].rows[0][0].number",
    ),
    ({"recipients": ["Sở A", 3]}, "recipients[1]"),
    ({"filing": {"unit": "VP", "copies": 0}}, "filing.copies"),
    ({"signature": []}, "signature"),
]


@pytest.mark.parametrize(("change", "place"), BAD)
def test_what_is_no_document_is_refused_at_its_place(change: dict[str, object], place: str) -> None:
    raw = json.loads(to_json(make_document()))

    with pytest.raises(InvalidDocumentError) as caught:
        from_json(json.dumps(raw | change))

    assert caught.value.place == place
    assert place in caught.value.message_vi
    assert place in caught.value.message_en


@pytest.mark.parametrize("text", ["", "{", b"\xff\xfe\x00", "[" * 100_000, "1" * 5000])
def test_what_is_not_json_is_refused(text: str | bytes) -> None:
    with pytest.raises((NotJsonError, InvalidDocumentError)):
        from_json(text)
