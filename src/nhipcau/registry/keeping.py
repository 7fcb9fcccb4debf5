"""Keeps what a reading found with its document, within the caller's transaction; decides nothing itself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from nhipcau.registry import comparing, linking, rules
from nhipcau.registry.comparing import Changes, Found, Kept, Note
from nhipcau.registry.models import Document, DocumentState, Finding, FindingField, FindingState, Reading
from nhipcau.registry.reader import FoundRow, ReadFile, cut

HEADER = ("kind", "number", "authority", "subject", "signer")
_A_BATCH, _A_FEW = 500, 100
_STANDING = {
    FindingState.PROPOSED: comparing.UNTOUCHED,
    FindingState.CONFIRMED: comparing.DECIDED,
    FindingState.CORRECTED: comparing.DECIDED,
    FindingState.REJECTED: comparing.REJECTED,
    FindingState.GONE: comparing.GONE,
}


def describe(document: Document, read: ReadFile) -> None:
    """Enter into the row what the reading says of the document as a whole; nothing is saved."""
    if document.state == DocumentState.REGISTERED:
        document.header_newer = _header_news(document, read)
    else:
        for name in HEADER:
            setattr(document, name, read.header_text(name))
        document.issued_on = read.issued_on
    document.header_found = read.header
    document.media_type = read.media_type
    document.text = read.text
    document.reading_version = read.version
    document.reading_notes = read.notes
    document.reading_uncertain = read.uncertain
    document.page_starts = read.page_starts
    document.recognised_pages = read.recognised_pages
    document.layout, document.layout_features = read.layout, read.layout_features
    document.repairs, document.faults = read.repairs, read.faults
    fold(document)


def fold(document: Document) -> None:
    """Work out the number and the words by which the document is found."""
    document.number_key = rules.number_key(document.number)
    document.number_plain = rules.plain_number(document.number)
    document.authority_plain = rules.plain_body(document.authority)[:1000]
    if document.issued_on or document.is_official:
        document.year = document.issued_on.year if document.issued_on else None
    words = (document.number, document.kind, document.authority, document.subject, document.file_name)
    document.search_text = rules.fold(" ".join((*words, document.text)))


def keep_first(document: Document, read: ReadFile) -> None:
    """Save the findings of a document that had none, and link its citations."""
    _add(document, read.rows, None)
    linking.link_document(document)


def keep_again(document: Document, read: ReadFile, reading: Reading, before: str) -> None:
    """Bring the findings of a document up to a newer reading of it; `before` is the text that they stand in.

    What people decided on stays as it is. `reading` learns how much changed.
    """
    findings = {finding.pk: finding for finding in document.findings.select_for_update()}
    found = [Found(row.field, row.start, row.end, row.text, row.value) for row in read.rows]
    kept = [_kept(finding) for finding in findings.values()]
    changes = comparing.compare(kept, found, comparing.carrier(before, read.text))
    alike: dict[tuple[str, ...], list[Finding]] = defaultdict(list)
    for finding in findings.values():
        alike[_bring_up(finding, changes, read, reading)].append(finding)
    for names, touched in alike.items():
        if names:  # a statement that says less is quicker: mostly only places move
            Finding.objects.bulk_update(touched, names, batch_size=_A_FEW)
    _add(document, [read.rows[index] for index in changes.new], reading)
    reading.text_changed = before != read.text
    reading.new, reading.gone = len(changes.new), len(changes.gone)
    reading.differing = sum(note is not None and not note.answered for note in changes.notes.values())
    linking.link_document(document)


_BROUGHT_UP = [
    "start", "end", "text", "about", "uncertain", "state", "cited", "newer", "newer_in", "newer_answered", "proposes",
]  # fmt: skip


def _bring_up(finding: Finding, changes: Changes, read: ReadFile, reading: Reading) -> tuple[str, ...]:
    """Change what the newer reading changes of one finding; return the names of the fields that did."""
    before = [getattr(finding, name) for name in _BROUGHT_UP]
    finding.start, finding.end = changes.places.get(finding.pk, (finding.start, finding.end))
    if finding.pk in changes.same:
        row = read.rows[changes.same[finding.pk]]
        finding.about = row.about
        if finding.state in (FindingState.PROPOSED, FindingState.GONE):
            finding.text, finding.uncertain = row.text, row.uncertain
    if finding.pk in changes.gone:
        finding.state, finding.cited = FindingState.GONE, None
    if finding.field == FindingField.CITATION:
        finding.proposes = rules.proposed_relation(read.text, finding.start, finding.end)
    if finding.pk in changes.revived:
        finding.state = FindingState.PROPOSED
    if finding.pk in changes.notes:
        note = changes.notes[finding.pk]
        finding.newer = None if note is None else note_as_kept(note)
        finding.newer_in = None if note is None else reading
        finding.newer_answered = note is not None and note.answered
    now = [getattr(finding, name) for name in _BROUGHT_UP]
    return tuple(name for name, was, is_now in zip(_BROUGHT_UP, before, now, strict=True) if was != is_now)


def note_as_kept(note: Note) -> dict[str, Any]:
    """Return what a newer reading says as it is stored with a finding."""
    if note.says is None:
        return {"found": False}
    said = note.says
    return {"found": True, "start": said.start, "end": said.end, "text": said.text, "value": dict(said.value)}


def _kept(finding: Finding) -> Kept:
    found = Found(finding.field, finding.start, finding.end, finding.text, finding.value)
    return Kept(
        pk=finding.pk,
        found=found,
        standing=_STANDING[FindingState(finding.state)],
        holds=finding.fields,
        note=_note(finding),
        added=finding.added,
    )


def _note(finding: Finding) -> Note | None:
    said = finding.newer
    if said is None:
        return None
    if not said["found"]:
        return Note(None, finding.newer_answered)
    found = Found(finding.field, said["start"], said["end"], said["text"], said["value"])
    return Note(found, finding.newer_answered)


def _add(document: Document, rows: Iterable[FoundRow], reading: Reading | None) -> None:
    findings = [
        Finding(
            document=document,
            field=row.field,
            start=row.start,
            end=row.end,
            text=row.text,
            value=row.value,
            about=row.about,
            uncertain=row.uncertain,
            reading=reading,
            number_key=citation_key(row.field, row.value),
            proposes=proposed(document, row.field, row.start, row.end),
        )
        for row in rows
    ]
    Finding.objects.bulk_create(findings, batch_size=_A_BATCH)


def proposed(document: Document, field: str, start: int, end: int) -> str:
    """Return what the words round a citation say that `document` does to the cited one; "" for any other finding."""
    return rules.proposed_relation(document.text, start, end) if field == FindingField.CITATION else ""


def citation_key(field: str, value: Mapping[str, Any]) -> str:
    """Return the number by which a citation finds its document; "" for any other finding."""
    return rules.number_key(str(value.get("number") or "")) if field == FindingField.CITATION else ""


def _header_news(document: Document, read: ReadFile) -> dict[str, str | None]:
    held = {name: getattr(document, name) for name in HEADER} | {"date": _iso(document.issued_on)}
    before, now = (
        {name: cut(name, found.get(name)) for name in held} for found in (document.header_found, read.header)
    )
    return comparing.header_news(before, now, held, document.header_newer)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
