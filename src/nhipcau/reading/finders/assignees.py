"""Units in a sentence: who is told to do something, and how a list of units is taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..tables.duties import (
    ADVERBIALS,
    BODIES_FIRST,
    DUTY_VERBS,
    GIVING_VERBS,
    HOUSE_VERBS,
    INSIDE_NAMES,
    LIST_ENDS,
    LIST_HEADS,
    LOWER_HEADS,
    NAME_VERBS,
    NOT_UNITS,
    ONE_NAME,
    OTHER_WORDS,
    PEOPLE_FIRST,
    PLACE_NOUNS,
    PLURAL_NOUNS,
    STATING_VERBS,
    UNIT_HEADS,
)
from ..tables.kinds import JOINED_TO_NAME
from .patterns import a_word, any_of

Piece = tuple[int, int]
"""Half-open offsets into the text that was asked about."""


def _any(words: tuple[str, ...]) -> str:
    return any_of(words) + r"(?!\w)"


_NONE = f"(?!{_any(NOT_UNITS)})"
_HEAD = re.compile(_NONE + _any(UNIT_HEADS))
_ANY_HEAD = re.compile(_NONE + _any((*UNIT_HEADS, *LOWER_HEADS)))
_LIST_HEAD = re.compile(_NONE + _any((*UNIT_HEADS, *LIST_HEADS)))
_VERB = re.compile(a_word((*DUTY_VERBS, *STATING_VERBS), unless=(r"[\w/]", "Hậu ")) + r"(?!\w)")
_NOUN_BEFORE = re.compile(r"(?:các|những|,|và|mỗi|của|cơ quan|Ban|cấp)\s+$", re.IGNORECASE)
_NOUN_VERBS = frozenset(("tổ chức", "quản lý", "lãnh đạo", "đầu tư", "thông tin", "báo cáo"))
# "Ban quản lý", "Trung tâm hỗ trợ": a body whose name goes on with a verb.
_BODY_BEFORE = re.compile(r"(?:^|[^\w])(?:Ban|ban|Tổ|tổ|Đội|đội|Đoàn|Hội đồng|Quỹ|Ủy ban|Tiểu ban|Nhóm)\s+$")
_HOUSE_BEFORE = re.compile(
    r"(?:^|[^\w])(?:Trung tâm|Bộ phận|Viện|Công ty|Xí nghiệp|Cổng|Trang|Cơ quan|Văn phòng)\s+$"
)
_NOUN_AFTER = re.compile(
    r"\s+(?:viên|án)(?!\w)|\s*[,;]\s*(?!(?:mỗi|từng)\s)(?=" + _any((*UNIT_HEADS, *LIST_HEADS)) + ")"
)
_GIVEN = re.compile(
    r"[GgYyĐđPpỦủ](?<!\w.)(?<!kính .)(?<!Kính .)(?:(?<=[Gg])iao|(?<=[Yy])êu cầu|(?<=[Đđ])ề nghị|(?<=[Pp])hân công"
    r"|(?<=[Ủủ])y quyền)(?:\s+cho)?\s+"
)
_ALSO = re.compile(r"[;,]\s*đồng thời,?\s+")
_ADVERBIAL = re.compile(_any(ADVERBIALS))
_BRACKET = re.compile(r"\s*\([^)]*\)?")
_APPOSITION = re.compile(
    r"\s+-\s+(?=(?:[Cc]ơ quan|[Đđ]ơn vị|[Tt]hường trực|là)\s)|,\s+(?=(?:trực tiếp|nòng cốt|nhất|đặc biệt|cụ thể) là\s)"
)
_SEPARATOR = re.compile(r"\s*[,;]\s*(?:và\s+)?|\s+và\s+|\s*\u2028\s*")
_LIST_AFTER_COLON = re.compile(
    r"(?P<noun>các\s+(?P<what>[^\W\d]+(?:\s[^\W\d]+)?)|Các\s+(?P<what2>[^\W\d]+))\s*:\s*", re.IGNORECASE
)
_PERSON = re.compile(r"(?:Đồng chí|đồng chí|Ông|Bà|Thầy|Cô)\s+[^,;:]+")
_PEOPLE = re.compile(
    rf"(?:{'|'.join((*PEOPLE_FIRST, *BODIES_FIRST))})\s*[:;]\s*|(?:{'|'.join(PEOPLE_FIRST)})\s+(?={_HEAD.pattern})"
)
_LIST_END = re.compile(
    r"\s*[,;]\s*(?:và\s+)?(?=" + _any(LIST_ENDS) + r")|\s+và\s+(?=" + _any(LIST_ENDS) + ")"
)
_ONE_NAME = re.compile("|".join(ONE_NAME))
_PLURAL = re.compile(any_of(PLURAL_NOUNS, any_case=True) + r"(?!\s+[A-ZĐ])(?!\w)")
_PARTS = re.compile(r"\s*;\s*(?:và\s+)?(?=" + _NONE + _any((*UNIT_HEADS, *LIST_HEADS)) + ")")
# "các Sở: Ngoại vụ, Văn hóa, Thể thao và Du lịch": commas and "và" that stand inside one department's name do not part.
_NAMES_APART = re.compile(
    r"\s*,(?!\s*Thể thao)\s*(?:và\s+)?|(?<!Thể thao)\s+và\s+(?=[A-ZĐ])(?!" + _any(JOINED_TO_NAME) + ")"
)
_NOUN = r"[^\W\d]+(?:\s+thể)?"
_PLURALS_BEFORE = re.compile(rf"(?<!\w)(?:[Cc]ác|[Nn]hững)\s+(?:cơ quan\s+)?{_NOUN}(?:,\s*{_NOUN}){{0,6}}$")
_LONGEST = 1200
_LONGEST_ADVERBIAL = 420
_LONGEST_WORD = 80


def first_verb(text: str, start: int = 0) -> re.Match[str] | None:
    """The first verb of duty near after `start` that is not part of a unit's name."""
    for match in _VERB.finditer(text, start, start + _LONGEST + _LONGEST_WORD):
        if not _in_name(match.group(), text[max(0, match.start() - 16) : match.start()]) and not (
            _NOUN_AFTER.match(text, match.end())
            or (match.group() in OTHER_WORDS and text.startswith(OTHER_WORDS[match.group()], match.end() + 1))
        ):
            return match
    return None


