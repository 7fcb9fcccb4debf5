"""The numbers of issued documents: given one after the other, without a gap, without one given twice.

What is scarce is the next number of a series. `take_number` locks the series' row until the caller's transaction ends:
who issues at the same moment waits, and a transaction that is rolled back leaves the number to the next. On SQLite
the transaction itself keeps all others out. Take the number as late as possible, since all others wait meanwhile.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Max, Min
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.registry import access, events, rules
from nhipcau.registry.errors import (
    AlreadyVoidError,
    NoTermError,
    NumberLostError,
    SeriesBegunError,
    TermDaysError,
    TermOverlapError,
    TermUsedError,
    VoidReasonError,
)
from nhipcau.registry.models import CommitteeTerm, Document, IssuedNumber, NumberLayout, NumberSeries
from nhipcau.units.models import Unit, User


def take_number(unit: Unit, kind: str, layout: str, day: date, *, by: User, at: datetime) -> int:
    """Give the next number to a document of `kind` that `unit` issues on `day`; the caller's transaction keeps it.

    `layout` is `state` or `party`. The register knows from then on which number was given when; the document is tied
    to it by `enter_document`, which `actions.issue_document` calls.
    Raises TransactionManagementError outside a transaction; PermissionDenied; NoTermError.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("a number is taken in the transaction that issues the document")
    access.require_issuer(by, unit.pk)
    series = _locked(_series_of(unit, kind, layout, day))
    number, series.upcoming = series.upcoming, series.upcoming + 1
    series.save(update_fields=["upcoming"])
    given = IssuedNumber(series=series, number=number, kind=kind or "Công văn", day=day)
    given.taken_by, given.taken_at = by, at
    given.save()
    log.record(events.NUMBER_TAKEN, on=given, by=by, number=number, kind=given.kind, day=day.isoformat())
    return number


def next_number(unit: Unit, kind: str, layout: str, day: date) -> int | None:
    """Return the number that the next document would get, to be shown only; None where its term is not set up.

    One query, two for the Party. Whoever issues first gets it.
    """
    if layout == NumberLayout.STATE:
        found = NumberSeries.objects.filter(unit=unit, year=day.year)
    else:
        term = CommitteeTerm.objects.on(day).filter(unit=unit).first()
        if term is None:
            return None
        found = NumberSeries.objects.filter(term=term, kind=rules.kind_key(kind))
    return found.values_list("upcoming", flat=True).first() or 1


def enter_document(document: Document, unit: Unit, number: int, *, at: datetime) -> IssuedNumber | None:
    """Tie the number that was taken for `document` at the moment `at` to it, in the same transaction.

    Returns None when no number was taken then: the document was numbered elsewhere.
    Raises NumberLostError when the number stands on another document.
    """
    found = IssuedNumber.objects.filter(series__unit=unit, number=number, taken_at=at)
    free = found.filter(document=None)
    given = free.filter(kind__iexact=document.kind).first() or free.first() or found.first()
    if given is None:
        return None
    if given.document_id not in (None, document.pk):
        raise NumberLostError
    given.document = document
    given.save(update_fields=["document"])
    return given


@transaction.atomic
def void_number(given: IssuedNumber, reason: str, *, by: User, at: datetime) -> IssuedNumber:
    """Declare a number void; it stays in the register with the reason, and is not given again.

    Raises PermissionDenied; VoidReasonError; AlreadyVoidError.
    """
    access.require_numberer(by, given.series.unit_id)
    if not reason.strip():
        raise VoidReasonError
    given = IssuedNumber.objects.select_for_update(of=("self",)).select_related("series").get(pk=given.pk)
    if given.is_void:
        raise AlreadyVoidError
    given.voided_on, given.voided_by, given.void_reason = timezone.localdate(at), by, reason.strip()
    given.save(update_fields=["voided_on", "voided_by", "void_reason"])
    log.record(events.NUMBER_VOIDED, on=given, by=by, number=given.number, reason=given.void_reason)
    return given


@transaction.atomic
def begin_series(unit: Unit, kind: str, layout: str, day: date, first: int, *, by: User) -> NumberSeries:
    """Let the series in which documents of `day` are numbered begin at `first`: earlier ones stand elsewhere.

    Raises PermissionDenied; NoTermError; SeriesBegunError.
    """
    access.require_numberer(by, unit.pk)
    series = _locked(_series_of(unit, kind, layout, day))
    if series.upcoming != series.first:
        raise SeriesBegunError
    series.first = series.upcoming = first
    series.full_clean()
    series.save()
    log.record(events.SERIES_BEGUN, on=series, by=by, first=first)
    return series


@dataclass(frozen=True, slots=True)
class Span:
    """A term as a person enters it."""

    name: str
    starts_on: date
    ends_on: date | None = None


@transaction.atomic
def set_up_term(unit: Unit, span: Span, *, by: User) -> CommitteeTerm:
    """Keep a term of a committee, so that its documents can be numbered.

    Raises PermissionDenied; TermDaysError; TermOverlapError.
    """
    access.require_numberer(by, unit.pk)
    return _keep_term(CommitteeTerm(unit=unit), span, events.TERM_SET_UP, by)


@transaction.atomic
def change_term(term: CommitteeTerm, span: Span, *, by: User) -> CommitteeTerm:
    """Give a term another name or other days.

    Raises PermissionDenied; TermDaysError; TermOverlapError; TermUsedError when a document was numbered outside them.
    """
    access.require_numberer(by, term.unit_id)
    return _keep_term(term, span, events.TERM_CHANGED, by)


def _keep_term(term: CommitteeTerm, span: Span, event: str, by: User) -> CommitteeTerm:
    if span.ends_on is not None and span.ends_on < span.starts_on:
        raise TermDaysError
    Unit.objects.select_for_update().get(pk=term.unit_id)  # one change of a committee's terms at a time
    others = CommitteeTerm.objects.filter(unit=term.unit_id).exclude(pk=term.pk)
    if others.overlapping(span.starts_on, span.ends_on).exists():
        raise TermOverlapError
    list(NumberSeries.objects.select_for_update().filter(term=term.pk).order_by("pk"))
    used = IssuedNumber.objects.filter(series__term=term.pk).aggregate(first=Min("day"), last=Max("day"))
    if used["first"] and (
        used["first"] < span.starts_on or (span.ends_on is not None and used["last"] > span.ends_on)
    ):
        raise TermUsedError
    term.name, term.starts_on, term.ends_on = span.name, span.starts_on, span.ends_on
    term.full_clean()
    term.save()
    days = {"starts_on": str(span.starts_on), "ends_on": str(span.ends_on or "")}
    log.record(event, on=term, by=by, name=span.name, **days)
    return term


def _series_of(unit: Unit, kind: str, layout: str, day: date) -> NumberSeries:
    """Return the series of the year or of the kind in the term; two who ask at once get the same one."""
    if layout == NumberLayout.STATE:
        series, _made = NumberSeries.objects.get_or_create(
            unit=unit, year=day.year, defaults={"layout": layout}
        )
        return series
    if layout != NumberLayout.PARTY:
        raise ValueError(f"a document is numbered by one of {NumberLayout.values}, not {layout!r}")
    term = CommitteeTerm.objects.on(day).filter(unit=unit).first()
    if term is None:
        raise NoTermError
    made = {"unit": unit, "layout": layout, "label": kind or "Công văn"}
    series, _made = NumberSeries.objects.get_or_create(term=term, kind=rules.kind_key(kind), defaults=made)
    return series


def _locked(series: NumberSeries) -> NumberSeries:
    return NumberSeries.objects.select_for_update(of=("self",)).select_related("term").get(pk=series.pk)
