"""Every write to a letter: received, passed on, answered, published with consent, closed, erased."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.letterbox import access, errors, events, rules, tasks
from nhipcau.letterbox.models import Letter, LetterFile
from nhipcau.newsroom import actions as newsroom
from nhipcau.newsroom.models import Item, PublicStamp
from nhipcau.newsroom.rules import ORIGINAL
from nhipcau.reporting.rules import working_day_after
from nhipcau.shell.files import Checked
from nhipcau.shell.storing import erase as erase_files
from nhipcau.shell.storing import stored_or_erased
from nhipcau.units.actions import ensure_system_user
from nhipcau.units.holidays import closed_days
from nhipcau.units.models import Unit, User


@dataclass(frozen=True, slots=True)
class Written:
    """What a reader wrote: `token` is that of the form, the same whenever the form is sent again."""

    kind: str
    language: str
    token: UUID
    name: str
    reply_to: str
    subject: str
    words: str
    country: str = ""
    credits: str = ""
    consent: str = rules.NOT_PUBLIC
    item: Item | None = None
    files: Sequence[Checked] = ()


@transaction.atomic
def receive_letter(unit: Unit, written: Written, *, at: datetime) -> Letter:
    """Take in what a reader wrote; the same form sent twice makes one letter. Raises ValidationError."""
    known: Letter | None = Letter.objects.filter(token=written.token).first()
    if known is not None:
        return known
    today = timezone.localdate(at)
    letter = Letter(
        kind=written.kind, unit=unit, item=written.item, language=written.language, token=written.token,
        name=written.name, reply_to=written.reply_to, country=written.country, subject=written.subject,
        words=written.words, credits=written.credits, consent=written.consent, received_at=at,
        due_on=working_day_after(today, rules.ANSWER_WITHIN, closed_days(today.year, today.year + 1)),
    )  # fmt: skip
    letter.full_clean(exclude=["unit", "item"])
    with stored_or_erased() as keep:
        letter.save()
        for one in written.files:
            row = LetterFile(letter=letter, file_name=one.name, media_type=one.media_type, sha256=one.sha256)
            keep(row.file, one.name, one.content)
            row.save()
        log.record(
            events.RECEIVED, on=letter, by=ensure_system_user(), kind=letter.kind, files=len(written.files)
        )
    return letter


@transaction.atomic
def assign_letter(letter: Letter, person: User, *, by: User) -> Letter:
    """Give a letter to somebody of the unit to answer. Raises PermissionDenied; SettledError; NotAHandlerError."""
    letter = _open(letter, by=by)
    if not access.handles(person, letter.unit_id):
        raise errors.NotAHandlerError
    letter.handler = person
    if letter.state == rules.RECEIVED:
        letter.state = rules.IN_HAND
    letter.save(update_fields=["handler", "state"])
    log.record(events.ASSIGNED, on=letter, by=by, person=person.username)
    return letter


@transaction.atomic
def pass_on(letter: Letter, unit: Unit, *, reason: str, by: User) -> Letter:
    """Pass a letter on to the unit that can answer it. Raises PermissionDenied; SettledError; ReasonMissingError."""
    letter = _open(letter, by=by)
    if unit.pk == letter.unit_id:
        raise errors.SameUnitError
    if not reason.strip():
        raise errors.ReasonMissingError
    before, letter.unit, letter.handler, letter.state = letter.unit_id, unit, None, rules.RECEIVED
    letter.save(update_fields=["unit", "handler", "state"])
    log.record(events.PASSED_ON, on=letter, by=by, before=before, after=unit.pk, reason=reason.strip())
    return letter


@transaction.atomic
def write_answer(letter: Letter, answer: str, *, by: User) -> Letter:
    """Write the answer, for somebody else to approve. Raises PermissionDenied; SettledError; NoAnswerError."""
    letter = _open(letter, by=by)
    if not answer.strip():
        raise errors.NoAnswerError
    letter.answer, letter.written_by, letter.state = answer.strip(), by, rules.WRITTEN
    letter.full_clean(exclude=["unit", "item", "handler"])
    letter.save(update_fields=["answer", "written_by", "state"])
    log.record(events.ANSWER_WRITTEN, on=letter, by=by)
    return letter


@transaction.atomic
def approve_answer(letter: Letter, *, by: User, at: datetime) -> Letter:
    """Approve the answer: it goes out by e-mail where the writer left an address, and stands with the receipt.

    Raises PermissionDenied; SettledError; NoAnswerError; OwnAnswerError.
    """
    letter = _open(letter, by=by)
    access.require_approver(by, letter)
    if letter.state != rules.WRITTEN:
        raise errors.NoAnswerError
    if letter.written_by_id == by.pk:
        raise errors.OwnAnswerError
    _settle(letter, rules.ANSWERED, at)
    letter.answered_at = at
    letter.save()
    log.record(events.ANSWERED, on=letter, by=by)
    if rules.is_email(letter.reply_to):
        transaction.on_commit(lambda: tasks.hand_over(letter.pk))
    return letter


@transaction.atomic
def close_letter(letter: Letter, *, reason: str, by: User, at: datetime) -> Letter:
    """Close a letter that is not answered; who wrote it is told the reason with the receipt.

    Raises PermissionDenied; SettledError; ReasonMissingError.
    """
    letter = _open(letter, by=by)
    if not reason.strip():
        raise errors.ReasonMissingError
    _settle(letter, rules.CLOSED, at)
    letter.reason = reason.strip()
    letter.full_clean(exclude=["unit", "item", "handler", "written_by"])
    letter.save()
    log.record(events.CLOSED, on=letter, by=by)
    return letter


@transaction.atomic
def publish_answer(letter: Letter, *, question: str, answer: str, by: User, at: datetime) -> Letter:
    """Let readers read a letter with its answer, in the words given, if its writer agreed.

    Raises PermissionDenied; NotAnsweredError; NoConsentError.
    """
    letter = _held(letter)
    access.require_approver(by, letter)
    if letter.state != rules.ANSWERED or letter.erased_at is not None:
        raise errors.NotAnsweredError
    if letter.consent == rules.NOT_PUBLIC:
        raise errors.NoConsentError
    letter.public_question, letter.public_answer = question.strip(), answer.strip()
    letter.published_at = letter.published_at or at
    letter.full_clean(exclude=["unit", "item", "handler", "written_by"])
    letter.save(update_fields=["public_question", "public_answer", "published_at"])
    PublicStamp.objects.renew()
    log.record(events.PUBLISHED, on=letter, by=by)
    return letter


@transaction.atomic
def unpublish_answer(letter: Letter, *, by: User) -> Letter:
    """Take a published letter down. Raises PermissionDenied."""
    letter = _held(letter)
    access.require_approver(by, letter)
    _take_down(letter)
    log.record(events.UNPUBLISHED, on=letter, by=by)
    return letter


@transaction.atomic
def take_back_consent(letter: Letter) -> Letter:
    """Take back the writer's consent, asked for with the receipt: what was published is gone at once."""
    letter = _held(letter)
    letter.consent = rules.NOT_PUBLIC
    _take_down(letter)
    log.record(events.CONSENT_TAKEN_BACK, on=letter, by=ensure_system_user())
    return letter


