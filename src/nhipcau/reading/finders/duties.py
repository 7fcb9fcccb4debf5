"""Who has to do what: the paragraphs that assign work, and the units they assign it to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..models import Duty
from ..normalise import Source
from ..tables.duties import (
    ASSIGNING_KINDS,
    ASSIGNING_TITLES,
    GIVING_KINDS,
    GIVING_TITLES,
    NOT_ASSIGNING_TITLES,
    SAID_SO,
)
from .assignees import (
    bare_unit,
    first_verb,
    is_only_units,
    names_person,
    opening_unit,
    split_units,
    starts_with_unit,
    units_in,
)
from .base import Found
from .duty_tables import assignments
from .outline import STARTS
from .paragraphs import (
    ADDRESSED,
    RANK_ARTICLE,
    RANK_BULLET,
    RANK_LETTER,
    RANK_TEXT,
    Paragraph,
    paragraphs,
)
from .patterns import CAPITAL

# Both for a text in small letters: quicker than any case.
_ASSIGNING = re.compile("|".join(ASSIGNING_TITLES))
_NOT_ASSIGNING = re.compile("|".join(NOT_ASSIGNING_TITLES))
_GIVING = re.compile("|".join(GIVING_TITLES))
_SAID_SO = re.compile(SAID_SO)
_BRACKETS = re.compile(r"\([^)]*\)?")
_IN_CHARGE = re.compile(
    r"(?:Đơn vị|Cơ quan|Bộ phận|Phòng|Đơn vị, cá nhân)\s+chủ\s+trì(?:\s+thực\s+hiện)?\s*:\s*(?P<units>[^;.\n]+)",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[ \t]{2,}")
_PARTNERS = re.compile(r"\s*[,;.]?\s*(?:Đơn vị|Cơ quan)?\s*phối hợp\s*:.*$", re.IGNORECASE | re.DOTALL)
_HAS_DUTY = re.compile(
    r"(?:có|chịu)\s+(?:trách nhiệm|nhiệm vụ)(?:\s+(?:sau|như sau|thực hiện[^:]{0,30}))?\s*:$"
)
_NAMES_EXECUTORS = re.compile(
    r"(?:chịu\s+trách\s+nhiệm|có\s+trách\s+nhiệm|căn\s+cứ)[^.;:\n]{0,60}\s"
    r"(?:[Nn]ghị\s+quyết|[Nn]ghị\s+định|[Qq]uyết\s+định|[Cc]hỉ\s+thị|[Tt]hông\s+tư|[Qq]uy\s+chế|[Qq]uy\s+định"
    r"|[Kk]ế\s+hoạch|[Đđ]ề\s+án)\s+này"
)
_GIVES = re.compile(r"Giao\s+(?:cho\s+)?")
_DELEGATES = re.compile(r"quy\s+định|quyết\s+định|ban\s+hành|hướng\s+dẫn\s+chi\s+tiết")
_EXECUTES = re.compile(
    r"chịu\s+trách\s+nhiệm|có\s+(?:trách\s+nhiệm|nhiệm\s+vụ)|căn\s+cứ\s+[Qq]uyết\s+định\s+thi\s+hành"
    r"|thi\s+hành\s+[Qq]uyết\s+định\s+này"
    r"|thi\s+hành\s*[./]*$"
)
_TOWARDS = re.compile(
    r"(?:Đối với|Trách nhiệm (?:của|đối với)|Nhiệm vụ của|Giao|Đề nghị|Yêu cầu|Phân công)\s+(?:cho\s+)?"
)
_TO_A_UNIT = re.compile(r"Đối với|Trách nhiệm của|Nhiệm vụ của")
_OPENING = (
    r"(?:Để|Trên cơ sở|Căn cứ|Nhằm|Từ|Trong|Sau khi|Trước|Nhận được|Các nội dung|Nội dung|Đối với|Về|Khi|Qua|Ngoài ra|"
    r"Đồng thời|Riêng|Nếu|Vì vậy|Do đó|Do vậy|Thực hiện|Tiếp tục|Với|Định kỳ|Tùy|Cùng với|Trường hợp|Thời gian)\s"
)
_GIVER = rf"[{CAPITAL}][^,.;:]{{2,90}}\s+"
_ORDER = re.compile(
    rf"(?:(?P<giver>(?!{_OPENING}){_GIVER})|{_OPENING}[^.;:]{{3,400}},\s+(?:{_GIVER})?)??"
    r"(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị|[Pp]hân công)\s"
)
_CLOSING = re.compile(
    r"Trên đây là|(?:Kế hoạch|Hướng dẫn|Chỉ thị|Quyết định|Nghị quyết|Kết luận|Chương trình) này\s"
)
_COLON_UNIT = re.compile(r"(?P<unit>[^:]{3,160}?)\s*:\s+(?=\S)")
_SAID = re.compile(
    r"^[^.;:\n]{3,200}\s(?:chỉ đạo|ý kiến|kết luận|như sau)[^.;:\n]{0,20}:\s+(?=Giao|Yêu cầu|Đề nghị)"
)
_SENTENCE = re.compile(rf"(?<=[.!?])\s+(?=[{CAPITAL}])")
_END = re.compile(r"Nơi\s+nhận|(?:Phụ lục|PHỤ LỤC|Biểu|BIỂU|Mẫu|MẪU)(?:\s+số)?\s*[\dIVXA-Z]*\s*(?:[:.]|$)")

_ENDS_IN_NOUN = re.compile(r"(?<!\w)[Cc]ác\s+\w+$")
_LONGEST_VERB = 20
_GIVEN_ROOM = 40
_MANY_UNITS = 50
_SAID_PARAGRAPHS = 12
_BEGINNING = 200
_MOST_PAIRS = 2000
_LONGEST_HEADING = 1000


@dataclass(slots=True)
class _Place:
    """Where in the document the reader stands."""

    assigning: int | None = None
    giving: int | None = None
    unit: str | None = None
    unit_rank: int = 0
    bullets_only: bool = False
    bullet: str = ""
    above: tuple[str | None, int] = (None, 0)
    group: list[Paragraph] = field(default_factory=list)


def find_duties(source: Source, found: Found) -> list[Duty]:
    """Return a duty for each pair of unit and duty paragraph, in order.

    >>> from nhipcau.reading.finders import find
    >>> from nhipcau.reading.normalise import normalise
    >>> text = "II. TỔ CHỨC THỰC HIỆN\\n1. Văn phòng Sở theo dõi, đôn đốc.\\n2. Công an tỉnh\\n- Bảo đảm an ninh."
    >>> [(duty.unit, duty.starts) for duty in find(normalise(text)).duties]
    [('Văn phòng Sở', 'Văn phòng Sở theo dõi, đôn đốc.'), ('Công an tỉnh', 'Bảo đảm an ninh.')]
    """
    duties = [*_in_text(source, found), *_in_tables(source)]
    return sorted(duties, key=lambda duty: duty.start)


def _in_text(source: Source, found: Found) -> Iterator[Duty]:
    place = _Place()
    whole_body = found.header.kind in ASSIGNING_KINDS or (
        found.header.kind is None and any(ADDRESSED.match(line.text) for line in source.lines)
    )
    said = 0
    for paragraph in paragraphs(source, found):
        if _END.match(paragraph.line.text):
            if paragraph.line.text.startswith("Nơi"):
                whole_body, said = False, 0
            place = _Place()
            continue
        in_charge = _IN_CHARGE.match(paragraph.text)
        if in_charge:
            yield from _for_group(source, place, in_charge["units"])
            continue
        _move(place, paragraph)
        says = paragraph.text.endswith(":") and _SAID_SO.search(paragraph.text[-_GIVEN_ROOM:])
        said = _SAID_PARAGRAPHS if says else max(0, said - 1)
        if place.assigning is not None or place.unit is not None:
            yield from _assigned(source, place, paragraph)
        elif (
            _TO_A_UNIT.match(paragraph.text)
            and paragraph.rank < RANK_BULLET
            and _opens_unit(place, paragraph)
        ):
            continue
        elif whole_body or _executes(paragraph) or (place.giving is not None and _gives_work(paragraph.text)):
            yield from _assigned_in_passing(source, place, paragraph)
        elif found.header.kind in GIVING_KINDS or said:
            yield from _assigned_in_passing(source, place, paragraph, outright=True)


def _executes(paragraph: Paragraph) -> bool:
    """An article that names who carries the document out, or gives a unit work to do."""
    if "này" in paragraph.text and _NAMES_EXECUTORS.search(paragraph.text):
        return True
    if paragraph.rank != RANK_ARTICLE:
        return False
    return bool(_EXECUTES.search(paragraph.text)) or _gives_work(paragraph.text)


def _gives_work(text: str) -> bool:
    """ "Giao Sở Công Thương chủ trì …", but not "Giao Chính phủ quy định chi tiết …"."""
    gives = _GIVES.match(text)
    piece = opening_unit(text, gives.end()) if gives else None
    return piece is not None and not _DELEGATES.match(text[piece[1] :].strip())


def _move(place: _Place, paragraph: Paragraph) -> None:
    """Enter and leave sections and unit headings."""
    if paragraph.rank < RANK_BULLET:
        place.group.clear()
        if place.assigning is not None and paragraph.rank <= place.assigning:
            place.assigning = None
        if place.giving is not None and paragraph.rank <= place.giving:
            place.giving = None
        if place.unit is not None and paragraph.rank <= place.unit_rank:
            place.unit, place.bullet = None, ""
        title = _BRACKETS.sub("", paragraph.text[:160]).lower()
        opens = _ASSIGNING.search(title) and (len(paragraph.text) < 140 or paragraph.text.isupper())
        if opens and paragraph.rank < RANK_LETTER and not opening_unit(paragraph.text):
            place.assigning = paragraph.rank if place.assigning is None else place.assigning
        elif _is_title(paragraph.text) and _GIVING.search(title):
            place.giving = paragraph.rank
        elif place.assigning is not None and _NOT_ASSIGNING.search(title) and _is_title(paragraph.text):
            place.assigning = None
    elif paragraph.rank == RANK_BULLET:
        place.group.append(paragraph)
        if place.bullet and not place.bullet.startswith(paragraph.mark):
            # Bullets of another kind are the list; the next of its own kind ends it.
            place.bullet = place.bullet[:1]
        if place.bullet.startswith(paragraph.mark) and not place.bullet.endswith(":"):
            (place.unit, place.unit_rank), place.bullet = place.above, ""
    if place.bullets_only and paragraph.rank == RANK_TEXT:
        place.unit, place.bullets_only = None, False


def _is_title(text: str) -> bool:
    """Whether a short paragraph is a heading and no sentence that gives a unit something to do."""
    return len(text) < 80 and not text.endswith(".") and not opening_unit(text)


def _assigned(source: Source, place: _Place, paragraph: Paragraph) -> Iterator[Duty]:
    """The duties of a paragraph in an assigning section."""
    heads = (
        paragraph.rank != RANK_BULLET
        and len(paragraph.text) < 140
        and _ASSIGNING.match(paragraph.text.lower())
    )
    if _opens_unit(place, paragraph) or heads:
        return
    named = list(_named_units(paragraph, under_unit=place.unit is not None))
    if named:
        yield from _shared(source, paragraph, named)
    elif place.unit is not None and _is_under(place, paragraph) and not _says_nothing(paragraph.text):
        yield _duty(source, paragraph, place.unit)


def _is_under(place: _Place, paragraph: Paragraph) -> bool:
    """Whether the paragraph stands under the unit's heading, which may itself be a bullet."""
    return paragraph.rank > place.unit_rank or (bool(place.bullet) and paragraph.rank == RANK_BULLET)


