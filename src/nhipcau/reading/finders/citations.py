"""Mentions of documents that carry a number."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..models import Citation, DateMention
from ..normalise import LOOK_ALIKES, Source
from ..tables.kinds import ABBREVIATIONS, AFTER_AUTHORITY, COMPOUNDS, ISSUING_VERBS, JOINED_TO_NAME, KINDS
from .base import Found
from .digits import digit_runs
from .laws import named_laws
from .patterns import CAPITAL, a_word, any_of

_SYM = rf"[{CAPITAL}][\w&]*(?:\.[{CAPITAL}]{{2}}[\w&]*)?"
_TAIL = rf"(?:(?:\s?[-/]|[-/]\s)(?=[{CAPITAL}]){_SYM}){{0,5}}"
# 22/2016/TT-BTTTT, 15/QĐ-BNV, 72/2025/QH15, 45/25010/NĐ-CP
_STATE = rf"\d{{1,6}}[a-zA-Z]?\s?/\s?(?:\d{{4,5}}\s?/\s?)?(?={_SYM})(?=[^\s/]*[{CAPITAL}][^\s/]*[{CAPITAL}]){_SYM}{_TAIL}"
# 355 / BC - SVHTTDL: a hyphen with spaces on both sides only after the abbreviation of a kind
_SPACED = (
    rf"\d{{1,6}}\s?/\s?(?:\d{{4}}\s?/\s?)?(?:{'|'.join(ABBREVIATIONS)})\s-\s(?=[{CAPITAL}]{{2}}){_SYM}{_TAIL}"
)
# 57-KL/TW, 16 - KL/TW, 02-TTr/ĐLS
_PARTY = rf"\d{{1,5}}[a-zA-Z]?\s?-\s?{_SYM}\s?/\s?{_SYM}(?:-{_SYM}){{0,3}}"
# 12/UBND - VHXH: also where what follows shows that the symbol ends there
_SPACED_END = (
    rf"\d{{1,6}}\s?/\s?[{CAPITAL}]{{2,10}}\s-\s[{CAPITAL}&]{{2,12}}(?=,?\s+(?:ngày|về|của|V/v|v/v)\s)"
)
NUMBER = re.compile(rf"(?<![\w/.,-])(?<!\d\s/)(?:{_PARTY}|{_SPACED}|{_SPACED_END}|{_STATE})")
# After "số" a looser form will do: 18-SL, 26 CT/TW.
_LOOSE = re.compile(rf"số\s*(?::\s*)?(?P<n>\d{{1,5}}\s?[- ]\s?[{CAPITAL}]{{2,6}}(?:\s?/\s?{_SYM})?)(?![\w/])")
# A number without a symbol before its date, or of a company: "số 15 ngày …", "số TDV/01-2020".
_BARE = re.compile(
    r"[ốỐ](?<=[sS].)(?<!\w[sS].)\s*(?::\s*)?(?P<n>\d{1,5}(?=\s*(?:,\s*)?(?:\(\s*)?[nN][gG][àÀ][yY]\s)"
    rf"|(?P<company>[{CAPITAL}]{{2,8}}[/-]\d{{1,5}}(?:[/-]\d{{2,4}})?)(?![\w/-]))"
)
# A row number may be glued to it: "2Nghị định".
_KIND = re.compile(
    a_word((*KINDS, *COMPOUNDS), any_case=True, unless=(r"[^\W\d]",)).replace(r"\s+", r"[ \n]") + r"(?!\w)"
)
_KIND_GAP = re.compile(r"(?P<more>(?:\s+[^\W\d]+){0,8}?)\s*(?:,\s*)?(?::\s*)?(?P<so>[sS][ốỐ])?\s*(?::\s*)?")
_SHORT_BEFORE = re.compile(rf"(?<!\w)(?P<kind>{'|'.join(ABBREVIATIONS)})\s*(?:số)?\s*(?::\s*)?$")
_DATE_GAP = re.compile(r"[\s,(]*(?:(?:ban hành|ký|đề)\s+)?")
_OF = re.compile(r"[\s,]*(?:của|do)\s+")
_AUTHORITY = re.compile(
    rf"(?:T[PT]\.\s?)?[{CAPITAL}][\w&]*"
    rf"(?:(?:[ \t]+|[ \t]*\n[ \t]*|\s?-\s?|,\s(?=[{CAPITAL}][\w\s]{{1,40}}\svà\s))(?:T[PT]\.\s?)?[\w&/]+){{0,16}}"
)
_TERM = re.compile(r"\s*\((?:khóa|nhiệm kỳ)[^)\n]{1,20}\)")
_STOP = re.compile(a_word(AFTER_AUTHORITY).replace(r"\s+", " ") + r"(?!\w)")
_JOINS_NAME = re.compile(rf"và\s+{any_of(JOINED_TO_NAME)}(?!\w)")
_ISSUED = re.compile(
    r"^\s*(?:,\s*)?(?P<who>[^.;:]{3,120}?)\s+(?:đã\s+|vừa\s+)?"
    rf"{any_of(ISSUING_VERBS)}\s+(?:bản\s+)?$",
    re.IGNORECASE,
)
_SAID_AT = re.compile(r"\s+tại\s+$")
_OF_WHOM = re.compile(r"(?<!\w)(?:của|và)\s+(?=\S)")
_NEXT_IN_LIST = re.compile(r"\s*(?:,|;|và|,\s*và)\s*(?:số\s*(?::\s*)?)?")
_ITEM = re.compile(r";\s*số\s*(?::\s*)?$")
_KIND_SIGN = re.compile(r"(?<=[\d/-])(?P<sign>[^\W\d]+)(?=[-/])")
_BESIDE = re.compile(r"\s*và\s*")
_SIGN_ALONE = re.compile(r"[sS]ố\s*:?\s*")
_BLANK_LINE = re.compile(r"\n\s*\n")
_KIND_ROOM = 90
_LOOK_BACK = 240
_LIST_ROOM = 400


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    end: int


def find_citations(source: Source, found: Found) -> list[Citation]:
    """Return the mentions in order; a document mentioned twice gives two.

    >>> from nhipcau.reading.normalise import normalise
    >>> [(c.kind, c.number) for c in find_citations(normalise("theo Kết luận số 16 - KL/TW"), Found())]
    [('kết luận', '16-KL/TW')]
    """
    laws = {law.end: law.start for law in source.once(named_laws) if law.has_number}
    citations = [_citation(source, found, number, laws) for number in _numbers(source, found)]
    return [
        citation
        for citation in _of_one_kind(source, _shared(source, citations))
        if not _is_own(source, citation, found)
    ]


def document_numbers(source: Source) -> tuple[re.Match[str], ...]:
    """The matches of NUMBER in order; ask through `source.once`."""
    matches: list[re.Match[str]] = []
    end = 0
    for start in source.once(digit_runs):
        match = NUMBER.match(source.plain, start) if start >= end else None
        if match:
            matches.append(match)
            end = match.end()
    return tuple(matches)


def _numbers(source: Source, found: Found) -> Iterator[_Number]:
    plain = source.plain
    spans = [_Number(match.start(), match.end()) for match in source.once(document_numbers)]
    spans += [_Number(match.start("n"), match.end("n")) for match in _LOOSE.finditer(plain)]
    starts = {date.start for date in found.dates}
    for match in _BARE.finditer(plain):
        gap = _DATE_GAP.match(plain, match.end("n"))
        before = plain[max(0, match.start() - _KIND_ROOM) : match.start("n")]
        if (match["company"] or (gap and gap.end() in starts)) and _nearest_kind(before):
            spans.append(_Number(match.start("n"), match.end("n")))
    last = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= last:
            last = span.end
            yield span


def _citation(source: Source, found: Found, number: _Number, laws: dict[int, int]) -> Citation:
    plain = source.plain
    start, kind = _kind(plain, number.start, laws)
    date, end = _date_after(plain, number.end, found)
    authority, end = _authority_after(source, end)
    if date is None and authority:
        date, end = _date_after(plain, end, found)
    if date is None and authority is None:
        date, authority = _issued_before(source, start, found)
    if authority is None:
        authority = _said_at(source, start)
    return Citation(
        text=source.nfc[start:end],
        start=start,
        end=end,
        number=re.sub(r"\s+", "", source.nfc[number.start : number.end]),
        kind=kind,
        date=date,
        authority=authority,
    )


def _kind(plain: str, start: int, laws: dict[int, int]) -> tuple[int, str | None]:
    """Where the mention begins, and the kind word before the number."""
    before = plain[max(0, start - _KIND_ROOM) : start]
    base = start - len(before)
    name_end = base + len(_without_sign(before))
    if name_end in laws:
        return laws[name_end], "luật" if plain.startswith("L", laws[name_end]) else _first_words(
            plain, laws[name_end]
        )
    nearest = _nearest_kind(before)
    if nearest:
        word = re.sub(r"\s+", " ", nearest.group().lower())
        return base + nearest.start(), COMPOUNDS.get(word, word)
    short = _SHORT_BEFORE.search(before)
    if short:
        return base + short.start(), ABBREVIATIONS[short["kind"]]
    return start, None


def _without_sign(before: str) -> str:
    """The text before ", số:", any part of which may be missing.

    >>> _without_sign("Luật Du lịch, số : "), _without_sign("Luật Du lịch ")
    ('Luật Du lịch', 'Luật Du lịch')
    """
    bare = before.rstrip().removesuffix(":").rstrip()
    return bare.removesuffix("số").removesuffix("SỐ").rstrip().removesuffix(",").rstrip()


def _first_words(plain: str, start: int) -> str:
    return "bộ luật" if plain.startswith("Bộ", start) else "pháp lệnh"


def _nearest_kind(before: str) -> re.Match[str] | None:
    """The kind word that belongs to a number right after `before`: words may stand between only with "số"."""
    nearest = max(_KIND.finditer(before), key=lambda match: match.start(), default=None)
    if nearest is None:
        return None
    gap = _KIND_GAP.fullmatch(before, nearest.end())
    return nearest if gap and (gap["so"] or not gap["more"]) else None


def _date_after(plain: str, end: int, found: Found) -> tuple[dt.date | None, int]:
    gap = _DATE_GAP.match(plain, end)
    at = gap.end() if gap else end
    date = _date_at(found, at)
    return (date.value, date.end) if date else (None, end)


def _date_at(found: Found, start: int) -> DateMention | None:
    index = bisect_left(found.dates, start, key=lambda date: date.start)
    if index < len(found.dates) and found.dates[index].start == start:
        return found.dates[index]
    return None


def _authority_after(source: Source, end: int) -> tuple[str | None, int]:
    of = _OF.match(source.plain, end)
    match = _AUTHORITY.match(source.plain, of.end()) if of else None
    if match is None:
        return None, end
    stop = match.end()
    for word in _STOP.finditer(source.plain, match.start(), match.end()):
        if word.group() == "và" and _JOINS_NAME.match(source.plain, word.start()):
            continue
        if source.plain[word.start() - 6 : word.end()] == "Ngoại giao":
            continue
        stop = word.start()
        break
    stop = match.start() + len(source.plain[match.start() : stop].rstrip(" ,.\n\t-"))
    term = _TERM.match(source.plain, stop)
    stop = term.end() if term else stop
    return source.written(match.start(), stop), stop


def _issued_before(source: Source, start: int, found: Found) -> tuple[dt.date | None, str | None]:
    """The date and issuer that the same sentence gives before: "ngày …, Tỉnh ủy đã ban hành Hướng dẫn số …"."""
    index = bisect_left(found.dates, start, key=lambda date: date.start) - 1
    if index < 0 or start - found.dates[index].end > _LOOK_BACK:
        return None, None
    date = found.dates[index]
    match = _ISSUED.match(source.plain[date.end : start])
    if match is None or _BLANK_LINE.search(match["who"]):
        return None, None
    who = date.end + match.start("who")
    return date.value, source.written(who, who + len(match["who"]))


def _said_at(source: Source, start: int) -> str | None:
    """The issuer in "theo đề nghị của Sở Ngoại vụ tại Tờ trình số …": the one named last."""
    begin = max(0, start - _LOOK_BACK)
    window = source.plain[begin:start]
    cut = max(window.rfind(mark) for mark in (";", ":", ". ", "\n")) + 1
    said = _SAID_AT.search(window)
    if said is None:
        return None
    for of in reversed(list(_OF_WHOM.finditer(window, cut))):
        who = window[of.end() : said.start()]
        if who[:1].isupper() and 3 <= len(who) <= 100 and not re.search(r"[,;:]", who):
            return source.written(begin + of.end(), begin + of.end() + len(who))
    return None


def _shared(source: Source, citations: list[Citation]) -> list[Citation]:
    """Give a date and issuer written once after two documents joined by "và" to both."""
    done: list[Citation] = []
    for citation in reversed(citations):
        follower = done[-1] if done else None
        if (
            follower
            and citation.date is None
            and (citation.authority is None or follower.authority is None)
            and _one_issuer(citation.number, follower.number)
            and _BESIDE.fullmatch(source.plain, citation.end, follower.start)
        ):
            citation = replace(
                citation, date=follower.date, authority=citation.authority or follower.authority
            )
        done.append(citation)
    return done[::-1]


def _one_issuer(one: str, other: str) -> bool:
    """Whether the symbols may be of one issuer: the last part is the same, or one has no symbol.

    >>> _one_issuer("05/QĐ-UBND", "12/KH-UBND"), _one_issuer("12-NQ/TU", "35/QĐ-UBND"), _one_issuer("15", "3-CT/TU")
    (True, False, True)
    """
    ends = {re.split(r"[-/]", number)[-1] for number in (one, other) if not number.isdigit()}
    return len(ends) < 2


def _of_one_kind(source: Source, citations: list[Citation]) -> list[Citation]:
    """Give the kind written once before a list of numbers to each: "các Quyết định: số …, số …"."""
    done: list[Citation] = []
    for citation in citations:
        earlier = done[-1] if done else None
        if citation.kind is None and earlier and _is_next(source.plain, earlier, citation):
            citation = replace(citation, kind=earlier.kind)
        done.append(citation)
    return done


def _is_next(plain: str, earlier: Citation, citation: Citation) -> bool:
    """Whether a number goes on with a list: right after the one before, or after "; số" with a symbol of its kind."""
    if _NEXT_IN_LIST.fullmatch(plain, earlier.end, citation.start):
        return True
    if citation.start - earlier.end > _LIST_ROOM or not _ITEM.search(plain, earlier.end, citation.start):
        return False
    one, other = _KIND_SIGN.search(earlier.number), _KIND_SIGN.search(citation.number)
    return one is not None and other is not None and one["sign"] == other["sign"]


def _is_own(source: Source, citation: Citation, found: Found) -> bool:
    """Whether it is the document's own number in its own header, or that of a body that issues it together."""
    number = found.header.number
    if number is None or citation.start >= found.header.end:
        return False
    line = source.lines[source.line_at(citation.start)]
    if _SIGN_ALONE.fullmatch(source.plain, line.start, citation.start) and citation.end == line.end:
        return True
    return _one_spelling(citation.number) == _one_spelling(number)


def _one_spelling(number: str) -> str:
    return "".join(LOOK_ALIKES.get(letter, letter) for letter in number)
