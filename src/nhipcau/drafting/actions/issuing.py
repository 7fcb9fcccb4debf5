"""An approved document is issued: numbered, frozen, stored, registered and sent, or nothing of that."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType

from django.db import transaction
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.drafting import access, composing, events, overviews, tasks
from nhipcau.drafting.actions.keeping import open_draft, save
from nhipcau.drafting.actions.partners import number_partners
from nhipcau.drafting.actions.sending import send_to_units
from nhipcau.drafting.composing import Figures
from nhipcau.drafting.errors import (
    ChangedSinceCheckedError,
    FutureDateError,
    NotApprovedError,
    NotReadyError,
    UnprintableError,
)
from nhipcau.drafting.figures import freeze, period_words
from nhipcau.drafting.models import Draft, DraftState, Step, StepKind
from nhipcau.drafting.rules import SectionText
from nhipcau.registry.actions import issue_document
from nhipcau.registry.numbering import take_number
from nhipcau.shell.storing import erase, stored_or_erased
from nhipcau.units.models import User
from nhipcau.writing import OfficialDocument, WritingError, to_json


@transaction.atomic
def issue_draft(
    draft: Draft,
    *,
    issued_on: date,
    looked_at: str,
    partner_numbers: Mapping[int, int] = MappingProxyType({}),
    by: User,
    at: datetime,
) -> Draft:
    """Issue what was approved: number it, freeze its figures, store its files, register and send it.

    The number is the next of the unit's register; a refusal gives it back. `looked_at` is the fingerprint of the text
    and figures that the person who issues has before them: it has to be the approved one. `partner_numbers` are what
    the other bodies gave it in their own registers, by the key of the partner.
    Raises PermissionDenied; IssuedError; ChangedSinceCheckedError; NotApprovedError; NotReadyError; FutureDateError;
    UnprintableError; what `registry.numbering.take_number` and `registry.actions.issue_document` raise.
    """
    access.require_party(by, draft.unit_id)
    draft = open_draft(draft)
    page = overviews.draft_page(draft)
    figures, texts = page.figures, page.texts
    _require_approved(draft, page.fingerprint, looked_at)
    if page.blocking:
        raise NotReadyError(page.blocking[0].message)
    if issued_on > timezone.localdate(at):
        raise FutureDateError
    draft.issued_on = issued_on
    number_partners(draft, partner_numbers)
    freeze(draft, composing.used_keys(texts), figures)
    draft.number = take_number(draft.unit, draft.kind, draft.layout, issued_on, by=by, at=at)
    draft.state, draft.issued_at, draft.issued_by = DraftState.ISSUED, at, by
    draft.full_clean()
    printed = _printed(draft, texts, figures)
    draft.printed = to_json(printed)
    save(draft, by, at)
    Step.objects.create(draft=draft, kind=StepKind.ISSUED, revision=draft.revision, taken_at=at, taken_by=by)
    send_to_units(draft, at)
    frozen = {key: str(figures[key].number) for key in composing.used_keys(texts)}
    log.record(events.ISSUED, on=draft, by=by, number=composing.full_number(draft), figures=frozen)
    _store(draft, printed, by=by, at=at)
    transaction.on_commit(lambda: tasks.hand_over(draft.pk))
    return draft


def _printed(draft: Draft, texts: Sequence[SectionText], figures: Figures) -> OfficialDocument:
    try:
        return composing.official_document(draft, texts, figures)
    except WritingError as error:
        raise UnprintableError(composing.writing_words(error)) from error


def _require_approved(draft: Draft, fingerprint: str, looked_at: str) -> None:
    if fingerprint != looked_at:
        raise ChangedSinceCheckedError
    approved = draft.approved_revision == draft.revision and draft.approved_fingerprint == fingerprint
    if draft.state != DraftState.APPROVED or not approved:
        raise NotApprovedError


def _store(draft: Draft, printed: OfficialDocument, *, by: User, at: datetime) -> None:
    """Store both files, with their SHA-256, and enter the document in the register: the last step of the action."""
    word, pdf = composing.files_of(printed)
    issued_on = _known(draft.issued_on)
    document = issue_document(
        draft.unit,
        kind=draft.kind.lower(),
        number=composing.full_number(draft),
        issued_on=issued_on,
        authority=" ".join(draft.issuer.split()),
        subject=draft.subject,
        signer=draft.signer_name,
        file_name=file_name(draft),
        content=word,
        by=by,
        at=at,
    )
    try:
        with stored_or_erased() as keep:
            draft.document, draft.pdf_sha256 = document, hashlib.sha256(pdf).hexdigest()
            keep(draft.pdf, file_name(draft, ".pdf"), pdf)
            draft.save(update_fields=["document", "pdf", "pdf_sha256"])
    except BaseException:
        # The row of the register goes with the transaction; its file must not stay behind.
        erase([document.file])
        raise


def file_name(draft: Draft, ending: str = ".docx") -> str:
    """Return the name of the document's file: with the number once issued, marked as a draft before."""
    if draft.state == DraftState.ISSUED:
        return f"{draft.kind} {composing.full_number(draft).replace('/', '-')}{ending}"
    about = f"{draft.symbol}, {period_words(draft.period)}" if draft.period else draft.symbol
    return f"DỰ THẢO {draft.kind} {about.replace('/', '-')}{ending}"


def _known(day: date | None) -> date:
    if day is None:
        raise NotReadyError
    return day
