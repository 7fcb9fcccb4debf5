"""Documents mentioned in short, and the full citation they stand for. Two candidates mean unresolved.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6.b: kind, number, date, issuer and subject the first time; kind and
number later.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from ..models import Citation, Header, ShortForm
from ..normalise import Source
from ..tables.kinds import KINDS
from .base import Found, Mask
from .patterns import a_word

T = TypeVar("T")

_SHORT = re.compile(
    rf"(?P<kind>{a_word(kind.capitalize() for kind in KINDS)})\s+"
    r"(?:(?P<this>này|nêu\s+trên|nói\s+trên)(?!\w)|(?:số\s+)?(?P<n>\d{1,4})(?![\w/%]|[.,-]\d|\s?[-/]\s?\w))"
)
_DURATION = re.compile(r"\s+(?:năm|tháng|ngày|tuần|giờ|triệu|tỷ|%)")
_FIRST = re.compile(r"\d+")


@dataclass(slots=True)
class _Document:
    """What was given with a document cited before."""

    dates: set[dt.date] = field(default_factory=set)
    authorities: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Known:
    """The documents cited so far, by number; and their numbers by kind, and by kind and figure."""

    documents: dict[str, _Document] = field(default_factory=dict)
    _numbers: dict[tuple[str, int | None], set[str]] = field(default_factory=dict)

    def called(self, kind: str, figure: str | None) -> set[str]:
        """The numbers of the documents of a kind, of those with a figure when it is given."""
        return self._numbers.get((kind, int(figure) if figure else None), set())

    def note(self, citation: Citation) -> None:
        """Remember what a citation says."""
        document = self.documents.setdefault(citation.number, _Document())
        if citation.date:
            document.dates.add(citation.date)
        if citation.authority:
            document.authorities.add(citation.authority)
        first = _FIRST.match(citation.number)
        if citation.kind and first:
            for figure in (None, int(first.group())):
                self._numbers.setdefault((citation.kind, figure), set()).add(citation.number)


def find_short_forms(source: Source, found: Found) -> list[ShortForm]:
    """Return the short mentions in order, each with the document it stands for where only one fits.

    >>> from nhipcau.reading.finders import find
    >>> from nhipcau.reading.normalise import normalise
    >>> text = "theo Chỉ thị số 11-CT/TU, ngày 20/01/2026 của Tỉnh ủy; học tập Chỉ thị 11"
    >>> [(one.text, one.number) for one in find(normalise(text)).short_forms]
    [('Chỉ thị 11', '11-CT/TU')]
    """
    known = _Known()
    short: list[ShortForm] = []
    both: list[Citation | ShortForm] = [*found.citations, *_mentions(source, found)]
    for mention in sorted(both, key=lambda one: one.start):
        if isinstance(mention, ShortForm):
            short.append(_resolved(mention, known, found.header))
            continue
        if mention.date is None and mention.number in known.documents:
            short.append(_later(mention, known.documents[mention.number]))
        known.note(mention)
    return short


def _mentions(source: Source, found: Found) -> Iterator[ShortForm]:
    mask = Mask([(citation.start, citation.end) for citation in found.citations])
    for match in _SHORT.finditer(source.plain):
        if mask.covers(*match.span()) or (match["n"] and _DURATION.match(source.plain, match.end())):
            continue
        kind = re.sub(r"\s+", " ", match["kind"].lower())
        text = source.nfc[match.start() : match.end()]
        yield ShortForm(text=text, start=match.start(), end=match.end(), kind=kind, number=match["n"])


def _resolved(mention: ShortForm, known: _Known, header: Header) -> ShortForm:
    """The mention with the one document it can stand for; `mention.number` holds the figure of the short form."""
    if mention.number is None and header.kind and mention.kind in (header.kind, "văn bản"):
        return _with(mention, header.number, header.date, header.authority, own=True)
    number = _only(known.called(mention.kind, mention.number))
    if number is None:
        return _with(mention, None, None, None)
    document = known.documents[number]
    return _with(mention, number, _only(document.dates), _only(document.authorities))


def _later(citation: Citation, document: _Document) -> ShortForm:
    """A citation by number alone, as the rule has it after the first mention."""
    mention = ShortForm(
        text=citation.text, start=citation.start, end=citation.end, kind=citation.kind or "văn bản"
    )
    if len(document.dates) > 1:
        return mention
    return _with(mention, citation.number, _only(document.dates), _only(document.authorities))


def _with(
    mention: ShortForm, number: str | None, date: dt.date | None, authority: str | None, *, own: bool = False
) -> ShortForm:
    return ShortForm(
        text=mention.text,
        start=mention.start,
        end=mention.end,
        kind=mention.kind,
        own=own,
        number=number,
        date=date,
        authority=authority,
    )


def _only(values: set[T]) -> T | None:
    return next(iter(values)) if len(values) == 1 else None
