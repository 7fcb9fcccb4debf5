"""Marks of secrecy. Secret documents go by ways of their own (QĐ 28/2018/QĐ-TTg leaves them out): none is taken here.

Packets have no field for it, so marks are looked for in what they say and in the documents themselves; rather one
document too many is refused than a secret one kept.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from nhipcau.exchange.formats.edxml.packets import Packet, Raw

_GRADES = r"(?:tuyệt\s+mật|tối\s+mật|mật)"
_SEALED = re.compile(r"\W*(?:TUYỆT\s*MẬT|TỐI\s*MẬT|MẬT)\W*")
_SAID = re.compile(rf"độ\s+mật\s*[:\-]?\s*{_GRADES}\b", re.IGNORECASE)
_WHOLE = re.compile(rf"\W*{_GRADES}\W*", re.IGNORECASE)
_IN_FIELD = re.compile(r"\b(?:TUYỆT|TỐI)\s+MẬT\b|\bMẬT\b")
_BRACKETED = re.compile(rf"[(\[]\s*{_GRADES}\s*[)\]]", re.IGNORECASE)
_ELEMENT = re.compile(r"secre|confidential|domat|do_mat|matdo|securitylevel", re.IGNORECASE)
_OPEN = re.compile(r"|0|false|n/?a|none|thường|không|không mật|bình thường|normal|public", re.IGNORECASE)


def secret_line(text: str) -> str:
    """Return the line of a document that is a mark of secrecy; "" for none.

    >>> secret_line("SỞ NGOẠI VỤ\\nTỐI MẬT\\nSố: 1"), secret_line("Bí mật kinh doanh\\nMật ong")
    ('TỐI MẬT', '')
    """
    for line in unicodedata.normalize("NFC", text).splitlines():
        if len(line) < 200 and any(
            _SEALED.fullmatch(cell) or _SAID.search(cell) for cell in line.split("\t")
        ):
            return line.strip()[:60]
    return ""


def secret_field(text: str) -> str:
    """Return `text` when it says that something is secret, as one field of a packet or the name of a file.

    >>> secret_field("Kế hoạch (mật)"), secret_field("MẬT"), secret_field("Lễ hội mật ong"), secret_field("LỄ HỘI")
    ('Kế hoạch (mật)', 'MẬT', '', '')
    """
    said = unicodedata.normalize("NFC", text)
    if (
        _WHOLE.fullmatch(said)
        or _IN_FIELD.search(_not_shouted(said))
        or _BRACKETED.search(said)
        or _SAID.search(said)
    ):
        return said.strip()[:60]
    return ""


def _not_shouted(text: str) -> str:
    """Return `text` unless all of it is in capitals, where capitals mark nothing but TUYỆT MẬT and TỐI MẬT."""
    return text if text != text.upper() else re.sub(r"(?<!TUYỆT )(?<!TỐI )\bMẬT\b", "", text)


def secret_packet(packet: Packet) -> str:
    """Return what in a packet's fields and names of files says that it is secret; "" for nothing."""
    return next((found for text in _texts(packet) if (found := secret_field(text))), "") or next(
        (found for raw in packet.unknown if (found := _secret_element(raw))), ""
    )


def _texts(packet: Packet) -> Iterator[str]:
    yield from _strings(asdict(packet.header).values())
    yield packet.business.reason
    for attachment in packet.attachments:
        yield attachment.name
        yield attachment.description
    for raw in packet.unknown:
        yield from re.sub(r"<[^>]*>", "\n", raw.xml).splitlines()


def _strings(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from _strings(value.values())
        elif isinstance(value, list | tuple):
            yield from _strings(value)


def _secret_element(raw: Raw) -> str:
    name = raw.path.rsplit("/", 1)[-1]
    said = re.sub(r"<[^>]*>", "", raw.xml).strip()
    return f"{name} {said}"[:60] if _ELEMENT.search(name) and not _OPEN.fullmatch(said) else ""
