"""Calendars that other programs read: a small writer of RFC 5545, in Vietnam's time. Knows nothing of Django.

Lines end with CRLF and are folded at 75 octets, never inside a letter (RFC 5545, 3.1); texts are escaped (3.3.11),
values of parameters quoted (3.2).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
PRODUCT = "-//Nhip Cau//Nhip Cau//VI"
LINE_OCTETS = 75
MEDIA_TYPE = "text/calendar"
# Vietnam's clock has not been changed since 1975: one rule is all that programs need.
_ZONE = (
    "BEGIN:VTIMEZONE", "TZID:Asia/Ho_Chi_Minh", "BEGIN:STANDARD", "DTSTART:19750613T000000", "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700", "TZNAME:+07", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody with an e-mail address: who invites, or who is invited."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event: at moments of Vietnam's time, or on whole days where `starts` is a date; `ends` is not part of it.

    `uid` stays the same through every change, `sequence` counts them; `changed` is the moment of the last.
    """

    uid: str
    starts: date | datetime
    changed: datetime
    summary: str
    ends: date | datetime | None = None
    description: str = ""
    location: str = ""
    url: str = ""
    sequence: int = 0
    cancelled: bool = False
    organiser: Party | None = None
    invited: tuple[Party, ...] = ()


def calendar(entries: Iterable[Entry], *, method: str = "PUBLISH", name: str = "") -> bytes:
    """Return a calendar with the entries. `method` is PUBLISH for a feed, REQUEST to invite, CANCEL to call off."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", f"METHOD:{method}"]
    if name:
        lines.append(f"X-WR-CALNAME:{escaped(name)}")
    lines += _ZONE
    for entry in entries:
        lines += _lines(entry)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) + b"\r\n" for line in lines)


def escaped(text: str) -> str:
    r"""Return a text as the value of a property: one line, without control characters.

    >>> escaped("Hội trường A; tầng 2, số 5\nMang theo \\ tài liệu")
    'Hội trường A\\; tầng 2\\, số 5\\nMang theo \\\\ tài liệu'
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return "".join(sign for sign in plain.replace("\n", "\\n") if sign >= " " and sign != "\x7f")


def folded(line: str) -> bytes:
    """Return a line as UTF-8, folded so that no part has more than 75 octets and no letter is cut.

    >>> [len(part) for part in folded("SUMMARY:" + "ệ" * 40).split(b"\\r\\n")]
    [74, 55]
    """
    parts: list[bytes] = []
    part = b""
    for sign in line:
        letter = sign.encode()
        if len(part) + len(letter) > LINE_OCTETS:
            parts.append(part)
            part = b" "
        part += letter
    return b"\r\n".join([*parts, part])


def _lines(entry: Entry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(entry.uid)}"
    yield f"DTSTAMP:{entry.changed.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"LAST-MODIFIED:{entry.changed.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{entry.sequence}"
    yield _moment("DTSTART", entry.starts)
    if entry.ends is not None:
        yield _moment("DTEND", entry.ends)
    for name, text in (
        ("SUMMARY", entry.summary),
        ("DESCRIPTION", entry.description),
        ("LOCATION", entry.location),
    ):
        if text:
            yield f"{name}:{escaped(text)}"
    if entry.url:
        yield f"URL:{_bare(entry.url)}"
    yield f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}"
    if entry.organiser:
        yield f"ORGANIZER{_called(entry.organiser)}:mailto:{_bare(entry.organiser.email)}"
    for one in entry.invited:
        yield f"ATTENDEE{_called(one)};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:{_bare(one.email)}"
    yield "END:VEVENT"


def _moment(name: str, when: date | datetime) -> str:
    if isinstance(when, datetime):
        return f"{name};TZID=Asia/Ho_Chi_Minh:{when.astimezone(VIETNAM):%Y%m%dT%H%M%S}"
    return f"{name};VALUE=DATE:{when:%Y%m%d}"


def _called(one: Party) -> str:
    """Return the name as a quoted parameter, in which no quotation mark can stand."""
    name = _bare(one.name.replace('"', "'"))
    return f';CN="{name}"' if name else ""


def _bare(text: str) -> str:
    return "".join(sign for sign in text if sign >= " " and sign != "\x7f")
