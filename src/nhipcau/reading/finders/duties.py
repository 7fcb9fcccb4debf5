"""Who has to do what: the paragraphs that assign work, and the units they assign it to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..models import Duty
from ..normalise import Line, Source
from ..tables.duties import (
    ASSIGNING_KINDS,
    ASSIGNING_TITLES,
    CONTENT_COLUMN,
    NOT_ASSIGNING_TITLES,
    PARTNER_COLUMN,
    UNIT_COLUMN,
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
from .cells import cells_of, tables_of
from .outline import STARTS, labels
from .patterns import CAPITAL

# Both for a text in small letters: quicker than any case.
_ASSIGNING = re.compile("|".join(ASSIGNING_TITLES))
_NOT_ASSIGNING = re.compile("|".join(NOT_ASSIGNING_TITLES))
_BRACKETS = re.compile(r"\([^)]*\)?")
_BULLET = re.compile(r"[-+•*]\s*")
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
    r"(?:Nghị\s+quyết|Nghị\s+định|Quyết\s+định|Chỉ\s+thị|Thông\s+tư|Quy\s+chế|Quy\s+định|Kế\s+hoạch|Đề\s+án)\s+này"
)
_GIVES = re.compile(r"Giao\s+(?:cho\s+)?")
_DELEGATES = re.compile(r"quy\s+định|quyết\s+định|ban\s+hành|hướng\s+dẫn\s+chi\s+tiết")
_EXECUTES = re.compile(
    r"chịu\s+trách\s+nhiệm|có\s+(?:trách\s+nhiệm|nhiệm\s+vụ)|căn\s+cứ\s+Quyết\s+định\s+thi\s+hành|thi\s+hành\s+Quyết\s+định\s+này"
    r"|thi\s+hành\s*[./]*$"
)
_TOWARDS = re.compile(
    r"(?:Đối với|Trách nhiệm (?:của|đối với)|Nhiệm vụ của|Giao|Đề nghị|Yêu cầu|Phân công)\s+(?:cho\s+)?"
)
_TO_A_UNIT = re.compile(r"Đối với|Trách nhiệm của|Nhiệm vụ của")
_ADDRESSED = re.compile(r"Kính\s+(?:gửi|trình)")
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
_LETTER = re.compile(r"[a-zđ]\d?$")

_ENDS_IN_NOUN = re.compile(r"(?<!\w)[Cc]ác\s+\w+$")
_LONGEST_VERB = 20
_GIVEN_ROOM = 40
_MANY_UNITS = 50
_BEGINNING = 200
_MOST_PAIRS = 2000
_LONGEST_HEADING = 1000
_RANK_NAMED = {"phần": 0, "chương": 1, "mục": 2, "tiểu": 2, "điều": 3}
_RANK_ROMAN, _RANK_CAPITAL, _RANK_ARABIC, _RANK_LETTER, _RANK_BULLET, _RANK_TEXT = 2, 1, 4, 9, 10, 11


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A line of the body: its rank (lower is higher up), and where its text begins after label or bullet."""

    line: Line
    rank: int
    start: int
    text: str
    mark: str = ""


@dataclass(slots=True)
class _Place:
    """Where in the document the reader stands."""

    assigning: int | None = None
    unit: str | None = None
    unit_rank: int = 0
    bullets_only: bool = False
    bullet: str = ""
    above: tuple[str | None, int] = (None, 0)
    group: list[_Paragraph] = field(default_factory=list)


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
        found.header.kind is None and any(_ADDRESSED.match(line.text) for line in source.lines)
    )
    for paragraph in _paragraphs(source, found):
        if _END.match(paragraph.line.text):
            if paragraph.line.text.startswith("Nơi"):
                whole_body = False
            place = _Place()
            continue
        in_charge = _IN_CHARGE.match(paragraph.text)
        if in_charge:
            yield from _for_group(source, place, in_charge["units"])
            continue
        _move(place, paragraph)
        if place.assigning is not None or place.unit is not None:
            yield from _assigned(source, place, paragraph)
        elif (
            _TO_A_UNIT.match(paragraph.text)
            and paragraph.rank < _RANK_BULLET
            and _opens_unit(place, paragraph)
        ):
            continue
        elif whole_body or _executes(paragraph):
            yield from _assigned_in_passing(source, place, paragraph)


