"""Metadata as DHIS2 exchanges it: units, what is counted with its cases, forms, ratios; and its CSV of units."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nhipcau.exchange.formats import errors
from nhipcau.exchange.formats.errors import Fault, Faults, FormatError
from nhipcau.exchange.formats.jsons import dumped, list_in, load_object, object_of, text_in
from nhipcau.exchange.formats.uids import RATIO_TYPE, make_uid
from nhipcau.exchange.formats.values import decoded, read_day, require_few, required

LONGEST_SHORT_NAME = 50
# What DHIS2 assumes for a unit without the day it began.
LONG_AGO = date(1970, 1, 1)
RATIO_TYPES = {1: make_uid(RATIO_TYPE, 1), 100: make_uid(RATIO_TYPE, 100)}
UNIT_COLUMNS = (
    "Name", "UID", "Code", "Parent", "Short name", "Description", "Opening date", "Closed date", "Comment",
    "Feature type", "Coordinates", "URL", "Contact person", "Address", "Email", "Phone",
)  # fmt: skip
_REFERENCE = re.compile(r"#\{([A-Za-z][A-Za-z0-9]{10})\}")


@dataclass(frozen=True, slots=True)
class OrgUnit:
    """A unit as it is latest: other systems know one tree only."""

    uid: str
    name: str
    code: str = ""
    parent: str = ""
    opened: date = LONG_AGO
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One of the cases of a category."""

    uid: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Category:
    """A way of telling figures apart."""

    uid: str
    code: str
    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A combination of options, as values name it."""

    uid: str
    code: str
    name: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Combo:
    """Categories that figures are told apart by together, and the cases that this gives."""

    uid: str
    name: str
    categories: tuple[str, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Element:
    """What is counted. `combo` is "" where it is not told apart."""

    uid: str
    code: str
    name: str
    value_type: str = "INTEGER_ZERO_OR_POSITIVE"
    aggregation: str = "SUM"
    combo: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class DataSet:
    """A form: what it asks for, of which units, how often."""

    uid: str
    name: str
    period_type: str
    elements: tuple[str, ...]
    units: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A figure made of two others, times `factor`."""

    uid: str
    code: str
    name: str
    numerator: str
    denominator: str
    factor: int = 1


@dataclass(frozen=True, slots=True)
class Metadata:
    """What stands in a file of metadata; `faults` are the rows that could not be read."""

    units: tuple[OrgUnit, ...] = ()
    categories: tuple[Category, ...] = ()
    combos: tuple[Combo, ...] = ()
    elements: tuple[Element, ...] = ()
    data_sets: tuple[DataSet, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    faults: tuple[Fault, ...] = field(default=(), compare=False)


def write_metadata(metadata: Metadata) -> bytes:
    """Return the file, one list for each type of thing, in the order in which DHIS2 needs them."""
    lists = {
        "organisationUnits": [_unit_row(one) for one in metadata.units],
        "categoryOptions": [_named(option) for one in metadata.categories for option in one.options],
        "categories": [
            _named(one) | {"dataDimensionType": "DISAGGREGATION", "categoryOptions": _ids(one.options)}
            for one in metadata.categories
        ],
        "categoryCombos": [
            {
                "id": one.uid,
                "name": one.name,
                "dataDimensionType": "DISAGGREGATION",
                "categories": _references(one.categories),
            }
            for one in metadata.combos
        ],
        "categoryOptionCombos": [
            _named(case) | {"categoryCombo": {"id": one.uid}, "categoryOptions": _references(case.options)}
            for one in metadata.combos
            for case in one.cases
        ],
        "dataElements": [_element_row(one) for one in metadata.elements],
        "dataSets": [_set_row(one) for one in metadata.data_sets],
        "indicatorTypes": [
            {"id": uid, "name": f"× {factor}", "factor": factor, "number": factor == 1}
            for factor, uid in RATIO_TYPES.items()
            if any(one.factor == factor for one in metadata.ratios)
        ],
        "indicators": [_ratio_row(one) for one in metadata.ratios],
    }
    return dumped({name: rows for name, rows in lists.items() if rows})


def _named(one: Any) -> dict[str, Any]:
    return {"id": one.uid, "code": one.code, "name": one.name}


def _short(name: str) -> str:
    return name[:LONGEST_SHORT_NAME]


def _ids(some: Iterable[Any]) -> list[dict[str, str]]:
    return [{"id": one.uid} for one in some]


def _references(uids: Iterable[str]) -> list[dict[str, str]]:
    return [{"id": uid} for uid in uids]


def _unit_row(one: OrgUnit) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": one.uid,
        "name": one.name,
        "shortName": _short(one.name),
        "openingDate": one.opened.isoformat(),
    }
    if one.code:
        row["code"] = one.code
    if one.closed:
        row["closedDate"] = one.closed.isoformat()
    if one.parent:
        row["parent"] = {"id": one.parent}
    return row