@transaction.atomic
def make_item(letter: Letter, *, slug: str, topic: str, contact: str, by: User, at: datetime) -> Item:
    """Make an item of a contribution, with its writer named as the source; it is reviewed like any.

    Raises PermissionDenied unless `by` also writes items for the unit; NoContributionError; SettledError.
    """
    letter = _open(letter, by=by)
    if letter.kind != rules.CONTRIBUTION:
        raise errors.NoContributionError
    details = newsroom.Details("feature", topic, slug, contact)
    item = newsroom.add_item(letter.unit, details, title=letter.subject, by=by, at=at)
    body = "".join(f"<p>{_escaped(line)}</p>" for line in letter.words.splitlines() if line.strip())
    own = item.texts.filter(language=letter.language).first()
    before = own.latest_revision_id if own else None
    words = newsroom.Words(letter.subject, body=body)
    newsroom.write_text(item, letter.language or ORIGINAL, words, by=by, at=at, before=before)
    newsroom.add_source(item, newsroom.Origin(letter.name, person_role=letter.name), by=by, at=at)
    letter.made_item = item
    _settle(letter, rules.ANSWERED, at)
    letter.answered_at = at
    letter.save()
    log.record(events.MADE_ITEM, on=letter, by=by, item=item.pk)
    return item


@transaction.atomic
def erase_letter(letter: Letter, *, by: User, at: datetime) -> Letter:
    """Erase what a letter says of a person; its number, state and days stay, and so does what was published.

    Raises PermissionDenied.
    """
    letter = _held(letter)
    access.require_approver(by, letter)
    return _erase(letter, by=by, at=at)


@transaction.atomic
def erase_old_letters(day: date, *, at: datetime) -> int:
    """Erase the letters whose time is over. Return how many."""
    old = list(Letter.objects.select_for_update().to_erase(day))
    by = ensure_system_user()
    for letter in old:
        _erase(letter, by=by, at=at)
    return len(old)


@transaction.atomic
def note_mailed(letter: Letter, *, at: datetime) -> None:
    """Note that the mail server took the answer."""
    Letter.objects.filter(pk=letter.pk).update(mailed_at=at)


def _erase(letter: Letter, *, by: User, at: datetime) -> Letter:
    for name in ("name", "reply_to", "country", "subject", "words", "credits", "answer"):
        setattr(letter, name, "")
    letter.erased_at = at
    letter.save()
    files = [one.file for one in letter.files.all()]
    letter.files.all().delete()
    log.record(events.ERASED, on=letter, by=by)
    transaction.on_commit(lambda: erase_files(files))
    return letter


def _take_down(letter: Letter) -> None:
    letter.published_at, letter.public_question, letter.public_answer = None, "", ""
    letter.save()
    PublicStamp.objects.renew()


def _settle(letter: Letter, state: str, at: datetime) -> None:
    letter.state = state
    letter.erase_on = timezone.localdate(at) + timedelta(days=rules.KEPT_DAYS)


def _held(letter: Letter) -> Letter:
    held: Letter = Letter.objects.select_for_update(of=("self",)).select_related("unit").get(pk=letter.pk)
    return held


def _open(letter: Letter, *, by: User) -> Letter:
    letter = _held(letter)
    access.require_handler(by, letter)
    if letter.state not in rules.OPEN:
        raise errors.SettledError
    return letter


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