def _says_nothing(text: str) -> bool:
    """Whether the paragraph only introduces a list or closes the document."""
    return text.endswith(":") or bool(_CLOSING.match(text))


def _assigned_in_passing(
    source: Source, place: _Place, paragraph: Paragraph, *, outright: bool = False
) -> Iterator[Duty]:
    """The duties of a paragraph outside an assigning section: in plain text only what is given outright."""
    if _opens_unit(place, paragraph):
        return
    plain = outright or paragraph.rank == RANK_TEXT
    named = list(_named_units(paragraph, under_unit=False, given_only=plain and not _executes(paragraph)))
    yield from _shared(source, paragraph, named)


def _opens_unit(place: _Place, paragraph: Paragraph) -> bool:
    """Whether the paragraph is a heading that names units for what follows; then note them."""
    text = paragraph.text.strip()
    announced = _HAS_DUTY.search(text)
    towards = _TOWARDS.match(text)
    name = text[towards.end() if towards else 0 : announced.start() if announced else len(text)]
    if len(name) > _LONGEST_HEADING:
        return False
    name = re.sub(r"\s*\([^)]*\)", "", name)
    in_bullet = paragraph.rank == RANK_BULLET and place.assigning is not None
    if paragraph.rank >= RANK_BULLET and not announced and not in_bullet:
        return False
    if not is_only_units(name[:1].upper() + name[1:] if towards else name):
        introduced = _introduced(place, paragraph, towards.end() if towards else 0)
        if introduced is None:
            return False
        name = introduced
    if in_bullet:
        place.above = place.above if place.bullet else (place.unit, place.unit_rank)
        place.bullet = paragraph.mark + text[-1:]
    place.unit, place.unit_rank = bare_unit(name), paragraph.rank
    place.bullets_only = bool(announced) and paragraph.rank == RANK_TEXT
    if place.bullets_only:
        place.unit_rank = RANK_LETTER - 1
    return True


