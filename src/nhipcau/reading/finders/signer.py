"""The name of the person who signs."""

from __future__ import annotations

import re

from ..normalise import Line, Source
from ..tables.signature import ACADEMIC_TITLES, SIGNED, SIGNING_WORDS, TITLES
from .patterns import CAPITAL, SMALL

# Names of every people: Lý A Páo, H'Hen Niê, Y Thanh KĐăm.
_WORD = rf"[{CAPITAL}](?:['’]?[{CAPITAL}])?[{SMALL}]"
_RANK = re.compile(rf"(?:{'|'.join(map(re.escape, ACADEMIC_TITLES))})(?:\s*-\s*|\s*)(?=[{CAPITAL}])")
_NAME = re.compile(rf"(?:{_WORD}+|Y)(?:\s+{_WORD}*){{1,5}}$")
_NAME_INLINE = re.compile(rf"(?:[{CAPITAL}][{SMALL}]+)(?:[ \t]+[{CAPITAL}][{SMALL}]+){{1,4}}(?=\s*(?:\||$))")
_SIGNING = re.compile(r"(?:^|\|\s*|\s)(?:" + "|".join(re.escape(word) for word in SIGNING_WORDS) + r")")
_TITLE = re.compile(
    r"(?:^|\|\s*|\s)(?:"
    + "|".join(sorted(map(re.escape, TITLES), key=len, reverse=True))
    + rf")(?:\s+(?:UBND|ỦY BAN NHÂN DÂN|HĐND)(?:\s+[{CAPITAL} ]+)?)?\s*(?:$|\|)"
)
_MAY_SIGN = re.compile(
    "["
    + "".join({word[0] for word in SIGNING_WORDS})
    + "]["
    + "".join({word[1] for word in SIGNING_WORDS})
    + "]"
)
_COLUMNS = re.compile(r"\s{3,}|\t")
# In the particulars that a site puts above a document.
_SAID = re.compile(
    rf"Người ký[ :|]*(?P<name>[{CAPITAL}][{SMALL}]+(?: [{CAPITAL}][{SMALL}]+){{1,4}})"
    r"(?=\s*(?:\||$|(?:Nơi|Ngày|Cơ quan)\s))"
)
_RECIPIENTS = re.compile(r"Nơi\s+nhận\s*:?$")
_BESIDE = 12
_TOP = 45
_MARK = 30


def signer(source: Source) -> str | None:
    """The name that follows the last signing words or title; None where no name is written.

    Where long annexes follow, it is sought beside "Nơi nhận".
    """
    lines = source.lines
    last = _signer_in(lines, max(-1, len(lines) // 3 - 2), len(lines))
    beside = beside_recipients(source) if last is None else None
    if beside:
        last = _signer_in(lines, *beside)
    return last or _named_by_site(lines)


def beside_recipients(source: Source) -> tuple[int, int] | None:
    """From which line to which the signature may stand where it does not close the text: beside "Nơi nhận"."""
    lines = source.lines
    at = next((index for index, line in enumerate(lines) if _RECIPIENTS.match(line.text)), None)
    return (max(0, at - _BESIDE), min(len(lines), at + 2 * _BESIDE)) if at is not None else None


def _signer_in(lines: tuple[Line, ...], low: int, high: int) -> str | None:
    for index in range(high - 1, low, -1):
        text = lines[index].text
        if not (_signs(text[:60]) or _signs(text[-80:]) or _is_title(text) or _is_signed(lines, index)):
            continue
        inline = _NAME_INLINE.search(text[-60:]) if lines[index].is_row else None
        if inline:
            return inline.group().strip()
        name = next((_person(line) for line in lines[index + 1 : index + 9] if _person(line)), None)
        return name or _named_by_site(lines)
    return None


def _named_by_site(lines: tuple[Line, ...]) -> str | None:
    said = (match for line in lines[:_TOP] if (match := _SAID.search(line.text)))
    return next((match["name"] for match in said), None)


def _signs(text: str) -> bool:
    return bool(_MAY_SIGN.search(text) and _SIGNING.search(text))


def _is_title(text: str) -> bool:
    word = text.rsplit(None, 1)[-1]
    if word.upper() != word:
        return False
    last = _COLUMNS.split(text)[-1]
    return last.isupper() and bool(_TITLE.search(last))


def _is_signed(lines: tuple[Line, ...], index: int) -> bool:
    """Whether "(Đã ký)" stands under a title in small letters."""
    after = lines[index + 1].text if index + 1 < len(lines) else ""
    return (
        len(after) < _MARK and after.strip("()[] ").lower() in SIGNED and lines[index].text.upper() in TITLES
    )


def is_name(text: str) -> bool:
    """Whether `text` is nothing but the name of a person."""
    return bool(_NAME.fullmatch(text))


def _person(line: Line) -> str | None:
    text = _COLUMNS.split(line.text.strip("| ()"))[-1]
    text = text.rpartition("|")[2].strip() if line.is_row else text
    rank = _RANK.match(text)
    while rank:
        text = text[rank.end() :]
        rank = _RANK.match(text)
    return text if _NAME.fullmatch(text) else None
