"""Every write of drafting."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.drafting import access, composing, events, outline, overviews, rules
from nhipcau.drafting.composing import Figures
from nhipcau.drafting.errors import (
    ChangedMeanwhileError,
    ChangedSinceCheckedError,
    FigureUsedError,
    FutureDateError,
    IssuedError,
    KeyTakenError,
    NotReadyError,
    NumberTakenError,
)
from nhipcau.drafting.figures import figures_of, period_words
from nhipcau.drafting.models import Draft, DraftState, Figure, Section
from nhipcau.drafting.readiness import checks_of
from nhipcau.drafting.rules import SectionText
from nhipcau.indicators.models import Indicator
from nhipcau.registry import rules as registry_rules
from nhipcau.registry.actions import issue_document
from nhipcau.registry.models import Direction, Document
from nhipcau.reporting.models import Period
from nhipcau.units.models import Unit, UnitVersion, User
from nhipcau.writing.rules import document_symbol

SUBJECT = "Kết quả công tác thông tin đối ngoại {period}"
RECIPIENTS = "Các đơn vị có liên quan"
COMMITTEE = "TM. ỦY BAN NHÂN DÂN"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands around the text of a document: heading, number and date if known, recipients, signature."""

    superior: str
    issuer: str
    symbol: str
    place: str
    subject: str
    recipients: str
    filing: str
    authority: str
    signer_title: str
    signer_name: str
    number: int | None = None
    issued_on: date | None = None


@transaction.atomic
def start_draft(unit: Unit, period: Period, *, by: User, at: datetime) -> Draft:
    """Start a report of `unit` on a period, with the outline and the figures of the period's forms in it.

    Raises PermissionDenied unless `by` drafts for the unit.
    """
    access.require_writer(by, unit.pk)
    reports_on = access.scope_of(unit, period.ends_on)
    draft = Draft(unit=unit, reports_on_id=reports_on, period=period, saved_at=at, saved_by=by)
    for name, value in asdict(default_head(unit, period, timezone.localdate(at))).items():
        setattr(draft, name, value)
    draft.full_clean()
    draft.save()
    asked = [
        outline.Asked(one.code, one.name, one.measure)
        for one in overviews.asked_indicators(unit, reports_on, period)
    ]
    issuer = " ".join(draft.issuer.split())
    _keep_texts(draft, outline.outline(period_words(period), issuer, asked))
    log.record(events.STARTED, on=draft, by=by, unit=unit.pk, period=period.pk)
    return draft


def default_head(unit: Unit, period: Period, today: date) -> Head:
    """Return the heading and signature a report of `unit` begins with, from what the unit is called `today`."""
    version = unit.version_on(today) or unit.latest
    name, kind = (version.name, version.kind) if version else (str(unit), "")
    is_territory = kind in rules.TERRITORIES
    over = None if is_territory or version is None else _version_over(version, today)
    issuer = rules.issuing_body(name, kind)
    superior = rules.superior_body(over.name, over.kind) if over else ""
    return Head(
        superior=superior,
        issuer=issuer,
        symbol=document_symbol(composing.KIND, rules.agency_code(issuer)),
        place=rules.place_name(over.name if over else name),
        subject=SUBJECT.format(period=period_words(period)),
        recipients=f"{superior} (để báo cáo)\n{RECIPIENTS}" if superior else RECIPIENTS,
        filing="",
        authority=COMMITTEE if is_territory else "",
        signer_title="Chủ tịch" if is_territory else "Giám đốc" if kind == "department" else "Thủ trưởng",
        signer_name="",
    )


def _version_over(version: UnitVersion, today: date) -> UnitVersion | None:
    over = version.territory or version.parent
    return (over.version_on(today) or over.latest) if over else None


@transaction.atomic
def write_head(draft: Draft, head: Head, *, by: User, at: datetime, before: int) -> Draft:
    """Keep heading and signature. Raises PermissionDenied; IssuedError; ChangedMeanwhileError."""
    draft = _to_write(draft, by, before)
    old = {name: getattr(draft, name) for name in Head.__dataclass_fields__}
    new = asdict(head)
    changed = {name: str(value) for name, value in new.items() if value != old[name]}
    if not changed:
        return draft
    for name, value in new.items():
        setattr(draft, name, value)
    draft.full_clean()
    _save(draft, by, at)
    log.record(
        events.HEAD_WRITTEN, on=draft, by=by, before={name: str(old[name]) for name in changed}, **changed
    )
    return draft


