"""Make one spelling of many, and keep the way back to the source text.

The normalised text has one character for each character of the NFC form of the source, so offsets carry over;
only a source that is not NFC needs a table of offsets.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, cast

T = TypeVar("T")

# Old and new tone-mark placement are the same word; only open syllables differ (hoà, but hoàn).
TONE_PLACEMENT = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_TONES = {
    variant: old_variant
    for new, old in TONE_PLACEMENT.items()
    for variant, old_variant in (
        (new, old),
        (new.upper(), old.upper()),
        (new.capitalize(), old.capitalize()),
    )
}
_TONE = re.compile("[oOuU](?<![qQ].)[" + "".join({pair[1] for pair in _TONES}) + r"](?!\w)")
# Characters that look like another and stand for it; one for one.
LOOK_ALIKES = {
    "Ð": "Đ", "Ɖ": "Đ",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
    "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ",
    "\u3000": " ", "\u200b": " ", "\ufeff": " ", "\u2060": " ", "\u0000": " ",
    "\u2044": "/", "\u2215": "/", "\u00ad": "-",
}  # fmt: skip
_LOOK_ALIKE = re.compile("[" + "".join(LOOK_ALIKES) + "]")
_EMPHASIS = re.compile(r"\*\*|__")
_ATX = re.compile(r"^([ \t]*)(#{1,6})(?=[ \t])", re.MULTILINE)
_STAR_BULLET = re.compile(r"^([ \t]*)\*(?=[ \t]+\S)", re.MULTILINE)
_STAR_EDGE = re.compile(r"(?<![\w*])\*(?=\w)|(?<=[\w.;:)])\*(?![\w*])")
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")
_LINE = re.compile(r"[^\n]+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its edge white space: `text` stands at [start, end) of the normalised text."""

    text: str
    start: int
    end: int
    blank_before: bool

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table: cells stand apart by " | "."""
        return self.text.startswith("|") or " | " in self.text


@dataclass(frozen=True, slots=True)
class Source:
    """A text ready for the finders. `plain` and `nfc` have the same length and offsets."""

    text: str
    nfc: str
    plain: str
    lines: tuple[Line, ...]
    offsets: tuple[int, ...] | None = None
    _known: dict[object, object] = field(default_factory=dict, repr=False, compare=False)

    def once(self, work: Callable[[Source], T]) -> T:
        """What `work` gives for this source, worked out at the first call: several finders ask the same."""
        if work not in self._known:
            self._known[work] = work(self)
        return cast("T", self._known[work])

    def written(self, start: int, end: int) -> str:
        """What stands at [start, end) as written, on one line, without marks of emphasis."""
        return tidy(self.nfc[start:end])

    def line_at(self, offset: int) -> int:
        """The index of the line in which, or before which, `offset` lies; -1 before the first."""
        return bisect_right(self.lines, offset, key=lambda line: line.start) - 1

    def to_source(self, offset: int) -> int:
        """The offset in the source text of an offset in `plain`."""
        return self.offsets[offset] if self.offsets else offset


def tidy(text: str) -> str:
    """Return `text` with single spaces and without marks of emphasis.

    >>> tidy(" **Sở   Ngoại vụ** ")
    'Sở Ngoại vụ'
    """
    return _SPACES.sub(" ", _EMPHASIS.sub("", text)).strip()


def normalise(text: str) -> Source:
    """Return the text with one spelling of dashes, spaces, tone marks and emphasis, and the way back.

    >>> normalise("Uỷ ban – số 16").plain
    'Ủy ban - số 16'
    """
    nfc, offsets = (text, None) if unicodedata.is_normalized("NFC", text) else _composed(text)
    plain = _LOOK_ALIKE.sub(lambda match: LOOK_ALIKES[match.group()], nfc)
    plain = _TONE.sub(lambda match: _TONES.get(match.group(), match.group()), plain)
    plain = _without_marks(plain)
    return Source(text, nfc, plain, tuple(_lines(plain)), offsets)


def _without_marks(plain: str) -> str:
    if "*" in plain or "__" in plain:
        plain = _EMPHASIS.sub("  ", plain)
        plain = _STAR_BULLET.sub(r"\1-", plain)
        plain = _STAR_EDGE.sub(" ", plain)
    return _ATX.sub(lambda match: match[1] + " " * len(match[2]), plain) if "#" in plain else plain


def _composed(text: str) -> tuple[str, tuple[int, ...]]:
    """The NFC form, and for each of its characters (and its end) the offset in `text`."""
    parts: list[str] = []
    offsets: list[int] = []
    for match in _CLUSTER.finditer(text):
        part = unicodedata.normalize("NFC", match.group())
        parts.append(part)
        room = match.end() - match.start()
        offsets.extend(match.start() + min(step, room - 1) for step in range(len(part)))
    offsets.append(len(text))
    return "".join(parts), tuple(offsets)


def _lines(plain: str) -> list[Line]:
    found: list[Line] = []
    last_end = 0
    for match in _LINE.finditer(plain):
        text = match.group().strip()
        if not text:
            continue
        start = match.start() + match.group().index(text[0])
        gap = plain.count("\n", last_end, start)
        found.append(Line(text, start, start + len(text), gap > 1 or not found))
        last_end = start + len(text)
    return found
