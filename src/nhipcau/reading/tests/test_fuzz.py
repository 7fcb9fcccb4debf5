"""Whatever the bytes: a reading whose spans hold, or one of the library's own errors."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.reading import Limits, ReadingError, read, read_text
from nhipcau.reading.load import child
from nhipcau.reading.load.charsets import recognise
from nhipcau.reading.load.kinds import FOREIGN, media_type_of
from nhipcau.reading.load.plain import decode

from .mutations import CORPUS, mutated, seeds

SEEDS = seeds()
LIMITS = Limits(recognised_pages=0)
OWN = [name for name in SEEDS if not name.startswith("corpus-")]


def check_spans(text: str) -> None:
    reading = read_text(text)
    for finding in (
        *reading.citations,
        *reading.dates,
        *reading.quantities,
        *reading.duties,
        *reading.recipients,
    ):
        assert reading.text[finding.start : finding.end] == finding.text


def read_here(name: str, data: bytes) -> None:
    """Read without the child process, so that a fault in our own code is not taken for a damaged file."""
    media_type = media_type_of(name, data)
    if media_type in FOREIGN:
        answer = child.parse(data, media_type, LIMITS)
        check_spans(answer.get("text", ""))
    else:
        check_spans(decode(name, data)[0])


def test_the_real_documents_are_there_where_everything_is_checked() -> None:
    assert CORPUS.is_dir() or not os.environ.get("CI"), f"the real documents are missing: {CORPUS}"


@pytest.mark.parametrize("number", range(30))
@pytest.mark.parametrize("name", ["a.txt", "b.txt", "c.txt", "a.md", "a.html", "a.docx"])
def test_a_file_with_faults_is_read_or_refused(name: str, number: int) -> None:
    try:
        read_here(name, mutated(name, SEEDS[name], number))
    except ReadingError as error:
        assert error.in_vietnamese  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize(
    "name", [name for name in SEEDS if name not in OWN or name in ("a.pdf", "a.png", "a.tiff")]
)
def test_a_foreign_file_with_faults_is_read_or_refused_by_its_child(tmp_path: Path, name: str) -> None:
    for number in range(2):
        path = tmp_path / name
        path.write_bytes(mutated(name, SEEDS[name], number))

        try:
            check_spans(read(path).text)
        except ReadingError as error:
            assert name in error.in_vietnamese  # noqa: PT017 - either outcome is right


@given(data=st.binary(max_size=600))
@settings(max_examples=200, deadline=None)
def test_any_bytes_have_an_old_encoding_or_none(data: bytes) -> None:
    charset = recognise(data)

    if charset is not None:
        assert isinstance(charset.decode(data), str)


@given(text=st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_spans_that_hold(text: str) -> None:
    check_spans(text)
