"""The formats of other systems: values, completeness and metadata, read and written. Knows no Django."""

from nhipcau.exchange.formats.adx import read_adx, write_adx
from nhipcau.exchange.formats.completeness import read_registrations, write_registrations
from nhipcau.exchange.formats.errors import Fault, FormatError
from nhipcau.exchange.formats.metadata import (
    Case,
    Category,
    Combo,
    DataSet,
    Element,
    Metadata,
    Option,
    OrgUnit,
    Ratio,
    read_metadata,
    read_units_csv,
    write_metadata,
    write_units_csv,
)
from nhipcau.exchange.formats.periods import PeriodName, read_period, write_period
from nhipcau.exchange.formats.sets_csv import read_csv, write_csv
from nhipcau.exchange.formats.sets_json import read_json, write_json
from nhipcau.exchange.formats.uids import make_uid, read_uid
from nhipcau.exchange.formats.values import (
    DataValue,
    Registration,
    ValueSet,
    is_default,
    read_number,
    said_not_applicable,
    say_not_applicable,
)

__all__ = [
    "Case",
    "Category",
    "Combo",
    "DataSet",
    "DataValue",
    "Element",
    "Fault",
    "FormatError",
    "Metadata",
    "Option",
    "OrgUnit",
    "PeriodName",
    "Ratio",
    "Registration",
    "ValueSet",
    "is_default",
    "make_uid",
    "read_adx",
    "read_csv",
    "read_json",
    "read_metadata",
    "read_number",
    "read_period",
    "read_registrations",
    "read_uid",
    "read_units_csv",
    "said_not_applicable",
    "say_not_applicable",
    "write_adx",
    "write_csv",
    "write_json",
    "write_metadata",
    "write_period",
    "write_registrations",
    "write_units_csv",
]
