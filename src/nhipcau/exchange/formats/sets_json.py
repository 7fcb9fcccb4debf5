"""dataValueSets as JSON (DHIS2). Read: versions up to 2.42 and from 2.43. Written: so that both read it.

`followup` and `followUp` are both read and both written; `value` is always written as text; the case is read as a text
or as an object of category and option. What nobody reads on import (`storedBy`, `created`, `lastUpdated`) is not
written and not read.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from nhipcau.exchange.formats import errors
from nhipcau.exchange.formats.errors import Faults, FormatError
from nhipcau.exchange.formats.jsons import dumped, list_in, load_object, object_of, text_in
from nhipcau.exchange.formats.periods import read_period, write_period
from nhipcau.exchange.formats.values import (
    DataValue,
    Registration,
    ValueSet,
    one_data_set,
    read_day,
    read_flag,
    require_few,
    required,
)

SCHEMES = (
    "idScheme",
    "dataSetIdScheme",
    "dataElementIdScheme",
    "orgUnitIdScheme",
    "categoryOptionComboIdScheme",
    "attributeOptionComboIdScheme",
    "categoryIdScheme",
    "categoryOptionIdScheme",
)


def read_json(content: bytes) -> ValueSet:
    """Return what stands in a file of values. Raises FormatError for a file that cannot be read at all."""
    top = load_object(content)
    check_schemes(top)
    rows = list_in(top, "dataValues")
    require_few(len(rows))
    faults, values = Faults(), []
    if top.get("deletion"):
        faults.add(0, FormatError(errors.NO_DELETION))
    for number, row in enumerate(rows, 1):
        try:
            values.append(_value(object_of(row, "dataValues"), top, number))
        except FormatError as error:
            faults.add(number, error)
    return ValueSet(
        tuple(values),
        tuple(_completed(top, faults)),
        tuple(faults.found),
        dry_run=bool(read_flag("dryRun", top.get("dryRun"))),
    )


def check_schemes(given: Mapping[str, Any]) -> None:
    """Raise FormatError when things are identified in another way than by uid or code."""
    for name in SCHEMES:
        said = given.get(name)
        if said is not None and str(said).lower() not in ("", "uid", "code"):
            raise FormatError(errors.SCHEME, text=str(said)[:40])


def _value(row: Mapping[str, Any], top: Mapping[str, Any], number: int) -> DataValue:
    option, cases = _option(row.get("categoryOptionCombo"))
    attribute, attribute_cases = _option(row.get("attributeOptionCombo", top.get("attributeOptionCombo")))
    follow_up = row.get("followUp", row.get("followup"))
    value = row.get("value")
    return DataValue(
        element=required("dataElement", text_in(row, "dataElement")),
        period=read_period(required("period", text_in(row, "period") or text_in(top, "period"))),
        unit=required("orgUnit", text_in(row, "orgUnit") or text_in(top, "orgUnit")),
        # A number or a yes and no stand there bare in files written by hand.
        value=str(value).lower() if isinstance(value, bool) else text_in(row, "value"),
        option=option,
        cases=cases,
        attribute=attribute or ";".join("=".join(case) for case in attribute_cases),
        comment=text_in(row, "comment"),
        follow_up=read_flag("followUp", follow_up),
        deleted=bool(read_flag("deleted", row.get("deleted"))),
        data_set=text_in(top, "dataSet"),
        row=number,
    )


def _option(said: Any) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a case given as a text, or as an object of category and option."""
    if isinstance(said, dict):
        return "", tuple(sorted((name, text_in(said, name)) for name in said))
    return text_in({"categoryOptionCombo": said}, "categoryOptionCombo"), ()


def _completed(top: Mapping[str, Any], faults: Faults) -> Iterable[Registration]:
    """Give the registration that `completeDate` stands for."""
    try:
        if day := read_day("completeDate", text_in(top, "completeDate")):
            yield Registration(
                required("dataSet", text_in(top, "dataSet")),
                read_period(required("period", text_in(top, "period"))),
                required("orgUnit", text_in(top, "orgUnit")),
                day,
            )
    except FormatError as error:
        faults.add(0, error)


def write_json(values: Iterable[DataValue]) -> bytes:
    """Return the file of the values."""
    some = list(values)
    head = {"dataSet": data_set} if (data_set := one_data_set(some)) else {}
    return dumped({**head, "dataValues": [_row(value) for value in some]})


def _row(value: DataValue) -> dict[str, Any]:
    row: dict[str, Any] = {
        "dataElement": value.element,
        "period": write_period(value.period),
        "orgUnit": value.unit,
    }
    if value.option or value.cases:
        row["categoryOptionCombo"] = value.option or dict(value.cases)
    if value.attribute:
        row["attributeOptionCombo"] = value.attribute
    row["value"] = value.value
    if value.comment:
        row["comment"] = value.comment
    if value.follow_up is not None:
        row |= {"followup": value.follow_up, "followUp": value.follow_up}
    if value.deleted:
        row["deleted"] = True
    return row
