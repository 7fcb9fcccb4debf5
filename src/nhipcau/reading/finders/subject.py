"""What a document is about: the lines under its kind, or after "V/v" in a letter."""

from __future__ import annotations

import re

from ..normalise import Line, Source
from ..tables.header import BODY_STARTS
from ..tables.joining import DANGLING
from .head_lines import MOTTO, RULE, is_dated, is_issuer, is_number_line, motto_lines
from .outline import label_of

_ABOUT = re.compile(r"[vV](?:/[vV]\s*:?\s*|[ềỀ] [vV][iI][ệỆ][cC]\s*:\s*)|^Công văn\s+[Vv]ề việc\s+")
_END = re.compile(r"\||\s-{3,}|" + r"[^\W\d_][^,\n|]{1,40},\s*ngày\s", re.IGNORECASE)
_BODY = ("Thực hiện", "Trên cơ sở", "Để ", "Nhằm ", "Năm ", "Ngày ", "Trong ", "Theo ", "Tại ")
_ACRONYM = re.compile(r"[^\W\d_]{2,8}\.?")
_LINES = 8
_NEAR_BODY = 3
_LONG, _SHORT, _LETTER_LINE = 250, 100, 160
_SPARSE_SHARE, _SPARSE_LINES, _AROUND = 0.6, 4, 5
_ROOM = 0.6


def after_about(source: Source, top: list[Line], number_at: int | None) -> tuple[str, int] | None:
    """The subject of a letter, after "V/v", and where it ends."""
    first = number_at if number_at is not None else 0
    for index, line in enumerate(top):
        match = _ABOUT.search(line.text)
        if match is None or index < first:
            continue
        sparse = _is_sparse(top[max(0, index - _AROUND) : index + _AROUND])
        start = line.start + match.end()
        end = _cut(source, start, line.end)
        for follower in top[index + 1 : index + _LINES]:
            if end < line.end or _is_apart(line, follower, sparse=sparse):
                break
            if _closes(follower) and not _ACRONYM.fullmatch(follower.text):
                break
            line, end = follower, _cut(source, follower.start, follower.end)
        return source.written(start, end).replace("|", "").strip(), max(end, line.end)
    return None


def _cut(source: Source, start: int, end: int) -> int:
    stop = _END.search(source.plain, start, end)
    return stop.start() if stop else end


def under_kind(source: Source, top: list[Line], kind_at: int, rest: str) -> tuple[str | None, int]:
    """The subject in `rest` of the line of the kind and in the lines below, and where it ends."""
    line = top[kind_at]
    start = end = line.end
    if rest:
        start = end - len(rest)
    by_whom = rest.startswith("CỦA ") and " VỀ " not in rest
    below = _stretch(top, kind_at + 1, line if rest and not by_whom else None)
    if below:
        start, end = (below[0] if start == end or by_whom else start), below[1]
    return source.written(start, end) or None, end


def without_kind(source: Source, top: list[Line], number_at: int, *, letter: bool) -> tuple[str | None, int]:
    """The subject where neither kind nor "V/v" is written: capitals under the number, or what stands over "Kính gửi"."""
    mottoes = motto_lines(top)
    for index in range(number_at + 1, len(top)):
        line = top[index]
        text = line.text
        if index in mottoes or line.is_row or RULE.match(text) or MOTTO.search(text) or is_dated(text):
            continue
        plain_line = letter and _before_address(source, top) and len(text) < _LETTER_LINE
        if not ((text.isupper() and len(text) > _NEAR_BODY) or (plain_line and text[-1] not in ".:;")):
            break
        if is_number_line(line) or is_issuer(text) or _is_furniture(line):
            continue
        span = _stretch(top, index, None)
        return (source.written(*span), span[1]) if span else (None, line.end)
    return None, top[number_at].end


def _before_address(source: Source, top: list[Line]) -> bool:
    return len(top) < len(source.lines) and source.lines[len(top)].text.lstrip("| ").startswith("Kính gửi")


def _stretch(top: list[Line], first: int, before: Line | None) -> tuple[int, int] | None:
    """From where to where the subject goes that begins at the line `first`, or goes on there after `before`."""
    sparse = _is_sparse(top[max(0, first - _AROUND) : first + _AROUND])
    start = end = None
    for index in range(first, min(first + _LINES, len(top))):
        line = top[index]
        if before is None:
            if _closes(line) and not (
                line.text.isupper() and not _is_furniture(line) and not is_issuer(line.text)
            ):
                break
        elif not _goes_on(top, index, before, sparse=sparse):
            break
        start = line.start if start is None else start
        end, before = line.end, line
    return (start, end) if start is not None and end is not None else None


def _goes_on(top: list[Line], index: int, before: Line, *, sparse: bool) -> bool:
    line = top[index]
    if _is_apart(before, line, sparse=sparse) or _is_body(line) or _is_furniture(line):
        return False
    if line.text.isupper():
        near_body = index >= len(top) - _NEAR_BODY
        loose = (
            before.text.lower().endswith(tuple(f" {word}" for word in DANGLING)) or before.text[-1] in ",-;"
        )
        return before.text.isupper() and (loose or not (is_issuer(line.text) and near_body))
    return line.text[0].islower() or not (before.text.isupper() or _ends_paragraph(before, line))


def _ends_paragraph(before: Line, line: Line) -> bool:
    """Whether the first word of `line` had found room on the line before, which therefore ended on purpose."""
    room = len(before.text) + len(line.text.split(None, 1)[0])
    return len(line.text) > _SHORT // 2 and room < _ROOM * len(line.text)


def _is_apart(before: Line, line: Line, *, sparse: bool) -> bool:
    """Whether a blank line keeps them apart; not before a small letter, nor where every line has a blank one."""
    if not line.blank_before:
        return False
    goes_on = len(line.text) <= _SHORT and line.text[-1] not in ".;:" and before.text[-1] != "."
    return not (goes_on and (sparse or line.text[0].islower()))


def _is_sparse(top: list[Line]) -> bool:
    """Whether nearly every line has a blank one before it, which then parts nothing."""
    return len(top) >= _SPARSE_LINES and sum(line.blank_before for line in top) > _SPARSE_SHARE * len(top)


def _closes(line: Line) -> bool:
    return _is_furniture(line) or (line.text.isupper() and len(line.text) > _NEAR_BODY)


def _is_furniture(line: Line) -> bool:
    text = line.text
    return bool(
        text.startswith(("(", "KHÓA ", "KỲ HỌP", *BODY_STARTS))
        or RULE.match(text)
        or MOTTO.search(text)
        or is_dated(text)
        or is_number_line(line)
        or label_of(line)
    )


def _is_body(line: Line) -> bool:
    return line.text.startswith(_BODY) or len(line.text) > _LONG
