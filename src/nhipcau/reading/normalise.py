"""Make one spelling of many, and keep the way back to the source text.

The normalised text has one character for each character of the NFC form of the source, so offsets carry over;
only a source that is not NFC needs a table of offsets.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
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
# Characters that look like another and stand for it; one for one.
LOOK_ALIKES = {
    "Ð": "Đ", "Ɖ": "Đ",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
    "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ",
    "\u3000": " ", "\u200b": " ", "\ufeff": " ", "\u2060": " ", "\u0000": " ",
    "\u2044": "/", "\u2215": "/", "\u00ad": "-",
}  # fmt: skip
_SPELLINGS = _TONES | LOOK_ALIKES
# Both in one pass: what may begin a spelling of another comes first, which is quick to find.
_SPELLED = re.compile(
    f"[oOuU{''.join(LOOK_ALIKES)}]"
    f"(?:(?<=[oOuU])(?<![qQ].)[{''.join({pair[1] for pair in _TONES})}](?!\\w)|(?<![oOuU]))"
)
_EMPHASIS = re.compile(r"\*\*|__")
_ATX = re.compile(r"^([ \t]*)(#{1,6})(?=[ \t])", re.MULTILINE)
_STAR_BULLET = re.compile(r"^([ \t]*)\*(?=[ \t]+\S)", re.MULTILINE)
_STAR_EDGE = re.compile(r"\*(?:(?<![\w*]\*)(?=\w)|(?<=[\w.;:)]\*)(?![\w*]))")
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")
_BASE = re.compile(r"[^\u0300-\u036f]")
_PIECE = 100_000
_NEAR = 160
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its edge white space: `text` stands at [start, end) of the normalised text.

    `is_row`: it is a row of a table, whose cells stand apart by " | ".
    """

    text: str
    start: int
    end: int
    blank_before: bool
    is_row: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A text ready for the finders. `plain` and `nfc` have the same length and offsets."""

    text: str
    nfc: str
    plain: str
    lines: tuple[Line, ...]
    offsets: Sequence[int] | None = None
    _known: dict[object, object] = field(default_factory=dict, repr=False, compare=False)

    def once(self, work: Callable[[Source], T]) -> T:
        """What `work` gives for this source, worked out at the first call: several finders ask the same."""
        if work not in self._known:
            self._known[work] = work(self)
        return cast("T", self._known[work])

    def written(self, start: int, end: int) -> str:
        """What stands at [start, end) as written, on one line, without marks of emphasis."""
        return tidy(self.nfc[start:end])

    def beginning(self, start: int, end: int, length: int) -> str:
        """The first `length` characters of what `written` gives, trimmed; quick for a long stretch."""
        near = tidy(self.nfc[start : min(end, start + _NEAR)])
        if len(near) < length + _ENOUGH:  # not certain: a mark of emphasis may be cut in two
            near = self.written(start, end)
        return near[:length].strip()

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
    if "**" in text or "__" in text:
        text = _EMPHASIS.sub("", text)
    return " ".join(text.split())


def normalise(text: str) -> Source:
    """Return the text with one spelling of dashes, spaces, tone marks and emphasis, and the way back.

    >>> normalise("Uỷ ban – số 16").plain
    'Ủy ban - số 16'
    """
    nfc, offsets = (text, None) if unicodedata.is_normalized("NFC", text) else _composed(text)
    plain = _without_marks(_SPELLED.sub(lambda match: _SPELLINGS.get(match.group(), match.group()), nfc))
    return Source(text, nfc, plain, tuple(_lines(plain)), offsets)


def _without_marks(plain: str) -> str:
    if "*" in plain or "__" in plain:
        plain = _EMPHASIS.sub("  ", plain)
        plain = _STAR_BULLET.sub(r"\1-", plain)
        plain = _STAR_EDGE.sub(" ", plain)
    return _ATX.sub(lambda match: match[1] + " " * len(match[2]), plain) if "#" in plain else plain


def _composed(text: str) -> tuple[str, Sequence[int]]:
    """The NFC form, and for each of its characters (and its end) the offset in `text`."""
    offsets = array("I")
    composed = "".join(_composed_piece(text, start, end, offsets) for start, end in _pieces(text))
    offsets.append(len(text))
    return composed, offsets


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of a bearable length, none of which begins with a mark that combines."""
    start = 0
    while start < len(text):
        base = _BASE.search(text, start + _PIECE)
        end = base.start() if base else len(text)
        yield start, end
        start = end


def _composed_piece(text: str, start: int, end: int, offsets: array[int]) -> str:
    """The NFC form of [start, end), whose offsets are added to `offsets`."""
    parts: list[str] = []
    for match in _CLUSTER.finditer(text, start, end):
        part = unicodedata.normalize("NFC", match.group())
        parts.append(part)
        room = match.end() - match.start()
        offsets.extend(match.start() + min(step, room - 1) for step in range(len(part)))
    return "".join(parts)


def _lines(plain: str) -> list[Line]:
    found: list[Line] = []
    offset, blank = 0, True
    for whole in plain.split("\n"):
        text = whole.strip()
        if text:
            start = offset + whole.index(text[0])
            is_row = "|" in text and (text[0] == "|" or " | " in text)
            found.append(Line(text, start, start + len(text), blank, is_row))
        blank = not text
        offset += len(whole) + 1
    return found
