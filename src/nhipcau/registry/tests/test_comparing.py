"""A newer reading against the register, on plain values: what people decided on stays."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.registry import comparing
from nhipcau.registry.comparing import (
    DECIDED,
    GONE,
    REJECTED,
    UNTOUCHED,
    Changes,
    Found,
    Kept,
    Note,
    carrier,
    compare,
)


def found(start: int = 0, end: int = 5, says: str = "a", field: str = "date") -> Found:
    return Found(field, start, end, "x" * (end - start), {"value": says})


def kept(pk: int, one: Found, standing: str = UNTOUCHED, holds: Any = None, note: Note | None = None) -> Kept:
    return Kept(pk, one, standing, one.value if holds is None else holds, note)


def stay(start: int, end: int) -> tuple[int, int]:
    return start, end


def after(rows: Sequence[Kept], newer: Sequence[Found], changes: Changes) -> list[Kept]:
    """Return the register as it is once the changes are carried out."""
    result = []
    for one in rows:
        start, end = changes.places.get(one.pk, (one.found.start, one.found.end))
        standing = one.standing
        if one.pk in changes.gone:
            standing = GONE
        if one.pk in changes.revived:
            standing = UNTOUCHED
        note = changes.notes.get(one.pk, one.note)
        result.append(
            replace(one, found=replace(one.found, start=start, end=end), standing=standing, note=note)
        )
    following = max((one.pk for one in rows), default=0) + 1
    return [*result, *(kept(following + at, newer[index]) for at, index in enumerate(changes.new))]


@pytest.mark.parametrize(
    ("standing", "newer", "gone", "note", "new"),
    [
        (UNTOUCHED, [found()], 0, None, 0),  # found again: it stays
        (UNTOUCHED, [], 1, None, 0),  # nobody touched it, and it is no longer found
        (UNTOUCHED, [found(says="b")], 1, None, 1),  # read otherwise: gone, and a new one
        (DECIDED, [found()], 0, None, 0),  # found again
        (DECIDED, [], 0, Note(None), 0),  # not found any more: said, not changed
        (DECIDED, [found(says="b")], 0, Note(found(says="b")), 0),  # read otherwise: said, not changed
        (DECIDED, [found(3, 9, "b")], 0, Note(found(3, 9, "b")), 0),  # the same thing, with other ends
        (DECIDED, [found(9, 12, "b")], 0, Note(None), 1),  # something else, elsewhere
        (DECIDED, [found(field="law")], 0, Note(None), 1),  # another kind is something else
        (REJECTED, [found()], 0, None, 0),  # stays rejected
        (REJECTED, [], 0, None, 0),  # the newer reading agrees that it is none
        (REJECTED, [found(says="b")], 0, Note(found(says="b")), 0),  # what was wrong may be right now
        (GONE, [], 0, None, 0),  # stays gone
    ],
)
def test_what_a_newer_reading_does_to_one_finding(
    standing: str,
    newer: list[Found],
    gone: int,
    note: Note | None,
    new: int,
) -> None:
    changes = compare([kept(1, found(), standing)], newer, stay)

    assert len(changes.gone) == gone
    assert changes.notes.get(1) == note
    assert len(changes.new) == new


def test_what_a_person_corrected_it_to_agrees_with_the_person() -> None:
    changes = compare([kept(1, found(), DECIDED, holds={"value": "b"})], [found(says="b")], stay)

    assert not changes


def test_what_was_gone_and_is_found_again_waits_again() -> None:
    changes = compare([kept(1, found(), GONE)], [found()], stay)

    assert (changes.revived, changes.new) == ({1}, [])


def test_an_answered_note_is_not_brought_up_again_but_another_is() -> None:
    answered = kept(1, found(), DECIDED, note=Note(found(says="b"), answered=True))

    assert not compare([answered], [found(says="b")], stay)
    assert compare([answered], [found(says="c")], stay).notes == {1: Note(found(says="c"))}
    assert compare([answered], [], stay).notes == {1: Note(None)}


def test_a_note_that_no_longer_holds_goes() -> None:
    changes = compare([kept(1, found(), DECIDED, note=Note(None))], [found()], stay)

    assert changes.notes == {1: None}


_FOUND = st.builds(
    found,
    start=st.integers(0, 6),
    end=st.integers(7, 12),
    says=st.sampled_from("abc"),
    field=st.sampled_from(["date", "duty"]),
)
_NOTES = st.none() | st.builds(Note, st.none() | _FOUND, st.booleans())


@st.composite
def registers(draw: st.DrawFn) -> list[Kept]:
    rows = []
    for pk, one in enumerate(draw(st.lists(_FOUND, max_size=7)), start=1):
        standing = draw(st.sampled_from([UNTOUCHED, DECIDED, REJECTED, GONE]))
        holds = {"value": draw(st.sampled_from("abc"))} if standing == DECIDED else None
        note = draw(_NOTES) if standing in (DECIDED, REJECTED) else None
        rows.append(kept(pk, one, standing, holds, note))
    return rows


@given(registers(), st.lists(_FOUND, max_size=7))
def test_what_people_decided_is_the_same_before_and_after(rows: list[Kept], newer: list[Found]) -> None:
    changes = compare(rows, newer, stay)

    then = {one.pk: one for one in after(rows, newer, changes)}
    for one in rows:
        if one.judged:
            assert replace(then[one.pk], note=one.note) == one


@given(registers(), st.lists(_FOUND, max_size=7))
def test_the_same_reading_twice_changes_nothing(rows: list[Kept], newer: list[Found]) -> None:
    once = after(rows, newer, compare(rows, newer, stay))

    assert not compare(once, newer, stay)


@given(registers(), st.lists(_FOUND, max_size=7))
def test_everything_found_is_somewhere_and_nothing_twice(rows: list[Kept], newer: list[Found]) -> None:
    changes = compare(rows, newer, stay)

    paired = list(changes.same.values())
    assert len({*paired, *changes.new}) == len(paired) + len(changes.new)
    assert not changes.gone & changes.same.keys()
    untouched = {one.pk for one in rows if one.standing == UNTOUCHED}
    assert untouched == {pk for pk in changes.same if pk in untouched} | changes.gone


_TEXTS = st.lists(
    st.sampled_from(["Lễ hội.\n", "\n", "Ngày 20/8.\n", "Có 12 đoàn.\n", "một ", "hai"]), max_size=8
)


@given(_TEXTS, _TEXTS, st.integers(0, 40), st.integers(1, 12))
def test_a_span_carried_to_another_text_keeps_its_words_or_loses_its_place(
    old: list[str], new: list[str], start: int, length: int
) -> None:
    before, now = "".join(["Kế hoạch. ", *old]), "".join(new)
    start = min(start, len(before) - 1)
    said = before[start : start + length]

    place = carrier(before, now)(start, start + len(said))

    assert now[slice(*place)] in (said, "")
    assert 0 <= place[0] <= place[1] <= len(now)


@given(_TEXTS)
def test_nothing_moves_in_the_same_text(lines: list[str]) -> None:
    text = "".join(lines)

    assert carrier(text, text)(1, 3) == (1, 3)


@given(_TEXTS, st.sampled_from(["Mới.\n", "x"]), st.integers(0, 8))
def test_what_stands_after_an_insertion_moves_with_it(lines: list[str], put: str, at: int) -> None:
    numbered = [f"{number}. {line}" for number, line in enumerate(lines)]
    before, now = "".join(numbered), "".join([*numbered[:at], put, *numbered[at:]])
    carry = carrier(before, now)

    for number in range(len(lines)):
        start = before.index(f"{number}. ")
        assert carry(start, start + 2) == (now.index(f"{number}. "), now.index(f"{number}. ") + 2)


def test_what_lost_its_place_is_found_by_its_kind_and_values() -> None:
    old, new = "Hội ngày l5/8/2026 ở cảng.", "Lễ khai hội: 15/8/2026."
    here = Found("date", 9, 18, "l5/8/2026", {"value": "2026-08-15"})
    there = Found("date", 13, 22, "15/8/2026", {"value": "2026-08-15"})

    changes = compare([kept(1, here, DECIDED)], [there], carrier(old, new))

    assert changes.same == {1: 0}
    assert changes.places == {1: (13, 22)}
    assert not changes.notes


@pytest.mark.parametrize(
    ("before", "now", "held", "open_news", "news"),
    [
        ({"number": "5"}, {"number": "5"}, {"number": "6"}, {}, {}),  # the reading said so all along
        ({"number": "5"}, {"number": "6"}, {"number": "5"}, {}, {"number": "6"}),  # it says something new
        ({"number": "5"}, {"number": "6"}, {"number": "6"}, {}, {}),  # which is entered already
        ({"number": "5"}, {"number": None}, {"number": "5"}, {}, {}),  # silence is no news
        ({"number": "6"}, {"number": "6"}, {"number": "5"}, {"number": "6"}, {"number": "6"}),  # still open
        ({"number": "6"}, {"number": "5"}, {"number": "5"}, {"number": "6"}, {}),  # taken back
        ({"kind": "A"}, {"kind": "KẾ HOẠCH"}, {"kind": "Kế hoạch"}, {}, {}),  # the same words
    ],
)
def test_what_is_news_of_a_header(
    before: dict[str, str | None],
    now: dict[str, str | None],
    held: dict[str, str | None],
    open_news: dict[str, str | None],
    news: dict[str, str | None],
) -> None:
    assert comparing.header_news(before, now, held, open_news) == news