def _element_row(one: Element) -> dict[str, Any]:
    row = _named(one) | {
        "shortName": _short(one.name),
        "domainType": "AGGREGATE",
        "valueType": one.value_type,
        "aggregationType": one.aggregation,
        # Without this DHIS2 drops zeros: 0 is a figure, blank is not.
        "zeroIsSignificant": True,
    }
    if one.combo:
        row["categoryCombo"] = {"id": one.combo}
    if one.description:
        row["description"] = one.description
    return row


def _set_row(one: DataSet) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": one.uid,
        "name": one.name,
        "shortName": _short(one.name),
        "periodType": one.period_type,
        "dataSetElements": [{"dataSet": {"id": one.uid}, "dataElement": {"id": uid}} for uid in one.elements],
        "organisationUnits": _references(one.units),
    }
    return row | ({"description": one.description} if one.description else {})


def _ratio_row(one: Ratio) -> dict[str, Any]:
    return _named(one) | {
        "shortName": _short(one.name),
        "annualized": False,
        "indicatorType": {"id": RATIO_TYPES[one.factor]},
        "numerator": f"#{{{one.numerator}}}",
        "numeratorDescription": one.numerator,
        "denominator": f"#{{{one.denominator}}}",
        "denominatorDescription": one.denominator,
    }


def read_metadata(content: bytes) -> Metadata:
    """Return what stands in a file of metadata, as far as it is known here. Raises FormatError."""
    top = load_object(content)
    faults = Faults()
    options = {one.uid: one for one in _read(top, "categoryOptions", _option, faults)}
    factors = {text_in(row, "id"): _factor(row) for row in _rows(top, "indicatorTypes")}
    cases: dict[str, list[Case]] = {}
    for combo, case in _read(top, "categoryOptionCombos", _case, faults):
        cases.setdefault(combo, []).append(case)
    return Metadata(
        units=tuple(_read(top, "organisationUnits", _unit, faults)),
        categories=tuple(
            Category(uid, code, name, tuple(options[one] for one in some if one in options))
            for uid, code, name, some in _read(top, "categories", _category, faults)
        ),
        combos=tuple(
            Combo(uid, name, some, tuple(cases.get(uid, ())))
            for uid, name, some in _read(top, "categoryCombos", _combo, faults)
        ),
        elements=tuple(_read(top, "dataElements", _element, faults)),
        data_sets=tuple(_read(top, "dataSets", _data_set, faults)),
        ratios=tuple(
            Ratio(uid, code, name, above, below, factors.get(kind, 1))
            for uid, code, name, above, below, kind in _read(top, "indicators", _ratio, faults)
        ),
        faults=tuple(faults.found),
    )


