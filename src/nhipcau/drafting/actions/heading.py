"""What stands around the text of a draft is written."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from nhipcau.audit import log
from nhipcau.drafting import events
from nhipcau.drafting.actions.keeping import save, to_write
from nhipcau.drafting.models import Draft, Layout
from nhipcau.units.models import User


@dataclass(frozen=True, slots=True)
class Head:
    """What stands around the text of a document: heading, number and date if known, recipients, signature."""

    superior: str
    issuer: str
    symbol: str
    place: str
    subject: str
    recipients: str
    filing: str
    authority: str
    signer_title: str
    signer_name: str
    kind: str = "Báo cáo"
    layout: str = Layout.STATE
    addressees: str = ""
    deciding: str = ""
    legal_bases: str = ""


@transaction.atomic
def write_head(draft: Draft, head: Head, *, by: User, at: datetime, before: int) -> Draft:
    """Keep heading and signature. Raises PermissionDenied; IssuedError; ChangedMeanwhileError."""
    draft = to_write(draft, by, before)
    old = {name: getattr(draft, name) for name in Head.__dataclass_fields__}
    new = asdict(head)
    changed = {name: str(value) for name, value in new.items() if value != old[name]}
    if not changed:
        return draft
    for name, value in new.items():
        setattr(draft, name, value)
    draft.full_clean()
    save(draft, by, at)
    log.record(
        events.HEAD_WRITTEN, on=draft, by=by, before={name: str(old[name]) for name in changed}, **changed
    )
    return draft
