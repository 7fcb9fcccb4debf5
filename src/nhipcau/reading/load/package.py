"""The parts of an Office package."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import cast

from lxml import etree

from ..errors import TooHeavyError
from .bounds import Markup, check_tables
from .values import MIB, Limits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CHUNK = MIB // 4
_LARGE = 8 * MIB
_LIKELY_RATIO = 200
# What is read of these elements; None: their children all, and none of their attributes.
_LIGHTENED: dict[str, frozenset[str] | None] = {
    W + "p": None, W + "r": None, W + "t": None, W + "tr": None, W + "tc": None, W + "rFonts": None,
    W + "rPr": frozenset((W + "rFonts", W + "rStyle")),
    W + "pPr": frozenset((W + "pStyle", W + "numPr", W + "rPr", W + "sectPr")),
    **dict.fromkeys((W + "tcPr", W + "trPr", W + "tblPr", W + "tblGrid", W + "sdtPr"), frozenset[str]()),
}  # fmt: skip
_TEXT = W + "t"
_FONTS = {W + name for name in ("ascii", "hAnsi", "asciiTheme", "hAnsiTheme")}
_RELATIONS = "word/_rels/document.xml.rels"


class Package:
    """An opened DOCX file: its parts as trees, within the limits."""

    def __init__(self, package: zipfile.ZipFile, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        self._targets = self._relations()

    def part(self, name: str) -> etree._Element | None:
        """Return the root of a part below "word/"; None where there is none."""
        return self._tree(f"word/{name}")

    def related(self, reference: etree._Element) -> etree._Element | None:
        """Return the root of the part that `reference` names by its r:id."""
        target = self._targets.get(reference.get(R + "id") or "")
        return self._tree(target) if target else None

    @property
    def has_pictures(self) -> bool:
        """Whether the document has pictures beside its text."""
        return any(name.startswith("word/media/") for name in self._package.namelist())

    def _relations(self) -> dict[str, str]:
        root = self._tree(_RELATIONS)
        return dict(_internal(root)) if root is not None else {}

    def _tree(self, name: str) -> etree._Element | None:
        try:
            info = self._package.getinfo(name)
        except KeyError:
            return None
        if info.file_size > self._limits.part_bytes or _is_bomb(info):
            raise TooHeavyError
        with self._package.open(info) as part:
            root = _parsed(iter(lambda: part.read(_CHUNK), b""), self._limits)
        check_tables(root, self._limits, table=W + "tbl", cells=(W + "tc",))
        return root


def _parsed(chunks: Iterator[bytes], limits: Limits) -> etree._Element:
    """The tree of a part, read piece by piece and kept without what nobody asks for."""
    parser = etree.XMLPullParser(
        events=("end",), tag=tuple(_LIGHTENED), resolve_entities=False, no_network=True, huge_tree=False
    )
    markup, characters = Markup(limits), 0
    for chunk in chunks:
        markup.check(chunk)
        parser.feed(chunk)
        for element in _ended(parser):
            _lighten(element)
            characters += len(element.text or "") if element.tag == _TEXT else 0
        if characters > limits.characters:
            raise TooHeavyError
    root = parser.close()
    return root


def _ended(parser: etree.XMLPullParser) -> Iterator[etree._Element]:
    """The elements that have ended with what was fed last."""
    return (element for _, element in cast("Iterator[tuple[str, etree._Element]]", parser.read_events()))


def _lighten(element: etree._Element) -> None:
    """Drop what is never read of an element that has ended: most of a document is properties of its letters."""
    kept = _LIGHTENED[element.tag]
    if kept is not None:
        for child in list(element):
            if child.tag not in kept:
                element.remove(child)
    if element.tag == W + "rFonts":
        for name in set(element.attrib) - _FONTS:
            del element.attrib[name]
    else:
        element.attrib.clear()


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    """Whether a large part unpacks to far more than what Word writes, which is 10 to 50 times its size."""
    return info.file_size > _LARGE and info.file_size > info.compress_size * _LIKELY_RATIO


def _internal(root: etree._Element) -> Iterator[tuple[str, str]]:
    for relation in root.iterchildren("{*}Relationship"):
        if relation.get("TargetMode") != "External":
            target = posixpath.join("word", relation.get("Target") or "").lstrip("/")
            yield relation.get("Id") or "", posixpath.normpath(target)