def _executes(paragraph: _Paragraph) -> bool:
    """An article that names who carries the document out, or gives a unit work to do."""
    if _NAMES_EXECUTORS.search(paragraph.text):
        return True
    if paragraph.rank != _RANK_NAMED["điều"]:
        return False
    return bool(_EXECUTES.search(paragraph.text)) or _gives_work(paragraph.text)


def _gives_work(text: str) -> bool:
    """ "Giao Sở Công Thương chủ trì …", but not "Giao Chính phủ quy định chi tiết …"."""
    gives = _GIVES.match(text)
    piece = opening_unit(text, gives.end()) if gives else None
    return piece is not None and not _DELEGATES.match(text[piece[1] :].strip())


def _paragraphs(source: Source, found: Found) -> Iterator[_Paragraph]:
    addressed = False
    for line, label in zip(source.lines, source.once(labels), strict=True):
        if line.start < found.header.end or line.is_row:
            continue
        addressed = bool(_ADDRESSED.match(line.text)) or (addressed and _goes_on_addressing(line))
        if addressed:
            continue
        bullet = _BULLET.match(line.text)
        offset = label[1] if label else bullet.end() if bullet else 0
        if not label and not bullet and line.text[0].islower():
            continue  # the rest of a line that was broken
        rank = _rank(label[0]) if label else _RANK_BULLET if bullet else _heading_rank(line)
        mark = source.nfc[line.start] if bullet else ""
        yield _Paragraph(line, rank, line.start + offset, line.text[offset:], mark)


def _goes_on_addressing(line: Line) -> bool:
    """Whether the line still lists to whom the document is addressed."""
    return bool(_BULLET.match(line.text)) or (len(line.text) < 80 and line.text.endswith((";", ",")))


def _rank(label: str) -> int:
    word = label.split(" ")[0].lower()
    if word in _RANK_NAMED:
        return _RANK_NAMED[word]
    if re.fullmatch(r"[IVXL]+", label):
        return _RANK_ROMAN
    if _LETTER.fullmatch(label):
        return _RANK_LETTER
    if label.isalpha():
        return _RANK_CAPITAL
    return _RANK_ARABIC + min(label.count("."), 4)


def _heading_rank(line: Line) -> int:
    """A line of capitals without a label is a heading of a section."""
    is_heading = line.text.isupper() and 8 <= len(line.text) <= 120
    return _RANK_ROMAN if is_heading else _RANK_TEXT


def _move(place: _Place, paragraph: _Paragraph) -> None:
    """Enter and leave sections and unit headings."""
    if paragraph.rank < _RANK_BULLET:
        place.group.clear()
        if place.assigning is not None and paragraph.rank <= place.assigning:
            place.assigning = None
        if place.unit is not None and paragraph.rank <= place.unit_rank:
            place.unit, place.bullet = None, ""
        title = _BRACKETS.sub("", paragraph.text[:160]).lower()
        opens = _ASSIGNING.search(title) and (len(paragraph.text) < 140 or paragraph.text.isupper())
        if opens and paragraph.rank < _RANK_LETTER and not opening_unit(paragraph.text):
            place.assigning = paragraph.rank if place.assigning is None else place.assigning
        elif place.assigning is not None and _NOT_ASSIGNING.search(title) and _is_title(paragraph.text):
            place.assigning = None
    elif paragraph.rank == _RANK_BULLET:
        place.group.append(paragraph)
        if place.bullet.startswith(paragraph.mark) and not place.bullet.endswith(":"):
            (place.unit, place.unit_rank), place.bullet = place.above, ""
    if place.bullets_only and paragraph.rank == _RANK_TEXT:
        place.unit, place.bullets_only = None, False


def _is_title(text: str) -> bool:
    """Whether a short paragraph is a heading and no sentence that gives a unit something to do."""
    return len(text) < 80 and not text.endswith(".") and not opening_unit(text)


