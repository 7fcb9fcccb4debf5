"""What people made of a document's findings, as a gold file of the reading guide, beside the text it is about."""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Any, Final

from nhipcau.registry import rules
from nhipcau.registry.models import GUIDE_FIELDS, Document, Finding, FindingField, FindingState

_ROWS: Final[dict[FindingField, tuple[str, str | tuple[str, ...]]]] = {
    FindingField.CITATION: ("citations", ("number", "kind", "date", "authority")),
    FindingField.LAW: ("laws", ("name", "date")),
    FindingField.DATE: ("dates", "value"),
    FindingField.QUANTITY: ("quantities", ("value", "unit")),
    FindingField.CHECK: ("checks", ("stated", "agrees", "part", "whole")),
    FindingField.OUTLINE: ("outline", ("label", "starts")),
    FindingField.DUTY: ("duties", ("unit", "starts")),
    FindingField.RECIPIENT: ("recipients", "name"),
}
_HEADER = ("kind", "number", "date", "authority", "subject", "signer")
# The guide has "" where there is no unit, and null where another value is missing.
_NEVER_NULL = frozenset({"unit", "label", "starts"})


def to_export(*, confirmed: bool) -> list[int]:
    """Return the documents in which a person changed or added a finding, or entered another header than was read.

    `confirmed`: also those in which every finding of the guide's kinds was decided on.
    """
    chosen = set(Document.objects.changed_by_people().order_by().values_list("pk", flat=True))
    if confirmed:
        chosen |= set(Document.objects.decided_wholly(GUIDE_FIELDS).order_by().values_list("pk", flat=True))
    entered = Document.objects.registered().exclude(pk__in=chosen).defer("text", "search_text")
    chosen |= {one.pk for one in entered.iterator() if one.is_read and _has_another_header(one)}
    return sorted(chosen)


def _has_another_header(document: Document) -> bool:
    entered, found = _entered(document), document.header_found
    return any(found.get(name) and rules.fold(found[name]) != rules.fold(entered[name]) for name in _HEADER)


def export(document: Document, folder: Path) -> int:
    """Write gold/NAME.json and corpus/NAME.txt into `folder`; return how many findings nobody decided on.

    Of a text that was recognised from pictures the file itself is written, since what was read depends on it.
    Nobody else on the machine may read what is written. Raises OSError.
    """
    findings = list(document.findings.live().filter(field__in=GUIDE_FIELDS).order_by("start", "pk"))
    name = name_of(document)
    gold = json.dumps(gold_of(document, findings), ensure_ascii=False, indent=1)
    _write(folder / "gold" / f"{name}.json", gold.encode())
    if document.reading_uncertain:
        with document.file.open("rb") as stored:
            _write(folder / "corpus" / f"{name}{PurePath(document.file_name).suffix.lower()}", stored.read())
    else:
        _write(folder / "corpus" / f"{name}.txt", document.text.encode())
    return sum(finding.state == FindingState.PROPOSED for finding in findings)


def name_of(document: Document) -> str:
    """Return the name of a document among the exported ones: the same each time."""
    return f"document-{document.pk}"


def gold_of(document: Document, findings: Iterable[Finding]) -> dict[str, Any]:
    """Return the gold of a document: its header, and of `findings` the values that hold, in their order."""
    rows: dict[str, list[Any]] = {name: [] for name, _values in _ROWS.values()}
    for finding in findings:
        name, wanted = _ROWS[FindingField(finding.field)]
        rows[name].append(_values(finding.fields, wanted))
    return {"doc": name_of(document), "header": _header(document), **rows}


def _values(fields: Mapping[str, Any], wanted: str | tuple[str, ...]) -> Any:
    if isinstance(wanted, str):
        return fields.get(wanted)
    return {name: fields.get(name) or _nothing(name, fields.get(name)) for name in wanted}


def _nothing(name: str, value: Any) -> Any:
    if value is False:
        return False
    return "" if name in _NEVER_NULL else None


def _header(document: Document) -> dict[str, str | None]:
    """Return what the document says of itself: as entered, where it stands in the text or corrects what was found."""
    text, entered = rules.fold(document.text), _entered(document)
    return {name: _header_value(document.header_found.get(name), entered[name], text) for name in _HEADER}


def _entered(document: Document) -> dict[str, str]:
    return {
        "kind": document.kind.lower(),
        "number": "".join(document.number.split()),
        "date": document.issued_on.isoformat() if document.issued_on else "",
        "authority": document.authority,
        "subject": document.subject,
        "signer": document.signer,
    }


def _header_value(found: str | None, entered: str, text: str) -> str | None:
    """Return one value of the header. What a person added that the document does not say is none of it.

    What a person wrote in other capitals or spaces is what was found.
    """
    if not entered:
        return None
    if found is None:
        return entered if rules.fold(entered) in text else None
    return found if rules.fold(found) == rules.fold(entered) else entered


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)
