"""Words of a unit are taken over into a section, with the unit named."""

from datetime import datetime

from django.db import transaction

from nhipcau.audit import log
from nhipcau.drafting import events, voices
from nhipcau.drafting.actions.keeping import save, to_write
from nhipcau.drafting.beginnings.known import name_of, unsafe_free
from nhipcau.drafting.errors import NotAnsweredError
from nhipcau.drafting.models import Draft, Section, TakenOver
from nhipcau.reporting.models import FormQuestion, Narrative
from nhipcau.units.models import User


@transaction.atomic
def take_over(
    draft: Draft, section: Section, narrative: Narrative, *, by: User, at: datetime, before: int
) -> Draft:
    """Write a unit's words at the end of the section, its name after them.

    Raises PermissionDenied; IssuedError; UnderReviewError; ChangedMeanwhileError; NotAnsweredError when the words are
    not among those the draft may use, or stand in it already.
    """
    draft = to_write(draft, by, before)
    if not voices.answers(draft, narrative.question).filter(pk=narrative.pk).exists():
        raise NotAnsweredError
    unit = narrative.submission.unit_id
    said = unsafe_free(narrative.text).rstrip(".")
    line = f"- {said} ({name_of(unit, draft.day)})."
    section = draft.sections.get(uid=section.uid)
    section.body = f"{section.body.rstrip()}\n{line}".strip()
    section.save(update_fields=["body"])
    TakenOver.objects.create(draft=draft, section=section.uid, narrative=narrative, taken_at=at, taken_by=by)
    save(draft, by, at)
    log.record(events.TAKEN_OVER, on=draft, by=by, unit=unit, section=str(section.uid), text=said)
    return draft


@transaction.atomic
def ask_beside(draft: Draft, section: Section, question: FormQuestion, *, by: User, at: datetime) -> Draft:
    """Lay the answers to a question beside the section. Raises PermissionDenied; IssuedError; UnderReviewError."""
    draft = to_write(draft, by)
    section = draft.sections.get(uid=section.uid)
    section.spec = {**section.spec, voices.QUESTION: question.pk}
    section.save(update_fields=["spec"])
    save(draft, by, at)
    log.record(events.ASKED_BESIDE, on=draft, by=by, section=str(section.uid), question=question.prompt)
    return draft
