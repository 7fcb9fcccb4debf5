"""Answers of the engine, kept until something they were made of is written.

A sealed file never changes, the tree in memory is the one of its stamp, and the open period's values are known by the
revisions of the answers they stand in (`sources`): an answer made of the very same things is the very same answer. So
each request still reads who owed and who sent, and adds up again only what is new.
"""

from collections import OrderedDict
from collections.abc import Hashable
from datetime import date
from threading import Lock
from weakref import WeakKeyDictionary

from nhipcau.reporting.sources import engine, table_of
from nhipcau.rollup.answering import ask
from nhipcau.rollup.engines import DuckDB
from nhipcau.rollup.figures import Collected, Figures, Live
from nhipcau.rollup.history import History, Version
from nhipcau.rollup.question import Answer, Indicator, Question, Window

ANSWERS_KEPT = 32
# Answers with more figures are made anew: they are for files, not for pages.
LARGEST_KEPT = 20_000

# By the values of the open period, else by the tree: what is kept goes with them.
_kept: "WeakKeyDictionary[Live | History, OrderedDict[Hashable, Answer]]" = WeakKeyDictionary()
_lock = Lock()


def answer(question: Question, figures: Figures) -> Answer:
    """Return what the engine answers, or what it answered before of the same figures."""
    anchor = figures.live or figures.history
    key = (question, figures.history, figures.sealed, frozenset(figures.indicators.items()), engine())
    with _lock:
        found = _kept.get(anchor, OrderedDict()).get(key)
    if found is not None:
        return found
    found = ask(question, figures, engine())
    if len(found.columns) <= LARGEST_KEPT:
        with _lock:
            some = _kept.setdefault(anchor, OrderedDict())
            some[key] = found
            while len(some) > ANSWERS_KEPT:
                some.popitem(last=False)
    return found


def warm() -> None:
    """Ask DuckDB a question of one made-up figure, so that Ibis and DuckDB are loaded before a person asks.

    A cluster is left alone: it may not be there, and is told of when it is needed.
    """
    if not isinstance(engine(), DuckDB):
        return
    day = Window(date(2020, 1, 1), date(2020, 1, 31))
    asked = Collected.of(1, day.start, day.end, indicators=[1], owed=[2], answered=[2])
    live = Live(table_of([(1, 2, 1, day, "number", 1)]), (asked,))
    units = History([Version(1, None, day.start), Version(2, 1, day.start)])
    ask(Question((1,), (day,), root=1), Figures(units, {1: Indicator(1)}, live=live), engine())
