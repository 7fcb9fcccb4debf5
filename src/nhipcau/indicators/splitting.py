"""The writes that tell figures apart: splits, their cases, and the parts of an indicator. Offered by `actions`."""

from collections.abc import Sequence
from datetime import datetime
from itertools import product

from django.db import transaction

from nhipcau.audit.log import record
from nhipcau.indicators import access, events
from nhipcau.indicators.errors import NoCasesError, PartedOtherwiseError, SplitError
from nhipcau.indicators.models import Indicator, Split, SplitOption
from nhipcau.indicators.rules import Case, part_code, part_name
from nhipcau.units.models import User

FEWEST = 2
# What a part has from its whole, and keeps with it.
SHARED = ("measure", "measure_en", "value_type", "over_units", "over_periods", "stage")


@transaction.atomic
def add_split(code: str, name: str, name_en: str, cases: Sequence[Case], *, by: User, at: datetime) -> Split:
    """Begin a way of telling figures apart.

    Raises PermissionDenied unless `by` administers a top unit; NoCasesError; ValidationError for a code in use.
    """
    access.require_change(by)
    if len(cases) < FEWEST:
        raise NoCasesError
    split = Split(code=code, name=name, name_en=name_en)
    split.full_clean()
    split.save()
    _add(split, cases, 0)
    record(events.SPLIT_ADDED, split, by=by, at=at.isoformat(), code=code, cases=[one.code for one in cases])
    return split


@transaction.atomic
def add_cases(split: Split, cases: Sequence[Case], *, by: User, at: datetime) -> Split:
    """Add cases to a split. Indicators told apart by it get the new parts when they are told apart again.

    Raises PermissionDenied; NoCasesError when there is none, or one that is there already.
    """
    access.require_change(by)
    split = Split.objects.select_for_update().get(pk=split.pk)
    if not cases or split.options.filter(code__in=[one.code for one in cases]).exists():
        raise NoCasesError
    _add(split, cases, split.options.count())
    record(events.CASES_ADDED, split, by=by, at=at.isoformat(), cases=[one.code for one in cases])
    return split


@transaction.atomic
def part_indicator(
    indicator: Indicator, splits: Sequence[Split], *, by: User, at: datetime
) -> tuple[Indicator, ...]:
    """Tell an indicator apart: one part for each case of a split, or each pair of cases of two. Returns the new parts.

    Parts that are there stay. Raises PermissionDenied; SplitError for a ratio, a part, or no split;
    PartedOtherwiseError when it is told apart by other splits: the same things would count twice.
    """
    access.require_change(by)
    indicator = Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    if indicator.numerator_id or indicator.whole_id or not splits or len(set(splits)) != len(splits):
        raise SplitError
    there = {frozenset(part.options.all()) for part in indicator.parts.prefetch_related("options")}
    if any({option.split_id for option in cases} != {split.pk for split in splits} for cases in there):
        raise PartedOtherwiseError
    new = [
        _make_part(indicator, cases)
        for cases in product(*(split.options.all() for split in splits))
        if frozenset(cases) not in there
    ]
    record(events.PARTED, indicator, by=by, at=at.isoformat(), parts=[part.code for part in new])
    return tuple(new)


def _add(split: Split, cases: Sequence[Case], after: int) -> None:
    if len({one.code for one in cases}) != len(cases):
        raise NoCasesError
    for position, one in enumerate(cases, after + 1):
        option = SplitOption(
            split=split, code=one.code, name=one.name, name_en=one.name_en, position=position
        )
        option.full_clean()
        option.save()


def _make_part(whole: Indicator, cases: Sequence[SplitOption]) -> Indicator:
    part = Indicator(
        code=part_code(whole.code, [case.code for case in cases]),
        name=part_name(whole.name, [case.name for case in cases]),
        name_en=_english_name(whole, cases),
        whole=whole,
        **{name: getattr(whole, name) for name in SHARED},
    )
    part.full_clean()
    part.save()
    part.options.set(cases)
    return part


def _english_name(whole: Indicator, cases: Sequence[SplitOption]) -> str:
    """Return the English name of a part; "" when nothing of it is translated: then the Vietnamese one is shown."""
    if not (whole.name_en or any(one.name_en for one in cases)):
        return ""
    return part_name(whole.name_en or whole.name, [case.name_en or case.name for case in cases])
