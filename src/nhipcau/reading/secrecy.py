"""Marks of secrecy. Documents of MẬT, TỐI MẬT or TUYỆT MẬT go by ways of their own and are kept nowhere here.

Source: Luật Bảo vệ bí mật nhà nước 2018 (the three grades); Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9 (where the
mark stands). Rather one document too many is refused than a secret one kept; but honey, density and passwords share
the word, and documents on the protection of secrets name the grades in running text.
"""

import re
import unicodedata

_GRADES = r"(?:tuyệt\s+mật|tối\s+mật|mật)"
_COPY = r"(?:\s*bản\s+số\b.{0,20})?"
# Marks are stamped in capitals; recognition loses diacritics, which two words together can spare and one cannot.
_SEALED = re.compile(rf"\W*(?:TUYỆT\s*MẬT|TỐI\s*MẬT|MẬT)\W*(?i:{_COPY})\W*")
_SEALED_BARE = re.compile(rf"\W*(?:TUYET\s*MAT|TOI\s*MAT)\W*(?i:{_COPY})\W*")
_BESIDE = re.compile(r"\W*(?:TUYET\s+MAT|TOI\s+MAT|MẬT)\s+(?:CONG HOA XA HOI|DANG CONG SAN|CỘNG H|ĐẢNG CỘNG)")
_AFTER_NUMBER = re.compile(r"\s*S[Ốố]\s*:?\s*\d*\s*[-/][\w/.-]*\s+(?:TUYỆT\s*MẬT|TỐI\s*MẬT|MẬT)\W*")
_SAID = re.compile(rf"\bđộ\s+mật\s*[:\-]?\s*{_GRADES}\s*(?:$|[.,;)\]])", re.IGNORECASE)
_WHOLE = re.compile(rf"\W*{_GRADES}\W*", re.IGNORECASE)
# Not “bí mật”, “bảo mật”, “mật ong”, “mật độ”, “mật khẩu”, …
_OTHER_WORDS = r"ong|mía|hoa|dừa|gấu|ngọt|khẩu|mã|độ|thiết|ngữ|nghị|vụ|thư|báo|tông|phục"
_IN_FIELD = re.compile(
    rf"\b(?:TUYỆT|TỐI)\s+MẬT\b|\b(?<!BÍ )(?<!BẢO )(?<!Bí )(?<!bí )MẬT\b(?!\s+(?i:{_OTHER_WORDS})\b)"
)
_BRACKETED = re.compile(rf"[(\[]\s*{_GRADES}\s*[)\]]", re.IGNORECASE)
_BARE_NAME = re.compile(r"(?:^|[-_ .])(?:tuyet|toi)[-_ ]?mat(?:[-_ .]|$)", re.IGNORECASE)
_HEAD_LINES = 15


def secret_line(text: str) -> str:
    """Return the line of a document that is a mark of secrecy; "" for none.

    >>> secret_line("SỞ NGOẠI VỤ\\nTỐI MẬT\\nSố: 1"), secret_line("Bí mật kinh doanh\\nMật ong")
    ('TỐI MẬT', '')
    >>> secret_line("LỄ HỘI MẬT ONG"), secret_line("UBND TỈNH  \\nMẬT      CỘNG HÒA XÃ HỘI")
    ('', 'MẬT      CỘNG HÒA XÃ HỘI')
    """
    for place, line in enumerate(unicodedata.normalize("NFC", text).splitlines()):
        if len(line) < 200 and _is_mark(line, in_head=place < _HEAD_LINES):
            return line.strip()[:60]
    return ""


def secret_field(text: str) -> str:
    """Return `text` when it says that something is secret, as one field of a packet, a subject or a file's name.

    >>> secret_field("Kế hoạch (mật)"), secret_field("MẬT"), secret_field("Lễ hội mật ong"), secret_field("LỄ HỘI")
    ('Kế hoạch (mật)', 'MẬT', '', '')
    >>> secret_field("Hội thi MẬT ong"), secret_field("Bảo vệ BÍ MẬT nhà nước"), secret_field("ke-hoach-toi-mat.pdf")
    ('', '', 'ke-hoach-toi-mat.pdf')
    """
    said = unicodedata.normalize("NFC", text)
    if (
        _WHOLE.fullmatch(said)
        or _IN_FIELD.search(_not_shouted(said))
        or _BRACKETED.search(said)
        or _SAID.search(said)
        or _BARE_NAME.search(said)
    ):
        return said.strip()[:60]
    return ""


def _is_mark(line: str, *, in_head: bool) -> bool:
    if _SAID.search(line) or _AFTER_NUMBER.fullmatch(line) or _BESIDE.match(line):
        return True
    if in_head and _BESIDE.match(_bare(line)):
        return True
    cells = re.split(r"\t|\s{2,}", line.strip())
    return any(_SEALED.fullmatch(cell) or _SEALED_BARE.fullmatch(_bare(cell)) for cell in cells)


def _bare(text: str) -> str:
    """Return `text` without diacritics."""
    marks = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(mark for mark in marks if not unicodedata.combining(mark))


def _not_shouted(text: str) -> str:
    """Return `text` unless all of it is in capitals, where capitals mark nothing but TUYỆT MẬT and TỐI MẬT."""
    return text if text != text.upper() else re.sub(r"(?<!TUYỆT )(?<!TỐI )\bMẬT\b", "", text)
