"""The paragraphs of the body: their rank, where their text begins after label or bullet, and broken lines joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..normalise import Line, Source
from ..tables.duties import UNFINISHED_WORDS
from .base import Found
from .outline import labels

ADDRESSED = re.compile(r"Kính\s+(?:gửi|trình)")
_BULLET = re.compile(r"[-+•*]\s*")
_LETTER = re.compile(r"[a-zđ]\d?$")
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
        if not label and not bullet:
            if pending and not line.blank_before and _goes_on(pending, line):
                pending = _joined(source, pending, line)
                continue
            if line.text[0].islower():
                continue  # the rest of a line that was broken
        if pending:
            yield pending
        offset = label[1] if label else bullet.end() if bullet else 0
        rank = _rank(label[0]) if label else RANK_BULLET if bullet else _text_rank(line, pending)
        mark = source.nfc[line.start] if bullet else ""
        pending = Paragraph(line, rank, line.start + offset, line.end, line.text[offset:], mark)
    if pending:
        yield pending


def _goes_on(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line without label or bullet is the rest of the paragraph."""
    text = paragraph.text
    if not text or text.endswith(_CLOSED) or line.end - paragraph.start > _LONGEST:
        return False
    return line.text[0].islower() or text[-1] == "," or text[text.rfind(" ") + 1 :] in UNFINISHED_WORDS


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


def _text_rank(line: Line, before: Paragraph | None) -> int:
    """The rank of plain text: capitals head a section, and the text of "Điều 2:" may stand on the next line."""
    if 8 <= len(line.text) <= 120 and line.text.isupper():
        return RANK_ROMAN
    if before and before.rank == RANK_ARTICLE and not before.text.strip(" .:"):
        return RANK_ARTICLE
    return RANK_TEXT
