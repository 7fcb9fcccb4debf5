"""A draft that begins with what was taken over from a review of a programme."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils import translation

from nhipcau.drafting import actions, composing
from nhipcau.drafting.models import Draft
from nhipcau.drafting.rules import SectionText
from nhipcau.oversight.models import Heading, Review
from nhipcau.oversight.overviews import Gathered, gathered
from nhipcau.reporting.models import Period
from nhipcau.units.models import Unit, User

# Documents are written in Vietnamese, whatever the language of the page.
LANGUAGE = "vi"


@transaction.atomic
def start_from_review(
    review: Review, unit: Unit, period: Period, *, by: User, at: datetime, today: date
) -> Draft:
    """Start a report of `unit` on a period, with what was taken over from the review after its outline.

    Raises PermissionDenied unless `by` drafts for the unit.
    """
    draft = actions.start_draft(unit, period, by=by, at=at)
    added = tuple(sections_of(gathered(review, today)))
    if not added:
        return draft
    texts = (*composing.texts_of(draft.sections.all()), *added)
    return actions.write_sections(draft, texts, by=by, at=at, before=draft.revision)


def sections_of(found: Gathered) -> Iterator[SectionText]:
    """Give a section for each heading of which something was taken over: a line a unit, by its name."""
    with translation.override(LANGUAGE):
        headings = {heading: str(Heading(heading).label) for heading in Heading.values}
    for heading, label in headings.items():
        if lines := [f"- {name}: {_plain(text)}" for name, text in found.taken(heading)]:
            yield SectionText(label, "\n".join(lines))


def _plain(text: str) -> str:
    """Return words on one line that name no figure of the draft."""
    return " ".join(text.replace("{{", "{").replace("}}", "}").split())
