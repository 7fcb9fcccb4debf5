"""How large a tree may be: counted before it is built, and before it is walked."""

from __future__ import annotations

import re

from lxml import etree

from ..errors import DamagedFileError, TooHeavyError
from .values import Limits

_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check_markup(data: bytes, limits: Limits) -> None:
    """Raise TooHeavyError when `data` has more elements than allowed."""
    if data.count(b"<") - data.count(b"</") > limits.elements:
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
