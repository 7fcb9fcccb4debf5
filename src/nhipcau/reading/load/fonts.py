"""The font of a run, where it is one of the fonts before Unicode, and what its characters show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache

from lxml import etree

from .charsets import from_tcvn3, from_vni
from .charsets.syllables import is_syllable
from .package import W

_WORD = re.compile(r"[^\W\d_]*[^\W\d_a-zA-Z][^\W\d_]*")
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
_CHAIN = 20


class Face(Enum):
    """What kind of old font: its characters show other letters than they are."""

    TCVN3 = "TCVN3"
    TCVN3_CAPITALS = "TCVN3 H"
    VNI = "VNI"


@lru_cache(maxsize=1024)
def face_of(name: str | None) -> Face | None:
    """Return the kind of old font that has this name.

    >>> face_of(".VnTime"), face_of(".VnArialH"), face_of("VNI-Times"), face_of("Times New Roman")
    (<Face.TCVN3: 'TCVN3'>, <Face.TCVN3_CAPITALS: 'TCVN3 H'>, <Face.VNI: 'VNI'>, None)
    """
    if name and re.match(r"\.Vn", name, re.IGNORECASE):
        return Face.TCVN3_CAPITALS if name.endswith("H") else Face.TCVN3
    return Face.VNI if name and re.match(r"VNI[ -]", name, re.IGNORECASE) else None


def shown(text: str, face: Face | None) -> str:
    """Return the letters that `text` shows in such a font."""
    if face is None:
        return text
    return from_vni(text) if face is Face.VNI else from_tcvn3(text, capitals=face is Face.TCVN3_CAPITALS)


def font_name(properties: etree._Element | None) -> str | None:
    """Return the font that run properties name for letters; "" for one of the theme, None for none."""
    fonts = properties.find(W + "rFonts") if properties is not None else None
    if fonts is None:
        return None
    if fonts.get(W + "hAnsiTheme") or fonts.get(W + "asciiTheme"):
        return ""
    return fonts.get(W + "hAnsi") or fonts.get(W + "ascii")


class Fonts:
    """Knows the font of every run: its own, else its style's, else its paragraph's, else the document's."""

    def __init__(self, styles: etree._Element | None, texts: Iterable[etree._Element]) -> None:
        self._styles: dict[str, tuple[str | None, str]] = {}
        self._names: dict[str, str | None] = {}
        self._usual: str | None = None
        if styles is not None:
            self._learn(styles)
        self._with_unicode = self._faces_with_unicode(texts)

    def of_paragraph(self, paragraph: etree._Element) -> str | None:
        """Return the font of the runs of `paragraph` that name none."""
        first = next(iter(paragraph), None)
        properties = first if first is not None and first.tag == W + "pPr" else None
        name = self._of_style(_style(properties, "pStyle"))
        return self._usual if name is None else name

    def face(self, run: etree._Element, usual: str | None) -> Face | None:
        """Return the kind of old font in which `run` is shown; `usual` is the font of its paragraph."""
        properties = run.find(W + "rPr")
        if properties is None:
            return face_of(usual)
        name = font_name(properties)
        if name is None:
            name = self._of_style(_style(properties, "rStyle"))
        return face_of(usual if name is None else name)

    def shown(self, text: str, face: Face | None) -> str:
        """Return what `text` shows in an old font.

        Where the document also has Unicode letters under that font, only what becomes more Vietnamese is converted.
        """
        if face is None or _UNICODE.search(text):
            return text
        letters = shown(text, face)
        if face in self._with_unicode and _syllables(letters) <= _syllables(text):
            return text
        return letters

    def _learn(self, styles: etree._Element) -> None:
        defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._usual = font_name(defaults)
        for style in styles.findall(W + "style"):
            identity, base = style.get(W + "styleId") or "", style.find(W + "basedOn")
            parent = (base.get(W + "val") or "") if base is not None else ""
            self._styles[identity] = (font_name(style.find(W + "rPr")), parent)
        normal = styles.find(f"{W}style[@{W}default='1'][@{W}type='paragraph']")
        name = self._of_style(normal.get(W + "styleId") or "") if normal is not None else None
        self._usual = self._usual if name is None else name

    def _of_style(self, identity: str) -> str | None:
        if identity not in self._names:
            self._names[identity] = self._climb(identity)
        return self._names[identity]

    def _climb(self, identity: str) -> str | None:
        for _ in range(_CHAIN):
            name, identity = self._styles.get(identity, (None, ""))
            if name is not None or not identity:
                return name
        return None

    def _faces_with_unicode(self, texts: Iterable[etree._Element]) -> frozenset[Face]:
        roots = list(texts)
        if not self._has_old_fonts(roots):
            return frozenset()
        faces = {
            self.face(run, self.of_paragraph(paragraph))
            for root in roots
            for paragraph in root.iter(W + "p")
            for run in paragraph.iterchildren(W + "r")
            if _UNICODE.search("".join(text.text or "" for text in run.iterchildren(W + "t")))
        }
        return frozenset(face for face in faces if face)

    def _has_old_fonts(self, roots: list[etree._Element]) -> bool:
        in_styles = [name for name, _ in self._styles.values()]
        in_runs = (font_name(run) for root in roots for run in root.iter(W + "rPr"))
        return any(map(face_of, (self._usual, *in_styles))) or any(map(face_of, in_runs))


def _style(properties: etree._Element | None, kind: str) -> str:
    style = properties.find(W + kind) if properties is not None else None
    return (style.get(W + "val") or "") if style is not None else ""


def _syllables(text: str) -> int:
    return sum(is_syllable(word) for word in _WORD.findall(text))
