"""The door to drafts: who reads them, who writes them, who issues."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from nhipcau.drafting.models import Draft
from nhipcau.drafting.querysets import DraftQuerySet
from nhipcau.drafting.rules import TERRITORIES
from nhipcau.reporting.models import Form
from nhipcau.units import access as units
from nhipcau.units import reach
from nhipcau.units.models import Role, Unit

READERS = (Role.OFFICER, Role.APPROVER, Role.AUDITOR)
WRITERS = (Role.OFFICER,)


def visible_drafts(user: Any) -> DraftQuerySet:
    """Return the drafts of the units `user` writes, approves or audits for. Three queries before its own."""
    return Draft.objects.of_units(units.units_where(user, READERS))


def get_draft(user: Any, pk: int) -> Draft:
    """Return the draft if `user` may read it. Raises Http404 otherwise."""
    draft: Draft | None = visible_drafts(user).in_full().filter(pk=pk).first()
    if draft is None:
        raise Http404
    return draft


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
    return reach.tree().below([draft.unit_id, draft.reports_on_id], draft.period.ends_on)


def may_write(user: Any, draft: Draft) -> bool:
    """Return whether `user` may change the draft while it is one."""
    return units.may(user, draft.unit_id, Role.OFFICER)


def may_issue(user: Any, draft: Draft) -> bool:
    """Return whether `user` may issue the draft."""
    return units.may(user, draft.unit_id, Role.APPROVER)


def require_writer(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` drafts for the unit."""
    units.require(user, unit_id, Role.OFFICER)


def require_issuer(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` approves for the unit."""
    units.require(user, unit_id, Role.APPROVER)
