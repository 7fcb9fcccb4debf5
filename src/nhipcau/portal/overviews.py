"""What readers see: only published revisions, never the state they were written in since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.channels import overviews as channels
from nhipcau.newsroom import rules as newsroom
from nhipcau.newsroom.models import ItemKind, ItemText, Language, Picture, PublicChange, Topic
from nhipcau.portal import rules
from nhipcau.reporting import overviews as reporting
from nhipcau.reporting.models import Period, SubmissionState
from nhipcau.units.models import Unit

NEWEST = 3
GUIDES = 5
FIGURES = 4
IN_FEED = 30


@dataclass(frozen=True, slots=True)
class Card:
    """A published text in a list."""

    title: str
    summary: str
    slug: str
    topic: str
    topic_name: str
    picture: Picture | None
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class LeadPicture:
    """The picture of an article as it was approved."""

    pk: int
    width: int
    height: int
    alt: str
    credit: str


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A source as readers are shown it."""

    label: str
    document: str
    url: str
    read_on: date | None
    person_role: str


@dataclass(frozen=True, slots=True)
class Article:
    """A published text with everything a reader should know of it."""

    language: str
    slug: str
    title: str
    summary: str
    body: str
    unit: str
    contact: str
    topic: str
    topic_name: str
    picture: LeadPicture | None
    sources: tuple[NamedSource, ...]
    published_at: datetime | None
    replaced_at: datetime | None
    changes: tuple[PublicChange, ...]
    in_other_language: bool
    is_outdated: bool


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What is left of a withdrawn text: that it was there, and why it is gone."""

    title: str
    unit: str
    contact: str
    at: datetime | None
    reason: str


def public_texts(language: str) -> Any:
    """Return the texts readers may read, newest first, ready for `card_of`."""
    texts = ItemText.objects.public().filter(language=language)
    return texts.select_related("item", "public_picture").order_by("-first_published_at", "-pk")


def card_of(text: ItemText) -> Card:
    """Return a text as lists show it. No query."""
    item = text.item
    topic_name = str(Topic(item.topic).label)
    return Card(
        text.public_title,
        text.public_summary,
        item.slug,
        item.topic,
        topic_name,
        text.public_picture,
        text.first_published_at,
    )


@dataclass(frozen=True, slots=True)
class Home:
    """The texts of the first page: `lead` has the big picture and stands in no other list."""

    lead: Card | None
    lead_alt: str
    newest: tuple[Card, ...]
    guides: tuple[Card, ...]


def home(language: str) -> Home:
    """Return the texts of the first page. Three queries."""
    texts = public_texts(language)
    news = texts.exclude(item__kind=ItemKind.GUIDE)
    lead = news.filter(public_picture__isnull=False).select_related("published_revision").first()
    newest = (news.exclude(pk=lead.pk) if lead else news)[:NEWEST]
    guides = texts.filter(item__kind=ItemKind.GUIDE)[:GUIDES]
    alt = lead.published_revision.content["picture"]["alt"] if lead and lead.published_revision else ""
    return Home(
        card_of(lead) if lead else None,
        alt,
        tuple(card_of(text) for text in newest),
        tuple(card_of(text) for text in guides),
    )


def find_text(language: str, slug: str) -> ItemText | None:
    """Return the text at an address if it is or was published, else None. Two queries."""
    texts = ItemText.objects.filter(language=language, item__slug=slug, published_revision__isnull=False)
    ready = texts.select_related("item__unit", "published_revision", "public_picture")
    return ready.prefetch_related("item__unit__versions").first()


def is_public_in(language: str, slug: str) -> bool:
    """Return whether readers may read the item at `slug` in `language`. One query."""
    return ItemText.objects.public().filter(language=language, item__slug=slug).exists()


def article_of(text: ItemText) -> Article:
    """Return a public text as its readers see it. Two queries."""
    content = _published(text)
    siblings = {other.language: other for other in ItemText.objects.public().filter(item=text.item_id)}
    changes = text.public_changes.filter(revision__lte=text.published_revision_id)
    other = siblings.get(rules.other_language(text.language))
    replaced = text.last_published_at if text.last_published_at != text.first_published_at else None
    return Article(
        language=text.language,
        slug=text.item.slug,
        title=content["title"],
        summary=content["summary"],
        body=content["body"],
        unit=text.item.unit.name,
        contact=content["contact"],
        topic=text.item.topic,
        topic_name=str(Topic(text.item.topic).label),
        picture=_picture(content, text.public_picture),
        sources=tuple(_source(data) for data in content["sources"]),
        published_at=text.first_published_at,
        replaced_at=replaced,
        changes=tuple(changes),
        in_other_language=other is not None,
        is_outdated=_is_outdated(content, siblings.get(Language.VI), text.language),
    )


def _published(text: ItemText) -> dict[str, Any]:
    """Return what readers were given. Raises ValueError for a text that never was published."""
    if text.published_revision is None:
        raise ValueError(f"text {text.pk} was never published")
    return dict(text.published_revision.content)


def _picture(content: dict[str, Any], picture: Picture | None) -> LeadPicture | None:
    said = content.get("picture")
    if not said or picture is None:
        return None
    return LeadPicture(picture.pk, picture.width, picture.height, said["alt"], said["credit"])


def _source(data: dict[str, Any]) -> NamedSource:
    read_on = parse_date(data["read_on"]) if data["read_on"] else None
    return NamedSource(data["label"], data["document"], data["url"], read_on, data["person_role"])


def _is_outdated(content: dict[str, Any], original: ItemText | None, language: str) -> bool:
    """Return whether the published translation was made before the Vietnamese that readers now have."""
    if language == Language.VI or original is None:
        return False
    follows = newsroom.translation_standing(
        exists=True, made_from=content["translated_from_revision"], original=original.published_revision_id
    )
    return follows == newsroom.OUTDATED


def withdrawn_of(text: ItemText) -> Withdrawn:
    """Return what is left of a withdrawn text."""
    return Withdrawn(
        text.public_title,
        text.item.unit.name,
        _published(text)["contact"],
        text.withdrawn_at,
        text.withdrawal_reason,
    )


def public_picture(pk: int) -> Picture | None:
    """Return a picture that a public text shows, None for any other. One query."""
    shown = ItemText.objects.public().filter(public_picture=pk)
    return Picture.objects.filter(pk=pk, pk__in=shown.values("public_picture")).first()


def feed_texts(language: str) -> list[ItemText]:
    """Return the texts of the feed, what changed last first. Three queries."""
    texts = ItemText.objects.public().filter(language=language, pk__in=channels.in_feed())
    ready = texts.select_related("item__unit").prefetch_related("item__unit__versions")
    return list(ready.order_by("-last_published_at", "-pk")[:IN_FEED])


@dataclass(frozen=True, slots=True)
class Figure:
    """An approved figure with where it is from; `number` is None when figures do not add up, and `why` says so."""

    code: str
    name: str
    names: tuple[str, str]
    measure: str
    measures: tuple[str, str]
    definition: str
    area: str
    areas: tuple[str, str]
    number: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    reported: int
    expected: int
    state: str
    why: str | Promise


_REASONS: dict[str, Promise] = {
    "never_over_units": _("Units' figures are not added up"),
    "never_over_periods": _("Periods' figures are not added up"),
    "no_single_latest": _("There is no single latest figure"),
}
_STATES: dict[str, Promise] = {
    "blank": _("No figure so far"),
    "not_applicable": _("Did not occur"),
    "not_due": _("Not yet due"),
}


def figure_periods(today: date) -> QuerySet[Period]:
    """Return the periods that have ended and have approved answers, latest first."""
    approved = Period.objects.filter(
        ends_on__lt=today, collections__submissions__state=SubmissionState.APPROVED
    )
    return approved.distinct().order_by("-ends_on", "starts_on")


def figures_of(period: Period, today: date) -> tuple[Figure, ...]:
    """Return the approved figures of a period; the queries are those of `reporting.overviews.public_figures`."""
    return tuple(_figure(one) for one in reporting.public_figures(period, today=today))


def _figure(one: "reporting.Total") -> Figure:
    counted = one.indicator
    above, below = one.ratio_of or (None, None)
    why = _REASONS[one.reason] if one.reason else _STATES.get(one.state, "")
    return Figure(
        code=counted.code,
        name=counted.local_name,
        names=(counted.name, counted.name_en),
        measure=counted.local_measure,
        measures=(counted.measure, counted.measure_en),
        definition=counted.local_definition,
        area=one.unit.name,
        areas=_names_of(one.unit),
        number=one.number,
        numerator=above.number if above else None,
        denominator=below.number if below else None,
        reported=one.reported,
        expected=one.expected,
        state=str(one.state),
        why="" if one.number is not None else why,
    )


def _names_of(unit: Unit) -> tuple[str, str]:
    """Return a unit's newest name in Vietnamese and in English."""
    latest = unit.latest
    return (latest.name, latest.name_en) if latest else ("", "")


def leading(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return the figures of the first page: the first that have a number above zero."""
    return tuple(figure for figure in figures if figure.number)[:FIGURES]
