"""How a document of the register is named in the text of another: in full where first mentioned, then short.

Source of both forms: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6.b. The Party's habit of a comma before the day is that of
its offices.
"""

import re
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from nhipcau.registry.lettering import in_running_text

if TYPE_CHECKING:
    from nhipcau.registry.models import Document

Layout = Literal["state", "party"]

# Named by kind and name alone.
LAWS: Final = ("hiến pháp", "bộ luật", "luật", "pháp lệnh")
_PARTY_NUMBER = re.compile(r"\d+[a-zđ]?-[^\W\d]", re.IGNORECASE)
# A subject that begins so follows the issuing body by itself: “của Thủ tướng Chính phủ phê duyệt Đề án …”.
_ENACTING = (
    "ban hành", "bãi bỏ", "bổ sung", "cho phép", "công bố", "công nhận", "điều chỉnh", "giao chỉ tiêu", "giao nhiệm vụ",
    "hướng dẫn", "kiện toàn", "phê duyệt", "quy định", "sửa đổi", "thành lập", "thay thế", "tuyên dương", "ủy quyền",
)  # fmt: skip
# A subject that begins so follows “về”, without its capital letter.
_DOING = (
    "chuẩn bị", "công tác", "đẩy mạnh", "kết quả", "nâng cao", "phát triển", "phối hợp", "tăng cường", "tham gia",
    "thực hiện", "tổ chức", "tổng kết", "triển khai", "truyền thông", "tuyên truyền", "việc", "xây dựng",
)  # fmt: skip
_PAGE = re.compile(r"(?:trang|tr\.|pp?\.)\s*\d", re.IGNORECASE)


def full_form(document: "Document", part: str = "", *, layout: Layout | None = None) -> str:
    """Return how `document`, or a `part` of it such as “khoản 2 Điều 5”, is named where it is first mentioned.

    `layout` is that of the text that names it; without it, that of the document's own number. A law is its kind and
    name; a treaty, joint statement, book or article its title with what is known of it.
    """
    if not document.is_official:
        return _with_part(_full_source(document), part)
    kind = _kind(document)
    if is_law(document.kind):
        return _with_part(_law(kind, document.subject), part)
    if not document.number:
        named = " ".join(word for word in (kind, _day_said(document.issued_on, "state")) if word)
        return _with_part(_with_subject(named, document), part)
    layout = layout or layout_of(document.number)
    said = _day_said(document.issued_on, layout)
    comma = "," if said and layout == "party" else ""
    named = f"{kind} số {document.number}{comma} {said}".strip()
    return _with_part(_with_subject(named, document), part)


def short_form(document: "Document", part: str = "", *, layout: Layout | None = None) -> str:
    """Return how `document`, or a `part` of it, is named after it was named in full."""
    if not document.is_official:
        return _with_part(_title(document), part)
    kind = _kind(document)
    if is_law(document.kind):
        return _with_part(_law(kind, document.subject), part)
    if not document.number:
        return _with_part(_with_subject(kind, document, authority=False), part)
    word = "" if (layout or layout_of(document.number)) == "party" else "số "
    return _with_part(f"{kind} {word}{document.number}".strip(), part)


def is_law(kind: str) -> bool:
    """Return whether a kind of document is named by its name alone.

    >>> is_law("Luật"), is_law("Nghị định")
    (True, False)
    """
    return kind.strip().casefold() in LAWS


def layout_of(number: str) -> Layout:
    """Return whose layout a number is written in: the Party joins it to the kind by a hyphen.

    >>> layout_of("57-KL/TW"), layout_of("30/2020/NĐ-CP")
    ('party', 'state')
    """
    return "party" if _PARTY_NUMBER.match(number.replace(" ", "").replace("–", "-")) else "state"


def written_day(day: date, layout: Layout = "state") -> str:
    """Return a day as running text has it: days below 10 and the months 1 and 2 with a zero, other months without.

    >>> written_day(date(2026, 3, 5)), written_day(date(2026, 9, 5), "party")
    ('ngày 05 tháng 3 năm 2026', 'ngày 05/9/2026')
    """
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    if layout == "party":
        return f"ngày {day.day:02}/{month}/{day.year}"
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def joined_subject(subject: str) -> str:
    """Return a subject as it follows the issuing body in running text; "" for none.

    >>> joined_subject("V/v chuẩn bị lễ hội"), joined_subject("Phê duyệt Đề án A"), joined_subject("Năm Du lịch")
    ('về việc chuẩn bị lễ hội', 'phê duyệt Đề án A', 'về Năm Du lịch')
    """
    words = " ".join(subject.split()).rstrip(" .;")
    folded = words.casefold()
    if folded.startswith("v/v "):
        return f"về việc {words[4:]}"
    if folded.startswith("về ") or _begins(folded, _ENACTING):
        return _lowered(words)
    if words:
        return f"về {_lowered(words) if _begins(folded, _DOING) else words}"
    return ""


def _kind(document: "Document") -> str:
    kind = " ".join(document.kind.split()) or "văn bản"
    return f"{kind[:1].upper()}{kind[1:]}"


def _law(kind: str, subject: str) -> str:
    name = " ".join(subject.split()).rstrip(" .;")
    return name if name.casefold().startswith(kind.casefold()) else f"{kind} {name}".strip()


def _with_subject(named: str, document: "Document", *, authority: bool = True) -> str:
    body = in_running_text(document.authority)
    parts = (named, f"của {body}" if authority and body else "", joined_subject(document.subject))
    return " ".join(part for part in parts if part)


def _day_said(day: date | None, layout: Layout) -> str:
    return written_day(day, layout) if day else ""


def _title(document: "Document") -> str:
    title = " ".join(document.subject.split()).rstrip(" .;")
    return f"“{title}”" if document.is_literature else title


def _full_source(document: "Document") -> str:
    """A treaty or joint statement by title, parties and day; a book or article by author, title, publisher, year."""
    title, by = _title(document), " ".join(document.authority.split())
    when = (
        written_day(document.issued_on)
        if document.issued_on
        else f"năm {document.year}"
        if document.year
        else ""
    )
    if not document.is_literature:
        parties = (
            f" giữa {by}" if by and " giữa " not in title and by.casefold() not in title.casefold() else ""
        )
        return f"{title}{parties} {when}".strip()
    year = str(document.year or "")
    after = document.publisher, when if document.issued_on else year
    read = (
        f"{document.address} ({written_day(document.address_read_on, 'party')})"
        if (document.address and document.address_read_on)
        else document.address
    )
    return ", ".join(part for part in (by, title, *after, read) if part)


def _with_part(named: str, part: str) -> str:
    part = " ".join(part.split())
    if not part:
        return named
    return f"{named}, {part}" if _PAGE.match(part) else f"{part} {named}"


def _begins(folded: str, words: tuple[str, ...]) -> bool:
    return any(folded == word or folded.startswith(f"{word} ") for word in words)


def _lowered(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
