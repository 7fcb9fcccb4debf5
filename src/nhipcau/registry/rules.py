"""The rules of the register: plain values in, plain values out."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from itertools import islice, pairwise

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
# Written out when bodies are compared; folded form on both sides. Source: usual abbreviations of official documents.
_SHORT_NAMES = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "ubmttq": "uy ban mat tran to quoc",
    "mttq": "mat tran to quoc",
    "tp": "thanh pho",
}


def fold(text: str) -> str:
    """Return `text` in lower case without marks, words one space apart: how words are compared and searched.

    >>> fold("  Đề án  Huyện uỷ, HUYỆN ỦY ")
    'de an huyen uy, huyen uy'
    """
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(mark for mark in bare if not unicodedata.combining(mark)).split())


def number_key(number: str) -> str:
    """Return a document number as it is compared: no spaces, one kind of dash, one case, at most 80 characters.

    >>> number_key("57 – KL/TW") == number_key("57-kl/tw")
    True
    """
    return "".join(number.translate(_DASHES).casefold().split())[:80]


def kind_key(kind: str) -> str:
    """Return a kind of document as series of numbers are kept apart by it; a letter bears none.

    >>> kind_key("Báo cáo") == kind_key("BÁO  CÁO"), kind_key("")
    (True, 'cong van')
    """
    return (fold(kind) or "cong van")[:60]


def leading_number(number: str) -> int:
    """Return the number that a number and symbol begins with; 0 for none.

    >>> leading_number("Số: 07/BC-SVHTTDL"), leading_number("127-QĐ/TU"), leading_number("")
    (7, 127, 0)
    """
    found = re.match(r"\D{0,10}(\d{1,9})", number)
    return int(found[1]) if found else 0


def months_later(day: date, months: int) -> date:
    """Return the same day of the month `months` later, or the last day of that month.

    >>> months_later(date(2026, 8, 31), 6), months_later(date(2026, 11, 23), 24)
    (datetime.date(2027, 2, 28), datetime.date(2028, 11, 23))
    """
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def gaps(first: int, upcoming: int, given: Iterable[int]) -> list[int]:
    """Return which numbers of a series from `first` to before `upcoming` are not among those given.

    >>> gaps(1, 6, [1, 2, 4, 5]), gaps(35, 37, [35, 36])
    ([3], [])
    """
    return sorted(set(range(first, upcoming)) - set(given))


def plain_number(number: str) -> str:
    """Return a document number bare of all that spellings differ in; "" for what has no digit.

    >>> plain_number("Số: 05/KH-UBND"), plain_number("30/2020/NĐ-CP"), plain_number("57 kl tw"), plain_number("lễ hội")
    ('5khubnd', '302020ndcp', '57kltw', '')
    """
    words = "".join(sign if sign.isalnum() else " " for sign in fold(number)).removeprefix("so ")
    bare = "".join(words.split()).lstrip("0")[:80]
    return bare if any(sign.isdigit() for sign in bare) else ""


def number_asked(said: str) -> str:
    """Return the number that someone looks for, as `plain_number` has it, words before it left out; "" for none.

    >>> number_asked("kết luận 57-KL/TW"), number_asked("57"), number_asked("quý 3")
    ('57kltw', '57', '')
    """
    before, number = re.match(r"(\D*)(.*)", fold(said)).groups()  # type: ignore[union-attr]  # it fits any text
    plain = plain_number(number)
    bare = before.strip(" .:#") in ("", "so") or any(sign.isalpha() for sign in plain)
    return plain if bare else ""


def same_body(one: str, other: str) -> bool:
    """Return whether two names of an issuing body agree: the same words, or one is the other's short beginning.

    >>> same_body("UBND tỉnh", "ỦY BAN NHÂN DÂN TỈNH BẾN ĐÁ"), same_body("Bộ", "Bộ Chính trị")
    (True, False)
    """
    short, long = sorted((_body_words(one), _body_words(other)), key=len)
    return (len(short) > 1 and long[: len(short)] == short) or short == long != []


def plain_body(name: str) -> str:
    """Return the name of an issuing body as it is looked for: folded, without signs, abbreviations written out.

    >>> plain_body("UBND tỉnh Bến Đá") in plain_body("ỦY BAN NHÂN DÂN TỈNH BẾN ĐÁ")
    True
    """
    return " ".join(_body_words(name))


def _body_words(name: str) -> list[str]:
    plain = "".join(sign if sign.isalnum() else " " for sign in fold(name))
    return " ".join(_SHORT_NAMES.get(word, word) for word in plain.split()).split()


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation says of the document it names; nothing is `""` or None."""

    number: str
    issued_on: date | None
    authority: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the register as citations are compared with it."""

    pk: int
    unit: int
    number: str
    issued_on: date | None
    authority: str


def match_citation(cited: Cited, entries: Iterable[Entry], *, own_unit: int) -> int | None:
    """Return the one entry whose number, date and issuing body all agree with the citation, else None.

    A citation that lacks one of the three agrees with nothing, and two candidates are never guessed between. One
    document may stand in the registers of many units: the register of `own_unit` is asked first.
    """
    if not (cited.number and cited.issued_on and cited.authority):
        return None
    agreeing = [entry for entry in entries if _agrees(cited, entry)]
    own = [entry for entry in agreeing if entry.unit == own_unit]
    candidates = own or agreeing
    return candidates[0].pk if len(candidates) == 1 else None


def _agrees(cited: Cited, entry: Entry) -> bool:
    return (
        number_key(cited.number) == number_key(entry.number)
        and cited.issued_on == entry.issued_on
        and same_body(cited.authority, entry.authority)
    )


# What a document does to the one cited, by the words before it, each folded. “kết quả thực hiện …” carries nothing out.
_DOES = (
    ("amends", r"sua doi(?:, bo sung)?|bo sung mot so (?:dieu|noi dung)"),
    ("replaces", r"thay the(?: cho)?"),
    ("repeals", r"bai bo|huy bo|cham dut hieu luc"),
    (
        "implements",
        r"(?<!ket qua )(?<!tinh hinh )(?:thuc hien|thi hanh|trien khai)|cu the hoa|quan triet|can cu",
    ),
)
_ACT = re.compile("|".join(rf"(?P<{kind}>\b(?:{words})\b)" for kind, words in _DOES))
# What was done to the cited document by another one; what another document that is named before does.
_DONE_BY = re.compile(r"(?:duoc|bi)\s*$")
_A_NUMBER = re.compile(r"\d+[a-z]?\s?[-/]\s?[a-z\d]*[a-z]")
_ENDS_AFTER = re.compile(r"^[^.;]{0,250}?\bhet hieu luc (?:thi hanh )?ke tu")
_CLAUSE_END = re.compile(r"[.;:](?=\s)|\n\s*\n|\n\s*(?=[-+–]|\d+[.)]|Điều|Căn cứ)")
_BEFORE, _AFTER = 300, 300


def proposed_relation(text: str, start: int, end: int) -> str:
    """Return what the words round a citation at [`start`, `end`) say that this text does to the cited document.

    One of `implements`, `amends`, `replaces`, `repeals`, or "" where they say nothing of the kind. Where another
    document is named before the word, it is that one which does so.

    >>> said = "Quyết định này thay thế Quyết định số 12/QĐ-UBND"
    >>> proposed_relation(said, said.index("Quyết định số"), len(said))
    'replaces'
    """
    before = fold(clause_before(text, start))
    after = fold(text[end : end + _AFTER])
    if _ENDS_AFTER.match(after) and not _A_NUMBER.search(after[: after.index("het hieu luc")]):
        return "repeals"
    acts = list(_ACT.finditer(before))
    if not acts:
        return ""
    act = acts[-1] if acts[-1].lastgroup != "implements" else acts[0]
    if _DONE_BY.search(before[: act.start()]) or _A_NUMBER.search(before[: act.start()]):
        return ""
    return act.lastgroup or ""


def part_before(text: str, start: int) -> str:
    """Return the part that is named before a citation at `start`, such as “khoản 2 Điều 5”; "" for none.

    >>> part_before("Bãi bỏ khoản 2 Điều 5 Quyết định số 1/QĐ-UBND", 22)
    'khoản 2 Điều 5'
    """
    before = clause_before(text, start)
    begins = [
        one.start()
        for one in re.finditer(r"\b(?:điểm|khoản|mục|chương|phụ lục|điều) ", before, re.IGNORECASE)
    ]
    if not begins or _A_NUMBER.search(fold(before[begins[0] :])):
        return ""
    return " ".join(before[begins[0] :].split()).removesuffix(" của").strip(" ,")[:200]


def clause_before(text: str, start: int) -> str:
    """Return what stands before `start` in the same clause of `text`."""
    before = text[max(0, start - _BEFORE) : start]
    ends = list(_CLAUSE_END.finditer(before))
    return before[ends[-1].end() if ends and not before[ends[-1].end() :].isspace() else 0 :]


@dataclass(frozen=True, slots=True)
class Mark:
    """The place of finding `pk` in a text: half-open character offsets."""

    pk: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same findings: `over`, narrowest first; `begins`, those starting here, widest first."""

    text: str
    over: tuple[int, ...]
    begins: tuple[int, ...]


