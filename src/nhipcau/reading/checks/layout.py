"""Layout faults of a DOCX against the State or the Party rules. What cannot be told from the file is no fault."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..models import Reading
from ..normalise import normalise
from ..tables.kinds import HEADING_KINDS
from ..tables.layout import FONT, MARGINS, PAGE, PARTS, PARTY, STATE, PartRule
from .docx_facts import DocxFacts, Paragraph, Section
from .faults import Fault, excerpt

_SLACK_MM = 1.0
_SLACK_PT = 0.25
_MANY_LETTERS = 4000  # surely more than one page
_NATION = re.compile(r"CỘNG\s+HÒA\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM$|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM$")
_MOTTO = re.compile(r"Độc\s+lập\s*-\s*Tự\s+do\s*-\s*Hạnh\s+phúc$")
_NUMBER = re.compile(r"(?:Số|SỐ)(?P<colon>\s*:)?\s*(?P<n>\d+)?[\s.…_]*(?:/|-)\s*[^\W\d]")
_PLACE_DATE = re.compile(
    r"[^\d,]{2,45},\s*ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+\d{4}$|[^\d,]{2,45},\s*ngày\s"
)
_KIND = re.compile(rf"(?:{'|'.join(kind.upper() for kind in sorted(HEADING_KINDS, key=len, reverse=True))})$")
_ABOUT = re.compile(r"V/v\s")
_RECIPIENTS = re.compile(r"Nơi\s+nhận\s*:?$")
_RULE = re.compile(r"[-_*=.\s]+$")
_BODY_LENGTH = 90
_HEAD = 25

_PAGE_SIDES = {
    "top": ("trên", "top"),
    "bottom": ("dưới", "bottom"),
    "left": ("trái", "left"),
    "right": ("phải", "right"),
}


def layout_faults(reading: Reading, facts: DocxFacts) -> Iterator[Fault]:
    """Yield where a DOCX leaves the layout that it has; nothing for one whose layout is neither's."""
    if reading.layout not in PARTS:
        return
    yield from _page_faults(reading.layout, facts)
    if len(reading.text) > _MANY_LETTERS:
        yield from _page_number_faults(facts)
    place = _Places(reading.text)
    parts = list(_parts(facts.paragraphs))
    for part, paragraph in parts:
        rule = PARTS[reading.layout].get(part)
        if rule:
            yield from _look_faults(place, paragraph, rule)
    for part, paragraph in parts:
        yield from _wording_faults(reading.layout, place, part, paragraph)
    yield from _end_mark_faults(reading, place, parts)


class _Places:
    """Finds paragraphs in the reading's text, one after the other."""

    def __init__(self, text: str) -> None:
        self._text = text

    def fault(self, code: str, wanted: str, vietnamese: str, english: str) -> Fault:
        """The fault at the place of a paragraph; without a place where the text was broken over cells or lines."""
        line = wanted.splitlines()[0].strip() if wanted.strip() else ""
        start = max(self._text.find(line), 0) if line else 0
        end = start + len(line) if self._text.startswith(line, start) else start
        return _fault(code, start, end, self._text[start:end], vietnamese, english)


def _fault(code: str, start: int, end: int, text: str, vietnamese: str, english: str) -> Fault:
    return Fault(code=code, start=start, end=end, text=text, in_vietnamese=vietnamese, in_english=english)


def _page_faults(layout: str, facts: DocxFacts) -> Iterator[Fault]:
    for section in facts.sections[:1]:
        if not _is_a4(section):
            size = f"{section.width:g} x {section.height:g}"
            yield _fault(
                "page-size", 0, 0, "",
                f"khổ giấy là {size} mm, theo quy định là A4 (210 x 297 mm). Hãy đặt lại khổ giấy.",
                f"The paper is {size} mm; the rule is A4 (210 x 297 mm). Set the paper size.",
            )  # fmt: skip
        yield from _margin_faults(layout, section)


