"""Join the broken lines of a page to paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left

from ..tables.joining import DANGLING

_STARTS_NEW = re.compile(
    r"[-+•*–]\s|[-–]\S|[IVX]{1,5}\s?[.\-)]\s?\S|\(?\d{1,2}[.)]\s|\d{1,2}(?:\.\d{1,2})+\.?\s|[a-zđ][.)]\s|“[a-zđ\d]{1,2}[.)]\s|(?:Điều|Chương|Mục|Phần)\s+[\dIVX]+"
    r"|Nơi nhận|Kính gửi|Số\s*:|V/v|Căn cứ\s|(?:KT|TM|TL|TUQ|Q)\.|T/M|K/T|T/L|\d{1,2} [A-ZĐ]"
)
_ENDS = (".", ";", ":", "!", "?", "./.", ".”", "”.")
_DANGLES = re.compile(r"(?<!\w)(?:" + "|".join(DANGLING) + r")$", re.IGNORECASE)
_FOOTNOTE_MARK = re.compile(r"\d{1,2}$")
_FULL = 0.8


def join_lines(lines: list[str]) -> list[str]:
    """Return the paragraphs of `lines`; headings, bullets and labelled lines begin anew.

    >>> join_lines(["Căn cứ Kế hoạch số", "12/KH-UBND của tỉnh;", "1. Mục đích"])
    ['Căn cứ Kế hoạch số 12/KH-UBND của tỉnh;', '1. Mục đích']
    """
    return _joined(lines)[0]


def join_pages(pages: list[list[str]]) -> tuple[str, tuple[int, ...]]:
    """Return the text of `pages` with its paragraphs joined, also across pages, and where in it each page starts.

    >>> join_pages([["Căn cứ Kế hoạch năm,"], ["của tỉnh;", "1. Mục đích"]])
    ('Căn cứ Kế hoạch năm, của tỉnh;\\n1. Mục đích', (0, 21))
    """
    paragraphs, places = _joined([line for page in pages for line in page])
    text = "\n".join(paragraphs)
    before, text = len(text) - len(text.lstrip()), text.strip()
    starts, line = [], 0
    for page in pages:
        following = bisect_left(places, line, key=lambda place: place[0])
        at = places[following][1] if following < len(places) else len(text) + before
        starts.append(min(max(at - before, 0), len(text)))
        line += len(page)
    return text, tuple(starts)


def _joined(lines: list[str]) -> tuple[list[str], list[tuple[int, int]]]:
    """The paragraphs; and which line, by its number, begins at which offset of them joined by line breaks."""
    kept = _without_marks(lines)
    widths = sorted(len(line) for _, line in kept if line)
    usual = widths[int(len(widths) * 0.75)] if widths else 0
    joined: list[str] = []
    places: list[tuple[int, int]] = []
    previous, end = "", -1
    for number, line in kept:
        if previous and line and _goes_on(previous, line, usual):
            glue = "" if re.search(r"\w-$", previous) else " "
            joined[-1] = joined[-1] + glue + line
        else:
            glue = "\n"
            joined.append(line)
        places.append((number, end + len(glue)))
        end += len(glue) + len(line)
        previous = line
    return joined, places


def _goes_on(previous: str, line: str, usual: int) -> bool:
    if _STARTS_NEW.match(line):
        return False
    if previous.isupper() != line.isupper() and len(line) > 4:
        return False
    if previous.isupper():
        return previous.endswith((",", " VÀ", "-"))
    if previous.endswith((",", "-")) or _DANGLES.search(previous):
        return True
    if previous.endswith(_ENDS):
        return False
    return line[:1].islower() or (line[:1] in ",.;)”") or len(previous) >= usual * _FULL


def _without_marks(lines: list[str]) -> list[tuple[int, str]]:
    """Lines, each with its number, without footnote marks that stand alone between two parts of a sentence."""
    lines = [*lines]
    kept: list[tuple[int, str]] = []
    for index, line in enumerate(lines):
        follower = lines[index + 1] if index + 1 < len(lines) else ""
        if _FOOTNOTE_MARK.match(line) and kept and kept[-1][1] and follower[:1] in ",.;:)" and follower:
            kept[-1] = (kept[-1][0], kept[-1][1] + follower)
            lines[index + 1] = ""
            continue
        if line or not (kept and index and _FOOTNOTE_MARK.match(lines[index - 2] if index > 1 else "")):
            kept.append((index, line))
    return kept