def _rows(top: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    return [object_of(row, name) for row in list_in(top, name)]


def _read(top: Mapping[str, Any], name: str, read: Any, faults: Faults) -> list[Any]:
    rows = list_in(top, name)
    require_few(len(rows))
    found = []
    for number, row in enumerate(rows, 1):
        try:
            found.append(read(object_of(row, name)))
        except FormatError as error:
            faults.add(number, error)
    return found


def _id(row: Mapping[str, Any]) -> str:
    return required("id", text_in(row, "id"))


def _name(row: Mapping[str, Any]) -> str:
    return required("name", text_in(row, "name"))


def _in(row: Mapping[str, Any], name: str) -> str:
    """Return the id of the thing referred to; "" for none."""
    return text_in(object_of(row.get(name) or {}, name), "id")


def _all_in(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(_id(one) for one in _rows(row, name))


def _option(row: Mapping[str, Any]) -> Option:
    return Option(_id(row), text_in(row, "code"), _name(row))


def _category(row: Mapping[str, Any]) -> tuple[str, str, str, tuple[str, ...]]:
    return _id(row), text_in(row, "code"), _name(row), _all_in(row, "categoryOptions")


def _combo(row: Mapping[str, Any]) -> tuple[str, str, tuple[str, ...]]:
    return _id(row), _name(row), _all_in(row, "categories")


def _case(row: Mapping[str, Any]) -> tuple[str, Case]:
    options = _all_in(row, "categoryOptions")
    return _in(row, "categoryCombo"), Case(_id(row), text_in(row, "code"), text_in(row, "name"), options)


def _unit(row: Mapping[str, Any]) -> OrgUnit:
    opened = read_day("openingDate", text_in(row, "openingDate"))
    return OrgUnit(
        _id(row),
        _name(row),
        text_in(row, "code"),
        _in(row, "parent"),
        opened or LONG_AGO,
        read_day("closedDate", text_in(row, "closedDate")),
    )


def _element(row: Mapping[str, Any]) -> Element:
    return Element(
        _id(row),
        text_in(row, "code"),
        _name(row),
        text_in(row, "valueType"),
        text_in(row, "aggregationType"),
        _in(row, "categoryCombo"),
        text_in(row, "description"),
    )


def _data_set(row: Mapping[str, Any]) -> DataSet:
    # Versions before 2.25 listed the elements themselves.
    elements = tuple(_in(one, "dataElement") for one in _rows(row, "dataSetElements"))
    elements = elements or _all_in(row, "dataElements")
    units = _all_in(row, "organisationUnits")
    period_type, description = text_in(row, "periodType"), text_in(row, "description")
    return DataSet(_id(row), _name(row), period_type, elements, units, description)


def _ratio(row: Mapping[str, Any]) -> tuple[str, str, str, str, str, str]:
    parts = [_REFERENCE.fullmatch(text_in(row, name)) for name in ("numerator", "denominator")]
    above, below = (found[1] if found else "" for found in parts)
    return _id(row), text_in(row, "code"), _name(row), above, below, _in(row, "indicatorType")


def _factor(row: Mapping[str, Any]) -> int:
    return 100 if str(row.get("factor")) == "100" else 1


def write_units_csv(units: Iterable[OrgUnit]) -> bytes:
    """Return DHIS2's file of units: its columns count by their place."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(UNIT_COLUMNS)
    for one in units:
        closed = one.closed.isoformat() if one.closed else ""
        row = (one.name, one.uid, one.code, one.parent, _short(one.name), "", one.opened.isoformat(), closed)
        writer.writerow([f" {cell}" if cell[:1] in ("=", "+", "-", "@") and cell else cell for cell in row])
    return file.getvalue().encode()


def read_units_csv(content: bytes) -> Metadata:
    """Return the units in such a file; its first line is its headings, whatever they say. Raises FormatError."""
    faults, units = Faults(), []
    try:
        rows = list(csv.reader(io.StringIO(decoded(content), newline="")))
    except csv.Error as error:
        raise FormatError(errors.NOT_CSV) from error
    require_few(len(rows))
    for number, row in enumerate(rows[1:], 2):
        if not any(row):
            continue
        name, uid, code, parent, _short_name, _about, opened, closed = [
            *(cell.strip() for cell in row[:8]),
            *[""] * (8 - len(row)),
        ]
        try:
            units.append(
                OrgUnit(
                    required("UID", uid),
                    required("Name", name),
                    code,
                    parent,
                    read_day("Opening date", opened) or LONG_AGO,
                    read_day("Closed date", closed),
                )
            )
        except FormatError as error:
            faults.add(number, error)
    return Metadata(units=tuple(units), faults=tuple(faults.found))
