"""Where each count goes on and where it begins anew."""

from __future__ import annotations

import pytest

from nhipcau.writing.layout import Part
from nhipcau.writing.numbering import ARTICLES, LISTS, SECTIONS, Counter

CLAUSE, SECTION, ARTICLE, CHAPTER, PART = Part.CLAUSE, Part.SECTION, Part.ARTICLE, Part.CHAPTER, Part.PART

COUNTS = [
    # (kinds in order, whether each of them begins a new use of its list)
    ([SECTION, CLAUSE, CLAUSE, SECTION, CLAUSE], [False] * 5),  # Word itself begins clauses anew
    ([CHAPTER, ARTICLE, CLAUSE, CHAPTER, ARTICLE, CLAUSE], [False] * 6),  # articles run on
    (
        [CHAPTER, SECTION, CHAPTER, SECTION],
        [False, False, False, True],
    ),  # Word sees no chapter among sections
    ([PART, CHAPTER, PART, CHAPTER], [False] * 4),  # chapters run on through parts
    ([CLAUSE, SECTION], [False, True]),  # LibreOffice counts a section over a lone clause
]


@pytest.mark.parametrize(("kinds", "anew"), COUNTS)
def test_counts_begin_anew_only_where_word_does_not_see_why(kinds: list[Part], anew: list[bool]) -> None:
    counter = Counter()

    places = [counter.next(kind, automatic=True) for kind in kinds]

    assert [place.restart_of is not None for place in places] == anew


def test_a_clause_belongs_to_the_article_above_it_or_to_the_section() -> None:
    counter = Counter()
    kinds = [SECTION, CLAUSE, ARTICLE, CLAUSE, SECTION, CLAUSE]

    places = [counter.next(kind, automatic=True) for kind in kinds]

    assert [place.num_id for place in places] == [SECTIONS, SECTIONS, ARTICLES, ARTICLES, SECTIONS, SECTIONS]


def test_every_new_use_has_a_number_of_its_own() -> None:
    counter = Counter()

    found = [counter.next(kind, automatic=kind is CLAUSE).num_id for kind in [SECTION, CLAUSE] * 5]

    uses = [num_id for num_id in found if num_id]
    assert len(set(uses)) == len(uses)
    assert not set(uses[1:]) & set(LISTS)