def _is_a4(section: Section) -> bool:
    if section.width is None or section.height is None:
        return True
    size = sorted((section.width, section.height))
    return all(abs(length - right) <= _SLACK_MM for length, right in zip(size, PAGE, strict=True))


def _margin_faults(layout: str, section: Section) -> Iterator[Fault]:
    if section.width and section.height and section.width > section.height:
        return  # the margins are those of the upright page, turned
    for side, allowed in MARGINS[layout].items():
        length = getattr(section, side)
        if length is None or allowed.holds(length, _SLACK_MM):
            continue
        rule = f"{allowed.low:g}" if allowed.low == allowed.high else f"{allowed.low:g}-{allowed.high:g}"
        vietnamese, english = _PAGE_SIDES[side]
        yield _fault(
            "margin", 0, 0, "",
            f"lề {vietnamese} là {_local(length)} mm, theo quy định là {rule} mm. Hãy đặt lại lề trang.",
            f"The {english} margin is {length:g} mm; the rule is {rule} mm. Set the margin.",
        )  # fmt: skip


def _page_number_faults(facts: DocxFacts) -> Iterator[Fault]:
    if facts.page_number == "top" and facts.first_page_differs:
        return
    if facts.page_number is None:
        vietnamese, english = "trang không đánh số", "The pages carry no number"
    elif facts.page_number == "bottom":
        vietnamese, english = "số trang đặt ở chân trang", "The page number stands at the foot"
    else:
        vietnamese, english = "trang đầu cũng hiện số trang", "The first page shows its number, too"
    yield _fault(
        "page-number", 0, 0, "",
        f"{vietnamese}; theo quy định số trang đặt giữa, trong lề trên, không hiện ở trang đầu. Hãy sửa đầu trang.",
        f"{english}; the rule is centred in the top margin, hidden on the first page. Correct the page header.",
    )  # fmt: skip


def _parts(paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[str, Paragraph]]:
    """The paragraphs whose part their words and place make certain."""
    kind_seen = number_seen = recipients = False
    expect_subject = False
    for index, paragraph in enumerate(paragraphs):
        text = normalise(paragraph.text).plain.strip()
        in_head = index < _HEAD and not recipients
        part = _part(text, paragraph, in_head=in_head, kind_seen=kind_seen, number_seen=number_seen)
        if part is None and expect_subject and not _RULE.match(text):
            part = "subject"
        if _RECIPIENTS.match(text):
            part, recipients = "recipients_head", True
        elif recipients and part != "recipients_head":
            part = "recipients" if text.startswith(("-", "+")) and paragraph.in_table else None
        expect_subject = part == "kind"
        kind_seen, number_seen = kind_seen or part == "kind", number_seen or part == "number"
        if part:
            yield part, paragraph


def _part(
    text: str, paragraph: Paragraph, *, in_head: bool, kind_seen: bool, number_seen: bool
) -> str | None:
    if in_head:
        if _NATION.match(text.upper()):
            return "nation"
        if _MOTTO.match(text):
            return "motto"
        if not number_seen and _NUMBER.match(text) and len(text) < 60:
            return "number"
        if not kind_seen and _PLACE_DATE.match(text) and len(text) < 90:
            return "place_date"
        if not kind_seen and _KIND.match(text):
            return "kind"
        if not kind_seen and _ABOUT.match(text):
            return "letter_subject"
    return "body" if not paragraph.in_table and len(text) >= _BODY_LENGTH else None


def _look_faults(place: _Places, paragraph: Paragraph, rule: PartRule) -> Iterator[Fault]:
    look = paragraph.look
    faults = list(_differences(paragraph, rule))
    if look.font is not None and look.font != FONT:
        faults.append(
            (f"dùng phông {look.font}, theo quy định là {FONT}", f"the font is {look.font}, not {FONT}")
        )
    for vietnamese, english in faults:
        yield place.fault(
            "look",
            paragraph.text,
            f"{rule.name} {vietnamese}: “{excerpt(paragraph.text)}”. Hãy sửa định dạng.",
            f"{rule.name}: {english}: “{excerpt(paragraph.text)}”. Correct the format.",
        )


