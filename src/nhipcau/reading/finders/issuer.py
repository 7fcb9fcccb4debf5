"""The body that issues a document, as it stands at the head on the left."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from ..normalise import Line, Source
from ..tables.header import HEADS_OF_ISSUERS, ISSUER_HEADS, MARKS, MOTTO_PARTS, OPEN_ISSUERS
from ..tables.kinds import HEADING_KINDS
from .citations import NUMBER
from .head_lines import MOTTO, NUMBER_LINE, is_dated, is_issuer, joint_numbers, motto_lines

_CELL_END = re.compile(r"\s-{3,}|\||\s\*|\u2028|[ ]{3,}|\t")
_KINDS = frozenset(kind.upper() for kind in HEADING_KINDS)
_JOINT = (",", "-", "VÀ")
_HEAD_WORDS = tuple(tuple(head.split()) for head in ISSUER_HEADS if " " in head.strip())


def issuer(source: Source, head: list[Line], number_at: int | None) -> str | None:
    """What stands above the number, without the superior body, the motto and marks of urgency."""
    spans = list(_spans(source, head, number_at))
    names = [source.plain[start:end] for start, end in spans]
    issuers = [index for index, name in enumerate(names) if is_issuer(name)]
    if not names or not (issuers or number_at is not None or motto_lines(head)):
        return None
    numbers = joint_numbers(source, number_at)
    if len(numbers) > 1 and len(issuers) > 1:
        return _leading(source, spans, issuers, numbers)
    first = max(issuers, default=0)
    while first and _belongs(source, names, spans, first):
        first -= 1
    return " ".join(source.written(start, end) for start, end in spans[first:]) or None


def _leading(
    source: Source, spans: list[tuple[int, int]], issuers: list[int], numbers: list[str]
) -> str | None:
    """The body that leads those which issue a document together: whose letters the first number's symbol has."""
    bodies = [
        " ".join(source.written(start, end) for start, end in spans[first:last])
        for first, last in pairwise([*issuers, len(spans)])
    ]
    agency = re.split(r"[/-]", numbers[0])[-1]
    return next((body for body in bodies if _abbreviates(agency, body)), bodies[-len(numbers) :][0])


def _abbreviates(agency: str, body: str) -> bool:
    """Whether the letters of a symbol are the first letters of a name, or of its beginning.

    >>> _abbreviates("SNgV", "SỞ NGOẠI VỤ"), _abbreviates("SVHTTDL", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH")
    (True, True)
    """
    letters = "".join(_bare(letter) for letter in agency if letter.isupper())
    firsts = "".join(_bare(word[0]) for word in re.findall(r"\w+", body.upper()) if word != "VÀ")
    return bool(letters) and (letters.startswith(firsts) or firsts.startswith(letters))


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def _belongs(source: Source, names: list[str], spans: list[tuple[int, int]], index: int) -> bool:
    """Whether the name of the line before goes on in this one: "ỦY BAN THƯỜNG VỤ / QUỐC HỘI"."""
    before = names[index - 1]
    end = spans[index - 1][1]
    closing = source.plain[end : end + 3].split("\n")[0].strip()
    return (
        before in HEADS_OF_ISSUERS
        or before in OPEN_ISSUERS
        or before.endswith(_JOINT)
        or closing in _JOINT
        or _breaks_a_head(before.split(), names[index].split())
    )


def _breaks_a_head(before: list[str], after: list[str]) -> bool:
    """Whether the first words of an issuing body are divided between two lines: "ỦY / BAN NHÂN DÂN"."""
    return any(
        tuple(before[-cut:]) == head[:cut] and tuple(after[: len(head) - cut]) == head[cut:]
        for head in _HEAD_WORDS
        for cut in range(1, len(head))
    )


def _spans(source: Source, head: list[Line], number_at: int | None) -> Iterator[tuple[int, int]]:
    limit = number_at if number_at is not None else len(head)
    mottoes = motto_lines(head)
    for index, line in enumerate(head[: limit + 1]):
        start, end = line.start, line.end
        while start < end and source.plain[start] in "| \t":
            start += 1
        for stop in (MOTTO.search(source.plain, start, end), NUMBER_LINE.search(source.plain, start, end)):
            end = min(end, stop.start()) if stop else end
        end = start + len(_CELL_END.split(source.plain[start:end])[0].rstrip(" \t-*_|\\"))
        text = source.plain[start:end]
        if index in mottoes or text in MOTTO_PARTS or text in MARKS or text in _KINDS:
            continue
        if text.isupper() and len(text) > 1 and not is_dated(text) and not NUMBER.fullmatch(text):
            yield start, end
