"""Every document the model can hold, for the laws that must hold of all of them."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from nhipcau.writing import (
    Annex,
    Bullet,
    Chart,
    Clause,
    Column,
    FigureReference,
    Filing,
    Heading,
    Image,
    IssuingBody,
    Number,
    OfficialDocument,
    Paragraph,
    Series,
    Signature,
    Table,
    TextRun,
)

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
values = st.decimals(
    min_value=Decimal(-(10**15)), max_value=Decimal(10**15), allow_nan=False, allow_infinity=False, places=3
)
numbers = st.builds(Number, values, st.integers(0, 4), printable)


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


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    categories = tuple(draw(st.lists(texts, min_size=1, max_size=4)))
    column = st.tuples(*[st.none() | values for _ in categories])
    return Chart(
        draw(texts),
        draw(st.sampled_from(["bar", "stacked", "line"])),
        categories,
        tuple(draw(st.lists(st.builds(Series, texts, column), min_size=1, max_size=3))),
        draw(printable),
        draw(st.integers(0, 4)),
    )


def png(width: int, height: int) -> bytes:
    """Return a white picture of `width` by `height` dots."""
    rows = (b"\x00" + b"\xff" * width) * height
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    packed = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


images = st.builds(
    Image, st.builds(png, st.integers(1, 40), st.integers(1, 40)), texts, printable, st.integers(0, 250)
)
blocks = st.one_of(
    st.builds(Heading, st.sampled_from(["part", "chapter", "section", "article", "clause"]), texts, labels),
    st.builds(Paragraph, runs),
    st.builds(Clause, st.sampled_from(["clause", "point"]), runs, labels),
    st.builds(Bullet, runs, st.sampled_from([1, 2])),
    tables(),
    charts(),
    images,
)
bodies = st.lists(blocks, min_size=1, max_size=6).map(tuple)
entries = st.lists(texts, max_size=3).map(tuple)
signatures = st.builds(Signature, texts, printable, printable)
symbols = st.sampled_from(["BC-SVHTTDL", "BC/TU", "2026/QĐ-UBND"])
issue_numbers = st.none() | st.integers(1, 999_999)
partners = st.builds(IssuingBody, texts, symbols, signatures, printable, issue_numbers)
annexes = st.builds(Annex, texts, bodies, st.just("Phụ lục") | st.just("Quy chế") | texts, st.booleans())
documents = st.builds(
    OfficialDocument,
    kind=texts,
    issuer=texts,
    symbol=symbols,
    place=texts,
    subject=texts,
    body=bodies,
    signature=signatures,
    layout=st.sampled_from(["state", "party"]),
    superior=printable,
    number=issue_numbers,
    day=st.none() | st.dates(date(1945, 9, 2)),
    addressees=entries,
    legal_bases=entries,
    recipients=entries,
    filing=st.builds(Filing, printable, st.none() | st.integers(1, 999)),
    partners=st.lists(partners, max_size=2).map(tuple),
    deciding=printable,
    annexes=st.lists(annexes, max_size=2).map(tuple),
    draft=st.booleans(),
)
