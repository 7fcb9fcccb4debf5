"""The queries of directives made known."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    # The base classes name them in a string, which the linter does not see.
    from nhipcau.briefings.models import Notice, Receipt, Session  # noqa: F401


# What a unit that ended handed over counts at the unit that took over, once.
_HERE = Q(receipts__handed_to__isnull=True)


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Directives made known."""

    def of_units(self, units: Collection[int]) -> "NoticeQuerySet":
        """Notices that `units` gave."""
        return self.filter(unit__in=units)

    def standing(self) -> "NoticeQuerySet":
        """Notices that were not called back."""
        return self.filter(withdrawn_at__isnull=True)

    def with_progress(self) -> "NoticeQuerySet":
        """Notices with `asked`, `known` and `finished`: how many units were asked, acknowledged and finished."""
        return self.annotate(
            asked=Count("receipts", filter=_HERE),
            known=Count("receipts", filter=_HERE & Q(receipts__acknowledged_at__isnull=False)),
            finished=Count("receipts", filter=_HERE & Q(receipts__finished_at__isnull=False)),
        ).order_by("-sent_at", "-pk")


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    """What units were asked to make known, and how far they are."""

    def to_units(self, units: Collection[int]) -> "ReceiptQuerySet":
        """Receipts of `units`."""
        return self.filter(unit__in=units)

    def kept(self) -> "ReceiptQuerySet":
        """Receipts that were not handed over to another unit: each unit asked, once."""
        return self.filter(handed_to__isnull=True)

    def standing(self) -> "ReceiptQuerySet":
        """Receipts not handed over, of notices that were not called back."""
        return self.kept().filter(notice__withdrawn_at__isnull=True)

    def unfinished(self) -> "ReceiptQuerySet":
        """Receipts whose unit has not said that everybody was briefed, of notices that stand."""
        return self.standing().filter(finished_at__isnull=True)

    def unacknowledged(self) -> "ReceiptQuerySet":
        """Receipts that the unit has not acknowledged, of notices that stand."""
        return self.standing().filter(acknowledged_at__isnull=True)

    def overdue(self, today: date) -> "ReceiptQuerySet":
        """Receipts not finished after the last day of their notice: what reminders are about."""
        return self.unfinished().filter(notice__due_on__lt=today)

    def shown_as(self, show: str, today: date) -> "ReceiptQuerySet":
        """Receipts that are `unopened`, `unacknowledged`, `unfinished`, `overdue` on `today`, `finished`; else all."""
        if show == "unopened":
            return self.kept().filter(opened_at__isnull=True)
        if show == "unacknowledged":
            return self.unacknowledged()
        if show == "unfinished":
            return self.unfinished()
        if show == "overdue":
            return self.overdue(today)
        return self.kept().filter(finished_at__isnull=False) if show == "finished" else self.kept()

    def with_sums(self) -> "ReceiptQuerySet":
        """Receipts with `held`, `cells` and `people`: the sessions that count for them, and who was briefed in them.

        Those are their own sessions and those of units that ended and handed over to them.
        """
        return self.annotate(
            held=Coalesce(Count("sessions"), 0) + self._taken_over(Count("pk")),
            cells=Coalesce(Sum("sessions__cells"), 0) + self._taken_over(Sum("cells")),
            people=Coalesce(Sum("sessions__people"), 0) + self._taken_over(Sum("people")),
        )

    def _taken_over(self, what: models.Aggregate) -> Coalesce:
        sessions = self.model._meta.get_field("sessions").related_model._default_manager
        rows = sessions.filter(receipt__handed_to=OuterRef("pk")).order_by().values("receipt__handed_to")
        return Coalesce(Subquery(rows.annotate(all=what).values("all"), output_field=IntegerField()), 0)

    def soonest_first(self) -> "ReceiptQuerySet":
        """Receipts with their notice and unit, those not finished first, then by the last day."""
        rows = self.select_related("notice__document", "notice__unit", "unit").defer(
            "notice__document__text", "notice__document__search_text"
        )
        rows = rows.prefetch_related("unit__versions", "notice__unit__versions")
        return rows.order_by(F("finished_at").asc(nulls_first=True), "notice__due_on", "pk")


class SessionQuerySet(models.QuerySet["Session"]):
    """Sessions in which units briefed their people."""

    def counting_for(self, receipt: int) -> "SessionQuerySet":
        """Sessions that count for a receipt: its own, and those of units that handed over to it."""
        return self.filter(Q(receipt=receipt) | Q(receipt__handed_to=receipt))

    def between(self, units: Collection[int], starts_on: date, ends_on: date) -> "SessionQuerySet":
        """Sessions of `units` on days of the window, both included; those of notices called back too: they were held."""
        return self.filter(receipt__unit__in=units, day__gte=starts_on, day__lte=ends_on)

    def newest_first(self) -> "SessionQuerySet":
        """Sessions with who logged them, the newest first."""
        return self.select_related("logged_by", "receipt__notice", "receipt__unit").order_by("-day", "-pk")
