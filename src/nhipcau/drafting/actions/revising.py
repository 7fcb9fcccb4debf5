"""A draft is kept as it stood at each saving, and an older one is written back."""

from datetime import datetime

from django.db import transaction

from nhipcau.audit import log
from nhipcau.drafting import composing, contents, events
from nhipcau.drafting.actions.keeping import keep_texts, save, to_write
from nhipcau.drafting.actions.partners import keep_partners
from nhipcau.drafting.models import Citation, Draft, Figure, Revision
from nhipcau.units.models import User


@transaction.atomic
def write_back(revision: Revision, *, by: User, at: datetime, before: int) -> Draft:
    """Let the draft be again what it was at `revision`: a new revision, after which nothing is lost.

    Raises PermissionDenied; IssuedError; ChangedMeanwhileError.
    """
    draft = to_write(revision.draft, by, before)
    old = composing.texts_of(draft.sections.all())
    for name, value in contents.head_in(revision.content).items():
        setattr(draft, name, value)
    Figure.objects.bulk_create(contents.missing_figures(draft, revision.content))
    Citation.objects.bulk_create(contents.missing_citations(draft, revision.content))
    if (partners := contents.partners_in(revision.content)) is not None:
        keep_partners(draft, partners)
    keep_texts(draft, contents.texts_in(revision.content))
    draft.full_clean()
    save(draft, by, at)
    log.record(
        events.WRITTEN_BACK, on=draft, by=by, revision=revision.number, before=[text.heading for text in old]
    )
    return draft
