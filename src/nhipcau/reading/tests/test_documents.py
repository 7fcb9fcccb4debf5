"""Whole documents of many shapes, written for these tests, read field by field. Gold in the guide's form."""

import json
from pathlib import Path
from typing import Any

import pytest

from nhipcau.reading import read

FOLDER = Path(__file__).with_name("documents")
DOCUMENTS = sorted(FOLDER.glob("*.txt"))
FIELDS = ("header", "citations", "laws", "dates", "quantities", "checks", "outline", "duties", "recipients")
PLACE = ("text", "start", "end")


def values(field: str, found: Any) -> Any:
    """The values of a field in the gold's form: without places, dates and recipients as plain strings."""
    if field == "header":
        return found
    if field in ("dates", "recipients"):
        return [row["value" if field == "dates" else "name"] for row in found]
    return [{key: part for key, part in row.items() if key not in PLACE} for row in found]


@pytest.mark.parametrize("path", DOCUMENTS, ids=[path.stem for path in DOCUMENTS])
def test_every_field_of_a_document_is_read(path: Path) -> None:
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))

    found = read(path).to_json()

    for field in FIELDS:
        assert values(field, found[field]) == gold[field], field


def test_there_are_documents_of_many_kinds() -> None:
    kinds = {json.loads(path.with_suffix(".json").read_text())["header"]["kind"] for path in DOCUMENTS}

    assert len(DOCUMENTS) >= 15
    assert len(kinds) >= 11
