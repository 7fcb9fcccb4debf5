"""What every write of a draft does: take the draft locked, keep its text, see its figures, count the revision."""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

from nhipcau.drafting import access, composing, contents, overviews, rules
from nhipcau.drafting.errors import ChangedMeanwhileError, IssuedError, UnderReviewError
from nhipcau.drafting.figures import figures_of
from nhipcau.drafting.models import Draft, DraftState, Figure, Revision, Section
from nhipcau.drafting.rules import SectionText
from nhipcau.units.models import User


def open_draft(draft: Draft, before: int | None = None) -> Draft:
    """Return the draft, locked. Raises IssuedError; ChangedMeanwhileError."""
    draft = (
        Draft.objects.select_for_update(of=("self",))
        .select_related("unit", "period", "reports_on")
        .get(pk=draft.pk)
    )
    if draft.state == DraftState.ISSUED:
        raise IssuedError
    if before is not None and draft.revision != before:
        raise ChangedMeanwhileError
    return draft


def to_write(draft: Draft, by: User, before: int | None = None) -> Draft:
    """Return the draft, locked, for a change of it.

    Raises PermissionDenied; IssuedError; UnderReviewError; ChangedMeanwhileError.
    """
    access.require_writer(by, draft.unit_id)
    draft = open_draft(draft, before)
    if draft.state != DraftState.DRAFT:
        raise UnderReviewError
    if not draft.revisions.filter(number=draft.revision).exists():
        _keep_revision(draft)
    return draft


def save(draft: Draft, by: User, at: datetime, *, automatic: bool = False) -> None:
    """Count a revision of the draft and keep it. An automatic one takes the place of the same person's last."""
    draft.revision += 1
    draft.saved_at, draft.saved_by = at, by
    draft.save()
    passing = draft.revisions.filter(automatic=True, saved_by=by)
    # What somebody sent for approval or approved stays as it was read.
    passing.exclude(number__in=draft.steps.values("revision")).delete()
    _keep_revision(draft, automatic=automatic)


def _keep_revision(draft: Draft, *, automatic: bool = False) -> None:
    Revision.objects.create(
        draft=draft,
        number=draft.revision,
        content=contents.content_of(draft, composing.texts_of(draft.sections.all())),
        automatic=automatic,
        saved_at=draft.saved_at,
        saved_by=draft.saved_by,
    )


def keep_texts(draft: Draft, texts: Sequence[SectionText], looked_at: str | None = None) -> None:
    draft.sections.all().delete()
    Section.objects.bulk_create(_section(draft, position, text) for position, text in enumerate(texts, 1))
    added = _add_named_figures(draft, composing.used_keys(texts))
    if looked_at is None:
        see(draft)
        return
    numbers = {key: figure.number for key, figure in figures_of(draft).items()}
    see(draft, rules.as_looked_at(looked_at, numbers) | added)


def _section(draft: Draft, position: int, text: SectionText) -> Section:
    section = Section(
        draft=draft,
        position=position,
        kind=text.kind,
        level=text.level,
        heading=text.heading.strip(),
        body=text.body,
        spec=dict(text.spec),
        picture=text.picture,
        chapter=text.chapter,
    )
    if text.uid:
        section.uid = uuid.UUID(text.uid)
    return section


def _add_named_figures(draft: Draft, keys: Sequence[str]) -> frozenset[str]:
    """Add the figures whose keys are codes of what is asked for; return their keys."""
    known = set(draft.figures.values_list("key", flat=True))
    unknown = set(keys) - known
    if not unknown or draft.period is None:
        return frozenset()
    asked = overviews.asked_indicators(draft.unit, draft.reports_on_id, draft.period)
    added = [one for one in asked if one.code in unknown]
    Figure.objects.bulk_create(
        Figure(draft=draft, key=one.code, indicator=one, unit=draft.reports_on, period=draft.period)
        for one in added
    )
    return frozenset(one.code for one in added)


def see(draft: Draft, keys: Collection[str] | None = None) -> None:
    """Note the values that the figures have now as those seen by whoever saves."""
    shown = figures_of(draft)
    figures = [figure for figure in draft.figures.all() if keys is None or figure.key in keys]
    for figure in figures:
        figure.seen = shown[figure.key].number
    Figure.objects.bulk_update(figures, ["seen"])
