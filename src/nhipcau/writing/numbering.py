"""Which Word list, and which level of it, numbers a paragraph; and where a count begins anew.

Three lists instead of one, because chapters and articles run on through the whole document while sections and
clauses begin anew, and LibreOffice does not obey Word's own mark for running on (`w:lvlRestart`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from nhipcau.writing.layout import Part

CHAPTERS: Final = 101
ARTICLES: Final = 102
SECTIONS: Final = 103
BULLETS: Final = 104
_LAST: Final = BULLETS

# The levels of each list, outermost first. A clause stands in two lists: under articles and elsewhere.
LISTS: Final = {
    CHAPTERS: (Part.CHAPTER,),
    ARTICLES: (Part.ARTICLE, Part.CLAUSE),
    SECTIONS: (Part.PART, Part.SECTION, Part.TITLED_CLAUSE),
    BULLETS: (Part.BULLET, Part.SUB_BULLET),
}
_RANKS: Final = {
    Part.PART: 0,
    Part.CHAPTER: 1,
    Part.SECTION: 2,
    Part.ARTICLE: 3,
    Part.TITLED_CLAUSE: 4,
    Part.CLAUSE: 4,
}
_RUNS_ON: Final = (Part.CHAPTER, Part.ARTICLE)


@dataclass(frozen=True, slots=True)
class Place:
    """A level of a Word list. When `restart_of` names a list, `num_id` is a new use of it.

    The new use counts from 1 at the level `restart_from` and below.
    """

    num_id: int
    level: int
    restart_of: int | None = None
    restart_from: int = 0


@dataclass(slots=True)
class _Level:
    used: bool = False
    due_anew: bool = False
    word_sees: bool = False


@dataclass(slots=True)
class Counter:
    """Follows the numbered paragraphs of a body in order."""

    _levels: dict[tuple[int, int], _Level] = field(default_factory=dict)
    _uses: dict[int, int] = field(default_factory=dict)
    _next_use: int = _LAST + 1
    _under_article: bool = False
    _closed: set[int] = field(default_factory=set)

    def begin_anew(self) -> None:
        """Forget every count, for a text that is numbered in itself, such as an annex.

        >>> counter = Counter()
        >>> counter.next(Part.ARTICLE, automatic=True).num_id
        102
        >>> counter.begin_anew()
        >>> counter.next(Part.ARTICLE, automatic=True)
        Place(num_id=105, level=0, restart_of=102, restart_from=0)
        """
        self._closed |= {word_list for word_list, _ in self._levels}
        self._levels.clear()
        self._under_article = False

    def next(self, part: Part, *, automatic: bool) -> Place:
        """Return where the next paragraph of kind `part` is numbered; num_id 0 when its label is given by hand.

        >>> counter = Counter()
        >>> counter.next(Part.SECTION, automatic=True)
        Place(num_id=103, level=1, restart_of=None, restart_from=0)
        >>> counter.next(Part.CLAUSE, automatic=True)
        Place(num_id=103, level=2, restart_of=None, restart_from=0)
        >>> counter.next(Part.SECTION, automatic=False)
        Place(num_id=0, level=1, restart_of=None, restart_from=0)
        >>> counter.next(Part.CLAUSE, automatic=True)
        Place(num_id=105, level=2, restart_of=103, restart_from=2)
        """
        rank = _RANKS[part]
        if rank < _RANKS[Part.CLAUSE]:
            self._under_article = part is Part.ARTICLE
        word_list, level = self._home(part)
        place = self._place(part, word_list, level) if automatic else Place(0, level)
        self._tell_lower(rank, word_list if automatic else 0)
        return place

    def _home(self, part: Part) -> tuple[int, int]:
        if _RANKS[part] == _RANKS[Part.CLAUSE]:
            return (ARTICLES, 1) if self._under_article else (SECTIONS, 2)
        return next((key, parts.index(part)) for key, parts in LISTS.items() if part in parts)

    def _place(self, part: Part, word_list: int, level: int) -> Place:
        state = self._levels.setdefault((word_list, level), _Level())
        reopened = word_list in self._closed
        self._closed.discard(word_list)
        anew = state.used and state.due_anew and not state.word_sees and part not in _RUNS_ON
        if anew or reopened:
            self._uses[word_list] = self._next_use
            self._next_use += 1
        state.used, state.due_anew, state.word_sees = True, False, False
        for outer in range(level):
            # A level under one that never came makes LibreOffice count that one as come.
            self._levels.setdefault((word_list, outer), _Level(used=True, due_anew=True))
        num_id = self._uses.get(word_list, word_list)
        if reopened:
            return Place(num_id, level, word_list)
        return Place(num_id, level, word_list, level) if anew else Place(num_id, level)

    def _tell_lower(self, rank: int, word_list: int) -> None:
        """Note at every level of a lower rank that something above it has come, and whether Word sees it."""
        for (owner, level), state in self._levels.items():
            if _RANKS[LISTS[owner][level]] > rank:
                state.due_anew = True
                state.word_sees = state.word_sees or owner == word_list
