"""Every write to a good practice itself: written, with figures and evidence, proposed, decided on, commended."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.indicators.models import Indicator
from nhipcau.practices import access, events, rules
from nhipcau.practices.errors import (
    CommendedAlreadyError,
    ElsewhereError,
    EndedUnitError,
    ForeignerError,
    FutureDecisionError,
    KnownFigureError,
    KnownProofError,
    NoFiguresError,
    NotAboveError,
    NotAcceptedError,
    OldPageError,
    SentOnError,
    UnsaidError,
)
from nhipcau.practices.models import (
    Act,
    Commendation,
    Practice,
    PracticeFigure,
    PracticeProof,
    PracticeState,
    PracticeStep,
)
from nhipcau.practices.overviews import may_be_commended
from nhipcau.programmes.models import Assignment
from nhipcau.registry.models import Document
from nhipcau.shell.files import Checked
from nhipcau.shell.storing import erase, stored_or_erased
from nhipcau.units.models import Unit, User


@dataclass(frozen=True, slots=True)
class Told:
    """What a practice says: what was done, how others could do it, and from which task or activity it comes."""

    title: str
    done: str
    how: str
    assignment: Assignment | None = None
    origin: str = ""
    origin_title: str = ""


@dataclass(frozen=True, slots=True)
class FigureTaken:
    """A figure for a practice; from an approved report (`approved`), or typed with its source."""

    name: str
    period: str
    number: Decimal
    measure: str = ""
    source: str = ""
    indicator: Indicator | None = None
    approved: bool = False


@transaction.atomic
def write(unit: Unit, told: Told, *, token: UUID, by: User, at: datetime) -> Practice:
    """Write down a practice of the unit, as a draft. With the token of one written before, that one is given.

    Raises PermissionDenied; EndedUnitError; ElsewhereError; OldPageError.
    """
    access.require_writer(by, unit.pk)
    if kept := _written_before(token, by):
        return kept
    if not access.stands(unit.pk):
        raise EndedUnitError
    practice = Practice(unit=unit, token=token, made_at=at, made_by=by)
    try:
        with transaction.atomic():
            _enter(practice, told)
    except IntegrityError as error:  # the same page at the same moment, or somebody else's token
        if kept := _written_before(token, by):
            return kept
        raise OldPageError from error
    log.record(events.WRITTEN, on=practice, by=by, unit=unit.pk)
    return practice


def _written_before(token: UUID, by: User) -> Practice | None:
    return Practice.objects.filter(token=token, made_by=by).first()


@transaction.atomic
def change(practice: Practice, told: Told, *, by: User) -> Practice:
    """Change what a practice says, before it is proposed. Raises PermissionDenied; SentOnError; ElsewhereError."""
    practice = _being_written(practice, by)
    _enter(practice, told)
    log.record(events.CHANGED, on=practice, by=by)
    return practice


def _enter(practice: Practice, told: Told) -> None:
    if told.assignment is not None and told.assignment.unit_id != practice.unit_id:
        raise ElsewhereError
    for name in ("title", "done", "how", "assignment", "origin", "origin_title"):
        setattr(practice, name, getattr(told, name))
    practice.save()


def _held(practice: Practice) -> Practice:
    return Practice.objects.select_for_update().get(pk=practice.pk)


def _being_written(practice: Practice, by: User) -> Practice:
    access.require_writer(by, practice.unit_id)
    practice = _held(practice)
    if practice.state not in rules.WRITTEN:
        raise SentOnError
    return practice


@transaction.atomic
def add_figure(practice: Practice, figure: FigureTaken, *, by: User) -> PracticeFigure:
    """Add a figure. Raises PermissionDenied; SentOnError; KnownFigureError."""
    practice = _being_written(practice, by)
    if practice.figures.filter(name=figure.name, period=figure.period).exists():
        raise KnownFigureError
    row = PracticeFigure(
        practice=practice,
        indicator=figure.indicator,
        name=figure.name,
        measure=figure.measure,
        period=figure.period,
        number=figure.number,
        source=figure.source,
        approved=figure.approved,
    )
    row.full_clean(exclude=["practice", "indicator"])
    row.save()
    log.record(events.FIGURE_ADDED, on=practice, by=by, name=figure.name, number=str(figure.number))
    return row


@transaction.atomic
def remove_figure(figure: PracticeFigure, *, by: User) -> None:
    """Take a figure out. Raises PermissionDenied; SentOnError."""
    practice = _being_written(figure.practice, by)
    log.record(events.FIGURE_REMOVED, on=practice, by=by, name=figure.name)
    figure.delete()


@transaction.atomic
def add_proof(
    practice: Practice, *, link: str = "", file: Checked | None = None, by: User, at: datetime
) -> PracticeProof:
    """Add a file or a link that shows what was done. Raises PermissionDenied; SentOnError; KnownProofError."""
    practice = _being_written(practice, by)
    row = PracticeProof(practice=practice, link=link, at=at, by=by)
    if file:
        row.file_name, row.sha256 = file.name, file.sha256
    if practice.proofs.filter(link=link, sha256=row.sha256).exists():
        raise KnownProofError
    log.record(events.PROOF_ADDED, on=practice, by=by, link=link, sha256=row.sha256)
    with stored_or_erased() as keep:
        if file:
            keep(row.file, f"{file.sha256[:32]}.{file.name.rpartition('.')[2].lower()}", file.content)
        row.save()
    return row


@transaction.atomic
def remove_proof(proof: PracticeProof, *, by: User) -> None:
    """Take a file or link out. Raises PermissionDenied; SentOnError."""
    practice = _being_written(proof.practice, by)
    files = [proof.file] if proof.file else []
    log.record(events.PROOF_REMOVED, on=practice, by=by, link=proof.link, sha256=proof.sha256)
    proof.delete()
    transaction.on_commit(lambda: erase(files))


_EVENTS = {
    Act.SEND: events.PROPOSED,
    Act.TAKE_BACK: events.TAKEN_BACK,
    Act.REVIEW: events.UNDER_REVIEW,
    Act.ACCEPT: events.ACCEPTED,
    Act.REFUSE: events.NOT_ACCEPTED,
    Act.SEND_BACK: events.SENT_BACK,
}
_BY_THE_UNIT = frozenset({Act.SEND, Act.TAKE_BACK})
_WITH_REASON = frozenset({Act.REFUSE, Act.SEND_BACK})


@transaction.atomic
def propose(practice: Practice, asked_of: Unit, *, by: User, at: datetime) -> Practice:
    """Propose a practice to a unit above, or to one that gives tasks to the unit.

    Raises PermissionDenied; SentOnError; NoFiguresError; NotAboveError.
    """
    practice = _being_written(practice, by)
    if not practice.figures.exists():
        raise NoFiguresError
    if asked_of.pk not in access.may_be_asked(practice.unit_id):
        raise NotAboveError
    practice.asked_of, practice.proposed_at = asked_of, at
    practice.save(update_fields=["asked_of", "proposed_at"])
    return _go(practice, Act.SEND, "", by, at)


@transaction.atomic
def decide(practice: Practice, act: Act, reason: str = "", *, by: User, at: datetime) -> Practice:
    """Go on with a proposal: taken back by its unit; else reviewed, accepted, refused or sent back by whom it was put to.

    Raises PermissionDenied; SentOnError; UnsaidError where a reason is owed.
    """
    practice = _held(practice)
    if act in _BY_THE_UNIT:
        access.require_writer(by, practice.unit_id)
    else:
        access.require_judge(by, practice)
    if act == Act.SEND:
        raise SentOnError
    return _go(practice, act, reason.strip(), by, at)


def _go(practice: Practice, act: Act, reason: str, by: User, at: datetime) -> Practice:
    after = rules.after(practice.state, act)
    if after is None:
        raise SentOnError
    if act in _WITH_REASON and not reason:
        raise UnsaidError
    practice.state = after
    if after == PracticeState.ACCEPTED:
        practice.accepted_at = at
    practice.save(update_fields=["state", "accepted_at"])
    PracticeStep.objects.create(practice=practice, act=act, reason=reason, at=at, by=by)
    log.record(_EVENTS[act], on=practice, by=by, reason=reason)
    return practice


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that commends a unit: which authority, in what form, its number and day."""

    authority: str
    form: str
    number: str
    decided_on: date
    document: Document | None = None


@transaction.atomic
def commend(practice: Practice, unit: Unit, decided: Decided, *, by: User, at: datetime) -> Commendation:
    """Enter a decision that commends a unit for a practice: the one it comes from, or one that took it up.

    Raises PermissionDenied; NotAcceptedError; ForeignerError; FutureDecisionError; CommendedAlreadyError.
    """
    practice = _held(practice)
    access.require_judge(by, practice)
    if practice.state != PracticeState.ACCEPTED:
        raise NotAcceptedError
    if unit.pk not in may_be_commended(practice):
        raise ForeignerError
    if decided.decided_on > timezone.localdate(at):
        raise FutureDecisionError
    same = {"unit": unit, "number": decided.number, "decided_on": decided.decided_on}
    if practice.commendations.filter(**same).exists():
        raise CommendedAlreadyError
    row = Commendation.objects.create(
        practice=practice, **same, authority=decided.authority, form=decided.form, document=decided.document,
        at=at, by=by,
    )  # fmt: skip
    log.record(events.COMMENDED, on=practice, by=by, unit=unit.pk, number=decided.number)
    return row