def _in_name(verb: str, before: str) -> bool:
    """Whether the verb belongs to the name that stands before it: "Ban quản lý dự án đầu tư xây dựng"."""
    if verb in _NOUN_VERBS and _NOUN_BEFORE.search(before[-12:]):
        return True
    if before.rstrip().endswith(INSIDE_NAMES.get(verb, ())):
        return True
    body = verb in NAME_VERBS and _BODY_BEFORE.search(before)
    return bool(body) or (verb in HOUSE_VERBS and bool(_HOUSE_BEFORE.search(before)))


def opening_unit(text: str, start: int = 0, *, lower: bool = False) -> Piece | None:
    """The units with which a sentence opens, up to its verb; None where it opens otherwise or only gives orders.

    >>> text = "Văn phòng Sở theo dõi, đôn đốc"
    >>> text[slice(*opening_unit(text))]
    'Văn phòng Sở'
    """
    head = (_ANY_HEAD if lower else _HEAD).match(text, start)
    verb = first_verb(text, head.end()) if head else None
    if head is None or verb is None or verb.start() - start > _LONGEST:
        return None
    if verb.group() in (*GIVING_VERBS, *STATING_VERBS) or re.search(r"[.!?]\s", text[start : verb.start()]):
        return None
    return _trimmed(text, start, verb.start())


def units_in(sentence: str) -> list[Piece]:
    """Every stretch of units that a sentence gives something to do.

    >>> text = "Trong tháng 9, giao Sở Tài chính bố trí kinh phí"
    >>> [text[start:end] for start, end in units_in(text)]
    ['Sở Tài chính']
    """
    if sentence.rstrip().endswith(":"):
        return []
    found: list[Piece] = []
    opening = opening_unit(sentence)
    if opening is None and _ADVERBIAL.match(sentence):
        opening = _after_adverbial(sentence)
    if opening:
        found.append(opening)
    reached = 0
    for given in _GIVEN.finditer(sentence):
        piece = opening_unit(sentence, given.end(), lower=True)
        if piece and piece[0] >= reached and not (opening and opening[0] <= piece[0] < opening[1]):
            found.append(piece)
            reached = piece[1]
    for also in _ALSO.finditer(sentence):
        piece = opening_unit(sentence, also.end())
        if piece:
            found.append(piece)
    return sorted(found)


def _after_adverbial(sentence: str) -> Piece | None:
    for comma in re.finditer(r",\s+", sentence[:_LONGEST_ADVERBIAL]):
        piece = opening_unit(sentence, comma.end(), lower=False) or _school(sentence, comma.end())
        if piece and sentence[piece[0] : piece[1]].count(",") <= 3 and piece[1] - piece[0] < 160:
            return piece
    return None


def _school(sentence: str, start: int) -> Piece | None:
    return (
        opening_unit(sentence, start, lower=True)
        if sentence.startswith(("nhà trường", "các "), start)
        else None
    )


