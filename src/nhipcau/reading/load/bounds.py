"""How large a tree may be: counted before it is built, and before it is walked."""

from __future__ import annotations

import re
from zlib import decompressobj
from zlib import error as ZlibError

from lxml import etree

from ..errors import DamagedFileError, TooHeavyError
from .values import Limits

_STREAM = re.compile(rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")
_PICTURE = re.compile(rb"/Subtype\s*/Image")
_DICTIONARY = 600
_STREAMS = 5
_CHUNK = 1024**2
_OVERLAP = 12
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Markup:
    """Counts the elements of a part of a package while it is read, piece by piece."""

    def __init__(self, limits: Limits) -> None:
        self._left = limits.elements
        self._end = b""

    def check(self, piece: bytes) -> None:
        """Raise TooHeavyError when there are more elements than allowed, DamagedFileError on a document type."""
        joined = self._end + piece
        check_no_entities(joined)
        # A bracket at the end waits for what follows it: "</" opens no element.
        new = (b"<" if self._end.endswith(b"<") else b"") + piece
        opened = new.removesuffix(b"<")
        self._left -= opened.count(b"<") - new.count(b"</")
        self._end = joined[-_OVERLAP:]
        if self._left < 0:
            raise TooHeavyError


def check_html(data: bytes, limits: Limits) -> None:
    """Raise TooHeavyError when a page has more elements than allowed."""
    if data.count(b"<") - data.count(b"</") > limits.html_elements:
        raise TooHeavyError


def check_no_entities(data: bytes) -> None:
    """Raise DamagedFileError on a document type: packages may not have one (ECMA-376, part 2, 8.1.4)."""
    if _DECLARATION.search(data) or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise DamagedFileError


def check_tables(root: etree._Element, limits: Limits, *, table: str, cells: tuple[str, ...]) -> None:
    """Raise TooHeavyError when the tree has too many cells, or tables too deep in one another."""
    if sum(1 for _ in root.iter(*cells)) > limits.cells:
        raise TooHeavyError
    for inner in root.iter(table):
        if sum(1 for _ in inner.iterancestors(table)) >= limits.table_depth:
            raise TooHeavyError


def check_streams(data: bytes, limits: Limits) -> None:
    """Raise TooHeavyError when the streams of a PDF, pictures left out, unpack to more than allowed."""
    total = 0
    for start in _STREAM.finditer(data):
        if _PICTURE.search(data, max(start.start() - _DICTIONARY, 0), start.start()):
            continue
        size = _unpacked(data, start.end(), limits.part_bytes)
        total += size
        if size > limits.part_bytes or total > limits.part_bytes * _STREAMS:
            raise TooHeavyError


def _unpacked(data: bytes, start: int, most: int) -> int:
    """How many bytes the stream at `start` unpacks to, counted to a little over `most`; 0 for one not deflated."""
    unpacking, size, view = decompressobj(), 0, memoryview(data)
    rest: bytes | memoryview = view[start : start + _CHUNK]
    at = start + _CHUNK
    try:
        while rest and size <= most and not unpacking.eof:
            size += len(unpacking.decompress(rest, _CHUNK))
            rest = unpacking.unconsumed_tail
            if not rest:
                rest, at = view[at : at + _CHUNK], at + _CHUNK
    except ZlibError:
        return size
    return size