@transaction.atomic
def write_sections(
    draft: Draft,
    texts: Sequence[SectionText],
    *,
    by: User,
    at: datetime,
    before: int,
    looked_at: str | None = None,
) -> Draft:
    """Keep the whole text as written. Figures are seen as they are now, those that `looked_at` shows otherwise not.

    `looked_at` is the fingerprint of the page the text was written on; None sees every figure.
    A key that is the code of an indicator the period's forms ask for becomes a figure of the draft.
    Raises PermissionDenied; IssuedError; ChangedMeanwhileError when the draft is not at revision `before` any more.
    """
    draft = _to_write(draft, by, before)
    old = composing.texts_of(draft.sections.all())
    _keep_texts(draft, texts, looked_at)
    _save(draft, by, at)
    if tuple(texts) != old:
        log.record(events.TEXT_WRITTEN, on=draft, by=by, before=[asdict(text) for text in old])
    return draft


@transaction.atomic
def add_figure(
    draft: Draft, *, key: str, indicator: Indicator, unit: Unit, period: Period, by: User, at: datetime
) -> Figure:
    """Add a figure that the text may use. Raises PermissionDenied; IssuedError; KeyTakenError."""
    draft = _to_write(draft, by)
    if unit.pk not in access.units_to_count(draft):
        access.require_writer(by, unit.pk)
    if draft.figures.filter(key=key).exists():
        raise KeyTakenError
    figure = Figure(draft=draft, key=key, indicator=indicator, unit=unit, period=period)
    figure.full_clean()
    figure.save()
    _see(draft, [key])
    _save(draft, by, at)
    log.record(events.FIGURE_ADDED, on=draft, by=by, key=key, indicator=indicator.code, unit=unit.pk)
    return figure


@transaction.atomic
def remove_figure(figure: Figure, *, by: User, at: datetime) -> None:
    """Remove a figure that no text uses. Raises PermissionDenied; IssuedError; FigureUsedError."""
    draft = _to_write(figure.draft, by)
    if figure.key in composing.used_keys(composing.texts_of(draft.sections.all())):
        raise FigureUsedError
    key = figure.key
    figure.delete()
    _save(draft, by, at)
    log.record(events.FIGURE_REMOVED, on=draft, by=by, key=key)


@transaction.atomic
def accept_figures(draft: Draft, *, by: User, at: datetime) -> Draft:
    """Say that the figures as they are now are what the text should say. Raises PermissionDenied; IssuedError."""
    draft = _to_write(draft, by)
    before = {figure.key: str(figure.seen) for figure in draft.figures.all()}
    _see(draft)
    after = {figure.key: str(figure.seen) for figure in draft.figures.all()}
    _save(draft, by, at)
    changed = {key: [before[key], after[key]] for key in before if before[key] != after[key]}
    log.record(events.FIGURES_ACCEPTED, on=draft, by=by, figures=changed)
    return draft


@transaction.atomic
def issue_draft(
    draft: Draft, *, number: int, issued_on: date, looked_at: str, by: User, at: datetime
) -> Draft:
    """Issue the document: freeze its figures, write its file, enter it in the register. Nothing changes any more.

    `looked_at` is the fingerprint of the text and figures the approver read.
    Raises PermissionDenied; IssuedError; ChangedSinceCheckedError; NotReadyError; NumberTakenError;
    FutureDateError; UnprintableError.
    """
    draft = _open(draft)
    access.require_issuer(by, draft.unit_id)
    figures, texts = figures_of(draft), composing.texts_of(draft.sections.all())
    if overviews.fingerprint_of(draft, figures) != looked_at:
        raise ChangedSinceCheckedError
    draft.number, draft.issued_on = number, issued_on
    _require_ready(draft, texts, figures, timezone.localdate(at))
    content = composing.docx_of(draft, texts, figures)
    _freeze(draft, texts, figures)
    draft.state, draft.issued_at, draft.issued_by = DraftState.ISSUED, at, by
    draft.full_clean()
    _save(draft, by, at)
    frozen = {key: str(figures[key].number) for key in composing.used_keys(texts)}
    log.record(events.ISSUED, on=draft, by=by, number=composing.full_number(draft), figures=frozen)
    return _register(draft, content, by=by, at=at)


