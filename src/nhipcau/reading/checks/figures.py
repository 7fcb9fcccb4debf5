"""Figures that do not agree: percentages with their numbers, dates with the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..models import Check, Reading
from .faults import Fault, excerpt


def percentage_faults(reading: Reading) -> Iterator[Fault]:
    """Yield the percentages that are not the quotient of their two numbers, rounded.

    >>> from nhipcau.reading import read_text
    >>> [fault.in_english for fault in percentage_faults(read_text("Có 4319/4332 hộ, đạt 99,69%."))]
    ['99.69% is stated, but 4319/4332 is 99.70%. Check the figures.']
    """
    for found in reading.checks:
        if not found.agrees:
            yield _percentage(found)


def _percentage(found: Check) -> Fault:
    whole = Decimal(found.whole)
    quotient = f"{100 * Decimal(found.part) / whole:.2f}%" if whole else "-"
    stated = found.stated.replace(".", ",")
    return Fault(
        code="percentage",
        start=found.start,
        end=found.end,
        text=found.text,
        in_vietnamese=f"ghi {stated}% nhưng {found.part}/{found.whole} là {quotient.replace('.', ',')}. "
        "Hãy kiểm tra lại số liệu.",
        in_english=f"{found.stated}% is stated, but {found.part}/{found.whole} is {quotient}. Check the figures.",
    )


def date_faults(reading: Reading) -> Iterator[Fault]:
    """Yield the dates that no calendar has."""
    for date in reading.impossible_dates:
        written = excerpt(date.text)
        yield Fault(
            code="date",
            start=date.start,
            end=date.end,
            text=date.text,
            in_vietnamese=f"“{written}” không phải ngày có thật. Hãy kiểm tra lại ngày, tháng.",
            in_english=f"“{written}” is no day of the calendar. Check day and month.",
        )
