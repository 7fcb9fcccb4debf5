"""The text of a draft and its figures are written."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhipcau.audit import log
from nhipcau.drafting import access, composing, events, rules
from nhipcau.drafting.actions.keeping import keep_texts, save, see, to_write
from nhipcau.drafting.errors import FigureUsedError, KeyTakenError
from nhipcau.drafting.models import Boundaries, Citation, Counting, Draft, Figure, FigureAspect
from nhipcau.drafting.rules import SectionText
from nhipcau.indicators.models import Indicator
from nhipcau.registry.access import citable
from nhipcau.registry.models import Document
from nhipcau.reporting.models import Period
from nhipcau.units.models import Unit, User


@transaction.atomic
def write_sections(
    draft: Draft,
    texts: Sequence[SectionText],
    *,
    by: User,
    at: datetime,
    before: int,
    looked_at: str | None = None,
    automatic: bool = False,
) -> Draft:
    """Keep the whole text as written. Figures are seen as they are now, those that `looked_at` shows otherwise not.

    `looked_at` is the fingerprint of the page the text was written on; None sees every figure.
    `automatic` is a saving while somebody types: one of an unchanged text keeps nothing.
    A key that is the code of an indicator the period's forms ask for becomes a figure of the draft.
    Raises PermissionDenied; IssuedError; ChangedMeanwhileError when the draft is not at revision `before` any more.
    """
    draft = to_write(draft, by, before)
    old = composing.texts_of(draft.sections.all())
    changed = tuple(texts) != old
    if automatic and not changed:
        return draft
    keep_texts(draft, texts, looked_at)
    save(draft, by, at, automatic=automatic)
    if automatic:
        # The texts themselves are in the revisions: one every few seconds would fill the record.
        log.record(events.TEXT_WRITTEN, on=draft, by=by, revision=draft.revision, automatic=True)
    elif changed:
        log.record(events.TEXT_WRITTEN, on=draft, by=by, before=[asdict(text) for text in old])
    return draft


@transaction.atomic
def add_figure(
    draft: Draft,
    *,
    key: str,
    indicator: Indicator,
    unit: Unit,
    period: Period,
    by: User,
    at: datetime,
    before: int | None = None,
    aspect: str = FigureAspect.TOTAL,
    counting: str = Counting.APPROVED,
    boundaries: str = Boundaries.REPORTED,
) -> Figure:
    """Add a figure that the text may use. Raises PermissionDenied; IssuedError; ChangedMeanwhileError; KeyTakenError."""
    draft = to_write(draft, by, before)
    if unit.pk not in access.units_to_count(draft):
        access.require_writer(by, unit.pk)
    if draft.figures.filter(key=key).exists():
        raise KeyTakenError
    figure = Figure(draft=draft, key=key, indicator=indicator, unit=unit, period=period)
    figure.aspect, figure.counting, figure.boundaries = aspect, counting, boundaries
    figure.full_clean()
    figure.save()
    see(draft, [key])
    save(draft, by, at, automatic=True)
    log.record(events.FIGURE_ADDED, on=draft, by=by, key=key, indicator=indicator.code, unit=unit.pk)
    return figure


@transaction.atomic
def add_citation(
    draft: Draft, document: Document, part: str, *, by: User, at: datetime, before: int | None = None
) -> Citation:
    """Let the text name a document of the register, or a part of it; the one that does so already, where there is one.

    Raises PermissionDenied unless `by` writes the draft and reads the document; IssuedError; ChangedMeanwhileError.
    """
    draft = to_write(draft, by, before)
    if not citable(by).filter(pk=document.pk).exists():
        raise PermissionDenied("cite document")
    there = draft.citations.filter(document=document, part=part).first()
    if there is not None:
        return there
    taken = set(draft.citations.values_list("key", flat=True))
    citation = Citation(draft=draft, key=rules.citation_key(document.number or document.subject, part, taken))
    citation.document, citation.part = document, part
    citation.full_clean()
    citation.save()
    save(draft, by, at, automatic=True)
    log.record(events.CITATION_ADDED, on=draft, by=by, key=citation.key, document=document.pk, part=part)
    return citation


@transaction.atomic
def remove_figure(figure: Figure, *, by: User, at: datetime) -> None:
    """Remove a figure that no text uses. Raises PermissionDenied; IssuedError; FigureUsedError."""
    draft = to_write(figure.draft, by)
    if figure.key in composing.used_keys(composing.texts_of(draft.sections.all())):
        raise FigureUsedError
    key = figure.key
    figure.delete()
    save(draft, by, at)
    log.record(events.FIGURE_REMOVED, on=draft, by=by, key=key)


@transaction.atomic
def accept_figures(draft: Draft, *, by: User, at: datetime) -> Draft:
    """Say that the figures as they are now are what the text should say. Raises PermissionDenied; IssuedError."""
    draft = to_write(draft, by)
    before = {figure.key: str(figure.seen) for figure in draft.figures.all()}
    see(draft)
    after = {figure.key: str(figure.seen) for figure in draft.figures.all()}
    save(draft, by, at)
    changed = {key: [before[key], after[key]] for key in before if before[key] != after[key]}
    log.record(events.FIGURES_ACCEPTED, on=draft, by=by, figures=changed)
    return draft