def _register(draft: Draft, content: bytes, *, by: User, at: datetime) -> Draft:
    document = issue_document(
        draft.unit,
        kind=composing.KIND.lower(),
        number=composing.full_number(draft),
        issued_on=_known(draft.issued_on),
        authority=draft.issuer,
        subject=draft.subject,
        signer=draft.signer_name,
        file_name=file_name(draft),
        content=content,
        by=by,
        at=at,
    )
    draft.document = document
    try:
        draft.save(update_fields=["document"])
    except BaseException:
        # The row of the register goes with the transaction; its file must not stay behind.
        document.file.delete(save=False)
        raise
    return draft


def file_name(draft: Draft) -> str:
    """Return the name of the Word file: with the number once issued, marked as a draft before."""
    if draft.state == DraftState.ISSUED:
        return f"{composing.KIND} {composing.full_number(draft).replace('/', '-')}.docx"
    about = f"{draft.symbol}, {period_words(draft.period)}".replace("/", "-")
    return f"DỰ THẢO {composing.KIND} {about}.docx"


def _known(day: date | None) -> date:
    if day is None:
        raise NotReadyError
    return day


def _require_ready(draft: Draft, texts: Sequence[SectionText], figures: Figures, today: date) -> None:
    blocking = [check for check in checks_of(draft, texts, figures) if check.blocking]
    if blocking:
        raise NotReadyError(blocking[0].message)
    if _known(draft.issued_on) > today:
        raise FutureDateError
    taken = Document.objects.filter(
        unit=draft.unit,
        direction=Direction.ISSUED,
        number_key=registry_rules.number_key(composing.full_number(draft)),
        issued_on__year=_known(draft.issued_on).year,
    )
    if taken.exists():
        raise NumberTakenError


def _freeze(draft: Draft, texts: Sequence[SectionText], figures: Figures) -> None:
    used = set(composing.used_keys(texts))
    draft.figures.exclude(key__in=used).delete()
    frozen = list(draft.figures.all())
    for figure in frozen:
        shown = figures[figure.key]
        figure.frozen, figure.frozen_note, figure.seen = shown.number, shown.complete, shown.number
    Figure.objects.bulk_update(frozen, ["frozen", "frozen_note", "seen"])


def _open(draft: Draft, before: int | None = None) -> Draft:
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


def _to_write(draft: Draft, by: User, before: int | None = None) -> Draft:
    access.require_writer(by, draft.unit_id)
    return _open(draft, before)


def _save(draft: Draft, by: User, at: datetime) -> None:
    draft.revision += 1
    draft.saved_at, draft.saved_by = at, by
    draft.save()


def _keep_texts(draft: Draft, texts: Sequence[SectionText], looked_at: str | None = None) -> None:
    draft.sections.all().delete()
    Section.objects.bulk_create(
        Section(draft=draft, position=position, heading=text.heading.strip(), body=text.body)
        for position, text in enumerate(texts, 1)
    )
    added = _add_named_figures(draft, composing.used_keys(texts))
    if looked_at is None:
        _see(draft)
        return
    numbers = {key: figure.number for key, figure in figures_of(draft).items()}
    _see(draft, rules.as_looked_at(looked_at, numbers) | added)


def _add_named_figures(draft: Draft, keys: Sequence[str]) -> frozenset[str]:
    """Add the figures whose keys are codes of what is asked for; return their keys."""
    known = set(draft.figures.values_list("key", flat=True))
    unknown = set(keys) - known
    if not unknown:
        return frozenset()
    asked = overviews.asked_indicators(draft.unit, draft.reports_on_id, draft.period)
    added = [one for one in asked if one.code in unknown]
    Figure.objects.bulk_create(
        Figure(draft=draft, key=one.code, indicator=one, unit=draft.reports_on, period=draft.period)
        for one in added
    )
    return frozenset(one.code for one in added)


def _see(draft: Draft, keys: Collection[str] | None = None) -> None:
    """Note the values that the figures have now as those seen by whoever saves."""
    shown = figures_of(draft)
    figures = [figure for figure in draft.figures.all() if keys is None or figure.key in keys]
    for figure in figures:
        figure.seen = shown[figure.key].number
    Figure.objects.bulk_update(figures, ["seen"])
