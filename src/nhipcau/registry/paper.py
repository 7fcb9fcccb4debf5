"""The text of a document as a page shows it: cut into its pages, and each page where something begins or ends."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nhipcau.registry import rules


@dataclass(frozen=True, slots=True)
class Place:
    """Something that stands at [start, end) of the text.

    `anchor` is its name in the page; `kind` chooses its look and `label` is the word for it. What is `wide` holds a
    paragraph with other things in it. `pk` is of a finding; a fault or a repair has none.
    """

    anchor: str
    start: int
    end: int
    kind: str
    label: str
    wide: bool = False
    uncertain: bool = False
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text and what stands over it, narrowest first; `begins` is what begins here, widest first."""

    text: str
    over: tuple[Place, ...] = ()
    begins: tuple[Place, ...] = ()

    @property
    def top(self) -> Place | None:
        """The finding that a click on this stretch means: the narrowest one that is not wide, else the narrowest."""
        found = [place for place in self.over if place.pk is not None]
        return next((place for place in found if not place.wide), found[0] if found else None)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the text; `number` from 1, None where pages are not known."""

    number: int | None
    pieces: tuple[Piece, ...] = field(default=())


def lay_out(text: str, places: Sequence[Place], page_starts: Sequence[int]) -> tuple[Page, ...]:
    """Return `text` as pages, one page where the starts of pages are not known. The pieces joined are the text.

    >>> pages = lay_out("Một Hai", [Place("t1", 4, 7, "date", "Ngày", pk=1)], [0, 4])
    >>> [(page.number, [piece.text for piece in page.pieces]) for page in pages]
    [(1, ['Một ']), (2, ['Hai'])]
    """
    pieces: list[list[Piece]] = [[] for _ in page_starts] or [[]]
    inner = sorted(page_starts)[1:]
    for start, piece in _pieces(text, places, inner):
        pieces[bisect_right(inner, start)].append(piece)
    return tuple(
        Page(number if page_starts else None, tuple(page)) for number, page in enumerate(pieces, start=1)
    )


def _pieces(text: str, places: Sequence[Place], cuts: Sequence[int]) -> Iterator[tuple[int, Piece]]:
    marks = [rules.Mark(index, place.start, place.end) for index, place in enumerate(places)]
    start = 0
    for segment in rules.segments(text, marks, cuts):
        over = tuple(places[index] for index in segment.over)
        yield start, Piece(segment.text, over, tuple(places[index] for index in segment.begins))
        start += len(segment.text)
