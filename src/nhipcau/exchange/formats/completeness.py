"""Registrations of completeness (DHIS2 `completeDataSetRegistrations`): who has entered all that was asked, and when."""

from collections.abc import Iterable, Mapping
from typing import Any

from nhipcau.exchange.formats.errors import Fault, Faults, FormatError
from nhipcau.exchange.formats.jsons import dumped, list_in, load_object, object_of, text_in
from nhipcau.exchange.formats.periods import read_period, write_period
from nhipcau.exchange.formats.values import Registration, read_day, read_flag, require_few, required

NAME = "completeDataSetRegistrations"


def read_registrations(content: bytes) -> tuple[tuple[Registration, ...], tuple[Fault, ...]]:
    """Return the registrations in a file, and the rows that could not be read. Raises FormatError."""
    rows = list_in(load_object(content), NAME)
    require_few(len(rows))
    faults, found = Faults(), []
    for number, row in enumerate(rows, 1):
        try:
            found.append(_registration(object_of(row, NAME), number))
        except FormatError as error:
            faults.add(number, error)
    return tuple(found), tuple(faults.found)


def _registration(row: Mapping[str, Any], number: int) -> Registration:
    completed = read_flag("completed", row.get("completed"))
    return Registration(
        data_set=required("dataSet", text_in(row, "dataSet")),
        period=read_period(required("period", text_in(row, "period"))),
        # Here the unit is called otherwise than in values; some write it as there all the same.
        unit=required("organisationUnit", text_in(row, "organisationUnit") or text_in(row, "orgUnit")),
        day=read_day("date", text_in(row, "date")),
        by=text_in(row, "storedBy"),
        completed=completed is not False,
        attribute=text_in(row, "attributeOptionCombo"),
        row=number,
    )


def write_registrations(registrations: Iterable[Registration]) -> bytes:
    """Return the file of the registrations."""
    return dumped({NAME: [_row(one) for one in registrations]})


def _row(one: Registration) -> dict[str, Any]:
    row: dict[str, Any] = {
        "period": write_period(one.period),
        "dataSet": one.data_set,
        "organisationUnit": one.unit,
        "completed": one.completed,
    }
    if one.attribute:
        row["attributeOptionCombo"] = one.attribute
    if one.day:
        row["date"] = one.day.isoformat()
    if one.by:
        row["storedBy"] = one.by
    return row
