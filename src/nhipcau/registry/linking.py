"""Finds, for citations in the register, the one registered document each of them names."""

from collections.abc import Collection
from datetime import date

from nhipcau.registry import rules
from nhipcau.registry.models import Document, Finding
from nhipcau.registry.querysets import FindingQuerySet


def link_document(document: Document) -> None:
    """Link the citations in `document`, and every earlier citation of its number. Within the caller's transaction."""
    own = Finding.objects.filter(document=document)
    _link(own.citing(set(own.exclude(number_key="").values_list("number_key", flat=True))))
    link_number(document.number_key)


def link_number(key: str) -> None:
    """Work out anew which document each citation of the folded number `key` names. Three queries."""
    if key:
        _link(Finding.objects.citing({key}))


def link_finding(finding: Finding) -> None:
    """Work out anew which document one citation names; one that is rejected or gone names none."""
    Finding.objects.filter(pk=finding.pk).update(cited=None)
    _link(Finding.objects.citing({finding.number_key}).filter(pk=finding.pk))
    finding.refresh_from_db(fields=["cited"])


def _link(citations: FindingQuerySet) -> None:
    rows = list(citations.select_related("document").only(*_NEEDED))
    entries = _entries({finding.number_key for finding in rows})
    changed = []
    for finding in rows:
        others = (entry for entry in entries.get(finding.number_key, []) if entry.pk != finding.document_id)
        cited = rules.match_citation(_cited(finding), others, own_unit=finding.document.unit_id)
        if cited != finding.cited_id:
            finding.cited_id = cited
            changed.append(finding)
    Finding.objects.bulk_update(changed, ["cited"], batch_size=500)


_NEEDED = ("value", "corrected", "number_key", "cited", "document__unit")


def _entries(keys: Collection[str]) -> dict[str, list[rules.Entry]]:
    found: dict[str, list[rules.Entry]] = {}
    rows = Document.objects.numbered(keys).values_list(
        "pk", "unit_id", "number", "issued_on", "authority", "number_key"
    )
    for pk, unit, number, issued_on, authority, key in rows:
        found.setdefault(key, []).append(rules.Entry(pk, unit, number, issued_on, authority))
    return found


def _cited(finding: Finding) -> rules.Cited:
    fields = finding.fields
    return rules.Cited(
        str(fields.get("number") or ""), _day(fields.get("date")), str(fields.get("authority") or "")
    )


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
