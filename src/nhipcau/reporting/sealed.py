"""Where sealed files lie, and which of them counts."""

from collections.abc import Collection as Some
from pathlib import Path

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from nhipcau.reporting import errors
from nhipcau.reporting.models import Collection, Correction, Seal
from nhipcau.rollup import sealing
from nhipcau.rollup.figures import Sealed

FOLDER = "sealed"


def folder() -> Path:
    """Return where sealed files are kept, beside other private files: never served by an address."""
    return Path(settings.MEDIA_ROOT) / FOLDER


def path_of(seal: Seal) -> Path:
    """Return the file of a seal."""
    return folder() / seal.path


def newest_files(collections: Some[int]) -> dict[int, Sealed]:
    """Return collection → its newest sealed file, of the collections that are sealed. One query.

    Raises SealError where a file is missing or no sealed file.
    """
    newest: dict[int, Seal] = {}
    for one in Seal.objects.filter(collection__in=list(collections)).order_by("revision"):
        newest[one.collection_id] = one
    return {collection: sealing.opened(path_of(one)) for collection, one in newest.items()}


def require_unsealed(collection: int) -> None:
    """Raise SealedError while the figures of a collection are sealed and no correction is open. One query."""
    if _holding(Seal.objects.filter(collection=collection)).exists():
        raise errors.SealedError


def asks_and_sealed(collection: int, unit: int) -> tuple[bool, bool]:
    """Return whether the collection asks the unit, and whether `require_unsealed` would raise. One query."""
    asked = Collection.units.through.objects.filter(collection=OuterRef("pk"), unit=unit)
    held = _holding(Seal.objects.filter(collection=OuterRef("pk")))
    found: tuple[bool, bool] = Collection.objects.values_list(Exists(asked), Exists(held)).get(pk=collection)
    return found


def _holding(seals: "QuerySet[Seal]") -> "QuerySet[Seal]":
    """Return the seals of collections that no correction was opened for."""
    opened = Correction.objects.filter(collection=OuterRef("collection"), seal=None)
    return seals.filter(~Exists(opened))
