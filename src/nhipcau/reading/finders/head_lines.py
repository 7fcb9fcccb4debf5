"""What the lines above the body of a document are: motto, number, place and date, issuing body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..normalise import Line, Source
from ..tables.header import (
    BODY_STARTS,
    ISSUER_HEADS,
    MOTTO_WORDS,
    MOTTOES,
    NOT_ISSUERS,
    NUMBERED_KINDS,
    WEEKDAYS,
)
from .citations import NUMBER
from .patterns import CAPITAL, a_word, anywhere

MOTTO = re.compile(anywhere(MOTTO_WORDS))
NUMBER_LINE = re.compile(
    a_word((*(f"{kind.capitalize()} số" for kind in NUMBERED_KINDS), "Số", "SỐ")) + r"\s*:?[ \t]*"
    r"(?P<blank>[.…_ \t]*(?=[-/]))?"
)
PLACE_DATE = re.compile(rf"(?P<place>[{CAPITAL}][^,\n|\d]{{1,40}}),\s*(?:[Nn]gày|NGÀY)(?P<rest>[^|\n]*)")
# A web page may break after the place.
PLACE_ONLY = re.compile(rf"(?:T[Pp]\.\s*)?[{CAPITAL}]\w*(?:[ -]+[{CAPITAL}]\w*){{0,5}},")
RULE = re.compile(r"[-_*=~.\s|]+$")
_BLANK_NUMBER = re.compile(r"[.…_\s]*[-/]\s*(?:\d{4}\s*/\s*)?[A-ZĐ]")
_OF_ANOTHER = re.compile(r"\s*,?\s*(?:ngày|của|về|do)\s", re.IGNORECASE)
_DIGITS_APART = re.compile(r"(?P<digits>\d{1,6}[a-zA-Z]?)[ \t]{2,8}(?=[/-])")
_BARE_SIGN = re.compile(r"Số\s*:?$")
_WORDS = re.compile(r"[^\W_]+")
_TOP = 45
_ROOM = 80  # a longer line is no part of a motto
_NO_MOTTO = [""]


def top_lines(source: Source) -> list[Line]:
    """The lines before the body."""
    top: list[Line] = []
    for line in source.lines[:_TOP]:
        if line.text.startswith(BODY_STARTS):
            break
        top.append(line)
    return top


def motto_lines(top: list[Line]) -> set[int]:
    """The lines that make up a motto which is broken over lines at any word.

    >>> from nhipcau.reading.normalise import normalise
    >>> sorted(motto_lines(list(normalise("HỘI\\nĐỒNG NHÂN DÂN\\nCỘNG HÒA XÃ\\nHỘI CHỦ NGHĨA VIỆT NAM").lines)))
    [2, 3]
    """
    words = [_WORDS.findall(line.text.upper()) if len(line.text) < _ROOM else _NO_MOTTO for line in top]
    found: set[int] = set()
    for motto in (_WORDS.findall(motto) for motto in MOTTOES):
        for first in range(len(top)):
            if first not in found and words[first] and words[first] == motto[: len(words[first])]:
                found |= _run(words, first, motto)
    return found


def _run(words: list[list[str]], first: int, motto: list[str]) -> set[int]:
    lines, at = set(), 0
    for index in range(first, min(first + len(motto) + 2, len(words))):
        part = words[index]
        if part and part == motto[at : at + len(part)]:
            lines.add(index)
            at += len(part)
        elif part:
            break
    return lines if at == len(motto) else set()


def is_issuer(text: str) -> bool:
    """Whether `text` begins like the name of an issuing body.

    >>> is_issuer("BAN TUYÊN GIÁO"), is_issuer("BAN HÀNH QUY CHẾ")
    (True, False)
    """
    return text.startswith(ISSUER_HEADS) and not text.startswith(NOT_ISSUERS)


def is_number_line(line: Line) -> bool:
    """Whether the line holds the document's own number, or room for it."""
    match = NUMBER_LINE.search(line.text)
    if match is None or not (match.start() <= 2 or line.is_row or _names_issuer(line.text[: match.start()])):
        return False
    span = _number_at(line.text, match.end())
    if span is None:
        return bool(_BLANK_NUMBER.match(line.text[match.end() :]))
    return not _OF_ANOTHER.match(line.text, span[1])


def _names_issuer(text: str) -> bool:
    """Whether an issuing body alone stands before the number, as where cells were run together."""
    return text.isupper() and is_issuer(text)


def own_number(source: Source, top: list[Line]) -> tuple[int | None, tuple[int, int] | None]:
    """The line of the document's own number, and where the number stands; it may stand on the line below "Số:"."""
    for index, line in enumerate(top):
        if is_number_line(line):
            return index, _span(source, line)
        follower = top[index + 1] if index + 1 < len(top) else None
        number = NUMBER.match(follower.text) if follower and _BARE_SIGN.match(line.text) else None
        if follower and number:
            return index, (follower.start, follower.start + number.end())
    for index, line in enumerate(top[:3]):
        if NUMBER.fullmatch(line.text):
            return index, (line.start, line.end)
    return None, None


def joint_numbers(source: Source, number_at: int | None) -> list[str]:
    """The number at the line `number_at` and those on the lines right below: bodies that issue together have each one."""
    numbers: list[str] = []
    for line in source.lines[number_at:] if number_at is not None else ():
        span = _span(source, line) if is_number_line(line) else None
        if span is None:
            break
        numbers.append(re.sub(r"\s+", "", source.nfc[span[0] : span[1]]))
    return numbers


def _span(source: Source, line: Line) -> tuple[int, int] | None:
    match = NUMBER_LINE.search(line.text)
    span = _number_at(line.text, match.end()) if match else None
    return (line.start + span[0], line.start + span[1]) if span else None


def _number_at(text: str, start: int) -> tuple[int, int] | None:
    """Where the number stands that begins at `start`; room may be left between it and its symbol."""
    number = NUMBER.match(text, start)
    if number:
        return number.span()
    digits = _DIGITS_APART.match(text, start)
    number = NUMBER.match(digits["digits"] + text[digits.end() :]) if digits else None
    return (start, digits.end() + number.end() - len(digits["digits"])) if digits and number else None


def places_with_dates(line: Line) -> Iterator[re.Match[str]]:
    """Where a place stands before a date; a day of the week is no place."""
    if not may_be_dated(line.text):
        return iter(())
    return (
        match for match in PLACE_DATE.finditer(line.text) if match["place"].strip().lower() not in WEEKDAYS
    )


def may_be_dated(text: str) -> bool:
    """Whether PLACE_DATE may match: quick to tell."""
    return "gày" in text or "NGÀY" in text


def is_dated(text: str) -> bool:
    """Whether the line begins with place and date."""
    return may_be_dated(text) and PLACE_DATE.match(text) is not None
