"""What differs between two revisions of a text, sentence by sentence."""

from collections.abc import Mapping
from typing import Any

from wagtail.models import Revision

from nhipcau.newsroom import bodies, rules


def passages(before: Revision | None, now: Revision) -> list[tuple[str, str]]:
    """Return the title, the summary and the sentences of the body where two revisions differ, as (before, now)."""
    if before is None:
        return []
    pairs = zip(_parts(before.content), _parts(now.content), strict=True)
    return [passage for old, new in pairs for passage in rules.changed_passages(old, new)]


def _parts(content: Mapping[str, Any]) -> list[list[str]]:
    return [[content["title"]], [content["summary"]], rules.sentences(bodies.words(content["body"]))]
