"""Who bears which identifier: entered by an administrator, or taken over from a list."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.audit.log import record
from nhipcau.exchange.formats.edxml import key_of
from nhipcau.exchange.packets import access, events
from nhipcau.exchange.packets.errors import (
    IdentifierDaysError,
    IdentifierListError,
    IdentifierTakenError,
)
from nhipcau.exchange.packets.models import OrganisationId
from nhipcau.units.models import Unit, UnitVersion, User

COLUMNS = ("ma_dinh_danh", "ten", "ma_don_vi", "tu_ngay", "den_ngay")
MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Entry:
    """An identifier as it is entered; without a unit it is that of an office elsewhere."""

    code: str
    name: str
    unit: Unit | None
    valid_from: date
    valid_to: date | None = None


@transaction.atomic
def enter_identifier(entry: Entry, *, by: User, at: datetime) -> OrganisationId:
    """Enter an identifier; the same one for the same unit from the same day stays as it is.

    Raises PermissionDenied; IdentifierDaysError; IdentifierTakenError when somebody else bears it at that time.
    """
    access.require_administrator(by, entry.unit.pk if entry.unit else None)
    if entry.valid_to is not None and entry.valid_to <= entry.valid_from:
        raise IdentifierDaysError
    key = key_of(entry.code)
    there = OrganisationId.objects.filter(key=key)
    same = there.filter(unit=entry.unit, valid_from=entry.valid_from, valid_to=entry.valid_to).first()
    if same is not None:
        return same
    other = there.meeting(entry.valid_from, entry.valid_to).first()
    if other is not None:
        raise IdentifierTakenError(str(other))
    made = OrganisationId.objects.create(
        code=entry.code.strip(),
        key=key,
        name=" ".join(entry.name.split()),
        unit=entry.unit,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
    )
    record(events.IDENTIFIER_ENTERED, made, by=by, at=at.isoformat(), code=made.code, unit=made.unit_id)
    return made


@transaction.atomic
def end_identifier(identifier: OrganisationId, last: date, *, by: User, at: datetime) -> OrganisationId:
    """Let an identifier end before the day `last`. Raises PermissionDenied; IdentifierDaysError."""
    access.require_administrator(by, identifier.unit_id)
    if last <= identifier.valid_from:
        raise IdentifierDaysError
    identifier.valid_to = last
    identifier.save(update_fields=["valid_to"])
    record(events.IDENTIFIER_ENDED, identifier, by=by, at=at.isoformat(), valid_to=last.isoformat())
    return identifier


@transaction.atomic
def take_over_list(content: bytes, *, by: User, at: datetime) -> int:
    """Enter every row of a CSV with the columns COLUMNS; all of it, or nothing. Return how many are new.

    Raises PermissionDenied; IdentifierListError naming the row.
    """
    before = OrganisationId.objects.count()
    for row, told in enumerate(_rows(content), start=2):
        try:
            enter_identifier(_entry(told, at.date()), by=by, at=at)
        except (ValueError, IdentifierDaysError, IdentifierTakenError) as error:
            raise IdentifierListError(row, str(error)) from error
    return OrganisationId.objects.count() - before


def _rows(content: bytes) -> Iterator[dict[str, str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise IdentifierListError(1, _("The file is not written in UTF-8.")) from error
    if "\x00" in text:
        raise IdentifierListError(1, _("The file is no CSV."))
    try:
        rows = list(
            csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text.split("\n", 1)[0] else ",")
        )
    except csv.Error as error:
        raise IdentifierListError(1, _("The file is no CSV.")) from error
    if not rows or not {"ma_dinh_danh", "ten"} <= set(rows[0]):
        raise IdentifierListError(1, _("The first line must name the columns: %s.") % ", ".join(COLUMNS))
    if len(rows) > MOST_ROWS:
        raise IdentifierListError(MOST_ROWS, _("There are too many rows; divide the file."))
    yield from ({name: (text or "").strip() for name, text in row.items() if name} for row in rows)


def _entry(told: dict[str, str], today: date) -> Entry:
    if not 0 < len(told["ma_dinh_danh"]) <= 50 or not 0 < len(told["ten"]) <= 200:
        raise ValueError(
            _("The identifier (up to 50 characters) or the name (up to 200) is missing or too long.")
        )
    return Entry(
        code=told["ma_dinh_danh"],
        name=told["ten"],
        unit=_unit(told.get("ma_don_vi", ""), today),
        valid_from=_day(told.get("tu_ngay", "")) or today,
        valid_to=_day(told.get("den_ngay", "")),
    )


def _unit(code: str, today: date) -> Unit | None:
    if not code:
        return None
    found = UnitVersion.objects.on(today).filter(code=code).select_related("unit")[:2]
    if len(found) != 1:
        raise ValueError(_("There is not exactly one unit with the code “%s” today.") % code[:40])
    return found[0].unit


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        if "/" in text:
            day, month, year = (int(part) for part in text.split("/"))
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(_("“%s” is no day: write 31/12/2026.") % text[:40]) from error
