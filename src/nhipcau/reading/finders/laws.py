"""Laws, ordinances, codes and constitutions mentioned by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..models import DateMention, LawMention
from ..normalise import Line, Source
from ..tables.laws import AMENDING_WORDS, KNOWN_LAWS, NOT_A_LAW_AFTER, STOP_PAIRS, STOP_WORDS
from ..tables.web import MENU_ENTRIES
from .base import Found
from .patterns import any_of

_HEAD = re.compile(
    r"(?:B(?<!\wB)ộ luật|L(?<!\wL)(?:uật|UẬT(?<!PHÁP\sLUẬT)(?<!KỶ\sLUẬT)(?<!QUY\sLUẬT))"
    r"|P(?<!\wP)háp lệnh|H(?<!\wH)iến pháp)(?=\s+\w)"
)
_WORD = re.compile(r"[ \t\u2028]*(?:\n[ \t]*)?(?P<comma>,[ \t]*(?:\n[ \t]*)?)?(?P<word>[\w&-]+)")
_YEAR = re.compile(r"\s+(?:năm\s+)?(?:19|20)\d\d(?!\d|/)")
_CONSTITUTION = re.compile(
    r"Hiến pháp(?:\s+nước\s+Cộng\s+hòa(?:\s+(?:xã\s+hội\s+chủ\s+nghĩa|dân\s+chủ))?\s+Việt\s+Nam)?"
    r"(?:\s+năm\s+\d{4}|\s+\d{4}(?!\d))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\s*(?:,\s*)?(?:số\s*(?::\s*)?)?(?=\d{1,3}[a-z]?\s?/\s?\d{4}\s?/)|\s*(?:,\s*)?số\s*(?::\s*)?\d"
)
_KNOWN = re.compile(any_of(name.lower() for name in KNOWN_LAWS) + r"(?!\w)", re.IGNORECASE)  # quicker to make
# "Luật Đất đai (sửa đổi)", "Bộ luật Hình sự năm 2015 (sửa đổi, bổ sung năm 2017)".
_AMENDED = re.compile(r"\s*\((?:đã\s+)?(?:được\s+)?sửa\s+đổi(?:,\s+bổ\s+sung)?(?:\s+năm\s+\d{4})?\)")
_MAX_WORDS, _MAX_AMENDING = 40, 120
_PAIR_ROOM = 8
# "Công ty Luật …", "Đại học Luật": firms and schools.
_OF_A_FIRM = re.compile(r"(?:Công ty|[Hh]ãng|Văn phòng|Đại học|Khoa|Viện|Trường|Tạp chí)\s+$")
_FIRM_ROOM = 14
_MENU_ENTRIES = 3
# After a comma a name goes on where "và" or its number or date comes soon.
_GOES_ON = re.compile(r"[^.;:\n]{1,40}?\s(?:và\s|(?:số|ngày)\s+\d)")
_BESIDE = re.compile(r"\s+và\s+")
_GAP = re.compile(r"[\s,(]*")
# "được Quốc hội khóa … thông qua ngày", "do … công bố ngày": the date is of the law.
_ENACTED = re.compile(
    r"[\s,(]*(?:đã\s+)?(?:được|do)\s+[^.;:()\d]{3,140}?\s(?:thông\s+qua|công\s+bố|ban\s+hành)\s+(?:vào\s+)?(?=ngày\s)"
)


@dataclass(frozen=True, slots=True)
class NamedLaw:
    """Where a law's name stands, and whether a document number follows it."""

    start: int
    end: int
    has_number: bool


def law_names(plain: str) -> Iterator[NamedLaw]:
    """Yield the names of laws in order; a law inside another law's name is no second one."""
    after = 0
    for head in _HEAD.finditer(plain):
        if head.start() < after or _OF_A_FIRM.search(plain, max(0, head.start() - _FIRM_ROOM), head.start()):
            continue
        end = _constitution_end(plain, head) if head.group() == "Hiến pháp" else _name_end(plain, head.end())
        numbered = _NUMBER.match(plain, end or head.end())
        if end is None and not (numbered and head.group() != "Hiến pháp"):
            continue
        after = end or head.end()
        yield NamedLaw(head.start(), after, numbered is not None)


