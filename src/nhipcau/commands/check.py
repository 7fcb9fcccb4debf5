"""`nhipcau check`: figures that do not agree, dates that no calendar has."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal

import click

from nhipcau.reading import Reading

from .files import readings


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="TỆP…")
def check(files: tuple[str, ...]) -> None:
    """Tìm tỷ lệ không khớp với số liệu và ngày không có thật; mã thoát 1 khi tìm thấy.

    \b
    Ví dụ:
      nhipcau check bao-cao.docx
    """
    wrong = False
    for name, reading in readings(files):
        faults = list(_faults(reading)) if reading else []
        wrong = wrong or reading is None or bool(faults)
        for offset, message in faults:
            line = reading.text.count("\n", 0, offset) + 1 if reading else 0
            click.echo(f"{name}:{line}: {message}")
    sys.exit(1 if wrong else 0)


def _faults(reading: Reading) -> Iterator[tuple[int, str]]:
    for found in reading.checks:
        if not found.agrees:
            quotient = _local(Decimal(100) * Decimal(found.part) / Decimal(found.whole))
            stated = found.stated.replace(".", ",")
            yield (
                found.start,
                f"ghi {stated}% nhưng {found.part}/{found.whole} là {quotient}%. Hãy kiểm tra lại số liệu.",
            )
    for date in reading.impossible_dates:
        yield (
            date.start,
            f"“{' '.join(date.text.split())}” không phải ngày có thật. Hãy kiểm tra lại ngày, tháng.",
        )


def _local(value: Decimal) -> str:
    return f"{value:.2f}".replace(".", ",")
