"""ADX (IHE Quality, Research and Public Health; as DHIS2 reads and writes it): groups of values of one unit and period.

Cases stand there as attributes named by their split (`language="en"`), and as `categoryOptionCombo` where the name of
the split can be none. DHIS2's writer leaves `exported`, comments and follow-up out; ours writes them.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from lxml import etree

from nhipcau.exchange.formats import errors
from nhipcau.exchange.formats.errors import Faults, FormatError
from nhipcau.exchange.formats.periods import PeriodName, read_period, write_adx_period
from nhipcau.exchange.formats.values import (
    DataValue,
    Registration,
    ValueSet,
    clean,
    decoded,
    read_day,
    read_flag,
    require_few,
    required,
)

NAMESPACE = "urn:ihe:qrph:adx:2015"
OF_GROUP = frozenset({"orgUnit", "period", "dataSet", "completeDate", "attributeOptionCombo", "comment"})
OF_VALUE = frozenset(
    {"dataElement", "value", "categoryOptionCombo", "comment", "followup", "followUp", "deleted"}
)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


def read_adx(content: bytes) -> ValueSet:
    """Return what stands in a file of values; rows are its lines. Raises FormatError for one that cannot be read."""
    root = _parsed(decoded(content))
    if etree.QName(root).localname != "adx":
        raise FormatError(errors.NOT_ADX)
    faults = Faults()
    values: list[DataValue] = []
    completed: list[Registration] = []
    for group in root.iterchildren("{*}group"):
        attributes = _attributes(group)
        completed.extend(_completed(attributes, _line(group), faults))
        for element in group.iterchildren("{*}dataValue"):
            require_few(len(values) + len(faults.found) + 1)
            try:
                values.append(_value(_attributes(element), _annotation(element), attributes, _line(element)))
            except FormatError as error:
                faults.add(_line(element), error)
    return ValueSet(tuple(values), tuple(completed), tuple(faults.found))


def _parsed(text: str) -> etree._Element:
    """Return the outermost element. What could name other files or repeat itself without end is refused unread."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise FormatError(errors.NO_ENTITIES)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FormatError(errors.NOT_XML) from error


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value).strip() for name, value in element.attrib.items()}


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0


def _annotation(element: etree._Element) -> str:
    """Return the text of what is no number."""
    found = next(element.iterchildren("{*}annotation"), None)
    return (found.text or "").strip() if found is not None else ""


def _value(row: Mapping[str, str], annotation: str, group: Mapping[str, str], line: int) -> DataValue:
    told = ";".join(f"{name}={case}" for name, case in sorted(group.items()) if name not in OF_GROUP)
    if "value" not in row:
        raise FormatError(errors.MISSING, name="value")
    return DataValue(
        element=required("dataElement", row.get("dataElement", "")),
        period=read_period(required("period", group.get("period", ""))),
        unit=required("orgUnit", group.get("orgUnit", "")),
        value=annotation or row["value"],
        option=row.get("categoryOptionCombo", ""),
        cases=tuple(sorted((name, case) for name, case in row.items() if name not in OF_VALUE)),
        attribute=group.get("attributeOptionCombo", "") or told,
        comment=row.get("comment", ""),
        follow_up=read_flag("followup", row.get("followup", row.get("followUp"))),
        deleted=bool(read_flag("deleted", row.get("deleted"))),
        data_set=group.get("dataSet", ""),
        row=line,
    )


def _completed(group: Mapping[str, str], line: int, faults: Faults) -> Iterable[Registration]:
    try:
        if day := read_day("completeDate", group.get("completeDate", "")):
            yield Registration(
                required("dataSet", group.get("dataSet", "")),
                read_period(required("period", group.get("period", ""))),
                required("orgUnit", group.get("orgUnit", "")),
                day,
                row=line,
            )
    except FormatError as error:
        faults.add(line, error)


def write_adx(values: Iterable[DataValue], *, exported: datetime, said: str = "") -> bytes:
    """Return the file of the values, written at `exported`; `said` stands on top of it for people to read.

    A case whose splits have names that XML forbids must have its own name in `option`.
    """
    moment = exported.isoformat(timespec="seconds")
    names: Any = {None: NAMESPACE}  # the stubs know no default namespace
    root = etree.Element(_tag("adx"), {"exported": moment}, names)
    if said:
        root.append(etree.Comment(f" {clean(said).replace('--', '–')} "))
    for (data_set, unit, period, attribute), some in groupby(values, key=_group):
        named = {"orgUnit": unit, "period": write_adx_period(period), "dataSet": data_set}
        if attribute:
            named["attributeOptionCombo"] = attribute
        group = etree.SubElement(root, _tag("group"), {name: clean(text) for name, text in named.items()})
        for value in some:
            etree.SubElement(group, _tag("dataValue"), _row(value))
    etree.indent(root, space=" ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _group(value: DataValue) -> tuple[str, str, PeriodName, str]:
    return value.data_set, value.unit, value.period, value.attribute


def _row(value: DataValue) -> dict[str, str]:
    row = {"dataElement": value.element, "value": value.value}
    if value.cases and all(_NAME.fullmatch(name) and name not in OF_VALUE for name, _case in value.cases):
        row |= dict(value.cases)
    elif value.option:
        row["categoryOptionCombo"] = value.option
    if value.comment:
        row["comment"] = value.comment
    if value.follow_up is not None:
        row["followup"] = str(value.follow_up).lower()
    if value.deleted:
        row["deleted"] = "true"
    return {name: clean(text) for name, text in row.items()}
