"""What the pages of numbers and regular reviews show: read, never written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks

from nhipcau.registry import access, rules
from nhipcau.registry.links import DocumentLink
from nhipcau.registry.models import (
    Document,
    DocumentState,
    IssuedNumber,
    NumberSeries,
    RegulationReview,
    ReviewCycle,
    SecretRemoval,
)
from nhipcau.shell.waiting import MOST, Waiting

TO_REGISTER = frozenset({DocumentState.READING, DocumentState.FAILED})


@dataclass(frozen=True, slots=True)
class Density:
    """Whether a series has no gap: how many numbers were given, which are missing, which are void."""

    given: int
    void: int
    missing: tuple[int, ...]
    earlier: tuple[int, ...]

    @property
    def is_dense(self) -> bool:
        """Whether no number is missing."""
        return not self.missing


def density_of(series: NumberSeries) -> Density:
    """Return whether a series has no gap, and which numbers are of an earlier day than the one before. One query."""
    rows = list(series.numbers.order_by("number").values_list("number", "day", "voided_on"))
    missing = rules.gaps(series.first, series.upcoming, (number for number, _day, _void in rows))
    days = [day for _number, day, _void in rows]
    earlier = tuple(rows[at][0] for at in range(1, len(rows)) if days[at] < days[at - 1])
    return Density(len(rows), sum(void is not None for *_rest, void in rows), tuple(missing), earlier)


def rows_of_numbers(series: NumberSeries) -> list[tuple[object, ...]]:
    """Return the register of one series as the rows of a table, the head first."""
    rows: list[tuple[object, ...]] = [
        (
            _("Number"),
            _("Day"),
            _("Kind of document"),
            _("Number and symbol"),
            _("Subject"),
            _("Void since"),
            _("Reason"),
        )
    ]
    for given in series.numbers.with_documents():
        document = given.document
        rows.append(
            (
                given.number,
                given.day,
                given.kind,
                document.number if document else "",
                document.subject if document else "",
                given.voided_on or "",
                given.void_reason,
            )
        )
    return rows


def due_reviews(user: Any, year: int) -> QuerySet[ReviewCycle]:
    """Return the reviews that the registers `user` reads ask for until the end of `year`, or in which one was held then.

    Each brings `reviews_held`, the regulation's reviews of the year.
    """
    held = RegulationReview.objects.filter(held_on__year=year).select_related("decided_by")
    cycles = ReviewCycle.objects.filter(document__in=access.visible_documents(user)).filter(
        Q(due_on__lte=date(year, 12, 31)) | Q(document__regulation_reviews__held_on__year=year)
    )
    found = cycles.with_documents().distinct()
    return found.prefetch_related(Prefetch("document__regulation_reviews", held, to_attr="held_in_year"))


def rows_of_reviews(cycles: Iterable[ReviewCycle]) -> list[tuple[object, ...]]:
    """Return a year's round of reviews as the rows of a table, the head first: a row for each review, or for one due."""
    rows: list[tuple[object, ...]] = [
        (
            _("Number and symbol"), _("Date of issue"), _("Kind of document"), _("Subject"), _("Register of"),
            _("Next review due on"), _("Reviewed on"), _("Outcome"), _("Reason"), _("Reviewed by"),
        )
    ]  # fmt: skip
    for cycle in cycles:
        document = cycle.document
        about = (
            document.number,
            document.issued_on or "",
            document.kind,
            document.subject,
            str(document.unit),
        )
        for review in document.held_in_year or [None]:  # type: ignore[attr-defined]  # read beforehand by `due_reviews`
            rows.append((*about, cycle.due_on or "", *_decided(review)))
    return rows


def _decided(review: RegulationReview | None) -> tuple[object, ...]:
    if review is None:
        return ("", "", "", "")
    return (review.held_on, review.get_outcome_display(), review.reason, review.decided_by.get_full_name())


def links_of(user: Any, review: RegulationReview) -> list[DocumentLink]:
    """Return what rooms above offer after a review: the hook `nhipcau_regulation_links` gives `(user, review)` links."""
    return [link for offer in hooks.get_hooks("nhipcau_regulation_links") for link in offer(user, review)]


def waiting(user: Any, now: Any) -> list[Waiting]:
    """Return what waits for `user`: documents to register, reviews due within a month, files that were removed."""
    return [*_removed(user), *_documents(user, timezone.localdate(now))]


def _documents(user: Any, today: date) -> list[Waiting]:
    """Return the documents of registers the person keeps that want something. One query."""
    keeps = access.keeper_units(user)
    if not keeps:
        return []
    found = Document.objects.of_units(keeps).wanting(rules.months_later(today, 1))
    return [_to_register(one) if one.state in TO_REGISTER else _to_review(one) for one in found[:MOST]]


def _to_register(document: Document) -> Waiting:
    return Waiting(
        kind="document",
        kind_label=_("Document to register"),
        title=str(document),
        url=reverse("registry:document", args=[document.pk]),
        detail=document.get_state_display(),
        since=timezone.localdate(document.created_at),
        pressing=document.state == DocumentState.FAILED,
    )


def _to_review(document: Document) -> Waiting:
    return Waiting(
        kind="regulation_review",
        kind_label=_("Regulation to review"),
        title=str(document),
        url=reverse("registry:review", args=[document.pk]),
        detail=document.subject[:200],
        due_on=document.review_cycle.due_on,
    )


def _removed(user: Any) -> list[Waiting]:
    if not user.pk:
        return []
    return [
        Waiting(
            kind="secret_removal",
            kind_label=_("Secret file removed"),
            title=_("A file you took in bore a mark of secrecy and was removed"),
            url=reverse("registry:removals"),
            since=timezone.localdate(one.removed_at),
            pressing=True,
        )
        for one in SecretRemoval.objects.unseen_by(user)[:MOST]
    ]


def numbers_of(series: NumberSeries) -> QuerySet[IssuedNumber]:
    """Return the numbers of a series, the newest first, with their documents."""
    return series.numbers.with_documents().order_by("-number")


def reviews_of(document: Document) -> list[RegulationReview]:
    """Return the reviews of a regulation, the newest first. One query."""
    return list(document.regulation_reviews.select_related("decided_by"))