def _differences(paragraph: Paragraph, rule: PartRule) -> Iterator[tuple[str, str]]:
    look, sizes = paragraph.look, rule.sizes
    if look.size is not None and not sizes.holds(look.size, _SLACK_PT):
        allowed = f"{sizes.low:g}" if sizes.low == sizes.high else f"{sizes.low:g}-{sizes.high:g}"
        yield (
            f"cỡ chữ {_local(look.size)}, theo quy định là {allowed}",
            f"size {look.size:g}, the rule is {allowed}",
        )
    if rule.bold is not None and look.bold != rule.bold:
        yield ("chưa in đậm", "not bold") if rule.bold else ("không được in đậm", "must not be bold")
    if rule.italic is not None and look.italic != rule.italic:
        yield (
            ("chưa in nghiêng", "not italic")
            if rule.italic
            else ("không được in nghiêng", "must not be italic")
        )


def _wording_faults(layout: str, place: _Places, part: str, paragraph: Paragraph) -> Iterator[Fault]:
    text = normalise(paragraph.text).plain
    if part == "number":
        for vietnamese, english in _number_faults(layout, text):
            yield place.fault("number-line", paragraph.text, vietnamese, english)
    if part == "place_date":
        match = _PLACE_DATE.match(text.strip())
        if match and match["d"] and _wrong_zeros(match["d"], match["m"]):
            month = f"{int(match['m']):02d}" if int(match["m"]) < 3 else f"{int(match['m'])}"
            right = f"ngày {int(match['d']):02d} tháng {month}"
            yield place.fault(
                "date-line", paragraph.text,
                f"“{excerpt(text)}” nên ghi “{right}”: thêm số 0 trước ngày dưới 10 và tháng 1, 2 thôi.",
                f"“{excerpt(text)}” should read “{right}”: a zero goes before days below 10 and months 1, 2 only.",
            )  # fmt: skip


def _wrong_zeros(day: str, month: str) -> bool:
    right_month = f"{int(month):02d}" if int(month) < 3 else str(int(month))
    return day != f"{int(day):02d}" or month != right_month


def _number_faults(layout: str, text: str) -> Iterator[tuple[str, str]]:
    match = _NUMBER.match(text.strip())
    if match is None:
        return
    if layout == STATE and not match["colon"]:
        yield "sau chữ “Số” phải có dấu hai chấm: “Số: …”.", "A colon must follow “Số”: “Số: …”."
    if layout == PARTY and match["colon"]:
        yield (
            "sau chữ “Số” không có dấu hai chấm trong văn bản của Đảng: “Số …”.",
            "No colon follows “Số” here.",
        )
    if match["n"] and int(match["n"]) < 10 and len(match["n"]) < 2:
        yield (
            f"số {match['n']} nhỏ hơn 10 phải ghi thêm số 0 đằng trước: “0{match['n']}”.",
            f"A number below 10 takes a zero: “0{match['n']}”.",
        )


def _end_mark_faults(reading: Reading, place: _Places, parts: list[tuple[str, Paragraph]]) -> Iterator[Fault]:
    bodies = [paragraph for part, paragraph in parts if part == "body"]
    closed = [paragraph for paragraph in bodies if paragraph.text.rstrip().endswith("./.")]
    if reading.layout == PARTY and closed:
        yield place.fault(
            "end-mark", closed[-1].text,
            "văn bản của Đảng kết thúc bằng dấu chấm, không dùng “./.”. Hãy bỏ “/.”.",
            "A Party document ends with a full stop, not “./.”. Remove “/.”.",
        )  # fmt: skip
    if reading.layout == STATE and "./." not in reading.text:
        yield _fault(
            "end-mark", 0, 0, "",
            "hết nội dung chưa có dấu “./.”. Hãy thêm sau câu cuối.",
            "The contents do not end with “./.”. Add it after the last sentence.",
        )  # fmt: skip


def _local(value: float) -> str:
    return f"{value:g}".replace(".", ",")
