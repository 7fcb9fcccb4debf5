"""Marks of secrecy in packets. Secret documents go by ways of their own (QĐ 28/2018/QĐ-TTg leaves them out).

Packets have no field for it, so marks are looked for in what they say, by the same rule as in documents
(`nhipcau.reading.secrecy`), and in elements that are none of the format's.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from nhipcau.exchange.formats.edxml.packets import Packet, Raw
from nhipcau.reading.secrecy import secret_field

_ELEMENT = re.compile(r"secre|confidential|domat|do_mat|matdo|securitylevel", re.IGNORECASE)
_OPEN = re.compile(r"|0|false|n/?a|none|thường|không|không mật|bình thường|normal|public", re.IGNORECASE)


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
