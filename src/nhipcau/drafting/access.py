"""The door to drafts: who reads them, who writes them, who issues."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from nhipcau.drafting.models import Comment, Draft, DraftState, Recipient
from nhipcau.drafting.querysets import DraftQuerySet, RecipientQuerySet
from nhipcau.drafting.rules import TERRITORIES
from nhipcau.programmes import access as programmes
from nhipcau.reporting.models import Form
from nhipcau.units import access as units
from nhipcau.units import reach
from nhipcau.units.models import Role, Unit

Audiences = dict[str, tuple[str, tuple[int, ...]]]
# Who opens and acknowledges a document that reached their unit: whoever works there.
RECEIVERS = (Role.REPORTER, Role.OFFICER, Role.APPROVER)
READERS = (Role.OFFICER, Role.APPROVER, Role.AUDITOR)
APPROVERS = (Role.APPROVER,)
WRITERS = (Role.OFFICER,)
COMMENTERS = (Role.OFFICER, Role.APPROVER)


def visible_drafts(user: Any) -> DraftQuerySet:
    """Return the drafts of the units `user` writes, approves or audits for. Three queries before its own."""
    return Draft.objects.of_units(units.units_where(user, READERS))


def get_draft(user: Any, pk: int) -> Draft:
    """Return the draft if `user` may read it. Raises Http404 otherwise."""
    draft: Draft | None = visible_drafts(user).in_full().filter(pk=pk).first()
    if draft is None:
        raise Http404
    return draft


def received(user: Any) -> RecipientQuerySet:
    """Return the issued documents that reached the units in which `user` works, or those they took over from."""
    return Recipient.objects.that_reached(receiving_units(user))


def receiving_units(user: Any) -> frozenset[int]:
    """Return the units that `user` receives documents for: of an officer only the own, not those below."""
    own = units.held_units(user, RECEIVERS)
    return reach.with_ended(own, timezone.localdate()) if own else own


def get_received(user: Any, pk: int) -> Recipient:
    """Return what reached a unit of `user`. Raises Http404 otherwise."""
    found: Recipient | None = received(user).in_full().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def receives(user: Any) -> bool:
    """Return whether `user` works for a unit that documents may reach."""
    return bool(units.held_units(user, RECEIVERS))


def require_receives(user: Any) -> None:
    """Raise PermissionDenied unless `user` works for a unit."""
    if not receives(user):
        raise PermissionDenied("receive documents")


def units_to_send_to(user: Any) -> tuple[dict[int, str], Audiences]:
    """Return every unit of today by the name to choose it by, and the sets of units that may be chosen at once.

    A document goes up as well as down: anybody who issues may send to any unit.
    """
    return programmes.all_units(), programmes.audiences(user)


def require_receiver(user: Any, recipient: Recipient) -> None:
    """Raise PermissionDenied unless `user` works for the unit that the document was sent to."""
    if not received(user).filter(pk=recipient.pk).exists():
        raise PermissionDenied("acknowledge for another unit")


def require_reader(user: Any) -> None:
    """Raise PermissionDenied unless `user` reads drafts somewhere."""
    if not units.roles_of(user) & frozenset(READERS):
        raise PermissionDenied("read drafts")


def units_to_write_for(user: Any) -> frozenset[int]:
    """Return the units `user` may draft for."""
    return units.units_where(user, WRITERS)


def scope_of(unit: Unit, day: date) -> int:
    """Return the unit whose totals a report of `unit` rests on: itself, or the one over it when it asks for figures.

    A department gathers the figures of the whole territory it works for, of which it is a part.
    """
    version = unit.version_on(day) or unit.latest
    if version is None or version.kind in TERRITORIES or not Form.objects.filter(unit=unit).exists():
        return unit.pk
    return version.territory_id or version.parent_id or unit.pk


def units_to_count(draft: Draft) -> frozenset[int]:
    """Return the units whose figures may stand in the draft: at and below the one it reports on."""
    return reach.tree().below([draft.unit_id, draft.reports_on_id], draft.day)


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person may do with a draft as far as it is."""

    write: bool = False
    approve: bool = False
    issue: bool = False
    reopen: bool = False

    @classmethod
    def of(cls, user: Any, draft: Draft) -> "Rights":
        """Return what `user` may do with the draft now."""
        writes, approves = may_write(user, draft), may_approve(user, draft)
        waiting = draft.state in (DraftState.IN_REVIEW, DraftState.APPROVED)
        return cls(
            write=writes and draft.state == DraftState.DRAFT,
            approve=approves and draft.state == DraftState.IN_REVIEW,
            issue=(writes or approves) and draft.state == DraftState.APPROVED,
            reopen=(writes or approves) and waiting,
        )


def may_write(user: Any, draft: Draft) -> bool:
    """Return whether `user` may change the draft while it is one."""
    return units.may(user, draft.unit_id, Role.OFFICER)


def may_approve(user: Any, draft: Draft) -> bool:
    """Return whether `user` may approve the draft or give it back."""
    return units.may(user, draft.unit_id, Role.APPROVER)


def may_issue(user: Any, draft: Draft) -> bool:
    """Return whether `user` may issue the draft once it is approved."""
    return may_write(user, draft) or may_approve(user, draft)


def require_writer(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` drafts for the unit."""
    units.require(user, unit_id, Role.OFFICER)


def require_approver(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` approves for the unit."""
    units.require(user, unit_id, Role.APPROVER)


def may_comment(user: Any, draft: Draft) -> bool:
    """Return whether `user` may say something about the draft: who writes or approves for its unit."""
    return units.may(user, draft.unit_id, *COMMENTERS)


def require_commenter(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` writes or approves for the unit."""
    units.require(user, unit_id, *COMMENTERS)


def get_comment(user: Any, pk: int) -> Comment:
    """Return the comment if `user` may read its draft. Raises Http404 otherwise."""
    comment: Comment | None = Comment.objects.filter(pk=pk, draft__in=visible_drafts(user)).first()
    if comment is None:
        raise Http404
    return comment


def require_party(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` writes or approves for the unit; either issues what was approved."""
    units.require(user, unit_id, Role.OFFICER, Role.APPROVER)
