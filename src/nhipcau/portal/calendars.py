"""Events as calendars that other programs read."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from nhipcau.newsroom.models import ItemText
from nhipcau.portal.overviews.articles import facts_of, published_content
from nhipcau.shell.icalendar import Entry

# How long an event that was called off stays in the calendar, so that programs that fetch it seldom take it out.
KEPT_WITHDRAWN = timedelta(days=60)


def entries(request: HttpRequest, texts: Iterable[ItemText]) -> Iterator[Entry]:
    """Give the events among published or withdrawn texts, as their readers were told of them. No query more."""
    for text in texts:
        entry = entry_of(request, text)
        if entry is not None:
            yield entry


def entry_of(request: HttpRequest, text: ItemText) -> Entry | None:
    """Return an event as a calendar has it, None for what says no day. Its revision counts its changes."""
    if text.public_from is None or text.published_revision is None:
        return None
    content = published_content(text)
    said = {fact.name: fact.value for fact in facts_of(content)}
    address = request.build_absolute_uri(reverse("portal:article", args=[text.language, text.item.slug]))
    return Entry(
        uid=f"{text.item.slug}-{text.language}@{urlsplit(address).hostname}",
        starts=timezone.localtime(text.public_from),
        ends=timezone.localtime(text.public_to)
        if text.public_to and text.public_to > text.public_from
        else None,
        changed=text.withdrawn_at or text.last_published_at or text.public_from,
        summary=text.public_title,
        description=text.public_summary,
        location=str(said.get("where") or ""),
        url=address,
        sequence=text.published_revision_id or 0,
        cancelled=text.withdrawn_at is not None,
    )
