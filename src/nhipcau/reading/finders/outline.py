"""Labelled headings and paragraphs."""

from __future__ import annotations

import re

from ..models import Heading
from ..normalise import Line, Source
from .base import Found, Mask
from .patterns import SMALL

STARTS = 40
_OPENING = r"[“\"'‘«]?\s*"
_NAMED = re.compile(
    _OPENING + r"(?P<label>(?:Phần|PHẦN|Chương|CHƯƠNG|Tiểu mục|TIỂU MỤC|Mục|MỤC|Điều|ĐIỀU)\s+"
    r"(?:thứ\s+\w+|THỨ\s+\w+|[IVXLC]+|\d{1,3}[a-zđ]?|[A-Z]))(?!\w)(?P<mark>\s*[.:)\-]*\s*)(?P<rest>.*)"
)  # fmt: skip
_ROMAN = re.compile(
    _OPENING + r"(?P<label>[IVXL]{1,6})(?:\s*[.):]\s*|\s?/(?:\s|-)\s*|\s*-\s*)(?P<rest>[^\s.\-/].*)"
)
_ROMAN_BARE = re.compile(_OPENING + r"(?P<label>[IVX]{1,5})\s+(?P<rest>(?=[^a-z]{6})\w.*)")
_PARENTHESISED = re.compile(_OPENING + r"\((?P<label>\d{1,2}|[a-zđ])\)[.:]?\s*(?P<rest>\S.*)")
_DECIMAL = re.compile(
    _OPENING + r"(?P<label>\d{1,2}(?:\.\d{1,2}){1,4})(?!\d|[,/%]|-\d)[.):]?(?:\s+|-\s*)(?P<rest>\D.*)"
)
_ARABIC = re.compile(_OPENING + r"(?P<label>\d{1,3})\s?(?:[.)]|/-|[-/:](?=\s))\s*(?P<rest>(?!\d).*\S.*)")
_LETTER = re.compile(_OPENING + r"(?P<label>[a-zđ]\d?)\s?(?:\)|/\s|-\s)\s*(?P<rest>\S.*)|" + _OPENING
                     + r"(?P<label2>[a-zđ])\.\s+(?P<rest2>\S.*)")  # fmt: skip
_CAPITAL = re.compile(_OPENING + rf"(?P<label>[A-HĐ])\s?[.)\-]\s+(?P<rest>\w[^{SMALL}]{{3}}.*)")
# How every labelled line begins: a superset of the forms above. A new form must begin so too.
_MAY_BE = re.compile(
    r"[“\"'‘«]?\s*(?:\d|\(|[IVXL]{1,6}[\s.):/-]|[A-HĐ]\s?[.):-]|[a-zđ]\d?\s?[.)/-]"
    r"|P(?:hần|HẦN)|C(?:hương|HƯƠNG)|T(?:iểu|IỂU)|M(?:ục|ỤC)|Đ(?:iều|IỀU))"
)
# A web page may break a named label after its first word.
_NAMES = frozenset(("Phần", "PHẦN", "Chương", "CHƯƠNG", "Mục", "MỤC", "Điều", "ĐIỀU"))
_BROKEN = re.compile(r"(?P<label>[IVXLC]+|\d{1,3}[a-zđ]?)(?:\s*[.:)]\s*|$)(?P<rest>.*)")
_DATE_LIKE = re.compile(r"\d{1,2}[.\-/]\d{1,2}[.\-/]\d{4}")


def find_outline(source: Source, found: Found) -> list[Heading]:
    """Return the labelled lines in order; bullets, rows of tables and recipients are none.

    >>> from nhipcau.reading.normalise import normalise
    >>> [(h.label, h.starts) for h in find_outline(normalise("II- NHIỆM VỤ\\n1.2. Nội dung"), Found())]
    [('II', 'NHIỆM VỤ'), ('1.2', 'Nội dung')]
    """
    mask = Mask([(recipient.start, recipient.end) for recipient in found.recipients])
    headings = []
    for line, parts in zip(source.lines, source.once(labels), strict=True):
        if line.start < found.header.end or line.is_row or mask.covers(line.start, line.end):
            continue
        if parts:
            label, offset = parts
            headings.append(
                Heading(
                    text=source.nfc[line.start : line.end],
                    start=line.start,
                    end=line.end,
                    label=label,
                    starts=source.beginning(line.start + offset, line.end, STARTS),
                )
            )
    return headings


def labels(source: Source) -> tuple[tuple[str, int] | None, ...]:
    """What `label_of` gives for each line; ask through `source.once`.

    Of a label broken over two lines ("Điều / 3. Hiệu lực") the second line has the whole.
    """
    found: list[tuple[str, int] | None] = []
    head = ""
    for line in source.lines:
        rest = _BROKEN.match(line.text) if head else None
        if rest:
            found.append((f"{head} {rest['label']}", rest.start("rest")))
        else:
            found.append(None if line.is_row else label_of(line))
        head = line.text if line.text in _NAMES else ""
    return tuple(found)


def label_of(line: Line) -> tuple[str, int] | None:
    """The label of a line without punctuation, and where in the line its text begins; None without a label."""
    text = line.text
    if not _MAY_BE.match(text):
        return None
    if _DATE_LIKE.match(text):
        return None
    named = _NAMED.match(text)
    if named:
        return (_one_space(named["label"]), named.start("rest")) if _is_heading(named) else None
    for pattern in (_ROMAN, _ROMAN_BARE, _PARENTHESISED, _DECIMAL, _ARABIC, _CAPITAL):
        match = pattern.match(text)
        if match:
            return match["label"], match.start("rest")
    letter = _LETTER.match(text)
    if letter:
        group = "" if letter["label"] else "2"
        return letter["label" + group], letter.start("rest" + group)
    return None


def _is_heading(match: re.Match[str]) -> bool:
    """ "Điều 8 Nghị định …" in running text is no heading: a mark or the end of the line must follow the label."""
    return bool(match["mark"].strip()) or not match["rest"] or match["rest"][:2].isupper()


def _one_space(label: str) -> str:
    return re.sub(r"\s+", " ", label)
