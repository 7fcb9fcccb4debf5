"""Actions on lists of units: take one in, say what its columns and doubtful rows mean, apply it in one transaction."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from nhipcau.audit.log import record
from nhipcau.units import access, events, keeping, reach, tables, versions
from nhipcau.units.comparing import Compared, Comparison, Outcome, compare, rows_of
from nhipcau.units.errors import (
    ChangedSinceError,
    ColumnsError,
    LegalBasisError,
    ListAppliedError,
    ListNotReadyError,
    NothingChangedError,
    TableRefusedError,
)
from nhipcau.units.models import ChangeKind, Kind, Line, Role, Unit, UnitChange, UnitList, User
from nhipcau.units.tables import Table, TableError
from nhipcau.units.versions import UnitFields, fields_of

_CHANGES = {
    Outcome.RENAMED: ChangeKind.RENAME,
    Outcome.RETYPED: ChangeKind.RETYPE,
    Outcome.RECODED: ChangeKind.RECODE,
    Outcome.MOVED: ChangeKind.REPARENT,
}


@transaction.atomic
def take_in_list(
    name: str, content: bytes, *, effective_on: date, legal_basis: str, by: User, at: datetime
) -> UnitList:
    """Keep the rows of a file, to be compared with what is here; no unit is written.

    Raises PermissionDenied unless `by` is an administrator; TableRefusedError, LegalBasisError.
    """
    access.require_somewhere(by, Role.ADMINISTRATOR)
    if not legal_basis.strip():
        raise LegalBasisError
    try:
        table: Table = tables.read_table(name, content)
    except TableError as error:
        raise TableRefusedError(error.reason) from error
    kept = UnitList(
        name=name[-200:],
        effective_on=effective_on,
        legal_basis=legal_basis.strip(),
        headings=list(table.headings),
        columns=tables.columns_of(table.headings) | {"first": table.first},
        rows=[list(row) for row in table.rows],
        taken_in_by=by,
        taken_in_at=at,
    )
    kept.full_clean(exclude=["choices"])
    kept.save()
    record(events.LIST_TAKEN_IN, kept, by=by, at=at.isoformat(), rows=len(table.rows))
    return kept


@transaction.atomic
def name_columns(kept: UnitList, columns: Mapping[str, int], *, by: User, at: datetime) -> None:
    """Say what the columns mean. Raises PermissionDenied; ListAppliedError; ColumnsError."""
    kept = _open_list(kept, by)
    if any(field not in columns for field in tables.REQUIRED) or len(set(columns.values())) < len(columns):
        raise ColumnsError
    kept.columns = {**columns, "first": kept.columns["first"]}
    kept.choices = {}
    kept.save(update_fields=["columns", "choices"])
    record(events.LIST_COLUMNS_NAMED, kept, by=by, at=at.isoformat(), columns=dict(columns))


@transaction.atomic
def choose_for_list(
    kept: UnitList, choices: Mapping[str, str], ending: Collection[int], *, by: User, at: datetime
) -> None:
    """Say which unit each doubtful row is, and which missing units end. Raises PermissionDenied; ListAppliedError."""
    kept = _open_list(kept, by)
    rows = {**kept.choices.get("rows", {}), **choices}
    kept.choices = {"rows": {row: choice for row, choice in rows.items() if choice}, "ending": sorted(ending)}
    kept.save(update_fields=["choices"])
    record(events.LIST_CHOICES_MADE, kept, by=by, at=at.isoformat(), chosen=len(rows), ending=len(ending))


def comparison_of(kept: UnitList, user: User) -> Comparison:
    """Return what the list comes to among the units that `user` administers."""
    columns = {field: at for field, at in kept.columns.items() if field != "first"}
    rows = rows_of(kept.rows, columns, kept.columns["first"])
    scope, tree = access.units_where(user, [Role.ADMINISTRATOR]), reach.tree()
    day = kept.effective_on
    countries = [unit for unit, each in tree.on(day).items() if each.kind == Kind.COUNTRY and unit in scope]
    return compare(rows, tree, day, scope, kept.choices.get("rows", {}), next(iter(countries), None))


@transaction.atomic
def apply_list(kept: UnitList, *, expected: str, by: User, at: datetime) -> list[UnitChange]:
    """Write what the list comes to, and return the changes: one for what begins, and one for each way of altering.

    Raises PermissionDenied; ListAppliedError; ListNotReadyError while a row is wrong or doubtful; ChangedSinceError
    when it would do other than was shown (`expected` is the digest of the comparison); NothingChangedError;
    EndedError, OverlapError, LoopError.
    """
    kept = _open_list(kept, by)
    versions.lock_tree()
    comparison = comparison_of(kept, by)
    if comparison.of(Outcome.ERROR, Outcome.DOUBTFUL):
        raise ListNotReadyError
    if comparison.digest != expected:
        raise ChangedSinceError
    applying = _Applying(kept, by, at)
    applying.begin(comparison.of(Outcome.NEW))
    for outcome in _CHANGES:
        applying.alter(outcome, comparison.of(outcome))
    applying.end([unit for unit in kept.choices.get("ending", []) if unit in comparison.missing])
    if not applying.changes:
        raise NothingChangedError
    kept.applied_at = at
    kept.save(update_fields=["applied_at"])
    told = {change.kind: change.pk for change in applying.changes}
    record(
        events.LIST_APPLIED, kept, by=by, at=at.isoformat(), day=kept.effective_on.isoformat(), changes=told
    )
    return applying.changes


def _open_list(kept: UnitList, by: User) -> UnitList:
    access.require_somewhere(by, Role.ADMINISTRATOR)
    kept = UnitList.objects.select_for_update().get(pk=kept.pk)
    access.require_own_list(by, kept)
    if kept.applied_at is not None:
        raise ListAppliedError
    return kept


class _Applying:
    """The changes that a list comes to, as they are written. What is compared is administered by who applies it."""

    def __init__(self, kept: UnitList, by: User, at: datetime) -> None:
        self.kept, self.by, self.at = kept, by, at
        self.changes: list[UnitChange] = []
        self.provinces: dict[tuple[str, str], Unit] = {}

    def begin(self, rows: list[Compared]) -> None:
        """Begin new provinces, and then new communes under them."""
        if not rows:
            return
        change = self._change(ChangeKind.CREATE)
        for which in (True, False):
            new = [each for each in rows if each.row.is_province is which]
            units = versions.begin_units([self._fields(each) for each in new], Line.STATE, change)
            if which:
                self.provinces = {
                    (each.row.name, each.row.code): unit for each, unit in zip(new, units, strict=True)
                }
        keeping.settle(change)

    def alter(self, outcome: Outcome, rows: list[Compared]) -> None:
        """Give units another name, kind, code or place."""
        if not rows:
            return
        change = self._change(_CHANGES[outcome])
        units = Unit.objects.in_bulk([each.unit for each in rows])
        for each in rows:
            unit = units[each.unit or 0]
            old = versions.version_to_end(unit, self.kept.effective_on)
            new = replace(fields_of(old), name=each.row.name, kind=each.row.kind)
            new = replace(new, code=each.row.code or new.code, name_en=each.row.name_en or new.name_en)
            if outcome is Outcome.MOVED:
                new = replace(new, parent=self._parent(each))
            versions.split(old, new, change)
            self._record(events.CHANGED, unit)
        keeping.settle(change)

    def end(self, units: list[int]) -> None:
        """End units that the list lacks and a person said to have ended."""
        if not units:
            return
        change = self._change(ChangeKind.ABOLISH)
        for unit in Unit.objects.filter(pk__in=units).order_by("pk"):
            above = versions.version_to_end(unit, self.kept.effective_on).parent
            versions.end_unit(unit, change)
            versions.let_roles_follow(unit, None, change)
            if above is not None:
                versions.place_under(above, [unit], change)
            self._record(events.DISSOLVED, unit)
        keeping.settle(change)

    def _change(self, kind: str) -> UnitChange:
        change = versions.begin_change(
            kind, self.kept.effective_on, self.kept.legal_basis, by=self.by, at=self.at, note=self.kept.name
        )
        self.changes.append(change)
        return change

    def _record(self, event: str, unit: Unit) -> None:
        day = self.kept.effective_on.isoformat()
        record(event, unit, by=self.by, at=self.at.isoformat(), day=day, list=self.kept.pk)

    def _fields(self, each: Compared) -> UnitFields:
        row = each.row
        return UnitFields(
            name=row.name, kind=row.kind, code=row.code, name_en=row.name_en, parent=self._parent(each)
        )

    def _parent(self, each: Compared) -> Unit | None:
        if each.parent is not None:
            return Unit(pk=each.parent)
        return self.provinces[each.row.province, each.row.province_code]
