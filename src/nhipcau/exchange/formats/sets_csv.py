"""dataValueSets as CSV (DHIS2). Up to 2.42 columns count by their place, from 2.43 by their heading.

Written are the long headings in the places of 2.42, which both read. Read is by heading where the headings are known
(also the short ones of DHIS2's manual), by place where they are not; a file whose first line is already a value is
refused, as its first value would be lost.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from nhipcau.exchange.formats import errors
from nhipcau.exchange.formats.errors import Faults, FormatError
from nhipcau.exchange.formats.periods import read_period, write_period
from nhipcau.exchange.formats.values import DataValue, ValueSet, decoded, read_flag, require_few, required

COLUMNS = (
    "dataelement", "period", "orgunit", "categoryoptioncombo", "attributeoptioncombo", "value",
    "storedby", "lastupdated", "comment", "followup", "deleted",
)  # fmt: skip
SHORT = {
    "catoptcombo": "categoryoptioncombo",
    "attroptcombo": "attributeoptioncombo",
    "strby": "storedby",
    "lstupd": "lastupdated",
    "cmt": "comment",
    "flwup": "followup",
    "created": "created",
}
_FORMULA = ("=", "+", "-", "@")


def read_csv(content: bytes) -> ValueSet:
    """Return what stands in a file of values. Raises FormatError for a file that cannot be read at all."""
    faults = Faults()
    values: list[DataValue] = []
    headings: Sequence[str] | None = None
    for number, row in _lines(decoded(content)):
        if headings is None:
            headings = _headings(row)
            continue
        require_few(len(values) + len(faults.found) + 1)
        try:
            values.append(_value(dict(zip(headings, row, strict=False)), number))
        except FormatError as error:
            faults.add(number, error)
    if headings is None:
        raise FormatError(errors.NO_HEADINGS)
    return ValueSet(tuple(values), faults=tuple(faults.found))


def _lines(text: str) -> Iterable[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""))
    before = 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield before + 1, [cell.strip() for cell in row]
            before = reader.line_num
    except csv.Error as error:
        raise FormatError(errors.NOT_CSV) from error


def _headings(row: Sequence[str]) -> Sequence[str]:
    names = [name.lower() for name in row]
    known = [SHORT.get(name, name) for name in names]
    if "dataelement" in known and "value" in known:
        return known if "categoryoptioncombo" in known else [*_as_categories(known, row)]
    if len(row) < COLUMNS.index("value") + 1 or _is_a_period(row[1]):
        raise FormatError(errors.NO_HEADINGS)
    return COLUMNS


def _as_categories(known: Sequence[str], row: Sequence[str]) -> Iterable[str]:
    """Give the headings, those unknown as categories: `=language` is the case by language."""
    for name, said in zip(known, row, strict=True):
        yield name if name in COLUMNS or name in SHORT.values() else f"={said}"


def _is_a_period(text: str) -> bool:
    try:
        read_period(text)
    except FormatError:
        return False
    return True


def _value(row: dict[str, str], number: int) -> DataValue:
    return DataValue(
        element=required("dataelement", row.get("dataelement", "")),
        period=read_period(required("period", row.get("period", ""))),
        unit=required("orgunit", row.get("orgunit", "")),
        value=row.get("value", ""),
        option=row.get("categoryoptioncombo", ""),
        cases=tuple(sorted((name[1:], case) for name, case in row.items() if name[:1] == "=" and case)),
        attribute=row.get("attributeoptioncombo", ""),
        comment=row.get("comment", ""),
        follow_up=read_flag("followup", row.get("followup", "")),
        deleted=bool(read_flag("deleted", row.get("deleted", ""))),
        row=number,
    )


def write_csv(values: Iterable[DataValue]) -> bytes:
    """Return the file of the values. A case must have its name in `option`."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for value in values:
        flags = (value.follow_up, value.deleted or None)
        row = (value.element, write_period(value.period), value.unit, value.option, value.attribute)
        said = ("" if flag is None else str(flag).lower() for flag in flags)
        writer.writerow([_plain(cell) for cell in (*row, value.value, "", "", value.comment, *said)])
    return file.getvalue().encode()


def _plain(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; the space is dropped when it is read."""
    return f" {cell}" if cell.startswith(_FORMULA) else cell
