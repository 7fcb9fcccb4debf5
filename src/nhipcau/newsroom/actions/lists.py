"""Keeping the place's own lists: languages, topics, audiences, the glossary, names of places, maps."""

from typing import Any

from django.db import models, transaction

from nhipcau.audit import log
from nhipcau.newsroom import access, events
from nhipcau.newsroom.models import Place, PublicStamp, Term
from nhipcau.units.models import User


@transaction.atomic
def keep_line(line: models.Model, *, by: User) -> models.Model:
    """Keep a line of a list, new or changed. Raises PermissionDenied; ValidationError for what cannot stand in it."""
    access.require_keeper(by)
    line.full_clean()
    line.save()
    PublicStamp.objects.renew()
    log.record(events.LIST_CHANGED, on=line, by=by, **_told(line))
    return line


@transaction.atomic
def strike_line(line: Term | Place, *, by: User) -> None:
    """Take a term or the name of a place out of its list. Raises PermissionDenied."""
    access.require_keeper(by)
    log.record(events.LIST_CHANGED, on=line, by=by, struck=str(line))
    line.delete()


def _told(line: models.Model) -> dict[str, Any]:
    kept = {field.name: field.value_from_object(line) for field in line._meta.concrete_fields}
    return {name: value for name, value in kept.items() if isinstance(value, str | int | bool | list | dict)}
