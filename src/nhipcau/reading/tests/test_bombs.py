"""Small files that would unpack to something huge: refused by the library's own limits."""

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from nhipcau.reading import Limits, ReadingError, load
from nhipcau.reading.errors import DamagedFileError, TooHeavyError
from nhipcau.reading.load.bounds import Markup, check_streams

LIMITS = Limits()
PAGE = b"<html><body>"


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of them its catalogue."""
    content, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(content))
    return content + head + table + tail


def deflated(data: bytes, extra: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (extra, len(packed), packed)


def paged(content: bytes, *more: bytes, box: bytes = b"0 0 595 842", kids: int = 1) -> bytes:
    pages = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * kids, kids)
    resources = b"/Resources<</XObject<</X 5 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R%s>>" % (box, resources)
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", pages, page, content, *more)


def forms_in_forms(depth: int) -> bytes:
    """Each form shows the next ten times."""
    forms = []
    for number in range(depth):
        shown = b"/X Do " * 10 if number < depth - 1 else b"0 0 m 9 9 l S"
        resources = b"/Resources<</XObject<</X %d 0 R>>>>" % (6 + number)
        forms.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]%s/Length %d>>\nstream\n%s\nendstream"
            % (resources, len(shown), shown)
        )
    return paged(deflated(b"/X Do"), *forms)


def members(many: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for number in range(many):
            package.writestr(f"word/{number}.xml", b"")
    return stream.getvalue()


def frames(many: int) -> bytes:
    stream = io.BytesIO()
    pages = [Image.new("1", (1, 1)) for _ in range(many)]
    pages[0].save(stream, "TIFF", save_all=True, append_images=pages[1:])
    return stream.getvalue()


TOO_MUCH: dict[str, Callable[[], bytes]] = {
    "stream.pdf": lambda: paged(deflated(bytes(LIMITS.part_bytes + 2 * 1024**2))),
    "pages.pdf": lambda: paged(deflated(b"0 0 m"), kids=LIMITS.pages + 1),
    "sheet.pdf": lambda: paged(deflated(b"0 0 m 9 9 l S"), box=b"0 0 999999 999999"),
    "cells.html": lambda: PAGE + b"<table>" + b"<tr><td>1<td>2" * (LIMITS.cells // 2 + 1),
    "million-cells.html": lambda: PAGE + b"<table>" + b"<tr><td>1<td>2" * 500_000,
    "elements.html": lambda: PAGE + b"<br>" * LIMITS.html_elements,
    "tables.html": lambda: PAGE + b"<table><tr><td>" * (LIMITS.table_depth + 1) + b"x",
    "links.html": lambda: PAGE + b"<div>" * 200 + b"<span>x</span><a>y</a>" * 140_000,
    "members.docx": lambda: members(LIMITS.members + 1),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_bomb_is_refused_as_too_heavy(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(TOO_MUCH[name]())

    with pytest.raises(TooHeavyError):
        load(path)


# What the PDF library ends in its own way: within the limit on memory, in the child.
OTHERS: dict[str, Callable[[], bytes]] = {
    "forms.pdf": lambda: forms_in_forms(12),
    "twice.pdf": lambda: paged(
        deflated(zlib.compress(bytes(200 * 1024**2), 9)).replace(
            b"/FlateDecode", b"[/FlateDecode/FlateDecode]"
        )
    ),
    "pages-in-pages.pdf": lambda: pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"
    ),
    "frames.tiff": lambda: frames(40),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_bomb_of_another_kind_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(OTHERS[name]())

    with pytest.raises(ReadingError):
        load(path, limits=Limits(cpu_seconds=5, pages=30))


def test_pictures_may_be_large_and_other_streams_not_in_sum() -> None:
    limits = Limits(part_bytes=1000)
    picture = deflated(bytes(5000), extra=b"/Subtype/Image")

    check_streams(paged(deflated(bytes(900)), picture), limits)
    with pytest.raises(TooHeavyError):
        check_streams(paged(deflated(bytes(5000))), limits)
    with pytest.raises(TooHeavyError):
        check_streams(paged(*[deflated(bytes(900))] * 6), limits)


def test_entities_of_a_page_are_not_expanded(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    lines = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    path.write_text(f'<!DOCTYPE html [<!ENTITY e0 "ha">{lines}]><html><body><p>x &e9;</p></body></html>')

    assert len(load(path).text) < 2000


def test_a_fault_in_a_parser_is_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(b"<</Type/Catalog/Pages 9 0 R>>"))

    with pytest.raises(DamagedFileError):
        load(path)


def test_more_text_than_a_text_file_may_have_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(PAGE + b"<p>" + b"a " * 600)

    assert load(path, limits=Limits(characters=2000))
    with pytest.raises(TooHeavyError):
        load(path, limits=Limits(characters=1000))


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_markup_is_counted_and_looked_at_across_pieces(size: int) -> None:
    def check(data: bytes) -> None:
        markup = Markup(Limits(elements=3))
        for start in range(0, len(data), size):
            markup.check(data[start : start + size])

    check(b"<a><b></b><c/></a>")
    with pytest.raises(TooHeavyError):
        check(b"<a><b></b><c/><d></d></a>")
    with pytest.raises(DamagedFileError):
        check(b"<!docTYPE a [<!ENTITY b 'c'>]><a/>")
