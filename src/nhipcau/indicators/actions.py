"""What can be done to indicators."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from nhipcau.audit.log import record
from nhipcau.indicators import access, events
from nhipcau.indicators.errors import CodeInUseError
from nhipcau.indicators.models import Indicator
from nhipcau.indicators.rules import FIXED_ONCE_USED, IndicatorFields
from nhipcau.indicators.starter import STARTER_SET
from nhipcau.units.models import User


@transaction.atomic
def add_indicator(fields: IndicatorFields, *, by: User, at: datetime) -> Indicator:
    """Begin to count something.

    Raises PermissionDenied unless `by` administers a top unit; ValidationError when a field is not usable.
    """
    access.require_change(by)
    indicator = Indicator(**asdict(fields))
    indicator.full_clean()
    indicator.save()
    record(events.ADDED, indicator, by=by, at=at.isoformat(), code=indicator.code)
    return indicator


@transaction.atomic
def change_indicator(indicator: Indicator, fields: IndicatorFields, *, by: User, at: datetime) -> Indicator:
    """Change the words of an indicator, or whether it is in use; one that is not used yet in every respect.

    Raises PermissionDenied unless `by` administers a top unit; CodeInUseError; ValidationError.
    """
    access.require_change(by)
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    changed = {name: value for name, value in asdict(fields).items() if getattr(indicator, name) != value}
    if not changed:
        return indicator
    if any(name in FIXED_ONCE_USED for name in changed) and access.is_used(indicator):
        raise CodeInUseError
    told: dict[str, Any] = {name: [getattr(indicator, name), value] for name, value in changed.items()}
    for name, value in changed.items():
        setattr(indicator, name, value)
    indicator.full_clean()
    indicator.save(update_fields=list(changed))
    record(events.CHANGED, indicator, by=by, at=at.isoformat(), changed=told)
    return indicator


@transaction.atomic
def ensure_starter_set(*, by: User, at: datetime) -> int:
    """Add what is missing of the starter set and return how many that were; what an office changed stays.

    Raises PermissionDenied unless `by` is the installation or administers a top unit.
    """
    access.require_change(by)
    present = set(Indicator.objects.values_list("code", flat=True))
    missing = [fields for fields in STARTER_SET if fields.code not in present]
    for fields in missing:
        add_indicator(fields, by=by, at=at)
    return len(missing)