def segments(text: str, marks: Sequence[Mark], cuts: Collection[int] = ()) -> list[Segment]:
    """Return `text` cut at `cuts` and wherever a finding begins or ends; the pieces joined are the text again.

    Findings may stand inside one another or overlap. A mark outside the text is cut to it.

    >>> [(s.text, s.over) for s in segments("Sở A làm", [Mark(1, 0, 4), Mark(2, 0, 8)])]
    [('Sở A', (1, 2)), (' làm', (2,))]
    """
    inside = [Mark(mark.pk, min(mark.start, len(text)), min(mark.end, len(text))) for mark in marks]
    starts: dict[int, list[Mark]] = {}
    for mark in inside:
        if mark.end > mark.start:
            starts.setdefault(mark.start, []).append(mark)
    within = (cut for cut in cuts if 0 < cut < len(text))
    edges = sorted({0, len(text), *starts, *(mark.end for mark in inside), *within})
    found: list[Segment] = []
    live: list[Mark] = []
    for left, right in pairwise(edges):
        new = starts.get(left, [])
        live = [mark for mark in live if mark.end > left] + new
        over = sorted(live, key=_width)
        found.append(
            Segment(
                text[left:right],
                tuple(m.pk for m in over),
                tuple(m.pk for m in sorted(new, key=_width, reverse=True)),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class RepairedWord:
    """A word of a text as it stands at `start`, and as it reads with its letters put right."""

    start: int
    was: str
    now: str


def repaired_words(text: str, letters: Iterable[tuple[int, str]]) -> list[RepairedWord]:
    """Return the words that `letters`, each (offset, letter), put right: one a word, in order.

    >>> [(word.was, word.now) for word in repaired_words("ngày l5/O6", [(5, "1"), (8, "0")])]
    [('l5/O6', '15/06')]
    """
    words: dict[int, list[str]] = {}
    for offset, letter in letters:
        start, end = offset, offset
        while start and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        words.setdefault(start, list(text[start:end]))[offset - start] = letter
    return [RepairedWord(at, text[at : at + len(word)], "".join(word)) for at, word in sorted(words.items())]


def around(text: str, start: int, end: int, width: int = 160) -> tuple[str, str]:
    """Return what stands before and after [`start`, `end`) in `text`, at most `width` characters each, cut at words.

    >>> around("thực hiện Kết luận số 57 của Bộ", 10, 24, width=9)
    ('thực hiện ', ' của Bộ')
    """
    before, after = text[max(0, start - width - 1) : start], text[end : end + width + 1]
    if start > width + 1:
        before = before[before.find(" ") + 1 :]
    if len(text) > end + width + 1:
        after = after[: after.rfind(" ") + 1] or after
    return before, after


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a text and where they stand: half-open character offsets."""

    start: int
    end: int
    text: str


def stretches(text: str, words: str, most: int = 20) -> list[Stretch]:
    """Return where `words` stand in `text`, at most so many times, whatever spaces and line ends lie between them.

    In capitals as typed; where they stand nowhere so, in any. Composed and decomposed letters are the same.

    >>> [(one.start, one.text) for one in stretches("Sở A họp; sở A  họp", "sở A họp")]
    [(10, 'sở A  họp')]
    """
    forms = {form: None for name in ("NFC", "NFD") if (form := unicodedata.normalize(name, words).strip())}
    for flags in (re.NOFLAG, re.IGNORECASE):
        for form in forms:
            pattern = re.compile(r"\s+".join(map(re.escape, form.split())), flags)
            found = [Stretch(*one.span(), one.group()) for one in islice(pattern.finditer(text), most)]
            if found:
                return found
    return []


def percentage_agrees(stated: str, part: str, whole: str) -> bool:
    """Return whether a percentage is the quotient rounded to the decimals stated, half up or half to even.

    >>> percentage_agrees("99.69", "4319", "4332"), percentage_agrees("99.70", "4319", "4332")
    (False, True)

    Source: the reading guide, "Checks". Nothing agrees with a whole of 0.
    """
    if not Decimal(whole):
        return False
    exact = Decimal(part) * 100 / Decimal(whole)
    step = Decimal(1).scaleb(Decimal(stated).as_tuple().exponent)  # type: ignore[arg-type]  # a finite number
    return Decimal(stated) in {exact.quantize(step, mode) for mode in (ROUND_HALF_UP, ROUND_HALF_EVEN)}


def _width(mark: Mark) -> tuple[int, int]:
    return mark.end - mark.start, mark.pk


def missing_header(header: Mapping[str, object], required: Collection[str]) -> list[str]:
    """Return which of the `required` fields of a header are empty, in their order."""
    return [name for name in required if not str(header.get(name) or "").strip()]


def dates_agree(issued_on: date | None, received_on: date | None) -> bool:
    """Return whether a document was received on the day of its issue or later; an unknown day disagrees with nothing."""
    return issued_on is None or received_on is None or issued_on <= received_on
