"""The tables figures travel in. Frozen: a sealed file must be readable for ever, so a change is a new SCHEMA_VERSION.

VALUES, one row a cell, or several where a cell is told apart by a split (their sum is the cell):

| column | meaning |
|---|---|
| form | key of the form that asked |
| unit | key of the unit that reported; figures stay with it for ever |
| indicator | key of what is counted |
| split | key of the case (a channel, a language); null where the figure is not told apart |
| period_start, period_end | first and last day of the period, both included |
| state | 2 number, 1 blank, 0 not applicable (`STATES`); what is not due has no row |
| number | exact, at most 16 digits before the point and 4 after, 0 or more; null unless state is 2 |
"""

import pyarrow as pa

from nhipcau.rollup.model import CellState

SCHEMA_VERSION = "1"

# The code of each state in a table. A cell that is not due has no row.
STATES = {CellState.NUMBER: 2, CellState.BLANK: 1, CellState.NOT_APPLICABLE: 0}
STATE_OF = {code: state for state, code in STATES.items()}

NUMBER = pa.decimal128(20, 4)
# What sums are given in: twenty digits more than any value has.
TOTAL = pa.decimal128(38, 4)

VALUES = pa.schema(
    [
        pa.field("form", pa.int64(), nullable=False),
        pa.field("unit", pa.int64(), nullable=False),
        pa.field("indicator", pa.int64(), nullable=False),
        pa.field("split", pa.int64()),
        pa.field("period_start", pa.date32(), nullable=False),
        pa.field("period_end", pa.date32(), nullable=False),
        pa.field("state", pa.int8(), nullable=False),
        pa.field("number", NUMBER),
    ]
)

# What a unit belonged to during [valid_from, valid_to): no end means still. Versions of a unit never overlap.
VERSIONS = pa.schema(
    [
        pa.field("unit", pa.int64(), nullable=False),
        pa.field("parent", pa.int64()),
        pa.field("valid_from", pa.date32(), nullable=False),
        pa.field("valid_to", pa.date32()),
    ]
)

# Who took over from whom on a day; `share` (0 to 1) only where it is known, never guessed.
SUCCESSIONS = pa.schema(
    [
        pa.field("predecessor", pa.int64(), nullable=False),
        pa.field("successor", pa.int64(), nullable=False),
        pa.field("effective_on", pa.date32(), nullable=False),
        pa.field("whole", pa.bool_(), nullable=False),
        pa.field("share", pa.decimal128(6, 5)),
    ]
)

# How an indicator adds up (`Additivity`); a ratio names its two numbers and is `times` their quotient.
INDICATORS = pa.schema(
    [
        pa.field("indicator", pa.int64(), nullable=False),
        pa.field("over_units", pa.string(), nullable=False),
        pa.field("over_periods", pa.string(), nullable=False),
        pa.field("divisible", pa.bool_(), nullable=False),
        pa.field("numerator", pa.int64()),
        pa.field("denominator", pa.int64()),
        pa.field("times", pa.int64(), nullable=False),
    ]
)

# Who owes an answer to a form for a period, and whether it was given.
EXPECTATIONS = pa.schema(
    [
        pa.field("form", pa.int64(), nullable=False),
        pa.field("period_start", pa.date32(), nullable=False),
        pa.field("period_end", pa.date32(), nullable=False),
        pa.field("unit", pa.int64(), nullable=False),
        pa.field("answered", pa.bool_(), nullable=False),
    ]
)
