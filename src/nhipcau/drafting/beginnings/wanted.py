"""What is asked for when a draft is started, and what it begins with."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nhipcau.activities.models import Activity
from nhipcau.bodies.models import Agreement, Meeting
from nhipcau.drafting import naming
from nhipcau.drafting.models import FigureAspect, Layout, Template
from nhipcau.drafting.naming import Named, Office
from nhipcau.drafting.rules import TERRITORIES, SectionText
from nhipcau.indicators.models import Indicator
from nhipcau.oversight.models import Review
from nhipcau.programmes.models import Programme
from nhipcau.registry.models import Document
from nhipcau.reporting.models import Period
from nhipcau.units.models import Unit


class Act(StrEnum):
    """What a decision does with a regulation."""

    ENACT = "enact"
    AMEND = "amend"
    REPEAL = "repeal"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A draft as it is asked for: what it is, whose, and what it is about.

    `highlights` are the activities to tell of, None for those that are proposed. `streams`: the parts of a report are
    the three streams. `since_year` is the first of the years that end with `period`. `act` is what a decision does, to
    `regulation` where that is there already.
    """

    template: Template
    unit: Unit
    reports_on: Unit
    today: date
    layout: str = Layout.STATE
    period: Period | None = None
    since_year: int | None = None
    programme: Programme | None = None
    review: Review | None = None
    agreement: Agreement | None = None
    meeting: Meeting | None = None
    streams: bool = False
    highlights: tuple[Activity, ...] | None = None
    act: Act = Act.ENACT
    regulation: Document | None = None

    @property
    def day(self) -> date:
        """The day as of which it speaks of units."""
        if self.period:
            return self.period.ends_on
        return self.programme.ends_on if self.programme else self.today

    @property
    def issuer(self) -> str:
        """Who issues, as a sentence names it: of a territory its committee."""
        return office_of(self.unit, self.today, self.layout).named


def office_of(unit: Unit, today: date, layout: str) -> Office:
    """Return how a unit stands in a heading of that layout on the day."""
    version = unit.version_on(today) or unit.latest
    if version is None:
        return naming.state_office(Named(str(unit), ""), None)
    over = version.territory or version.parent
    standing = (over.version_on(today) or over.latest) if over else None
    # The country is no body that a province stands under in a heading.
    above = Named(standing.name, standing.kind) if standing and standing.kind in TERRITORIES else None
    write = naming.party_office if layout == Layout.PARTY else naming.state_office
    return write(Named(version.name, version.kind), above)


@dataclass(frozen=True, slots=True)
class FigureWanted:
    """A figure that the outline names by its key, beside those whose key is the code of their indicator."""

    key: str
    indicator: Indicator
    aspect: FigureAspect


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a draft begins with. `cited` are the documents that the text names as `[[number]]`."""

    subject: str
    texts: tuple[SectionText, ...]
    legal_bases: str = ""
    addressees: str = ""
    cited: tuple[Document, ...] = ()
    figures: tuple[FigureWanted, ...] = ()
    partners: tuple[Unit, ...] = ()
    receivers: tuple[int, ...] = ()
