"""The wording rules of official documents: plain values in, printed text out.

State rules come from Nghị định 30/2020/NĐ-CP, Phụ lục I and III. Party rules come from secondary accounts
of Hướng dẫn 05-HD/VPTW (the official text was not read) and should be confirmed against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from nhipcau.writing.errors import InvalidDocumentError
from nhipcau.writing.model import ANNEX_KIND

if TYPE_CHECKING:
    from nhipcau.writing.model import Annex, IssuingBody, OfficialDocument

STATE_NUMBER: Final = "Số: {number}/{symbol}"  # Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3
PARTY_NUMBER: Final = "Số {number}-{symbol}"  # Source: 05-HD/VPTW (secondary, to be confirmed)
BLANK_NUMBER: Final = " " * 6  # an unnumbered draft leaves room for the registry's stamp

# Source: Nghị định 30/2020/NĐ-CP, Phụ lục III. Công văn has no abbreviation.
KIND_ABBREVIATIONS: Final = {
    "Nghị quyết": "NQ",
    "Quyết định": "QĐ",
    "Chỉ thị": "CT",
    "Quy chế": "QC",
    "Quy định": "QyĐ",
    "Thông cáo": "TC",
    "Thông báo": "TB",
    "Hướng dẫn": "HD",
    "Chương trình": "CTr",
    "Kế hoạch": "KH",
    "Phương án": "PA",
    "Đề án": "ĐA",
    "Dự án": "DA",
    "Báo cáo": "BC",
    "Biên bản": "BB",
    "Tờ trình": "TTr",
    "Hợp đồng": "HĐ",
    "Công điện": "CĐ",
    "Bản ghi nhớ": "BGN",
    "Bản thỏa thuận": "BTT",
    "Giấy ủy quyền": "GUQ",
    "Giấy mời": "GM",
    "Giấy giới thiệu": "GGT",
    "Giấy nghỉ phép": "GNP",
    "Phiếu gửi": "PG",
    "Phiếu chuyển": "PC",
    "Phiếu báo": "PB",
}

# What stands in capitals under the legal bases of a document that decides; other kinds have none.
ENACTING_WORDS: Final = {
    "Quyết định": "QUYẾT ĐỊNH:",  # Source: Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.2
    "Nghị quyết": "QUYẾT NGHỊ:",  # mẫu 1.1
}
DRAFT_MARK: Final = "DỰ THẢO"

# The Vietnamese alphabet without ă â ê ô ơ ư, as laws letter their points. Word's own letter numbering
# counts a b c d e f, so it cannot print these.
POINT_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"


def document_symbol(kind: str, agency: str, unit: str = "") -> str:
    """Return the symbol of a State document: type-agency, or agency-unit for a công văn.

    >>> document_symbol("Báo cáo", "SVHTTDL")
    'BC-SVHTTDL'
    >>> document_symbol("Công văn", "BNV", "VP")
    'BNV-VP'

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3 and Phụ lục III.
    Raises InvalidDocumentError when the kind has no abbreviation.
    """
    if kind == "Công văn":
        return f"{agency}-{unit}" if unit else agency
    if kind not in KIND_ABBREVIATIONS:
        known = ", ".join(KIND_ABBREVIATIONS)
        raise InvalidDocumentError(
            "kind",
            f"không có chữ viết tắt cho loại “{kind}”. Chọn một trong: {known}, Công văn.",
            f"the kind “{kind}” has no abbreviation. Choose one of: {known}, Công văn.",
        )
    return f"{KIND_ABBREVIATIONS[kind]}-{agency}"


def number_line(number: int | None, symbol: str, pattern: str = STATE_NUMBER) -> str:
    """Return the number line; a number below 10 gets a leading zero, no number leaves a gap to fill in.

    >>> number_line(5, "BC-SVHTTDL")
    'Số: 05/BC-SVHTTDL'
    >>> number_line(127, "QĐ/TW", PARTY_NUMBER)
    'Số 127-QĐ/TW'
    >>> number_line(None, "BC-SVHTTDL")
    'Số:       /BC-SVHTTDL'

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3.
    """
    return pattern.format(number=BLANK_NUMBER if number is None else f"{number:02d}", symbol=symbol)


def date_line(place: str, day: date | None) -> str:
    """Return the place and date; zeros go before days below 10 and months 1 and 2 only.

    >>> date_line("Bến Đá", date(2026, 1, 5))
    'Bến Đá, ngày 05 tháng 01 năm 2026'
    >>> date_line("Bến Đá", date(2026, 9, 15))
    'Bến Đá, ngày 15 tháng 9 năm 2026'
    >>> date_line("Bến Đá", None)
    'Bến Đá, ngày      tháng      năm     '

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4.
    """
    return f"{place}, {_cited_day(day, party=False)}"


def legal_basis_lines(bases: Sequence[str], *, prefix: str = "", last_end: str = ".") -> list[str]:
    """Return the legal bases, each closed by ";" and the last by `last_end`.

    >>> legal_basis_lines(["Căn cứ Luật A.", "Căn cứ Nghị định B"])
    ['Căn cứ Luật A;', 'Căn cứ Nghị định B.']

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6.a.
    """
    return _closed_list(bases, prefix, last_end)


def addressee_lines(addressees: Sequence[str], word: str = "Kính gửi") -> list[str]:
    """Return the lines of "Kính gửi": one recipient on the line itself, several as a list under it.

    >>> addressee_lines(["Ủy ban nhân dân tỉnh Bến Đá"])
    ['Kính gửi: Ủy ban nhân dân tỉnh Bến Đá']
    >>> addressee_lines(["Sở A", "Sở B"])
    ['Kính gửi:', '- Sở A;', '- Sở B.']

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.9.a.
    """
    if len(addressees) == 1:
        return [f"{word}: {addressees[0]}"]
    return [f"{word}:", *_closed_list(addressees, "- ", ".")] if addressees else []


def recipient_lines(recipients: Sequence[str], filing: str) -> list[str]:
    """Return the lines under "Nơi nhận:", the filing line last.

    >>> recipient_lines(["Như trên", "Sở A;"], "- Lưu: VT, VP.")
    ['- Như trên;', '- Sở A;', '- Lưu: VT, VP.']

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.9.b.
    """
    return [*_closed_list(recipients, "- ", ";"), filing]


def filing_line(unit: str, copies: int | None = None) -> str:
    """Return the State filing line: the clerk's office (VT), the drafting unit, the number of copies.

    >>> filing_line("XTDL", 5)
    '- Lưu: VT, XTDL (05).'
    >>> filing_line("")
    '- Lưu: VT.'

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.9.b.
    """
    keeper = f"VT, {unit}" if unit else "VT"
    return f"- Lưu: {keeper}{_copies(copies)}."


def party_filing_line(office: str, copies: int | None = None) -> str:
    """Return the Party filing line: no colon, no VT.

    >>> party_filing_line("Văn phòng Tỉnh ủy")
    '- Lưu Văn phòng Tỉnh ủy.'

    Source: 05-HD/VPTW (secondary, to be confirmed).
    """
    return f"- Lưu {office or 'Văn phòng'}{_copies(copies)}."


def point_label(position: int) -> str:
    """Return the label of the `position`-th point (from 1), in Vietnamese order: đ after d, no f, j, w, z.

    >>> [point_label(n) for n in (1, 4, 5, 6, 7)]
    ['a)', 'd)', 'đ)', 'e)', 'g)']

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6.d.
    Raises InvalidDocumentError past the last letter.
    """
    if position > len(POINT_LETTERS):
        raise InvalidDocumentError(
            "body",
            f"một khoản có hơn {len(POINT_LETTERS)} điểm, hết chữ cái. Hãy tách khoản.",
            f"a clause has more than {len(POINT_LETTERS)} points and the letters run out. Split the clause.",
        )
    return f"{POINT_LETTERS[position - 1]})"


def enacting_word(kind: str) -> str:
    """Return what stands under the legal bases of a document that decides.

    >>> enacting_word("Quyết định"), enacting_word("Nghị quyết"), enacting_word("Quy định")
    ('QUYẾT ĐỊNH:', 'QUYẾT NGHỊ:', 'QUY ĐỊNH:')

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục III; the word of any other kind is the kind itself.
    """
    known = next((word for name, word in ENACTING_WORDS.items() if name.casefold() == kind.casefold()), None)
    return known or f"{kind.strip().upper()}:"


def is_title(text: str) -> bool:
    """Return whether the text of an article is its title; a whole sentence is what the article says.

    >>> is_title("Phạm vi áp dụng"), is_title("Quyết định này có hiệu lực từ ngày ký.")
    (True, False)

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6.d and mẫu 1.2: the words “Điều 1.” and a title are bold.
    """
    return not text.rstrip().endswith((".", ";", ":"))


def annex_label(kind: str, position: int, count: int) -> str:
    """Return the label of the `position`-th of `count` annexes of its kind; an enacted text is not numbered.

    >>> annex_label("Phụ lục", 1, 1), annex_label("Phụ lục", 2, 4), annex_label("Quy chế", 1, 1)
    ('PHỤ LỤC', 'Phụ lục II', 'QUY CHẾ')

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.8 (several annexes are numbered in Roman figures).
    """
    if kind != ANNEX_KIND or count == 1:
        return kind.upper()
    return f"{kind} {roman(position)}"


def annex_labels(annexes: Sequence[Annex]) -> list[str]:
    """Return the label of each of a document's annexes: what it enacts stands outside the count."""
    count = sum(annex.kind == ANNEX_KIND for annex in annexes)
    labels, position = [], 0
    for annex in annexes:
        position += annex.kind == ANNEX_KIND
        labels.append(annex_label(annex.kind, position, count))
    return labels


