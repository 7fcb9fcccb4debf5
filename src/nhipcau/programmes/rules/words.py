"""How programmes read the words of documents and name units: plain values in, plain values out."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_COMMITTEE = ("uy ban nhan dan ", "ubnd ")
_TOGETHER = re.compile(r"\bphoi hop (?:chat che )?(?:voi|cung)\b")

_IN_WORDS = re.compile(
    r"(?:định kỳ(?: (?:hằng|hàng|mỗi) (?:tuần|tháng|quý|năm)| 0?6 tháng)?|kịp thời|thường xuyên|"
    r"(?:hằng|hàng) (?:tuần|tháng|quý|năm)|theo yêu cầu|khi có yêu cầu)",
    re.IGNORECASE,
)
_DUE = re.compile(r"\b(?:truoc|cham nhat(?: la| vao)?|han(?: cuoi| chot)?|xong|den het)(?: ngay)?$")


def fold(text: str) -> str:
    """Return the words of `text` in lower case without marks or punctuation, one space apart.

    >>> fold("Sở Văn hóa, Thể thao và Du lịch")
    'so van hoa the thao va du lich'
    """
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    plain = "".join(sign if sign.isalnum() else " " for sign in bare if not unicodedata.combining(sign))
    return " ".join(plain.split())


def suggest_unit(words: str, names: Mapping[int, str]) -> int | None:
    """Return the one unit whose name is what a duty calls it, else None: two candidates are never guessed between.

    A people's committee is its commune: `UBND phường A` is Phường A.

    >>> names = {1: "Sở Du lịch", 2: "Phường A", 3: "Phường B"}
    >>> suggest_unit("Sở Du lịch", names), suggest_unit("UBND phường A", names), suggest_unit("Các phường", names)
    (1, 2, None)
    """
    called = _without_committee(fold(words))
    found = [unit for unit, name in names.items() if called and _without_committee(fold(name)) == called]
    return found[0] if len(found) == 1 else None


def suggest_partners(clause: str, names: Mapping[int, str], lead: int | None) -> tuple[int, ...]:
    """Return the units that `clause` names after its words of working together, in the order of their names.

    >>> suggest_partners("Sở A chủ trì, phối hợp với Sở B, Phường C tổ chức.", {1: "Sở A", 2: "Sở B", 3: "Phường C"}, 1)
    (2, 3)

    A name that stands inside a longer name that is also there is not meant.
    """
    together = _TOGETHER.search(said := fold(clause))
    if together is None:
        return ()
    rest = f" {said[together.end() :]} "
    there = {unit: f" {fold(name)} " for unit, name in names.items() if f" {fold(name)} " in rest}
    inside = {
        one for one, name in there.items() for other in there.values() if name != other and name in other
    }
    return tuple(sorted(unit for unit in there if unit not in inside and unit != lead))


def _without_committee(name: str) -> str:
    for opening in _COMMITTEE:
        if name.startswith(opening):
            return name.removeprefix(opening)
    return name


@dataclass(frozen=True, slots=True)
class Heading:
    """A labelled heading of a document and where it stands."""

    label: str
    title: str
    start: int


def theme_of(start: int, headings: Sequence[Heading]) -> str:
    """Return the title of the chief heading that stands before `start`, or "" when there is none.

    `headings` stand in the order of the text. Chief headings are those with a word or a Roman numeral: `Phần I`, `II`.

    >>> theme_of(50, [Heading("I", "MỤC ĐÍCH", 0), Heading("1", "Lễ hội", 20), Heading("II", "NHIỆM VỤ", 40)])
    'NHIỆM VỤ'
    """
    before = bisect_left(headings, start, key=lambda heading: heading.start)
    return next((heading.title for heading in reversed(headings[:before]) if is_chief(heading.label)), "")


def is_chief(label: str) -> bool:
    """Return whether a heading of this label holds others: a word with a number, or a Roman numeral.

    >>> [is_chief(label) for label in ("Phần I", "II", "1", "1.2", "a", "Điều 3")]
    [True, True, False, False, False, False]
    """
    return bool(re.fullmatch(r"(?:Phần|Chương|Mục)\s.+|[IVXL]+", label))


def opens_due_date(before: str) -> bool:
    """Return whether the words right before a date make it a due date.

    >>> opens_due_date("hoàn thành trước "), opens_due_date("chậm nhất là "), opens_due_date("Kế hoạch số 5, ")
    (True, True, False)
    """
    return bool(_DUE.search(fold(before)))


def title_from(clause: str, limit: int = 160) -> str:
    """Return the first sentence of a clause as a title, without its label, cut at a word where it is too long.

    >>> title_from("2. Phường A chuẩn bị gian hàng; đón khách. Xong trước lễ.")
    'Phường A chuẩn bị gian hàng'
    """
    said = re.sub(r"^\s*(?:[-+•*]|\(?[0-9a-zđIVXL]{1,4}(?:\.\d+)*[.)/:])\s*", "", " ".join(clause.split()))
    first = re.split(r"[.;:](?:\s|$)", said, maxsplit=1)[0].strip()
    if len(first) <= limit:
        return first
    return f"{first[:limit].rsplit(' ', 1)[0].rstrip(',;:')}…"


def labels(units: Iterable[tuple[int, str, str]]) -> dict[int, str]:
    """Return unit → the name to choose it by; `units` are (unit, name, name of the unit above).

    Where two share a name, the unit above tells them apart.

    >>> labels([(1, "Phòng Văn hóa", "Xã A"), (2, "Phòng Văn hóa", "Xã B"), (3, "Xã A", "Tỉnh")])
    {1: 'Phòng Văn hóa (Xã A)', 2: 'Phòng Văn hóa (Xã B)', 3: 'Xã A'}
    """
    rows = list(units)
    often: dict[str, int] = {}
    for _unit, name, _above in rows:
        often[name] = often.get(name, 0) + 1
    return {unit: f"{name} ({above})" if often[name] > 1 and above else name for unit, name, above in rows}


def deadline_in_words(clause: str) -> str:
    """Return the words of `clause` that put a deadline without naming a day, "" when there are none.

    >>> deadline_in_words("Báo cáo định kỳ hằng quý về Sở Du lịch"), deadline_in_words("Xong trước 01/9/2026")
    ('định kỳ hằng quý', '')
    """
    found = _IN_WORDS.search(unicodedata.normalize("NFC", clause))
    return found.group().strip() if found else ""


_AUDIENCES = {
    "communes": re.compile(r"\bcac (?:\w+ ){0,6}?(?:xa|phuong|dac khu|thi tran)\b|\bcap xa\b"),
    "departments": re.compile(r"\bcac (?:\w+ ){0,3}?(?:so|ban|nganh|phong)\b"),
}


def suggest_audience(words: str) -> str:
    """Return the audience that a duty names by kind: `communes` or `departments`; "" for none, or for both.

    >>> suggest_audience("UBND các xã, phường, đặc khu"), suggest_audience("Các sở, ban, ngành")
    ('communes', 'departments')
    >>> suggest_audience("Sở Du lịch"), suggest_audience("Các sở, ngành; UBND các xã, phường")
    ('', '')
    """
    said = fold(words)
    found = [name for name, pattern in _AUDIENCES.items() if pattern.search(said)]
    return found[0] if len(found) == 1 else ""
