"""Turn what the finders found into a reading: spans carried over to the source text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from .finders.base import Found
from .finders.layout import layout_of
from .models import Deadline, Finding, Qualifier, Reading, Repair
from .normalise import Source

F = TypeVar("F", bound=Finding)


def resolve(source: Source, found: Found, repairs: tuple[Repair, ...] = ()) -> Reading:
    """Return the reading of `source`; every finding's text stands at its span in the source text.

    Where characters were repaired the finding's values have them right, its text has them as they stand there.
    """
    return Reading(
        text=source.text,
        header=replace(found.header, end=source.to_source(found.header.end)),
        citations=_placed(source, found.citations),
        laws=_placed(source, found.laws),
        dates=_placed(source, found.dates),
        quantities=_placed(source, found.quantities),
        checks=_placed(source, found.checks),
        outline=_placed(source, found.outline),
        duties=_placed(source, found.duties),
        recipients=_placed(source, found.recipients),
        impossible_dates=_placed(source, found.impossible_dates),
        layout=layout_of(found.layout_features),
        layout_features=_placed(source, found.layout_features),
        places=_placed(source, found.places),
        signatures=_placed(source, found.signatures),
        short_forms=_placed(source, found.short_forms),
        qualifiers=_with_figures(source, _placed(source, found.qualifiers)),
        comparisons=_placed(source, found.comparisons),
        deadlines=_with_duties(source, _placed(source, found.deadlines)),
        repairs=_placed(source, repairs),
    )


def _with_figures(source: Source, qualifiers: tuple[Qualifier, ...]) -> tuple[Qualifier, ...]:
    if source.offsets is None:
        return qualifiers
    return tuple(replace(one, figure_start=source.to_source(one.figure_start)) for one in qualifiers)


def _with_duties(source: Source, deadlines: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
    if source.offsets is None:
        return deadlines
    return tuple(
        replace(one, duty_start=None if one.duty_start is None else source.to_source(one.duty_start))
        for one in deadlines
    )


def _placed(source: Source, findings: Sequence[F]) -> tuple[F, ...]:
    if source.offsets is None and source.nfc is source.text:
        return tuple(findings)
    placed = []
    for finding in findings:
        start, end = source.to_source(finding.start), source.to_source(finding.end)
        placed.append(replace(finding, start=start, end=end, text=source.text[start:end]))
    return tuple(placed)
