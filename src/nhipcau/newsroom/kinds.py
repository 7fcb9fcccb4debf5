"""What an item of each kind says beside its text: facts that are the same in every language, and facts in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.newsroom import rules

DAY = "day"
MOMENT = "moment"
NUMBER = "number"
CHOICE = "choice"
WORDS = "words"
ADDRESS = "address"

PROJECT_STATES: tuple[tuple[str, Promise], ...] = (
    ("open", _("Open to investors")),
    ("in_talks", _("In talks")),
    ("chosen", _("Investor chosen")),
    ("under_way", _("Under way")),
    ("closed", _("Closed")),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a kind of item. Words are said in each language anew; everything else is the same in all."""

    name: str
    type: str
    label: str | Promise
    required: bool = False
    help: str | Promise = ""
    choices: tuple[tuple[str, Promise], ...] = ()

    @property
    def is_worded(self) -> bool:
        """Whether each language says it in its own words."""
        return self.type == WORDS


KINDS: dict[str, tuple[Fact, ...]] = {
    rules.EVENT: (
        Fact("starts_at", MOMENT, _("Begins"), required=True),
        Fact("ends_at", MOMENT, _("Ends")),
        Fact("where", WORDS, _("Where"), required=True),
        Fact("organiser", WORDS, _("Organiser")),
        Fact("price", WORDS, _("Admission")),
        Fact("registration", ADDRESS, _("Where to register")),
    ),
    rules.GUIDE: (
        Fact(
            "checked_on", DAY, _("Last checked on"), help=_("When somebody last checked that it still holds")
        ),
        Fact("for_whom", WORDS, _("For whom")),
        Fact("time_limit", WORDS, _("How long it takes")),
        Fact("fee", WORDS, _("Fee")),
    ),
    rules.PROJECT: (
        Fact("site", WORDS, _("Site"), required=True),
        Fact("area_ha", NUMBER, _("Area (ha)")),
        Fact("capital_billion_vnd", NUMBER, _("Capital (billion đồng)")),
        Fact("basis", WORDS, _("Planning basis"), required=True),
        Fact("sector", WORDS, _("Sector")),
        Fact("state", CHOICE, _("State"), required=True, choices=PROJECT_STATES),
        Fact("as_of", DAY, _("State as of"), required=True),
    ),
    rules.VIDEO: (
        Fact(
            "address",
            ADDRESS,
            _("Where it can be seen"),
            help=_("On our own video channel; leave empty for a file"),
        ),
        Fact("length", WORDS, _("Length")),
    ),
    rules.AUDIO: (Fact("length", WORDS, _("Length")),),
    rules.BULLETIN: (
        Fact("number", WORDS, _("Number")),
        Fact("issued_on", DAY, _("Issued on"), required=True),
    ),
    rules.PUBLICATION: (
        Fact("authors", WORDS, _("Authors")),
        Fact("publisher", WORDS, _("Publishing house")),
        Fact("issued_on", DAY, _("Issued on")),
        Fact("where_to_get", WORDS, _("Where to get it")),
    ),
    rules.MESSAGES: (
        Fact("occasion", WORDS, _("Occasion"), required=True),
        Fact("signed_by", WORDS, _("Signed by"), required=True),
        Fact("valid_until", DAY, _("Valid until"), required=True),
    ),
    rules.TALK: (
        Fact("occasion", WORDS, _("Occasion")),
        Fact("signed_by", WORDS, _("Signed by"), required=True),
        Fact("valid_until", DAY, _("Valid until")),
    ),
}


def facts_of(kind: str, *, worded: bool) -> tuple[Fact, ...]:
    """Return the facts of a kind that are said in words, or those that are the same in every language."""
    return tuple(fact for fact in KINDS.get(kind, ()) if fact.is_worded == worded)


def kept(value: Any) -> Any:
    """Return a fact as JSON keeps it: a day or moment in ISO 8601, a number as its digits.

    >>> kept(date(2026, 9, 5)), kept(Decimal("12.50")), kept(None), kept(" Bến Đá ")
    ('2026-09-05', '12.50', '', 'Bến Đá')
    """
    match value:
        case datetime():
            return value.astimezone(timezone.get_default_timezone()).isoformat()
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case None:
            return ""
        case _:
            return str(value).strip()


def read(fact: Fact, value: str) -> Any:
    """Return a fact as Python knows it, None where it is not said."""
    if not value:
        return None
    match fact.type:
        case "moment":
            return parse_datetime(value)
        case "day":
            return parse_date(value)
        case "number":
            return _number(value)
        case _:
            return value


def _number(value: str) -> Decimal | None:
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def missing(kind: str, facts: dict[str, Any], worded: dict[str, Any]) -> list[Fact]:
    """Return the facts that an item of the kind has to say and does not."""
    return [
        fact
        for fact in KINDS.get(kind, ())
        if fact.required and not (worded if fact.is_worded else facts).get(fact.name)
    ]


def span(kind: str, facts: dict[str, Any]) -> tuple[datetime | None, datetime | None]:
    """Return from when until when an item takes place; both None for what is no event.

    >>> [moment.day for moment in span("event", {"starts_at": "2026-09-05T08:00:00+07:00"})]
    [5, 5]
    >>> span("news", {})
    (None, None)
    """
    if kind != rules.EVENT:
        return None, None
    begins = parse_datetime(str(facts.get("starts_at") or ""))
    ends = parse_datetime(str(facts.get("ends_at") or ""))
    return begins, ends or begins


def is_over(facts: dict[str, Any], today: date) -> bool:
    """Return whether what says until when it is valid is so no longer.

    >>> is_over({"valid_until": "2026-09-05"}, date(2026, 9, 5)), is_over({}, date(2026, 9, 5))
    (False, False)
    >>> is_over({"valid_until": "2026-09-05"}, date(2026, 9, 6))
    True
    """
    until = parse_date(str(facts.get("valid_until") or ""))
    return until is not None and until < today


def told(kind: str, *said: Mapping[str, Any]) -> Iterator[tuple[Fact, Any]]:
    """Give the facts that an item of the kind says, in their order, each with its value; of a choice its name.

    >>> [(fact.name, value) for fact, value in told("event", {"price": ""}, {"where": "Bến Đá"})]
    [('where', 'Bến Đá')]
    """
    values = {name: value for one in said for name, value in one.items()}
    for fact in KINDS.get(kind, ()):
        value = read(fact, values.get(fact.name, ""))
        if value is not None:
            yield fact, dict(fact.choices).get(value, value)
