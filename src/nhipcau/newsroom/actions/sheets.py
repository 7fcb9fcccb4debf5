"""Giving message sheets and talk packs to units, and their receipts."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.newsroom import access, errors, events, kinds, rules
from nhipcau.newsroom.actions.publishing import approved_revision_of
from nhipcau.newsroom.models import ItemText, SheetCopy
from nhipcau.units.models import Unit, User


@transaction.atomic
def give_sheet(text: ItemText, units: Collection[Unit], *, by: User, at: datetime) -> list[SheetCopy]:
    """Give the approved version of a sheet to units; one that has this version is not given it again.

    Raises PermissionDenied; NoSheetError for another kind of item, NotApprovedError, ExpiredSheetError.
    """
    text = ItemText.objects.select_for_update().get(pk=text.pk)
    access.require_publisher(by, text.item)
    if text.item.kind not in rules.INTERNAL:
        raise errors.NoSheetError
    revision = approved_revision_of(text)
    if kinds.is_over(text.item.facts, timezone.localdate(at)):
        raise errors.ExpiredSheetError
    have = set(SheetCopy.objects.filter(revision=revision).values_list("unit", flat=True))
    copies = [
        SheetCopy(text=text, revision=revision, unit=unit, given_by=by, given_at=at)
        for unit in units
        if unit.pk not in have
    ]
    made = SheetCopy.objects.bulk_create(copies)
    log.record(
        events.SHEET_GIVEN, on=text, by=by, revision=revision.pk, units=[copy.unit_id for copy in made]
    )
    return made


@transaction.atomic
def confirm_sheet(copy: SheetCopy, *, by: User, at: datetime) -> SheetCopy:
    """Confirm that the unit has read its copy; confirming twice is a no-op. Raises PermissionDenied."""
    copy = SheetCopy.objects.select_for_update().get(pk=copy.pk)
    access.require_receiver(by, copy)
    if copy.read_at is not None:
        return copy
    copy.read_by, copy.read_at = by, at
    copy.save(update_fields=["read_by", "read_at"])
    log.record(events.SHEET_READ, on=copy, by=by, revision=copy.revision_id)
    return copy
