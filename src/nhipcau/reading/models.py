"""What a reading is made of: frozen values, each finding with its place in the text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something found: `text` stands at half-open character offsets [start, end) of `Reading.text`."""

    text: str
    start: int
    end: int

    def to_json(self) -> Json:
        """The finding as plain values; dates in ISO form."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention(Finding):
    """A full calendar date."""

    value: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpossibleDate(Finding):
    """A day, month and year that no calendar has, such as 31/02/2026."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Finding):
    """A mention of another document by its number, which is written without spaces."""

    number: str
    kind: str | None = None
    date: dt.date | None = None
    authority: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LawMention(Finding):
    """A law, ordinance, code or constitution mentioned by its name."""

    name: str
    date: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Finding):
    """A number that says how many or how much: plain digits with a decimal point, and its unit or ''."""

    value: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Finding):
    """A stated percentage with the two numbers it comes from, and whether they agree."""

    stated: str
    agrees: bool
    part: str
    whole: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Finding):
    """A labelled heading or paragraph: its label without punctuation, and how it starts (40 characters)."""

    label: str
    starts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Finding):
    """A paragraph that gives a unit something to do."""

    unit: str
    starts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient(Finding):
    """One entry under "Nơi nhận"."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutFeature(Finding):
    """Something that marks the State or the Party layout; `weight` says how surely."""

    layout: str
    name: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Finding):
    """The place of issue."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Finding):
    """Who signs: on whose behalf ("TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH"), with which title, and the name."""

    authority: str | None
    title: str | None
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortForm(Finding):
    """A document mentioned without its full citation, and what it stands for.

    `own`: it stands for the document itself. Where `number` is None it is unresolved: no document before it fits, or
    more than one.
    """

    kind: str
    own: bool = False
    number: str | None = None
    date: dt.date | None = None
    authority: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualifier(Finding):
    """A word that says how a figure is meant; the figure stands at `figure_start`.

    `meaning`: more, less, nearly, about, at-least, at-most, reached, cumulative.
    """

    meaning: str
    value: str
    unit: str
    figure_start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Finding):
    """A figure against an earlier one: `direction` up, down, equal or times; `base` as written ("năm 2020")."""

    direction: str
    value: str
    unit: str
    base: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Finding):
    """By when something is due. `due`: the last day, where the text and its date make it certain.

    `recurrence`: an RRULE of RFC 5545 for what comes again. `relation`: before, by, in, every.
    `duty_start`: where the duty begins in whose paragraph it stands.
    """

    relation: str
    due: dt.date | None = None
    recurrence: str | None = None
    duty_start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair(Finding):
    """A character of an uncertain text that the grammar of a number or symbol makes certain to be another."""

    repaired: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the document says about itself. `end`: the offset in the text where the header stops."""

    kind: str | None = None
    number: str | None = None
    date: dt.date | None = None
    authority: str | None = None
    subject: str | None = None
    signer: str | None = None
    end: int = 0

    def to_json(self) -> Json:
        """The six values of the header, `None` where the document does not say."""
        names = ("kind", "number", "date", "authority", "subject", "signer")
        return {name: _plain(getattr(self, name)) for name in names}


NO_HEADER = Header()


GUIDE_ROWS = ("citations", "laws", "dates", "quantities", "checks", "outline", "duties", "recipients")
"""The fields of the annotation guide, exactly."""
MORE_ROWS = (
    "impossible_dates", "layout_features", "places", "signatures", "short_forms", "qualifiers", "comparisons",
    "deadlines", "repairs",
)  # fmt: skip
"""What a reading says beyond the guide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that was found in a document; every span points into `text`."""

    text: str
    header: Header = NO_HEADER
    citations: tuple[Citation, ...] = ()
    laws: tuple[LawMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    checks: tuple[Check, ...] = ()
    outline: tuple[Heading, ...] = ()
    duties: tuple[Duty, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    impossible_dates: tuple[ImpossibleDate, ...] = ()
    layout: str | None = None
    layout_features: tuple[LayoutFeature, ...] = ()
    places: tuple[Place, ...] = ()
    signatures: tuple[Signature, ...] = ()
    short_forms: tuple[ShortForm, ...] = ()
    qualifiers: tuple[Qualifier, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    repairs: tuple[Repair, ...] = ()
    media_type: str = "text/plain"
    notes: tuple[str, ...] = ()
    uncertain: bool = False

    def to_json(self) -> Json:
        """The reading in the shape of the annotation guide, with the text and the spans."""
        return {"text": self.text, "header": self.header.to_json(), "layout": self.layout} | {
            name: [finding.to_json() for finding in getattr(self, name)] for name in (*GUIDE_ROWS, *MORE_ROWS)
        }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value
