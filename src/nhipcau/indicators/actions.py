"""What can be done to indicators."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from nhipcau.audit.log import record
from nhipcau.indicators import access, events
from nhipcau.indicators.errors import CodeInUseError, RatioError
from nhipcau.indicators.models import Indicator, Split, SplitOption
from nhipcau.indicators.rules import FIXED_ONCE_USED, IndicatorFields
from nhipcau.indicators.splitting import add_cases, add_split, part_indicator
from nhipcau.indicators.starter import PARTS, RATIOS, SPLITS, STARTER_SET
from nhipcau.units.models import User

__all__ = [
    "add_cases",
    "add_indicator",
    "add_ratio",
    "add_split",
    "change_indicator",
    "ensure_starter_set",
    "part_indicator",
]


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
    fixed = indicator.whole_id is not None or access.is_used(indicator)
    if fixed and any(name in FIXED_ONCE_USED for name in changed):
        raise CodeInUseError
    told: dict[str, Any] = {name: [getattr(indicator, name), value] for name, value in changed.items()}
    for name, value in changed.items():
        setattr(indicator, name, value)
    indicator.full_clean()
    indicator.save(update_fields=list(changed))
    record(events.CHANGED, indicator, by=by, at=at.isoformat(), changed=told)
    return indicator


@transaction.atomic
def add_ratio(
    fields: IndicatorFields, numerator: Indicator, denominator: Indicator, *, by: User, at: datetime
) -> Indicator:
    """Begin a ratio, kept as its two numbers and computed from their totals. With the measure `%` it is a percentage.

    Raises PermissionDenied unless `by` administers a top unit; RatioError; ValidationError.
    """
    access.require_change(by)
    if numerator == denominator or numerator.numerator_id or denominator.numerator_id:
        raise RatioError
    ratio = Indicator(**asdict(fields), numerator=numerator, denominator=denominator)
    ratio.full_clean()
    ratio.save()
    of = [numerator.code, denominator.code]
    record(events.ADDED, ratio, by=by, at=at.isoformat(), code=ratio.code, ratio_of=of)
    return ratio


@transaction.atomic
def ensure_starter_set(*, by: User, at: datetime) -> int:
    """Add what is missing of the starter set and return how many indicators that were; what an office changed stays.

    Raises PermissionDenied unless `by` is the installation or administers a top unit.
    """
    access.require_change(by)
    before = Indicator.objects.count()
    present = set(Indicator.objects.values_list("code", flat=True))
    for fields in STARTER_SET:
        if fields.code not in present:
            add_indicator(fields, by=by, at=at)
    known = Indicator.objects.in_bulk(field_name="code")
    for ratio in RATIOS:
        if ratio.fields.code not in present:
            add_ratio(ratio.fields, known[ratio.numerator], known[ratio.denominator], by=by, at=at)
    splits = set(Split.objects.values_list("code", flat=True))
    for split in SPLITS:
        if split.code not in splits:
            add_split(split.code, split.name, split.name_en, split.cases, by=by, at=at)
    _join_parts(known)
    return Indicator.objects.count() - before


def _join_parts(known: dict[str, Indicator]) -> None:
    """Say of which whole the starter's parts are; what is joined already stays."""
    for part in PARTS:
        indicator, whole = known[part.code], known[part.whole]
        if indicator.whole_id is None and whole.whole_id is None:
            indicator.whole = whole
            indicator.save(update_fields=["whole"])
            indicator.options.add(SplitOption.objects.get(split__code=part.split, code=part.case))
