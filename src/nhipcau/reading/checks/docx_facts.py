"""How a DOCX looks: page, fonts and sizes as Word would show them. Runs in a child process, as every foreign parser.

Usage of the child: python -m nhipcau.reading.checks.docx_facts < file.docx
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from lxml import etree

from ..load.limited import limit

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TWIPS_A_MM = 1440 / 25.4
_PART_LIMIT = 100 * 1024**2
_OFF = frozenset(("0", "false", "off"))
_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Section:
    """A page: lengths in mm; None where the file does not say."""

    width: float | None = None
    height: float | None = None
    top: float | None = None
    bottom: float | None = None
    left: float | None = None
    right: float | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How the letters of a paragraph look, most of them; size in points. None where it cannot be told."""

    font: str | None = None
    size: float | None = None
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that holds text; `in_table` also for cells of tables that only place things."""

    text: str
    look: Look
    in_table: bool


@dataclass(frozen=True, slots=True)
class DocxFacts:
    """What the rules of layout look at. `page_number`: "top", "bottom" or None where pages carry no number."""

    sections: tuple[Section, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    page_number: str | None = None
    first_page_differs: bool = False

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def facts_from_json(values: dict[str, Any]) -> DocxFacts:
    """Return the facts that `DocxFacts.to_json` gave as plain values."""
    return DocxFacts(
        sections=tuple(Section(**section) for section in values["sections"]),
        paragraphs=tuple(
            Paragraph(one["text"], Look(**one["look"]), one["in_table"]) for one in values["paragraphs"]
        ),
        page_number=values["page_number"],
        first_page_differs=values["first_page_differs"],
    )


def facts_of(data: bytes) -> DocxFacts:
    """Return how a DOCX looks. Raises whatever its parsers raise on a damaged file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        document = _part(package, "word/document.xml")
        styles = Styles(_part(package, "word/styles.xml"), _part(package, "word/theme/theme1.xml"))
        if document is None:
            return DocxFacts()
        sections = [
            _section(one) for one in document.iter(_W + "sectPr") if one.find(_W + "pgSz") is not None
        ]
        return DocxFacts(
            sections=tuple(sections),
            paragraphs=tuple(_paragraphs(document, styles)),
            page_number=_page_number(package),
            first_page_differs=any(_on(one) for one in document.iter(_W + "titlePg")),
        )


def _part(package: zipfile.ZipFile, name: str) -> etree._Element | None:
    try:
        info = package.getinfo(name)
    except KeyError:
        return None
    if info.file_size > _PART_LIMIT:
        raise MemoryError
    return etree.fromstring(package.read(info), etree.XMLParser(resolve_entities=False, no_network=True))


def _section(element: etree._Element) -> Section:
    size, margins = element.find(_W + "pgSz"), element.find(_W + "pgMar")
    lengths = {"width": _mm(size, "w"), "height": _mm(size, "h")}
    lengths |= {side: _mm(margins, side) for side in ("top", "bottom", "left", "right")}
    return Section(**lengths)


def _mm(element: etree._Element | None, name: str) -> float | None:
    value = element.get(_W + name) if element is not None else None
    return round(abs(float(value)) / _TWIPS_A_MM, 1) if value else None


def _on(element: etree._Element | None) -> bool:
    return element is not None and element.get(_W + "val") not in _OFF


