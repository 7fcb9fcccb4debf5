"""Compares what a newer reading found with what the register holds: plain values in, plain values out.

The law: what a person decided on is never changed; only its place follows the text, and a note says what the newer
reading has instead. What nobody touched follows the newer reading. Comparing the same reading twice changes nothing.
"""

import json
from bisect import bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nhipcau.registry.rules import fold

Place = tuple[int, int]
Values = Mapping[str, Any]

UNTOUCHED, DECIDED, REJECTED, GONE = "untouched", "decided", "rejected", "gone"
"""How findings of the register are told apart here: `decided` are those confirmed or corrected."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a reading found."""

    field: str
    start: int
    end: int
    text: str
    value: Values


@dataclass(frozen=True, slots=True)
class Note:
    """What a newer reading says of a finding that a person decided on: None in `says` is "no longer found"."""

    says: Found | None
    answered: bool = False

    def agrees(self, other: "Note") -> bool:
        """Return whether both say the same, wherever it stands."""
        if self.says is None or other.says is None:
            return self.says is other.says
        return _plain(self.says.value) == _plain(other.says.value)


@dataclass(frozen=True, slots=True)
class Kept:
    """A finding of the register: as found, in which standing, with the values that hold and the note it bears.

    A place without length was lost when the text was loaded anew. `added`: no reading had found it, but a person.
    """

    pk: int
    found: Found
    standing: str
    holds: Values
    note: Note | None = None
    added: bool = False

    @property
    def judged(self) -> bool:
        """Whether a person decided on it."""
        return self.standing in (DECIDED, REJECTED)


@dataclass(slots=True)
class Changes:
    """What a newer reading changes; findings of the register by `pk`, found ones by their index."""

    same: dict[int, int] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    revived: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    notes: dict[int, Note | None] = field(default_factory=dict)
    new: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return bool(self.places or self.revived or self.gone or self.notes or self.new)


def compare(kept: Sequence[Kept], found: Sequence[Found], carry: Callable[[int, int], Place]) -> Changes:
    """Return what the newer reading `found` changes in `kept`; `carry` gives the place of a span in its text.

    The same is what has the same kind, place and values. What lost its place is the same as the next of its kind and
    values that nothing else is. What a person decided on and is not the same bears a note of what overlaps it most.
    """
    places = {one.pk: carry(one.found.start, one.found.end) for one in kept}
    matching = _Matching(kept, found, places)
    changes = Changes(same=matching.same())
    notes = matching.notes()
    for one in kept:
        index = changes.same.get(one.pk)
        place = places[one.pk] if index is None else (found[index].start, found[index].end)
        if place != (one.found.start, one.found.end):
            changes.places[one.pk] = place
        if one.judged:
            _tell(changes, one, None if index is not None else notes.get(one.pk))
        elif index is None and one.standing == UNTOUCHED:
            changes.gone.add(one.pk)
        elif index is not None and one.standing == GONE:
            changes.revived.add(one.pk)
    changes.new = matching.left()
    return changes


def _tell(changes: Changes, one: Kept, note: Note | None) -> None:
    """Enter the note that `one` bears from now on, where that is another; an answer holds for what it answered."""
    before = one.note
    if note is None:
        if before is not None and not before.answered:
            changes.notes[one.pk] = None
    elif before is None or not before.agrees(note):
        changes.notes[one.pk] = note
    elif before.says != note.says:
        changes.notes[one.pk] = Note(note.says, before.answered)


