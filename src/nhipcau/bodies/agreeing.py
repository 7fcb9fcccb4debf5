"""Joint programmes: an agreement between units, what each takes on, and that each agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from nhipcau.audit import log
from nhipcau.bodies import access, events
from nhipcau.bodies.errors import (
    AgreedError,
    HasTaskError,
    NoObligationError,
    NotASideError,
    OneSidedError,
    WrongTimeError,
)
from nhipcau.bodies.models import Agreement, Obligation, Side
from nhipcau.registry.models import Document
from nhipcau.units.models import User


@dataclass(frozen=True, slots=True)
class AgreementPlan:
    """What a joint programme is called, for what, when it runs, and where it is laid down."""

    title: str
    starts_on: date
    ends_on: date
    purpose: str = ""
    document: Document | None = None
    document_words: str = ""


@transaction.atomic
def make_agreement(plan: AgreementPlan, units: Sequence[int], *, by: User, at: datetime) -> Agreement:
    """Make a joint programme of `units`, in their order; one of them is a unit whose matters `by` keeps.

    Pressed twice, it is there once.
    Raises OneSidedError; NotASideError; WrongTimeError.
    """
    sides = list(dict.fromkeys(units))
    if len(sides) < 2:
        raise OneSidedError
    if not access.keeper_units(by).intersection(sides):
        raise NotASideError
    if plan.ends_on < plan.starts_on:
        raise WrongTimeError
    User.objects.select_for_update().get(pk=by.pk)
    same = Agreement.objects.filter(
        title=plan.title, starts_on=plan.starts_on, ends_on=plan.ends_on, made_by=by
    )
    for there in same:
        began = Obligation.objects.filter(side__agreement=there).exists()
        if not began and set(there.sides.values_list("unit", flat=True)) == set(sides):
            return there
    agreement = Agreement(made_by=by, made_at=at)
    for name in ("title", "starts_on", "ends_on", "purpose", "document", "document_words"):
        setattr(agreement, name, getattr(plan, name))
    agreement.full_clean(exclude=["document", "made_by"], validate_constraints=False)
    agreement.save()
    Side.objects.bulk_create(
        Side(agreement=agreement, unit_id=unit, position=place) for place, unit in enumerate(sides)
    )
    log.record(events.AGREEMENT_MADE, on=agreement, by=by, units=sides)
    return agreement


@transaction.atomic
def add_obligation(
    side: Side, text: str, *, due_on: date | None = None, by: User, at: datetime
) -> Obligation:
    """Add what a side takes on; any side may propose it. Sides that had agreed are asked again; the same adds nothing.

    Raises PermissionDenied; AgreedError once all have agreed.
    """
    agreement = _open(side.agreement, by)
    if there := side.obligations.filter(text=text.strip(), due_on=due_on).first():
        return there
    last = side.obligations.aggregate(last=Max("number"))["last"] or 0
    made = Obligation(side=side, number=last + 1, text=text.strip(), due_on=due_on)
    made.full_clean(exclude=["side", "task"])
    made.save()
    agreement.sides.update(agreed_at=None, agreed_by=None)
    log.record(events.OBLIGATION_ADDED, on=agreement, by=by, side=side.unit_id, number=made.number)
    return made


@transaction.atomic
def remove_obligation(obligation: Obligation, *, by: User, at: datetime) -> None:
    """Take out what a side was to take on. Raises PermissionDenied; AgreedError; HasTaskError."""
    agreement = _open(obligation.side.agreement, by)
    if obligation.task_id:
        raise HasTaskError
    agreement.sides.update(agreed_at=None, agreed_by=None)
    told: dict[str, Any] = {
        "side": obligation.side.unit_id,
        "number": obligation.number,
        "text": obligation.text,
    }
    log.record(events.OBLIGATION_REMOVED, on=agreement, by=by, **told)
    obligation.delete()


@transaction.atomic
def agree(side: Side, *, by: User, at: datetime) -> Side:
    """Agree for a side to all that stands in the joint programme. Again changes nothing.

    Raises PermissionDenied unless `by` keeps the matters of that side; NoObligationError.
    """
    access.require_keeper(by, side.unit_id)
    agreement = Agreement.objects.select_for_update().get(pk=side.agreement_id)
    side = agreement.sides.get(pk=side.pk)
    if side.agreed_at:
        return side
    if not Obligation.objects.filter(side__agreement=agreement).exists():
        raise NoObligationError
    side.agreed_at, side.agreed_by = at, by
    side.save(update_fields=["agreed_at", "agreed_by"])
    log.record(events.AGREED, on=agreement, by=by, side=side.unit_id)
    return side


def _open(agreement: Agreement, by: User) -> Agreement:
    """Return the joint programme, held until the end of the transaction; not all sides have agreed yet."""
    access.require_speaks_for_a_side(by, agreement)
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if not agreement.sides.filter(agreed_at__isnull=True).exists():
        raise AgreedError
    return agreement