def _assigned(source: Source, place: _Place, paragraph: _Paragraph) -> Iterator[Duty]:
    """The duties of a paragraph in an assigning section."""
    heads = (
        paragraph.rank != _RANK_BULLET
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


def _is_under(place: _Place, paragraph: _Paragraph) -> bool:
    """Whether the paragraph stands under the unit's heading, which may itself be a bullet."""
    return paragraph.rank > place.unit_rank or (bool(place.bullet) and paragraph.rank == _RANK_BULLET)


def _says_nothing(text: str) -> bool:
    """Whether the paragraph only introduces a list or closes the document."""
    return text.endswith(":") or bool(_CLOSING.match(text))


def _assigned_in_passing(source: Source, place: _Place, paragraph: _Paragraph) -> Iterator[Duty]:
    """The duties of a paragraph outside an assigning section: only what is given outright."""
    if _opens_unit(place, paragraph):
        return
    plain = paragraph.rank == _RANK_TEXT
    named = list(_named_units(paragraph, under_unit=False, given_only=plain and not _executes(paragraph)))
    yield from _shared(source, paragraph, named)


def _opens_unit(place: _Place, paragraph: _Paragraph) -> bool:
    """Whether the paragraph is a heading that names units for what follows; then note them."""
    text = paragraph.text.strip()
    announced = _HAS_DUTY.search(text)
    towards = _TOWARDS.match(text)
    name = text[towards.end() if towards else 0 : announced.start() if announced else len(text)]
    if len(name) > _LONGEST_HEADING:
        return False
    name = re.sub(r"\s*\([^)]*\)", "", name)
    in_bullet = paragraph.rank == _RANK_BULLET and place.assigning is not None
    if paragraph.rank >= _RANK_BULLET and not announced and not in_bullet:
        return False
    if not is_only_units(name[:1].upper() + name[1:] if towards else name):
        return False
    if in_bullet:
        place.above = place.above if place.bullet else (place.unit, place.unit_rank)
        place.bullet = paragraph.mark + text[-1:]
    place.unit, place.unit_rank = bare_unit(name), paragraph.rank
    place.bullets_only = bool(announced) and paragraph.rank == _RANK_TEXT
    if place.bullets_only:
        place.unit_rank = _RANK_LETTER - 1
    return True


def _named_units(paragraph: _Paragraph, *, under_unit: bool, given_only: bool = False) -> Iterator[str]:
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
            own = under_unit and paragraph.rank == _RANK_TEXT
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
        starts_with_unit(rest) and not names_person(unit)
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


def _shared(source: Source, paragraph: _Paragraph, units: list[str]) -> Iterator[Duty]:
    """A duty a unit. Where very many share a paragraph, only the first carries all of it, the others its beginning."""
    for index, unit in enumerate(units):
        yield _duty(source, paragraph, unit, _BEGINNING if index and len(units) > _MANY_UNITS else None)


def _few(names: list[str], paragraphs: int) -> list[str]:
    """The units that each of `paragraphs` is given to; a list that would give too many pairs stays one unit."""
    return names if len(names) * paragraphs <= _MOST_PAIRS else ["; ".join(names)[:_BEGINNING]]


def _duty(source: Source, paragraph: _Paragraph, unit: str, longest: int | None = None) -> Duty:
    start, end = paragraph.start, paragraph.line.end
    if longest is not None:
        end = min(end, start + longest)
    return Duty(
        text=source.nfc[start:end],
        start=start,
        end=end,
        unit=unit,
        starts=source.beginning(start, end, STARTS),
    )


def _in_tables(source: Source) -> Iterator[Duty]:
    """Rows of tables with a column for the unit in charge: each paragraph of the content cell is a duty."""
    for _, rows in tables_of(source):
        heads = [cell.text for cell in cells_of(rows[0])]
        unit_at = _column(heads, UNIT_COLUMN, PARTNER_COLUMN)
        content_at = _column(heads, CONTENT_COLUMN, UNIT_COLUMN)
        if unit_at is None or content_at is None:
            continue
        for row in rows[1:]:
            cells = cells_of(row)
            if len(cells) != len(heads) or not is_only_units(cells[unit_at].text.replace("\u2028", ", ")):
                continue
            content = cells[content_at]
            units = list(split_units(cells[unit_at].text))
            for unit in _few(units, len(content.text) // _BEGINNING + content.text.count("\u2028")):
                yield from _cell_duties(source, content.text, content.start, unit)


def _column(heads: list[str], wanted: str, unwanted: str) -> int | None:
    for index, head in enumerate(heads):
        if re.search(wanted, head, re.IGNORECASE) and not re.search(unwanted, head, re.IGNORECASE):
            return index
    return None


def _cell_duties(source: Source, text: str, offset: int, unit: str) -> Iterator[Duty]:
    for part in re.finditer(r"[^\u2028]+", text):
        bullet = re.match(r"\s*(?:[-+•*]\s*)?", part.group())
        start, end = offset + part.start() + (bullet.end() if bullet else 0), offset + part.end()
        if source.plain[start:end].strip():
            yield Duty(
                text=source.nfc[start:end],
                start=start,
                end=end,
                unit=unit,
                starts=source.beginning(start, end, STARTS),
            )
