"""Two texts of a draft compared: what was added and taken out, word by word, and which sections moved."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from nhipcau.drafting.rules import SectionText

_WORDS = re.compile(r"\S+|\s+")
# Words of two long texts are compared as lines first: word by word takes as long as both lengths multiplied.
MOST_WORDS = 6000

StretchKind = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stand in both texts, only in the newer one, or only in the older one."""

    kind: StretchKind
    text: str


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section in both texts: `older` or `newer` is None where it was added or removed."""

    older: SectionText | None
    newer: SectionText | None
    heading: tuple[Stretch, ...]
    body: tuple[Stretch, ...]
    moved: bool
    other: bool

    @property
    def is_same(self) -> bool:
        """Whether nothing of it differs, its place included."""
        return self.older == self.newer and not self.moved


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every section of two texts, in the order of the newer; those taken out stand at the end."""

    sections: tuple[SectionChange, ...]

    @property
    def changed(self) -> tuple[SectionChange, ...]:
        """The sections that are not the same in both."""
        return tuple(section for section in self.sections if not section.is_same)


def compared(older: Sequence[SectionText], newer: Sequence[SectionText]) -> Comparison:
    """Return what differs between two texts of a draft.

    >>> one = SectionText("Kết quả", "Có 5 cuộc.", uid="a")
    >>> two = SectionText("Kết quả", "Có 6 cuộc.", uid="a")
    >>> [stretch.kind for stretch in compared([one], [two]).changed[0].body]
    ['same', 'removed', 'added', 'same']
    """
    old = {text.uid: text for text in older if text.uid}
    new = {text.uid for text in newer if text.uid}
    common = [text.uid for text in older if text.uid in new]
    stayed = _in_order(common, [text.uid for text in newer if text.uid in old])
    found = [
        _change(old.get(text.uid), text, moved=text.uid in old and text.uid not in stayed) for text in newer
    ]
    found += [_change(text, None, moved=False) for text in older if text.uid not in new]
    return Comparison(tuple(found))


def _change(older: SectionText | None, newer: SectionText | None, *, moved: bool) -> SectionChange:
    heads = (older.heading if older else "", newer.heading if newer else "")
    bodies = (older.body if older else "", newer.body if newer else "")
    return SectionChange(
        older, newer, words_compared(*heads), words_compared(*bodies), moved, _differs(older, newer)
    )


def _differs(older: SectionText | None, newer: SectionText | None) -> bool:
    """Return whether something differs that is not heading or text: its kind, rank, spec or picture."""
    if older is None or newer is None:
        return False
    return (older.kind, older.level, dict(older.spec), older.picture, older.chapter) != (
        newer.kind, newer.level, dict(newer.spec), newer.picture, newer.chapter,
    )  # fmt: skip


def _in_order(older: Sequence[str], newer: Sequence[str]) -> frozenset[str]:
    """Return the sections that kept their order: the others were moved past them."""
    blocks = SequenceMatcher(None, older, newer, autojunk=False).get_matching_blocks()
    return frozenset(uid for block in blocks for uid in older[block.a : block.a + block.size])


def words_compared(older: str, newer: str) -> tuple[Stretch, ...]:
    """Return the words of both, those of the older before those of the newer where they differ.

    >>> [(one.kind, one.text) for one in words_compared("đã mở lớp", "đã tổ chức lớp")]
    [('same', 'đã '), ('removed', 'mở'), ('added', 'tổ chức'), ('same', ' lớp')]
    >>> [one.text for one in words_compared("nay thực hiện", "nay đổi mới")]
    ['nay ', 'thực hiện', 'đổi mới']
    """
    if older == newer:
        return (Stretch("same", older),) if older else ()
    parts = _WORDS.findall(older), _WORDS.findall(newer)
    if max(map(len, parts)) > MOST_WORDS:
        parts = older.splitlines(keepends=True), newer.splitlines(keepends=True)
    found: list[Stretch] = []
    for tag, a, b, c, d in _opcodes(*parts):
        was, now = "".join(parts[0][a:b]), "".join(parts[1][c:d])
        if tag == "equal":
            found.append(Stretch("same", was))
            continue
        if was:
            found.append(Stretch("removed", was))
        if now:
            found.append(Stretch("added", now))
    return tuple(found)


def _opcodes(older: Sequence[str], newer: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """Return what became of which words; changed words with only a space between them are one change."""
    found: list[tuple[str, int, int, int, int]] = []
    codes = SequenceMatcher(None, older, newer, autojunk=False).get_opcodes()
    for place, (tag, a, b, c, d) in enumerate(codes):
        between = 0 < place < len(codes) - 1 and not "".join(older[a:b]).strip()
        name = "replace" if tag != "equal" or between else "equal"
        if found and name == "replace" == found[-1][0]:
            found[-1] = ("replace", found[-1][1], b, found[-1][3], d)
        else:
            found.append((name, a, b, c, d))
    return found
