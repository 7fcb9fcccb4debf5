"""The labels that we print ourselves are those that a word processor gives our Word files."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from nhipcau.writing import Annex, Clause, Heading, OfficialDocument, Paragraph, plain, to_pdf
from nhipcau.writing.layout import LAYOUTS
from nhipcau.writing.model import Block, LayoutName
from nhipcau.writing.printed import Line, printed
from nhipcau.writing.tests.builders import make_document
from nhipcau.writing.tests.office import pages_of, printed_by_office

KINDS = ("part", "chapter", "section", "article", "clause", "numbered", "point", "by hand", "paragraph")
BODIES = 60
MARK = re.compile(r"K\d+X")


def block_of(kind: str, mark: str) -> Block:
    match kind:
        case "numbered":
            return Clause("clause", plain(mark))
        case "point":
            return Clause("point", plain(mark))
        case "by hand":
            return Heading("section", mark, label="Mục A.")
        case "paragraph":
            return Paragraph(plain(mark))
        case _:
            return Heading(kind, mark)  # type: ignore[arg-type]  # the rest are levels of headings


def of_all_kinds(layout: LayoutName) -> OfficialDocument:
    """Return a document of many bodies, each numbered in itself, of blocks in an order that no clerk would use."""
    draw = random.Random(6)  # noqa: S311 - the same bodies each time, nothing secret
    bodies, mark = [], 0
    for _ in range(BODIES):
        kinds = draw.choices(KINDS, k=14)
        bodies.append(tuple(block_of(kind, f"K{mark + index}X") for index, kind in enumerate(kinds)))
        mark += len(kinds)
    annexes = tuple(Annex("Thử", body, kind="Quy chế") for body in bodies[1:])
    return make_document(layout=layout, body=bodies[0], annexes=annexes)


def labelled(pages: list[str], expected: dict[str, str]) -> dict[str, str]:
    """Return for each mark as many letters before it as its label has."""
    text = " ".join(pages)
    return {
        found.group(): text[: found.start()].rstrip()[-len(expected[found.group()]) :]
        if expected[found.group()]
        else ""
        for found in MARK.finditer(text)
    }


@pytest.mark.parametrize("layout", ["state", "party"])
def test_word_and_pdf_print_the_labels_that_are_counted_here(layout: LayoutName, tmp_path: Path) -> None:
    document = of_all_kinds(layout)
    bodies = (document.body, *(annex.body for annex in document.annexes))
    expected = {
        line.text: line.label
        for body in bodies
        for line in printed(body, LAYOUTS[layout])
        if isinstance(line, Line)
    }

    (by_office,) = printed_by_office([document], tmp_path)
    assert labelled(by_office, expected) == expected
    assert labelled(pages_of(to_pdf(document)), expected) == expected
