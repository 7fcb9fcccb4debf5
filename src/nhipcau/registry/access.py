"""The door to the register: who reads it and who keeps it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from nhipcau.registry.models import Document, Finding
from nhipcau.registry.querysets import DocumentQuerySet
from nhipcau.units import access as units
from nhipcau.units.models import Role

READERS = (Role.OFFICER, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR)
KEEPERS = (Role.OFFICER,)
ISSUERS = (Role.OFFICER, Role.APPROVER)


def visible_documents(user: Any) -> DocumentQuerySet:
    """Return the documents in the registers `user` reads. Three queries before the one evaluated."""
    return Document.objects.of_units(units.units_where(user, READERS))


def require_reader(user: Any) -> None:
    """Raise PermissionDenied unless `user` reads some register."""
    if not units.units_where(user, READERS):
        raise PermissionDenied("reader of a register")


def get_document(user: Any, pk: int) -> Document:
    """Return the document if `user` reads its register. Raises Http404 otherwise."""
    found = visible_documents(user).select_related("unit", "received_by").prefetch_related("unit__versions")
    document = found.filter(pk=pk).first()
    if document is None:
        raise Http404
    return document


def get_finding(user: Any, pk: int) -> Finding:
    """Return the finding if `user` reads the register its document is in. Raises Http404 otherwise."""
    found = Finding.objects.select_related("document").filter(document__in=visible_documents(user))
    finding = found.filter(pk=pk).first()
    if finding is None:
        raise Http404
    return finding


def keeper_units(user: Any) -> frozenset[int]:
    """Return the units whose register `user` keeps."""
    return units.units_where(user, KEEPERS)


def keeps(user: Any, unit_id: int) -> bool:
    """Return whether `user` keeps the register of the unit."""
    return units.may(user, unit_id, *KEEPERS)


def require_keeper(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` keeps the register of the unit."""
    units.require(user, unit_id, *KEEPERS)


def require_taker(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` keeps the register of the unit, or is the installation itself."""
    if not user.is_system:
        require_keeper(user, unit_id)


def require_rereader(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` keeps the register of the unit, or is the installation itself."""
    if not user.is_system:
        require_keeper(user, unit_id)


def require_issuer(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` may enter issued documents into the register of the unit."""
    units.require(user, unit_id, *ISSUERS)
