"""Automatic numbers of a word processor, as they are displayed (ECMA-376, part 1, 17.9)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from .fonts import face_of, font_name, shown
from .package import W

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_PLACEHOLDER = re.compile(r"%(\d)")
_START = re.compile(r"-?\d{1,6}")
_BULLET = "-"


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and looks."""

    start: int = 1
    form: str = "decimal"
    text: str = "%1."


class Numbering:
    """Counts the paragraphs of one document, in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._abstract = _abstract_levels(numbering)
        self._instances = _instances(numbering)
        self._overrides = _overrides(numbering)
        self._styles = _styles(styles)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._started: set[tuple[str, int]] = set()

    def label(self, paragraph: etree._Element) -> str:
        """The number or bullet of `paragraph` with a space after it; '' where it has none."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number_id, depth = place
        abstract = self._instances.get(number_id)
        levels = self._abstract.get(abstract or "", {})
        level = self._overrides.get((number_id, depth)) or levels.get(depth)
        if abstract is None or level is None:
            return ""
        counts = self._advance(abstract, number_id, depth, levels)
        if level.form == "bullet":
            return _BULLET + " "
        if level.form == "none":
            return ""
        text = _PLACEHOLDER.sub(
            lambda match: self._part(int(match[1]) - 1, counts, levels, level), level.text
        )
        return f"{text} " if text else ""

    def _part(self, depth: int, counts: dict[int, int], levels: dict[int, Level], shown: Level) -> str:
        level = levels.get(depth, Level())
        form = "decimal" if shown.form == "legal" else level.form
        return _figure(counts.get(depth, level.start), form)

    def _advance(self, abstract: str, number_id: str, depth: int, levels: dict[int, Level]) -> dict[int, int]:
        counts = self._counts[abstract]
        override = self._overrides.get((number_id, depth))
        start = (override or levels[depth]).start if depth in levels else 1
        if override is not None and (number_id, depth) not in self._started:
            counts.pop(depth, None)
        self._started.add((number_id, depth))
        counts[depth] = counts[depth] + 1 if depth in counts else start
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        return counts

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """The list and level of a paragraph: its own, else its style's."""
        properties = paragraph.find(W + "pPr")
        if properties is None:
            return None
        own = _number_properties(properties.find(W + "numPr"))
        style = properties.find(W + "pStyle")
        inherited = self._styles.get(style.get(W + "val") or "") if style is not None else None
        number_id = own[0] or (inherited[0] if inherited else None)
        depth = own[1] if own[1] is not None else (inherited[1] if inherited else None)
        return (number_id, depth or 0) if number_id and number_id != "0" else None


def _number_properties(element: etree._Element | None) -> tuple[str | None, int | None]:
    if element is None:
        return None, None
    number_id, depth = _value(element, "numId"), _value(element, "ilvl")
    return number_id, int(depth) if depth and depth.isdecimal() else None


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(W + name)
    return child.get(W + "val") if child is not None else None


def _depth(element: etree._Element) -> int:
    """The level that an element is about; the first where it does not say."""
    depth = element.get(W + "ilvl") or ""
    return int(depth) if depth.isdecimal() else 0


def _level(element: etree._Element) -> Level:
    start = _value(element, "start")
    return Level(
        start=int(start) if start and _START.fullmatch(start) else 1,
        form="legal" if element.find(W + "isLgl") is not None else _value(element, "numFmt") or "decimal",
        text=shown(_value(element, "lvlText") or "", face_of(font_name(element.find(W + "rPr")))),
    )


def _levels(parent: etree._Element) -> dict[int, Level]:
    return {_depth(level): _level(level) for level in parent.findall(W + "lvl")}


def _abstract_levels(numbering: etree._Element | None) -> dict[str, dict[int, Level]]:
    if numbering is None:
        return {}
    return {
        item.get(W + "abstractNumId") or "": _levels(item) for item in numbering.findall(W + "abstractNum")
    }


def _instances(numbering: etree._Element | None) -> dict[str, str]:
    if numbering is None:
        return {}
    return {
        item.get(W + "numId") or "": _value(item, "abstractNumId") or ""
        for item in numbering.findall(W + "num")
    }


def _overrides(numbering: etree._Element | None) -> dict[tuple[str, int], Level]:
    found: dict[tuple[str, int], Level] = {}
    if numbering is None:
        return found
    abstract, instances = _abstract_levels(numbering), _instances(numbering)
    for item in numbering.findall(W + "num"):
        number_id = item.get(W + "numId") or ""
        for override in item.findall(W + "lvlOverride"):
            depth = _depth(override)
            own = override.find(W + "lvl")
            base = (
                _level(own)
                if own is not None
                else abstract.get(instances.get(number_id, ""), {}).get(depth, Level())
            )
            start = _value(override, "startOverride")
            found[number_id, depth] = Level(
                start=int(start) if start and _START.fullmatch(start) else base.start,
                form=base.form,
                text=base.text,
            )
    return found


def _styles(styles: etree._Element | None) -> dict[str, tuple[str | None, int | None]]:
    if styles is None:
        return {}
    found = {}
    for style in styles.findall(W + "style"):
        number = style.find(f"{W}pPr/{W}numPr")
        if number is not None:
            found[style.get(W + "styleId") or ""] = _number_properties(number)
    return found


def _figure(number: int, form: str) -> str:
    """A counter as displayed.

    >>> [_figure(4, form) for form in ("upperRoman", "lowerLetter", "decimalZero")]
    ['IV', 'd', '04']
    """
    if form in ("upperRoman", "lowerRoman"):
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    if form in ("upperLetter", "lowerLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    signs = ""
    for value, sign in _ROMAN:
        signs += sign * (number // value)
        number %= value
    return signs
