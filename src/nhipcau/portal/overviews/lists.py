"""Published texts in lists: the first page, topics, events, what was corrected, feeds."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from nhipcau.channels import overviews as channels
from nhipcau.newsroom import rules as newsroom
from nhipcau.newsroom.models import ChangeKind, ItemKind, ItemText, Picture, PublicChange

NEWEST = 3
GUIDES = 5
EVENTS = 4
IN_FEED = 30


@dataclass(frozen=True, slots=True)
class Card:
    """A published text in a list."""

    title: str
    summary: str
    slug: str
    kind: str
    topic: str
    topic_name: str
    picture: Picture | None
    published_at: datetime | None
    begins: datetime | None = None
    ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """The texts of the first page: `lead` has the big picture and stands in no other list."""

    lead: Card | None
    lead_alt: str
    newest: tuple[Card, ...]
    guides: tuple[Card, ...]
    events: tuple[Card, ...] = field(default=())


def public_texts(language: str) -> Any:
    """Return the texts that stand in lists for readers of a language, newest first, ready for `card_of`."""
    texts = ItemText.objects.listed().filter(language=language)
    return texts.select_related("item__topic", "public_picture").order_by("-first_published_at", "-pk")


def card_of(text: ItemText) -> Card:
    """Return a text as lists show it. No query."""
    item = text.item
    return Card(
        text.public_title,
        text.public_summary,
        item.slug,
        item.kind,
        text.public_topic,
        item.topic.name_in(text.language),
        text.public_picture,
        text.first_published_at,
        text.public_from,
        text.public_to,
    )


def cards(texts: Iterable[ItemText]) -> tuple[Card, ...]:
    """Return texts as lists show them. No query besides that of the texts."""
    return tuple(card_of(text) for text in texts)


def home(language: str, now: datetime) -> Home:
    """Return the texts of the first page. Four queries."""
    texts = public_texts(language)
    news = texts.exclude(item__kind__in=(ItemKind.GUIDE, ItemKind.PROJECT))
    lead = news.filter(public_picture__isnull=False).select_related("published_revision").first()
    newest = (news.exclude(pk=lead.pk) if lead else news)[:NEWEST]
    guides = texts.filter(item__kind=ItemKind.GUIDE)[:GUIDES]
    alt = lead.published_revision.content["picture"]["alt"] if lead and lead.published_revision else ""
    return Home(
        card_of(lead) if lead else None,
        alt,
        cards(newest),
        cards(guides),
        cards(coming(language, now)[:EVENTS]),
    )


def of_kind(language: str, *kinds: str) -> Any:
    """Return the published texts of some kinds, newest first."""
    return public_texts(language).filter(item__kind__in=kinds)


def events_between(language: str, begins: datetime, ends: datetime) -> Any:
    """Return the events that take place at some moment of [begins, ends), the first to begin first."""
    events = public_texts(language).filter(
        Q(public_to__gte=begins) | Q(public_to__isnull=True, public_from__gte=begins), public_from__lt=ends
    )
    return events.order_by("public_from", "pk")


def coming(language: str, now: datetime) -> Any:
    """Return the events that have not ended, the first to begin first."""
    return public_texts(language).filter(public_to__gte=now).order_by("public_from", "pk")


def corrections(language: str) -> Any:
    """Return every correction readers were told of in a language, newest first, with its text."""
    told = PublicChange.objects.filter(
        kind=ChangeKind.CORRECTION, text__language=language, revision__lte=F("text__published_revision")
    )
    return told.select_related("text__item").order_by("-at", "-pk")


def withdrawn(language: str) -> Any:
    """Return what was published in a language and withdrawn, newest first."""
    gone = ItemText.objects.filter(
        language=language, withdrawn_at__isnull=False, published_revision__isnull=False
    )
    return gone.exclude(item__kind__in=newsroom.INTERNAL).select_related("item").order_by("-withdrawn_at")


def everywhere() -> Any:
    """Return the texts of every language that stand in lists, newest first."""
    return ItemText.objects.listed().select_related("item").order_by("-last_published_at", "-pk")


def feed_texts(language: str, *, topic: str = "") -> list[ItemText]:
    """Return the texts of a feed, what changed last first. Three queries."""
    texts = ItemText.objects.listed().filter(language=language, pk__in=channels.in_feed())
    if topic:
        texts = texts.filter(public_topic=topic)
    ready = texts.select_related("item__unit").prefetch_related("item__unit__versions")
    return list(ready.order_by("-last_published_at", "-pk")[:IN_FEED])
