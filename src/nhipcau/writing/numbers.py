"""Numbers as Vietnamese documents print them: a dot between thousands, a comma before decimals."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

MAX_DECIMALS = 12

# Wide enough that rounding a national total never runs out of digits.
_WIDE = Context(prec=80, rounding=ROUND_HALF_UP)


def format_number(value: Decimal | int, decimals: int = 0) -> str:
    """Return `value` rounded half up to `decimals` places, in Vietnamese local form.

    >>> format_number(Decimal("16974"))
    '16.974'
    >>> format_number(Decimal("68.35"), 1)
    '68,4'
    >>> format_number(-1234567, 2)
    '-1.234.567,00'
    >>> format_number(Decimal("-0.4"))
    '0'

    Raises ValueError when `value` is not a finite number or `decimals` is not 0 to 12.
    """
    number = Decimal(value)
    if not number.is_finite() or not 0 <= decimals <= MAX_DECIMALS or number.adjusted() > 40:
        raise ValueError(f"cannot print {value!r} with {decimals} decimals")
    rounded = number.quantize(Decimal(1).scaleb(-decimals), context=_WIDE)
    printed = f"{rounded if rounded else abs(rounded):,.{decimals}f}"
    return printed.translate(str.maketrans(",.", ".,"))
