"""What a reorganisation of units means for reports. Asked through hooks of `units`, which knows no reports."""

from collections import Counter

from django.db.models import Exists, OuterRef

from nhipcau.reporting.models import Collection, Submission, SubmissionState
from nhipcau.units.models import Succession, UnitChange
from nhipcau.units.overviews import ended_by

SENT = (SubmissionState.SUBMITTED, SubmissionState.APPROVED)


def no_longer_owed(change: UnitChange) -> dict[str, int]:
    """Return the name of each unit that ends → how many reports, not sent, it owes no more. Two queries.

    A unit owes a report for a period on whose last day it exists.
    """
    ended = ended_by(change)
    asked = Collection.units.through.objects.filter(
        unit__in=list(ended), collection__period__ends_on__gte=change.effective_on
    )
    sent = Submission.objects.filter(collection=OuterRef("collection"), unit=OuterRef("unit"), state__in=SENT)
    owing = asked.exclude(Exists(sent)).order_by("unit").values_list("unit_id", flat=True)
    return {ended[unit]: number for unit, number in Counter(owing).items()}


def reported_since(change: UnitChange) -> list[str]:
    """Return the names of the units that took over by `change` and have sent a report since it was entered."""
    if change.entered_at is None:
        return []
    heirs = Succession.objects.filter(change=change).values("successor")
    sent = Submission.objects.filter(unit__in=heirs, submitted_at__gte=change.entered_at)
    found = sent.select_related("unit").prefetch_related("unit__versions").order_by("unit")
    return sorted({answer.unit.name for answer in found})
