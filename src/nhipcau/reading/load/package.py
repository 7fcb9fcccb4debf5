"""The parts of an Office package."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

from ..errors import TooHeavyError
from .bounds import check_markup, check_no_entities, check_tables
from .values import MIB, Limits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_LARGE = 8 * MIB
_LIKELY_RATIO = 200
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
        data = self._package.read(info)
        check_no_entities(data)
        check_markup(data, self._limits)
        root = etree.fromstring(
            data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        )
        check_tables(root, self._limits, table=W + "tbl", cells=(W + "tc",))
        return root


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    """Whether a large part unpacks to far more than what Word writes, which is 10 to 50 times its size."""
    return info.file_size > _LARGE and info.file_size > info.compress_size * _LIKELY_RATIO


def _internal(root: etree._Element) -> Iterator[tuple[str, str]]:
    for relation in root.iterchildren("{*}Relationship"):
        if relation.get("TargetMode") != "External":
            target = posixpath.join("word", relation.get("Target") or "").lstrip("/")
            yield relation.get("Id") or "", posixpath.normpath(target)