def named_laws(source: Source) -> tuple[NamedLaw, ...]:
    """What `law_names` gives; ask through `source.once`."""
    return tuple(law_names(source.plain))


def find_laws(source: Source, found: Found) -> list[LawMention]:
    """Return the laws mentioned by name and not by number, with the date that follows the name.

    >>> from nhipcau.reading.normalise import normalise
    >>> [law.name for law in find_laws(normalise("Căn cứ Luật Báo chí và Hiến pháp năm 2013;"), Found())]
    ['Luật Báo chí', 'Hiến pháp năm 2013']
    """
    starts = {date.start: date for date in found.dates}
    mentions = []
    for law in source.once(named_laws):
        if law.has_number or _is_menu(source.lines[source.line_at(law.start)]):
            continue
        date = _date_after(source.plain, law.end, starts)
        name = source.written(law.start, law.end)
        mentions.append(
            LawMention(
                text=source.nfc[law.start : law.end],
                start=law.start,
                end=law.end,
                name=name,
                date=date.value if date else None,
            )
        )
    return _shared(source.plain, mentions)


def _is_menu(line: Line) -> bool:
    """Whether the line is the menu of a web page: its entries are no mentions."""
    entries = [entry.strip().lower() for entry in line.text.split("|")] if line.is_row else []
    return len(entries) >= _MENU_ENTRIES and any(entry in MENU_ENTRIES for entry in entries)


def _shared(plain: str, mentions: list[LawMention]) -> list[LawMention]:
    """Give a date written once after two laws joined by "và" to both."""
    for index in range(len(mentions) - 1, 0, -1):
        one, other = mentions[index - 1], mentions[index]
        if one.date is None and other.date and _BESIDE.fullmatch(plain, one.end, other.start):
            mentions[index - 1] = replace(one, date=other.date)
    return mentions


def _date_after(plain: str, end: int, starts: dict[int, DateMention]) -> DateMention | None:
    """The date that follows the name at once, or after the words that say who passed the law."""
    for pattern in (_GAP, _ENACTED):
        gap = pattern.match(plain, end)
        if gap and gap.end() in starts:
            return starts[gap.end()]
    return None


def _constitution_end(plain: str, head: re.Match[str]) -> int | None:
    match = _CONSTITUTION.match(plain, head.start())
    return match.end() if match and match.end() > head.end() else None


def _name_end(plain: str, start: int) -> int | None:
    """Where the name that begins at `start` ends, or None where no name begins."""
    space = re.compile(r"\s+").match(plain, start)
    if space is None:
        return None
    known = _KNOWN.match(plain, space.end())
    end = known.end() if known else _unknown_end(plain, start)
    if end is None:
        return None
    for more in (_YEAR, _AMENDED, _YEAR):
        match = more.match(plain, end)
        end = match.end() if match else end
    return end


def _unknown_end(plain: str, start: int) -> int | None:
    end, amending = start, False
    for count in range(_MAX_AMENDING):
        match = _WORD.match(plain, end)
        if match is None or (count >= _MAX_WORDS and not amending):
            break
        if _closes(match, first=count == 0, amending=amending, plain=plain):
            break
        amending = amending or match["word"] in ("sửa", "Sửa")
        end = match.end()
    return end if end > start else None


def _closes(match: re.Match[str], *, first: bool, amending: bool, plain: str) -> bool:
    word = match["word"]
    if word[0].isdigit():
        return True
    if word == "-":
        return first or not _GOES_ON.match(plain, match.end())
    if word in STOP_PAIRS and not first:
        return plain[match.end() : match.end() + _PAIR_ROOM].lstrip().startswith(STOP_PAIRS[word])
    if first:
        return word in NOT_A_LAW_AFTER or not (word[0].isupper() or word == "sửa")
    if amending:
        return word in STOP_WORDS - AMENDING_WORDS or (
            word == "số" and plain[match.end() : match.end() + 2].strip().isdigit()
        )
    if word == "và":
        following = plain[match.end() : match.end() + 12].lstrip()
        return following[:1].isupper() and following.split(" ")[0] in (
            "Luật",
            "Bộ",
            "Nghị",
            "Thông",
            "Pháp",
            "Quyết",
        )
    if match["comma"]:
        return not _GOES_ON.match(plain, match.end()) or word in STOP_WORDS or word[0].isupper()
    return word in STOP_WORDS