def enclosed_line(document: OfficialDocument, annex: Annex) -> str:
    """Return the line under an annex's title that names its document, with gaps while that is not numbered.

    >>> from datetime import date
    >>> from nhipcau.writing.model import Annex, OfficialDocument, Paragraph, Signature, plain
    >>> body = (Paragraph(plain("Điều 1")),)
    >>> annex = Annex("Biểu số liệu", body)
    >>> plan = OfficialDocument(
    ...     "Kế hoạch", "Sở Du lịch", "KH-SDL", "Bến Đá", "Đón khách", body, Signature("Giám đốc", ""),
    ...     number=12, day=date(2026, 1, 5), annexes=(annex,),
    ... )
    >>> enclosed_line(plan, annex)
    '(Kèm theo Kế hoạch số 12/KH-SDL ngày 05 tháng 01 năm 2026 của Sở Du lịch)'
    >>> enclosed_line(plan, Annex("Tiếp khách", body, kind="Quy chế"))
    '(Ban hành kèm theo Kế hoạch số 12/KH-SDL ngày 05 tháng 01 năm 2026 của Sở Du lịch)'

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.8; Party form after 05-HD/VPTW (secondary): a hyphen
    in the number and a comma before the date.
    """
    verb = "Kèm theo" if annex.kind == ANNEX_KIND else "Ban hành kèm theo"
    party = document.layout == "party"
    numbers = ", ".join(f"số {_cited_number(body, party=party)}" for body in document.bodies)
    day = _cited_day(document.day, party=party)
    names = [document.deciding or document.issuer, *(partner.name for partner in document.partners)]
    return f"({verb} {_one_line(document.kind)} {numbers}{',' * party} {day} của {_listed(names)})"