def _introduced(place: _Place, paragraph: Paragraph, start: int) -> str | None:
    """The units of a numbered or bulleted sentence that introduces a list: "Giao Sở A chủ trì các việc sau:"."""
    if (
        not paragraph.text.endswith(":")
        or paragraph.rank > RANK_BULLET
        or not (start or place.assigning is not None)
    ):
        return None
    piece = opening_unit(paragraph.text, start, lower=start > 0)
    return paragraph.text[slice(*piece)] if piece and piece[1] - piece[0] < _BEGINNING else None


def _named_units(paragraph: Paragraph, *, under_unit: bool, given_only: bool = False) -> Iterator[str]:
    """The units that the sentences of a paragraph name."""
    if not given_only:
        lead = _lead_in(paragraph.text)
        if lead:
            yield from split_units(lead)
            return
    seen: set[str] = set()
    for sentence in _SENTENCE.split(_SAID.sub("", paragraph.text)):
        if given_only and not _is_order(sentence):
            continue
        pieces = units_in(sentence)
        if given_only or under_unit:
            own = under_unit and paragraph.rank == RANK_TEXT
            pieces = [
                piece
                for piece in pieces
                if own or _is_given(sentence, piece) or (under_unit and piece[0] == 0)
            ]
        for start, end in pieces:
            for unit in split_units(sentence[start:end]):
                if unit and unit.lower() not in seen:
                    seen.add(unit.lower())
                    yield unit


