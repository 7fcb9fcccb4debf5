"""Calendars against RFC 5545: lines, folding, escaping, moments."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from nhipcau.shell.icalendar import Entry, Party, calendar, escaped, folded

CHANGED = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
MEETING = Entry(
    uid="a-1@nhipcau",
    starts=datetime(2026, 9, 5, 1, 0, tzinfo=UTC),
    ends=datetime(2026, 9, 5, 4, 30, tzinfo=UTC),
    changed=CHANGED,
    summary="Họp Ban Chỉ đạo, phiên thứ ba",
    location="Phòng họp số 2; tầng 3",
    sequence=2,
    organiser=Party("van-phong@example.vn", 'Văn phòng "Sở"'),
    invited=(Party("lan@example.vn", "Lan"),),
)


def unfolded(content: bytes) -> list[str]:
    """Return the lines as a program reads them."""
    return content.decode().replace("\r\n ", "").split("\r\n")


def unescaped(text: str) -> str:
    """Return what an escaped text says."""
    out, signs = "", iter(text)
    for sign in signs:
        if sign == "\\":
            sign = {"n": "\n"}.get(following := next(signs), following)
        out += sign
    return out


def test_an_invitation_says_when_in_vietnams_time_with_its_zone() -> None:
    lines = unfolded(calendar([MEETING], method="REQUEST"))

    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "METHOD:REQUEST" in lines
    assert "DTSTART;TZID=Asia/Ho_Chi_Minh:20260905T080000" in lines
    assert "DTEND;TZID=Asia/Ho_Chi_Minh:20260905T113000" in lines
    assert "DTSTAMP:20260901T020000Z" in lines
    assert {"UID:a-1@nhipcau", "SEQUENCE:2", "STATUS:CONFIRMED", "TZID:Asia/Ho_Chi_Minh"} <= set(lines)
    assert "ORGANIZER;CN=\"Văn phòng 'Sở'\":mailto:van-phong@example.vn" in lines
    assert "SUMMARY:Họp Ban Chỉ đạo\\, phiên thứ ba" in lines
    assert "LOCATION:Phòng họp số 2\\; tầng 3" in lines


def test_a_whole_day_is_a_date() -> None:
    lines = unfolded(calendar([Entry(uid="b", starts=date(2026, 9, 5), changed=CHANGED, summary="Hạn")]))

    assert "DTSTART;VALUE=DATE:20260905" in lines
    assert "METHOD:PUBLISH" in lines


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.just("\n")))
def test_what_is_escaped_reads_as_it_was_written(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert "\n" not in escaped(text)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=400))
def test_folded_lines_are_short_and_no_letter_is_cut(text: str) -> None:
    parts = folded(text).split(b"\r\n")

    assert all(len(part) <= 75 for part in parts)
    assert "".join(part.decode()[1 if number else 0 :] for number, part in enumerate(parts)) == text


def test_a_name_cannot_begin_a_line_of_its_own() -> None:
    sly = Party("a@example.vn\r\nATTENDEE:mailto:b@example.vn", "x\r\nMETHOD:CANCEL")
    entry = Entry(
        uid="c\r\nUID:d", starts=CHANGED, changed=CHANGED, summary="x\r\nMETHOD:CANCEL", invited=(sly,)
    )

    lines = unfolded(calendar([entry]))

    assert [line for line in lines if line.startswith(("METHOD", "ATTENDEE:", "UID:d"))] == ["METHOD:PUBLISH"]
