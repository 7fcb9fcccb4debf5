"""The bodies that issue a document together with the first one are written, and their numbers when it is issued."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from nhipcau.audit import log
from nhipcau.drafting import contents, events
from nhipcau.drafting.actions.keeping import save, to_write
from nhipcau.drafting.models import Draft, Partner
from nhipcau.units.models import User


@dataclass(frozen=True, slots=True)
class Side:
    """One of several bodies as it stands in heading and signature; `unit` is its key where the system knows it."""

    issuer: str
    symbol: str
    signer_title: str
    superior: str = ""
    authority: str = ""
    signer_name: str = ""
    unit: int | None = None


@transaction.atomic
def write_partners(draft: Draft, sides: Sequence[Side], *, by: User, at: datetime, before: int) -> Draft:
    """Keep the bodies that issue the document together with the first one, in this order.

    Raises PermissionDenied; IssuedError; UnderReviewError; ChangedMeanwhileError.
    """
    draft = to_write(draft, by, before)
    old, new = contents.partners_of(draft), [_stored(side) for side in sides]
    if new == old:
        return draft
    keep_partners(draft, new)
    save(draft, by, at)
    names = [side["issuer"] for side in old]
    log.record(events.PARTNERS_WRITTEN, on=draft, by=by, before=names, after=[side.issuer for side in sides])
    return draft


def keep_partners(draft: Draft, partners: Sequence[Mapping[str, object]]) -> None:
    """Let `partners`, as `contents.partners_of` gives them, be the bodies beside the first one."""
    draft.partners.all().delete()
    for position, fields in enumerate(partners, 1):
        partner = Partner(draft=draft, position=position, **fields)
        partner.full_clean()
        partner.save()


def number_partners(draft: Draft, numbers: Mapping[int, int]) -> None:
    """Note the number that each partner (by its key) gave from its own register; the others leave their room."""
    for partner in draft.partners.all():
        if partner.pk in numbers:
            partner.number = numbers[partner.pk]
            partner.full_clean()
            partner.save()


def _stored(side: Side) -> dict[str, object]:
    fields = asdict(side)
    return {"unit_id": fields.pop("unit"), **fields}