def roman(number: int) -> str:
    """Return `number`, 1 or more, in Roman figures.

    >>> [roman(number) for number in (1, 4, 9, 14, 40, 1999)]
    ['I', 'IV', 'IX', 'XIV', 'XL', 'MCMXCIX']
    """
    written = "M" * (number // 1000)
    for power, (one, five, ten) in ((100, "CDM"), (10, "XLC"), (1, "IVX")):
        digit = number // power % 10
        written += {4: one + five, 9: one + ten}.get(digit, five * (digit > 4) + one * (digit % 5))
    return written


def sides(document: OfficialDocument) -> tuple[IssuingBody, ...]:
    """Return who signs, from left to right: the body that leads stands last, on the right."""
    return (*document.bodies[1:], document.bodies[0])


def closed_by(text: str, mark: str) -> str:
    """Return `text` closed by the end mark of the document, replacing the full stop it may end with.

    >>> closed_by("Trân trọng báo cáo.", "./.")
    'Trân trọng báo cáo./.'
    >>> closed_by("Trân trọng báo cáo./.", "./.")
    'Trân trọng báo cáo./.'
    >>> closed_by("Trân trọng báo cáo./.", ".")
    'Trân trọng báo cáo.'
    """
    return text.rstrip().removesuffix("./.").rstrip(" .;") + mark


def _closed_list(entries: Sequence[str], prefix: str, last_end: str) -> list[str]:
    bare = [entry.strip().removeprefix("- ").rstrip(" .;") for entry in entries]
    ends = [";"] * (len(bare) - 1) + [last_end]
    return [f"{prefix}{entry}{end}" for entry, end in zip(bare, ends, strict=False)]


def _copies(copies: int | None) -> str:
    return "" if copies is None else f" ({copies:02d})"


def _cited_number(body: IssuingBody, *, party: bool) -> str:
    number = BLANK_NUMBER if body.number is None else f"{body.number:02d}"
    return f"{number}{'-' if party else '/'}{body.symbol}"


def _cited_day(day: date | None, *, party: bool) -> str:
    if day is None:
        return "ngày      tháng      năm     "
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    if party:
        return f"ngày {day.day:02d}/{month}/{day.year}"
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _listed(names: Sequence[str]) -> str:
    flat = [_one_line(name) for name in names]
    return " và ".join(part for part in (", ".join(flat[:-1]), flat[-1]) if part)


def _one_line(text: str) -> str:
    return " ".join(text.split())
