"""The queries of drafting."""

from collections.abc import Collection

from django.db import models
from django.db.models import Count, F, FilteredRelation, Q


class DraftQuerySet(models.QuerySet["Draft"]):  # type: ignore[name-defined]  # named in a string: models import us
    """Drafts, newest first."""

    def of_units(self, units: Collection[int]) -> "DraftQuerySet":
        """Drafts that one of `units` issues."""
        return self.filter(unit__in=units)

    def in_full(self) -> "DraftQuerySet":
        """With what a page names at hand: two queries whatever their number."""
        related = self.select_related(
            "unit", "period", "programme", "saved_by", "approved_by", "issued_by", "document"
        )
        return related.prefetch_related("unit__versions")

    def waiting_for(
        self, *, writes: Collection[int], approves: Collection[int], receives: Collection[int]
    ) -> "DraftQuerySet":
        """Drafts to write or issue of `writes`, to approve of `approves`, and what `receives` have to acknowledge.

        `to_acknowledge` is the key of the recipient, None for a draft; one row for each, the oldest first.
        """
        reached = FilteredRelation(
            "receivers",
            condition=Q(
                receivers__unit__in=receives,
                receivers__sent_at__isnull=False,
                receivers__acknowledged_at__isnull=True,
            ),
        )
        own = Q(unit__in=writes, state__in=("draft", "approved"))
        asked = own | Q(unit__in=approves, state="in_review") | Q(state="issued", open_receiver__isnull=False)
        found = self.annotate(open_receiver=reached).filter(asked)
        told: DraftQuerySet = found.annotate(to_acknowledge=F("open_receiver__pk"))
        return told.order_by("saved_at", "pk")


class RecipientQuerySet(models.QuerySet["Recipient"]):  # type: ignore[name-defined]  # named in a string: models import us
    """Those who get issued documents."""

    def that_reached(self, units: Collection[int]) -> "RecipientQuerySet":
        """What was sent to one of `units`."""
        return self.filter(unit__in=units, sent_at__isnull=False)

    def open(self) -> "RecipientQuerySet":
        """What a unit has not acknowledged."""
        return self.filter(unit__isnull=False, sent_at__isnull=False, acknowledged_at=None)

    def in_full(self) -> "RecipientQuerySet":
        """With the document and the units named, the newest first: three queries whatever their number."""
        related = self.select_related(
            "draft__unit", "draft__document", "unit", "acknowledged_by"
        ).prefetch_related("draft__unit__versions", "unit__versions")
        return related.order_by("-sent_at", "-pk")

    def counted(self) -> dict[str, int]:
        """Return how many units it was sent to (`units`), how many acknowledged it, how many letters went or failed."""
        said: dict[str, int] = self.aggregate(
            units=Count("pk", filter=Q(unit__isnull=False)),
            acknowledged=Count("pk", filter=Q(acknowledged_at__isnull=False)),
            letters=Count("pk", filter=~Q(email="")),
            gone=Count("pk", filter=~Q(email="") & Q(sent_at__isnull=False)),
            failed=Count("pk", filter=~Q(failure="")),
        )
        return said


class CommentQuerySet(models.QuerySet["Comment"]):  # type: ignore[name-defined]  # named in a string: models import us
    """What was said about drafts."""

    def open(self) -> "CommentQuerySet":
        """Comments that nobody has settled; an answer is part of what it answers."""
        return self.filter(answers=None, settled_at=None)

    def in_full(self) -> "CommentQuerySet":
        """Comments with their answers and those who wrote them, the oldest first: two queries."""
        answers = models.Prefetch("replies", self.model.objects.select_related("written_by"))
        return self.filter(answers=None).select_related("written_by", "settled_by").prefetch_related(answers)