class _Matching:
    """Who is whom: each thing found is given away once."""

    def __init__(self, kept: Sequence[Kept], found: Sequence[Found], places: Mapping[int, Place]) -> None:
        self.kept, self.found, self.places = kept, found, places
        self.free = set(range(len(found)))
        self.paired: dict[int, int] = {}

    def same(self) -> dict[int, int]:
        """Return which finding is which found one, surest first."""
        exact = self._by(lambda one: (one.field, one.start, one.end, _plain(one.value)), self.free)
        touched = [one for one in self.kept if one.judged]
        untouched = [one for one in self.kept if one.standing == UNTOUCHED]
        gone = [one for one in self.kept if one.standing == GONE]
        self._match([*touched, *untouched], exact, lambda one: self._at(one, one.found.value))
        self._match(touched, exact, lambda one: self._at(one, one.holds))
        self._match(gone, exact, lambda one: self._at(one, one.found.value))
        lost = [one for one in (*touched, *untouched, *gone) if self._is_lost(one)]
        if lost:
            alike = self._by(lambda one: (one.field, _plain(one.value)), self.free)
            self._match(lost, alike, lambda one: (one.found.field, _plain(one.found.value)))
            self._match(
                [one for one in lost if one.judged], alike, lambda one: (one.found.field, _plain(one.holds))
            )
        return self.paired

    def notes(self) -> dict[int, Note]:
        """Return what the newer reading says of those decided on that it does not find as they are."""
        rivals = _Overlaps(self.found, self.free)
        notes = {}
        for one in self.kept:
            if not one.judged or one.pk in self.paired:
                continue
            best = rivals.take(one.found.field, self.places[one.pk])
            if best is not None:
                self.free.discard(best)
                notes[one.pk] = Note(self.found[best])
            elif one.standing == DECIDED and not one.added:
                notes[one.pk] = Note(None)
        return notes

    def left(self) -> list[int]:
        """Return what was found and is nothing of the register."""
        return sorted(self.free)

    def _at(self, one: Kept, values: Values) -> tuple[object, ...]:
        return (one.found.field, *self.places[one.pk], _plain(values))

    def _is_lost(self, one: Kept) -> bool:
        start, end = self.places[one.pk]
        return start == end and one.pk not in self.paired

    def _by(
        self, key: Callable[[Found], tuple[object, ...]], indexes: Iterable[int]
    ) -> dict[tuple[object, ...], deque[int]]:
        grouped: dict[tuple[object, ...], deque[int]] = defaultdict(deque)
        for index in sorted(indexes):
            grouped[key(self.found[index])].append(index)
        return grouped

    def _match(
        self,
        kept: Iterable[Kept],
        rows: Mapping[tuple[object, ...], deque[int]],
        key: Callable[[Kept], tuple[object, ...]],
    ) -> None:
        for one in kept:
            waiting = rows.get(key(one)) if one.pk not in self.paired else None
            while waiting:
                index = waiting.popleft()
                if index in self.free:
                    self.free.discard(index)
                    self.paired[one.pk] = index
                    break


class _Overlaps:
    """Things found, to be asked for what overlaps a place most."""

    def __init__(self, found: Sequence[Found], free: Iterable[int]) -> None:
        self.rows: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for index in free:
            self.rows[found[index].field].append((found[index].start, found[index].end, index))
        for rows in self.rows.values():
            rows.sort()
        self.longest = {name: max(end - start for start, end, _ in rows) for name, rows in self.rows.items()}

    def take(self, kind: str, place: Place) -> int | None:
        """Return what of `kind` overlaps `place` most, the first of equals, and give it to no one else."""
        rows, (start, end) = self.rows.get(kind, []), place
        best, most = -1, 0
        for at in range(bisect_right(rows, (start - self.longest.get(kind, 0), -1, -1)), len(rows)):
            if rows[at][0] >= end:
                break
            overlap = min(end, rows[at][1]) - max(start, rows[at][0])
            if overlap > most:
                best, most = at, overlap
            if most == end - start:
                break  # nothing overlaps it more
        return rows.pop(best)[2] if best >= 0 else None


def _plain(value: Values) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def is_older(version: str, than: str) -> bool:
    """Return whether a version of the reading rules is older than another: numbers with dots between, in order.

    >>> is_older("2026.9.2", "2026.11.1"), is_older("2026.11.1", "2026.11.1")
    (True, False)
    """
    return _numbers(version) < _numbers(than)


def _numbers(version: str) -> list[int]:
    return [int(part) if part.isdigit() else 0 for part in version.split(".")]


def header_news(
    before: Mapping[str, str | None],
    now: Mapping[str, str | None],
    held: Mapping[str, str | None],
    unanswered: Mapping[str, str | None],
) -> dict[str, str | None]:
    """Return what of a header a newer reading has otherwise than the reading `before` and than what is entered.

    What stays as it was read stays `unanswered` where it was; what is entered meanwhile needs no answer.
    """
    changed = {name: now[name] for name in now if now[name] and now[name] != before.get(name)}
    same = {name: said for name, said in unanswered.items() if now.get(name) == before.get(name)}
    return {
        name: said
        for name, said in {**same, **changed}.items()
        if fold(said or "") != fold(held.get(name) or "")
    }


def page_of(starts: Sequence[int], offset: int) -> int:
    """Return the page, from 1, on which `offset` stands when pages start at `starts`; 0 where none are known.

    >>> page_of([0, 10, 20], 10), page_of([], 5)
    (2, 0)
    """
    return bisect_right(starts, offset)


_LONGEST_SEARCH = 20_000


