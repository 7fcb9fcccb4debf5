"""JSON in and out: nothing is lost, nothing unknown is let through."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from nhipcau.writing import (
    Chart,
    InvalidDocumentError,
    NotJsonError,
    Number,
    OfficialDocument,
    Table,
    from_json,
    to_docx,
    to_json,
)
from nhipcau.writing.tests.builders import make_document
from nhipcau.writing.tests.strategies import documents

SAMPLES = sorted((Path(__file__).parents[4] / "samples" / "documents").glob("*.json"))


@settings(deadline=None)
@given(documents)
def test_a_document_comes_back_from_its_json_unchanged(document: OfficialDocument) -> None:
    assert from_json(to_json(document)) == document


@settings(max_examples=40, deadline=None)
@given(documents)
def test_every_document_that_can_be_made_can_be_printed(document: OfficialDocument) -> None:
    assert to_docx(document)[:2] == b"PK"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_is_a_document(path: Path) -> None:
    document = from_json(path.read_bytes())

    assert from_json(to_json(document)) == document


def test_there_are_samples_of_both_layouts_with_all_that_a_document_can_hold() -> None:
    samples = [from_json(path.read_bytes()) for path in SAMPLES]

    assert {sample.layout for sample in samples} == {"state", "party"}
    assert any(sample.partners for sample in samples)
    assert any(sample.deciding for sample in samples)
    assert any(annex.landscape for sample in samples for annex in sample.annexes)
    assert any(isinstance(block, Chart) for sample in samples for block in sample.body)


def test_a_chart_keeps_its_gaps() -> None:
    raw = json.loads(to_json(make_document()))

    (chart,) = from_json(json.dumps(raw | {"body": [CHART]})).body

    assert isinstance(chart, Chart)
    assert chart.series[0].values == (Decimal(1), None)


def test_a_decimal_is_not_read_as_a_float() -> None:
    raw = json.loads(to_json(make_document()))
    raw["body"] = [
        {"block": "table", "columns": [{"header": "Số"}], "rows": [[{"number": 0.1, "decimals": 1}]]}
    ]

    (table,) = from_json(json.dumps(raw)).body

    assert isinstance(table, Table)
    assert table.rows == ((Number(Decimal("0.1"), 1),),)


CHART: dict[str, object] = {
    "block": "chart", "caption": "Lượt khách", "kind": "bar", "categories": ["I", "II"],
    "series": [{"name": "Khách", "values": [1, None]}],
}  # fmt: skip
BAD: list[tuple[dict[str, object], str]] = [
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
    ({"draft": "yes"}, "draft"),
    ({"partners": [{"name": "Sở A", "symbol": "A", "signature": {}}]}, "partners[0].signature.title"),
    ({"annexes": [{"title": "Biểu", "body": []}]}, "annexes[0].body"),
    ({"annexes": [{"title": "Biểu", "body": [{"block": "paragraph"}]}]}, "annexes[0].body[0].runs"),
    ({"body": [{"block": "image", "alt": "Ảnh", "content": "không phải"}]}, "body[0].content"),
    ({"body": [{"block": "image", "alt": "Ảnh", "content": "R0lG"}]}, "body[0].content"),
    ({"body": [CHART | {"kind": "pie"}]}, "body[0].kind"),
    ({"body": [CHART | {"series": [{"name": "A", "values": ["1", "x"]}]}]}, "body[0].series[0].values[1]"),
    ({"body": [CHART | {"series": [{"name": "A", "values": ["1"]}]}]}, "body[0].series[0]"),
    (
        {"body": [CHART | {"series": [{"name": "A", "values": ["1", 2], "unit": 1}]}]},
        "body[0].series[0].unit",
    ),
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
