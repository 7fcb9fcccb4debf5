"""What a draft is made of as plain JSON: what a revision keeps, and what two revisions have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from nhipcau.drafting.models import Citation, Draft, Figure
from nhipcau.drafting.rules import SectionText

# What stands around the text; the state of the draft and who saved it are no part of it.
HEAD = (
    "kind", "layout", "superior", "issuer", "number", "symbol", "place", "issued_on", "subject", "addressees",
    "deciding", "legal_bases", "recipients", "filing", "authority", "signer_title", "signer_name",
)  # fmt: skip
_PARTNER = ("unit_id", "superior", "issuer", "symbol", "authority", "signer_title", "signer_name")
_FIGURE = ("key", "indicator_id", "unit_id", "period_id", "aspect", "counting", "boundaries")
_CITATION = ("key", "document_id", "part")


def content_of(draft: Draft, texts: Sequence[SectionText]) -> dict[str, Any]:
    """Return the whole draft as a revision keeps it. Three queries."""
    head = {name: getattr(draft, name) for name in HEAD}
    head["issued_on"] = draft.issued_on.isoformat() if draft.issued_on else None
    return {
        "head": head,
        "sections": [{**asdict(text), "spec": dict(text.spec)} for text in texts],
        "partners": partners_of(draft),
        "figures": list(draft.figures.values(*_FIGURE)),
        "citations": list(draft.citations.values(*_CITATION)),
    }


def partners_of(draft: Draft) -> list[dict[str, Any]]:
    """Return the bodies that issue it together with the first one, in their order. One query."""
    return list(draft.partners.values(*_PARTNER))


def partners_in(content: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """Return the bodies as a revision kept them; None of one from before they were kept."""
    kept: list[dict[str, Any]] | None = content.get("partners")
    return kept


def texts_in(content: Mapping[str, Any]) -> tuple[SectionText, ...]:
    """Return the sections as a revision kept them."""
    return tuple(SectionText(**section) for section in content["sections"])


def head_in(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stood around the text, by the names of the draft's fields."""
    head = {name: value for name, value in content["head"].items() if name in HEAD}
    if head.get("issued_on"):
        head["issued_on"] = date.fromisoformat(head["issued_on"])
    return head


def missing_figures(draft: Draft, content: Mapping[str, Any]) -> list[Figure]:
    """Return the figures of a revision whose keys the draft no longer has, not stored."""
    there = set(draft.figures.values_list("key", flat=True))
    return [Figure(draft=draft, **one) for one in content["figures"] if one["key"] not in there]


def missing_citations(draft: Draft, content: Mapping[str, Any]) -> list[Citation]:
    """Return the citations of a revision whose keys the draft no longer has, not stored."""
    there = set(draft.citations.values_list("key", flat=True))
    return [Citation(draft=draft, **one) for one in content["citations"] if one["key"] not in there]