@dataclass(slots=True)
class Styles:
    """The styles of a document, and what they say together."""

    root: etree._Element | None
    theme: etree._Element | None
    _by_id: dict[str, etree._Element] = field(default_factory=dict)
    _default: str | None = None

    def __post_init__(self) -> None:
        for style in self.root.iter(_W + "style") if self.root is not None else ():
            name = style.get(_W + "styleId") or ""
            self._by_id[name] = style
            if style.get(_W + "type") == "paragraph" and style.get(_W + "default") == "1":
                self._default = name

    def chain(self, name: str | None) -> Iterator[etree._Element]:
        """The properties of a style's letters, then those of the styles it is based on."""
        for _ in range(_DEPTH):
            style = self._by_id.get(name or "")
            if style is None:
                return
            properties = style.find(_W + "rPr")
            if properties is not None:
                yield properties
            based = style.find(_W + "basedOn")
            name = based.get(_W + "val") if based is not None else None

    def letters(self, run: etree._Element, paragraph_style: str | None) -> Iterator[etree._Element]:
        """Everything that says how a run looks, the nearest first."""
        own = run.find(_W + "rPr")
        if own is not None:
            yield own
            style = own.find(_W + "rStyle")
            yield from self.chain(style.get(_W + "val") if style is not None else None)
        yield from self.chain(paragraph_style or self._default)
        default = self.root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr") if self.root is not None else None
        if default is not None:
            yield default

    def font(self, fonts: etree._Element) -> str | None:
        """The font that Latin letters take; a theme's font by its real name."""
        theme = fonts.get(_W + "asciiTheme")
        if theme and self.theme is not None:
            which = "majorFont" if theme.startswith("major") else "minorFont"
            latin = self.theme.find(f".//{_A}{which}/{_A}latin")
            return latin.get("typeface") if latin is not None else None
        return fonts.get(_W + "ascii") or fonts.get(_W + "hAnsi")


def _paragraphs(document: etree._Element, styles: Styles) -> Iterator[Paragraph]:
    for element in document.iter(_W + "p"):
        runs = [(run, _text(run)) for run in element.iter(_W + "r")]
        text = "".join(piece for _, piece in runs).strip()
        if text:
            in_table = any(one.tag == _W + "tc" for one in element.iterancestors())
            yield Paragraph(text, _look(element, runs, styles), in_table)


def _text(run: etree._Element) -> str:
    return "".join(
        (one.text or "") if one.tag == _W + "t" else " "
        for one in run
        if one.tag in (_W + "t", _W + "tab", _W + "br")
    )


def _look(element: etree._Element, runs: list[tuple[etree._Element, str]], styles: Styles) -> Look:
    """How most letters of the paragraph look."""
    style = element.find(f"{_W}pPr/{_W}pStyle")
    name = style.get(_W + "val") if style is not None else None
    looks: Counter[Look] = Counter()
    for run, text in runs:
        if text.strip():
            looks[_run_look(run, name, styles)] += len(text)
    return looks.most_common(1)[0][0]


def _run_look(run: etree._Element, style: str | None, styles: Styles) -> Look:
    found: dict[str, etree._Element] = {}
    for properties in styles.letters(run, style):
        for key in ("rFonts", "sz", "b", "i"):
            one = properties.find(_W + key)
            if one is not None:
                found.setdefault(key, one)
    size = found["sz"].get(_W + "val") if "sz" in found else None
    return Look(
        font=styles.font(found["rFonts"]) if "rFonts" in found else None,
        size=float(size) / 2 if size else None,
        bold=_on(found.get("b")),
        italic=_on(found.get("i")),
    )


def _page_number(package: zipfile.ZipFile) -> str | None:
    for place, prefix in (("top", "word/header"), ("bottom", "word/footer")):
        for name in package.namelist():
            if name.startswith(prefix) and name.endswith(".xml"):
                part = _part(package, name)
                if part is not None and any(_is_page_field(one) for one in part.iter()):
                    return place
    return None


def _is_page_field(element: etree._Element) -> bool:
    code = element.get(_W + "instr") if element.tag == _W + "fldSimple" else None
    if element.tag == _W + "instrText":
        code = element.text
    return bool(code) and str(code).split()[:1] == ["PAGE"]


def main() -> int:
    """Write the facts of the file on standard input to standard output; anything else becomes an empty object."""
    limit(30, 1024**3, 64 * 1024**2)
    try:
        answer = facts_of(sys.stdin.buffer.read()).to_json()
    except Exception:  # noqa: BLE001 - a foreign parser may raise anything on a hostile file
        answer = {}
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