def carrier(old: str, new: str) -> Callable[[int, int], Place]:
    """Return a function that gives the place in `new` of a span of `old`.

    What stands in lines that both have keeps its words; in what lies between, a span is found by its words where they
    stand once. Any other has lost its place: a span without length, near where it was.

    >>> carry = carrier("Số 5.\\nNgày 20/8.\\n", "Số 6.\\nMới.\\nNgày 20/8.\\n")
    >>> carry(11, 15), carry(3, 4)
    ((16, 20), (3, 3))
    """
    if old == new:
        return lambda start, end: (start, end)
    return _Carrier(old, new).carry


class _Carrier:
    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.blocks = _equal_blocks(old, new)
        self.starts = [block[0] for block in self.blocks]

    def carry(self, start: int, end: int) -> Place:
        """Return the place of [start, end) in the new text."""
        first, last = self._block(start), self._block(max(start, end - 1))
        if first == last and first is not None:
            moved = first[1] - first[0]
            return start + moved, end + moved
        low, high = self._room(start, first, end, last)
        said = self.old[start:end]
        if said and high - low <= _LONGEST_SEARCH:
            at = self.new.find(said, low, high)
            if at >= 0 and self.new.find(said, at + 1, high) < 0:
                return at, at + len(said)
        return low, low

    def _block(self, offset: int) -> tuple[int, int, int] | None:
        at = bisect_right(self.starts, offset) - 1
        if at < 0 or offset >= self.blocks[at][0] + self.blocks[at][2]:
            return None
        return self.blocks[at]

    def _room(
        self, start: int, first: tuple[int, int, int] | None, end: int, last: tuple[int, int, int] | None
    ) -> Place:
        """Where in the new text it can stand: between what surely stands before it and what stands after it."""
        low, high = 0, len(self.new)
        if first is not None:
            low = start + first[1] - first[0]
        elif before := bisect_right(self.starts, start):
            block = self.blocks[before - 1]
            low = block[1] + block[2]
        if last is not None:
            high = end + last[1] - last[0]
        elif (after := bisect_right(self.starts, max(start, end - 1))) < len(self.blocks):
            high = self.blocks[after][1]
        return low, max(low, high)


def _equal_blocks(old: str, new: str) -> list[tuple[int, int, int]]:
    """Return (start in old, start in new, length) of stretches that are the same, in order, none overlapping."""
    olds, news = old.splitlines(keepends=True), new.splitlines(keepends=True)
    old_at, new_at = _offsets(olds), _offsets(news)
    blocks: list[tuple[int, int, int]] = []
    done = (0, 0)
    for i, j in [*_anchors(olds, news), (len(olds), len(news))]:
        gap = old[old_at[done[0]] : old_at[i]], new[new_at[done[1]] : new_at[j]]
        blocks += _ends(*gap, old_at[done[0]], new_at[done[1]])
        if i < len(olds):
            blocks.append((old_at[i], new_at[j], len(olds[i])))
        done = i + 1, j + 1
    return _merged(blocks)


def _offsets(lines: Sequence[str]) -> list[int]:
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line))
    return offsets


def _anchors(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest run of lines that stand once in each text, in the same order in both."""
    once_old, once_new = _once(olds), _once(news)
    pairs = [(i, once_new[line]) for line, i in once_old.items() if line.strip() and line in once_new]
    tails: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for at, (_, j) in enumerate(pairs):
        pile = bisect_right(tails, j)
        before.append(tops[pile - 1] if pile else -1)
        if pile == len(tails):
            tails.append(j)
            tops.append(at)
        else:
            tails[pile], tops[pile] = j, at
    run, at = [], tops[-1] if tops else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _once(lines: Sequence[str]) -> dict[str, int]:
    number = Counter(lines)
    return {line: at for at, line in enumerate(lines) if number[line] == 1}


def _ends(old: str, new: str, old_at: int, new_at: int) -> list[tuple[int, int, int]]:
    """Return what two stretches share at their beginnings and at their ends."""
    short = min(len(old), len(new))
    head = next((at for at in range(short) if old[at] != new[at]), short)
    tail = next((at for at in range(short - head) if old[-1 - at] != new[-1 - at]), short - head)
    blocks = [(old_at, new_at, head), (old_at + len(old) - tail, new_at + len(new) - tail, tail)]
    return [block for block in blocks if block[2]]


def _merged(blocks: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the stretches with those that follow each other in both texts made one."""
    merged: list[tuple[int, int, int]] = []
    for start, moved, length in blocks:
        if merged and sum(merged[-1][::2]) == start and merged[-1][1] + merged[-1][2] == moved:
            merged[-1] = (merged[-1][0], merged[-1][1], merged[-1][2] + length)
        else:
            merged.append((start, moved, length))
    return merged
