"""The rules of programmes: plain values in, plain values out."""

from nhipcau.programmes.rules.clear import SIX, Said, unclear
from nhipcau.programmes.rules.reminding import HOURS_BETWEEN, WAITING_DAYS, reminder_asked, tells_head
from nhipcau.programmes.rules.rolling import Node, makes_circle, roll_up
from nhipcau.programmes.rules.timing import Cells, Timing, counted_cells, timing
from nhipcau.programmes.rules.turns import months_later, turns
from nhipcau.programmes.rules.words import (
    Heading,
    deadline_in_words,
    fold,
    is_chief,
    labels,
    opens_due_date,
    suggest_audience,
    suggest_partners,
    suggest_unit,
    theme_of,
    title_from,
)

__all__ = [
    "HOURS_BETWEEN",
    "SIX",
    "WAITING_DAYS",
    "Cells",
    "Heading",
    "Node",
    "Said",
    "Timing",
    "counted_cells",
    "deadline_in_words",
    "fold",
    "is_chief",
    "labels",
    "makes_circle",
    "months_later",
    "opens_due_date",
    "reminder_asked",
    "roll_up",
    "suggest_audience",
    "suggest_partners",
    "suggest_unit",
    "tells_head",
    "theme_of",
    "timing",
    "title_from",
    "turns",
    "unclear",
]