def _lead_in(text: str) -> str | None:
    """The units before a colon after which the duty follows: "Công an xã: Bảo đảm an ninh"."""
    colon = _COLON_UNIT.match(text)
    if colon is None:
        return None
    towards = _TOWARDS.match(colon["unit"])
    unit, rest = colon["unit"][towards.end() if towards else 0 :], text[colon.end() :]
    if not is_only_units(unit[:1].upper() + unit[1:] if towards else unit) or (
        starts_with_unit(rest) and not names_person(unit) and not rest.startswith(("Mỗi ", "Từng "))
    ):
        return None
    listing = _ENDS_IN_NOUN.search(unit) or (towards and towards.group().startswith("Đối"))
    if listing and not first_verb(rest[:1].lower() + rest[1:_LONGEST_VERB]):
        return None  # "UBND các phường: Yên Bái, Văn Phú …"
    return unit


def _is_order(sentence: str) -> bool:
    """Whether the sentence gives an order itself, and does not tell of one."""
    order = _ORDER.match(sentence)
    return order is not None and (not order["giver"] or starts_with_unit(order["giver"]))


def _is_given(sentence: str, piece: tuple[int, int]) -> bool:
    return bool(
        re.search(
            r"(?:giao|yêu cầu|đề nghị|phân công|ủy quyền)(?:\s+cho)?\s+$",
            sentence[max(0, piece[0] - _GIVEN_ROOM) : piece[0]],
            re.IGNORECASE,
        )
    )


def _for_group(source: Source, place: _Place, units: str) -> Iterator[Duty]:
    """ "Đơn vị chủ trì: X" gives every bullet of the group to X."""
    names = list(split_units(_PARTNERS.sub("", _BLANKS.sub(" ", units))))
    names = _few(names, len(place.group))
    for paragraph in place.group:
        yield from (_duty(source, paragraph, name) for name in names)
    place.group.clear()


def _shared(source: Source, paragraph: Paragraph, units: list[str]) -> Iterator[Duty]:
    """A duty a unit. Where very many share a paragraph, only the first carries all of it, the others its beginning."""
    for index, unit in enumerate(units):
        yield _duty(source, paragraph, unit, _BEGINNING if index and len(units) > _MANY_UNITS else None)


def _few(names: list[str], paragraphs: int) -> list[str]:
    """The units that each of `paragraphs` is given to; a list that would give too many pairs stays one unit."""
    return names if len(names) * paragraphs <= _MOST_PAIRS else ["; ".join(names)[:_BEGINNING]]


def _duty(source: Source, paragraph: Paragraph, unit: str, longest: int | None = None) -> Duty:
    start, end = paragraph.start, paragraph.end
    if longest is not None:
        end = min(end, start + longest)
    return _part(source, start, end, unit)


def _in_tables(source: Source) -> Iterator[Duty]:
    """Rows of tables with a column for the unit in charge: each paragraph of the content cell is a duty."""
    for row in source.once(assignments):
        units = list(split_units(row.units))
        length = row.parts[-1][1] - row.parts[0][0] if row.parts else 0
        for unit in _few(units, length // _BEGINNING + len(row.parts)):
            yield from (_part(source, start, end, unit) for start, end in row.parts)


def _part(source: Source, start: int, end: int, unit: str) -> Duty:
    return Duty(
        text=source.nfc[start:end],
        start=start,
        end=end,
        unit=unit,
        starts=source.beginning(start, end, STARTS),
    )