def starts_with_unit(text: str) -> bool:
    """Whether `text` opens with the name of a unit.

    >>> starts_with_unit("Sở Ngoại vụ"), starts_with_unit("Phòng, chống thiên tai")
    (True, False)
    """
    return bool(_HEAD.match(text))


def names_person(text: str) -> bool:
    """Whether `text` opens with a person: "Đồng chí Lan"."""
    return bool(_PERSON.match(text))


def is_only_units(text: str) -> bool:
    """Whether a heading names units and nothing else.

    >>> is_only_units("Mặt trận và các đoàn thể"), is_only_units("Các sở báo cáo kết quả")
    (True, False)
    """
    text = text.strip().rstrip(":")
    if not _ANY_HEAD.match(text) or len(text) > 300 or text.endswith((".", ";")):
        return False
    return first_verb(text, len(text.split(" ")[0])) is None


def bare_unit(text: str) -> str:
    """A unit's name without bracket, apposition and closing mark.

    >>> bare_unit("Ban Tuyên giáo Huyện ủy - Cơ quan thường trực Ban Chỉ đạo")
    'Ban Tuyên giáo Huyện ủy'
    """
    text = _BRACKET.sub("", text)
    text = _APPOSITION.split(text)[0]
    return re.sub(r"\s+", " ", text).strip(" ,;:.-")


def split_units(text: str) -> Iterator[str]:
    """The members of a list of units; nouns under one "các" and places of one unit stay together.

    >>> list(split_units("các sở, ngành liên quan và UBND các phường: Yên Bái, Văn Phú"))
    ['các sở, ngành liên quan', 'UBND các phường: Yên Bái, Văn Phú']
    >>> list(split_units("Sở Văn hóa, Thể thao và Du lịch, Công an tỉnh"))
    ['Sở Văn hóa, Thể thao và Du lịch', 'Công an tỉnh']
    """
    text = _PEOPLE.sub("", text)
    person = _PERSON.match(text)
    if person:
        yield bare_unit(person.group().split(" - ")[0])
        if text.startswith(";", person.end()):
            yield from split_units(text[person.end() + 1 :].strip())
        return
    for part in _PARTS.split(text):
        listed = _LIST_AFTER_COLON.search(part)
        if listed and (listed["what"] or listed["what2"] or "").lower() not in PLACE_NOUNS:
            yield from _before_list(part[: listed.start()])
            yield from _listed(part[listed.end() :])
        else:
            yield from _members(part)


def _before_list(text: str) -> Iterator[str]:
    """The units before "Giám đốc các Sở: …": all but the title, which belongs to the list."""
    last = max((mark.start() for mark in _SEPARATOR.finditer(text)), default=0)
    yield from _members(text[:last])


def _listed(text: str) -> Iterator[str]:
    """The names after "các Sở:", and the units after them; semicolons part the names where there are any."""
    ends = _LIST_END.search(text)
    names, rest = (text[: ends.start()], text[ends.end() :]) if ends else (text, "")
    apart = names.split(";") if ";" in names else _NAMES_APART.split(names)
    yield from (bare_unit(name) for name in apart if name.strip())
    if rest:
        yield from split_units(rest)


def _members(text: str) -> Iterator[str]:
    begin = counted = depth = 0
    joined = [match.span() for match in _ONE_NAME.finditer(text)]
    for mark in _SEPARATOR.finditer(text):
        depth += text.count("(", counted, mark.start()) - text.count(")", counted, mark.start())
        counted = mark.start()
        while joined and joined[0][1] <= mark.start():
            joined.pop(0)
        if depth > 0 or not _LIST_HEAD.match(text, mark.end()) or (joined and joined[0][0] < mark.start()):
            continue
        near = text[max(begin, mark.start() - _LONGEST_WORD) : mark.start()]
        if not _belongs(near, text[mark.end() : mark.end() + _LONGEST_WORD]):
            yield bare_unit(text[begin : mark.start()])
            begin, depth = mark.end(), 0
    if text[begin:].strip():
        yield bare_unit(text[begin:])


def _belongs(before: str, after: str) -> bool:
    """Whether what begins after the mark still belongs to the nouns before it: "các hội, đoàn thể", "các Sở, Ban"."""
    if not _PLURALS_BEFORE.search(before) or re.match(r"các\s", after):
        return False
    return bool(_PLURAL.match(after)) or after[:1].islower()


def _trimmed(text: str, start: int, end: int) -> Piece:
    while end > start and text[end - 1] in " ,;:\t\n-":
        end -= 1
    return start, end
