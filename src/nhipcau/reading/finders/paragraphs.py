"""The paragraphs of the body: their rank, where their text begins after label or bullet, and broken lines joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..normalise import Line, Source
from ..tables.duties import UNFINISHED_WORDS
from .base import Found
from .outline import labels
from .patterns import any_of

ADDRESSED = re.compile(r"Kính\s+(?:gửi|trình)")
_BULLET = re.compile(r"[-+•*]\s*")
_LETTER = re.compile(r"[a-zđ]\d?$")
_UNFINISHED = re.compile(rf"(?:,|(?<!\w){any_of(UNFINISHED_WORDS)})$")
_CLOSED = (".", ";", ":", "/", "!", "?")
_RANK_NAMED = {"phần": 0, "chương": 1, "mục": 2, "tiểu": 2, "điều": 3}
_RANK_CAPITAL, RANK_ARTICLE = 1, 3
RANK_ROMAN, _RANK_ARABIC, RANK_LETTER, RANK_BULLET, RANK_TEXT = 2, 4, 9, 10, 11
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body: its rank (lower is higher up), and where its text begins after label or bullet.

    `line` is its first line; its text goes on to `end` where the line was broken.
    """

    line: Line
    rank: int
    start: int
    end: int
    text: str
    mark: str = ""


def paragraphs(source: Source, found: Found) -> Iterator[Paragraph]:
    """Yield the paragraphs below the header, without those that say to whom the document is addressed.

    >>> from nhipcau.reading.normalise import normalise
    >>> [paragraph.text for paragraph in paragraphs(normalise("1. Sở Du lịch,\\nSở Y tế\\nđón khách."), Found())]
    ['Sở Du lịch, Sở Y tế đón khách.']
    """
    addressed = False
    pending: Paragraph | None = None
    for line, label in zip(source.lines, source.once(labels), strict=True):
        if line.start < found.header.end or line.is_row:
            continue
        addressed = bool(ADDRESSED.match(line.text)) or (addressed and _goes_on_addressing(line))
        if addressed:
            continue
        bullet = _BULLET.match(line.text)
        if pending and not label and not bullet and _goes_on(pending, line):
            pending = _joined(source, pending, line)
            continue
        if not label and not bullet and line.text[0].islower():
            continue  # the rest of a line that was broken
        if pending:
            yield pending
        pending = _paragraph(source, line, label, bullet, pending)
    if pending:
        yield pending


def _paragraph(
    source: Source,
    line: Line,
    label: tuple[str, int] | None,
    bullet: re.Match[str] | None,
    before: Paragraph | None,
) -> Paragraph:
    offset = label[1] if label else bullet.end() if bullet else 0
    rank = _rank(label[0]) if label else RANK_BULLET if bullet else _heading_rank(line)
    if rank == RANK_TEXT and before and before.rank == RANK_ARTICLE and not before.text.strip(" .:"):
        rank = RANK_ARTICLE  # "Điều 2:" stands alone on the line above
    mark = source.nfc[line.start] if bullet else ""
    return Paragraph(line, rank, line.start + offset, line.end, line.text[offset:], mark)


def _goes_on(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line without label or bullet is the rest of the paragraph."""
    text = paragraph.text
    if line.blank_before or not text or text.endswith(_CLOSED) or line.end - paragraph.start > _LONGEST:
        return False
    return line.text[0].islower() or bool(_UNFINISHED.search(text[-20:]))


def _joined(source: Source, paragraph: Paragraph, line: Line) -> Paragraph:
    text = source.plain[paragraph.start : line.end].replace("\n", " ")
    return replace(paragraph, end=line.end, text=text)


def _goes_on_addressing(line: Line) -> bool:
    """Whether the line still lists to whom the document is addressed."""
    return bool(_BULLET.match(line.text)) or (len(line.text) < 80 and line.text.endswith((";", ",")))


def _rank(label: str) -> int:
    word = label.split(" ")[0].lower()
    if word in _RANK_NAMED:
        return _RANK_NAMED[word]
    if re.fullmatch(r"[IVXL]+", label):
        return RANK_ROMAN
    if _LETTER.fullmatch(label):
        return RANK_LETTER
    if label.isalpha():
        return _RANK_CAPITAL
    return _RANK_ARABIC + min(label.count("."), 4)


def _heading_rank(line: Line) -> int:
    """A line of capitals without a label is a heading of a section."""
    is_heading = line.text.isupper() and 8 <= len(line.text) <= 120
    return RANK_ROMAN if is_heading else RANK_TEXT
