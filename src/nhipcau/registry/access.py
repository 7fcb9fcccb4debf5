"""The door to the register: who reads it and who keeps it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from nhipcau.registry.models import (
    CommitteeTerm,
    Document,
    Finding,
    IssuedNumber,
    NumberSeries,
    Relation,
    SecretRemoval,
)
from nhipcau.registry.querysets import CommitteeTermQuerySet, DocumentQuerySet, NumberSeriesQuerySet
from nhipcau.units import access as units
from nhipcau.units.models import Role

READERS = (Role.OFFICER, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR)
KEEPERS = (Role.OFFICER,)
ISSUERS = (Role.OFFICER, Role.APPROVER)
NUMBERERS = (Role.OFFICER, Role.ADMINISTRATOR)
"""Who sets up terms of committees, begins series at a number, and declares numbers void."""


def visible_documents(user: Any) -> DocumentQuerySet:
    """Return the documents in the registers `user` reads. Three queries before the one evaluated."""
    return Document.objects.of_units(units.units_where(user, READERS))


def citable(user: Any) -> DocumentQuerySet:
    """Return the documents that `user` may cite: those in the register, of the registers they read."""
    return visible_documents(user).registered()


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


def get_relation(user: Any, pk: int) -> Relation:
    """Return the relation if `user` reads the registers of both its documents. Raises Http404 otherwise."""
    seen = visible_documents(user)
    found = Relation.objects.confirmed().with_ends().filter(document__in=seen, target__in=seen)
    relation = found.filter(pk=pk).first()
    if relation is None:
        raise Http404
    return relation


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


def visible_series(user: Any) -> NumberSeriesQuerySet:
    """Return the series of numbers of the registers `user` reads. Three queries before the one evaluated."""
    return NumberSeries.objects.of_units(units.units_where(user, READERS))


def get_series(user: Any, pk: int) -> NumberSeries:
    """Return the series if `user` reads the register of its unit. Raises Http404 otherwise."""
    found = visible_series(user).select_related("unit", "term").prefetch_related("unit__versions")
    series = found.filter(pk=pk).first()
    if series is None:
        raise Http404
    return series


def visible_terms(user: Any) -> CommitteeTermQuerySet:
    """Return the terms of the committees whose registers `user` reads."""
    found = CommitteeTerm.objects.filter(unit__in=units.units_where(user, READERS))
    return found.select_related("unit").prefetch_related("unit__versions")


def get_term(user: Any, pk: int) -> CommitteeTerm:
    """Return the term if `user` reads the register of its committee. Raises Http404 otherwise."""
    term = visible_terms(user).filter(pk=pk).first()
    if term is None:
        raise Http404
    return term


def get_issued_number(user: Any, pk: int) -> IssuedNumber:
    """Return the number given if `user` reads the register of its unit. Raises Http404 otherwise."""
    found = IssuedNumber.objects.with_documents().select_related("series__unit", "series__term")
    number = found.filter(pk=pk, series__in=visible_series(user)).first()
    if number is None:
        raise Http404
    return number


def numberer_units(user: Any) -> frozenset[int]:
    """Return the units for which `user` sets up terms and series."""
    return units.units_where(user, NUMBERERS)


def numbers(user: Any, unit_id: int) -> bool:
    """Return whether `user` sets up terms and series of the unit."""
    return units.may(user, unit_id, *NUMBERERS)


def require_numberer(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` sets up terms and series of the unit."""
    units.require(user, unit_id, *NUMBERERS)


def get_removal(user: Any, pk: int) -> SecretRemoval:
    """Return the note that a file of `user` was removed. Raises Http404 for what is another person's."""
    removal = SecretRemoval.objects.filter(pk=pk, person=user).first()
    if removal is None:
        raise Http404
    return removal
