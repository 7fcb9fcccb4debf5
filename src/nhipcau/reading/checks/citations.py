"""Citations that cannot be right: the kind against the symbol, the date against the year or against another mention."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..models import Citation, Reading
from ..tables.symbols import ATTACHED_KINDS, KINDS_BY_SYMBOL
from .faults import Fault

_STATE = re.compile(r"\d+[a-zA-Z]?/(?:(?P<year>\d{4})/)?(?P<kind>[^\W\d]+)(?=[-/]|$)")
_PARTY = re.compile(r"\d+[a-zA-Z]?-(?P<kind>[^\W\d]+)/")
_HEAD = 2_000  # characters in which a document names itself
_BESIDE = re.compile(r"\s*(?:số)?\s*:?\s*\d", re.IGNORECASE)


def kind_faults(reading: Reading) -> Iterator[Fault]:
    """Yield the citations whose kind contradicts the abbreviation in their symbol.

    >>> from nhipcau.reading import read_text
    >>> [fault.in_english for fault in kind_faults(read_text("theo Công văn số 193-HD/BTGTU"))]
    ['193-HD/BTGTU is cited as “công văn”, but HD stands for “hướng dẫn”. Check kind and number.']
    """
    for citation in reading.citations:
        symbol = symbol_of(citation.number)
        kinds = KINDS_BY_SYMBOL.get(symbol or "")
        if kinds and citation.kind and symbol and _contradicts(citation, kinds):
            meant = " / ".join(kinds)
            yield _fault(
                "kind",
                citation,
                f"{citation.number} được gọi là “{citation.kind}” nhưng ký hiệu {symbol} là của “{meant}”. "
                "Hãy kiểm tra lại loại và số văn bản.",
                f"{citation.number} is cited as “{citation.kind}”, but {symbol} stands for “{meant}”. "
                "Check kind and number.",
            )


def symbol_of(number: str) -> str | None:
    """Return the first part of a document number's symbol, which for most documents abbreviates the kind.

    >>> symbol_of("57-KL/TW"), symbol_of("22/2016/TT-BTTTT"), symbol_of("552/BNG-CNV"), symbol_of("18")
    ('KL', 'TT', 'BNG', None)
    """
    match = _PARTY.match(number) or _STATE.match(number)
    return match["kind"] if match else None


def _contradicts(citation: Citation, kinds: tuple[str, ...]) -> bool:
    if citation.kind in kinds or citation.kind == "văn bản" or citation.kind in ATTACHED_KINDS:
        return False
    words = len(citation.kind.split()) if citation.kind else 0
    head = re.match(rf"\s*(?:\S+\s+){{{words}}}", citation.text)
    return bool(head and _BESIDE.match(citation.text, head.end() - 1))


def header_faults(reading: Reading) -> Iterator[Fault]:
    """Yield where the document's own number contradicts its kind or its date.

    >>> from nhipcau.reading import read_text
    >>> head = "Số: 15/2025/QĐ-UBND\\nBến Đá, ngày 05 tháng 01 năm 2026\\n\\nQUYẾT ĐỊNH\\nVề việc tiếp khách"
    >>> [fault.code for fault in header_faults(read_text(head))]
    ['year']
    """
    header = reading.header
    if header.number is None:
        return
    start = reading.text.find(header.number, 0, max(header.end, _HEAD))
    text = header.number if start >= 0 else ""
    start = max(start, 0)
    own = Citation(text=text, start=start, end=start + len(text), number=header.number, date=header.date)
    year = _year(own)
    if year is not None and header.date is not None and year != header.date.year:
        yield _other_year(own, year)
    kinds = KINDS_BY_SYMBOL.get(symbol_of(header.number) or "")
    if kinds and header.kind and header.kind not in (*kinds, "công văn", *ATTACHED_KINDS):
        meant = " / ".join(kinds)
        yield _fault(
            "kind",
            own,
            f"văn bản là “{header.kind}” nhưng số {header.number} có ký hiệu của “{meant}”. Hãy sửa loại hoặc số.",
            f"The document is a “{header.kind}”, but its number {header.number} is that of a “{meant}”. "
            "Correct the kind or the number.",
        )


def date_of_citation_faults(reading: Reading) -> Iterator[Fault]:
    """Yield the citations whose date is not in the year of their symbol, or not that of an earlier mention."""
    earlier: dict[str, list[Citation]] = {}
    for citation in reading.citations:
        if citation.date is None:
            continue
        year = _year(citation)
        if year is not None and year != citation.date.year:
            yield _other_year(citation, year)
            continue
        first = next((one for one in earlier.get(citation.number, []) if _same(one, citation)), None)
        if first is None:
            earlier.setdefault(citation.number, []).append(citation)
        elif first.date != citation.date:
            yield _two_dates(first, citation)


def _year(citation: Citation) -> int | None:
    match = _STATE.match(citation.number)
    return int(match["year"]) if match and match["year"] and 1945 <= int(match["year"]) <= 2100 else None


def _same(one: Citation, other: Citation) -> bool:
    """Whether two mentions of one number must mean one document. Numbers begin anew each year (or term)."""
    if one.date is None or other.date is None:
        return False
    if one.kind and other.kind and one.kind != other.kind:
        return False
    if one.authority and other.authority and one.authority.lower() != other.authority.lower():
        return False
    one_year = one.date.year == other.date.year
    return (
        one_year
        or _year(one) is not None
        or (one.date.day, one.date.month) == (other.date.day, other.date.month)
    )


def _two_dates(first: Citation, citation: Citation) -> Fault:
    before, now = (f"{one.date:%d/%m/%Y}" for one in (first, citation))
    return _fault(
        "two-dates",
        citation,
        f"{citation.number} ở đây ghi ngày {now}, ở chỗ khác ghi ngày {before}. Hãy đối chiếu văn bản gốc.",
        f"{citation.number} is dated {now} here and {before} elsewhere. Compare with the document itself.",
    )


def _other_year(citation: Citation, year: int) -> Fault:
    date = f"{citation.date:%d/%m/%Y}"
    return _fault(
        "year",
        citation,
        f"{citation.number} là văn bản của năm {year} nhưng ghi ngày {date}. Hãy kiểm tra lại ngày hoặc số.",
        f"{citation.number} is of the year {year} but dated {date}. Check the date or the number.",
    )


def _fault(code: str, citation: Citation, in_vietnamese: str, in_english: str) -> Fault:
    return Fault(
        code=code,
        start=citation.start,
        end=citation.end,
        text=citation.text,
        in_vietnamese=in_vietnamese,
        in_english=in_english,
    )
