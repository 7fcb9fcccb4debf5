"""A published text with everything a reader should know of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.dateparse import parse_date
from django.utils.functional import Promise

from nhipcau.newsroom import kinds
from nhipcau.newsroom import rules as newsroom
from nhipcau.newsroom.models import Attachment, AttachmentKind, ItemText, Picture, PublicChange
from nhipcau.portal.models import DailyViews
from nhipcau.portal.overviews.series import with_series

# How often a text was read, in the statement that asks for the text.
_READINGS = Coalesce(Subquery(DailyViews.objects.of_texts().filter(text=OuterRef("pk")).values("all")), 0)


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
    clause: str
    url: str
    read_on: date | None
    archive_sha256: str
    person_role: str


@dataclass(frozen=True, slots=True)
class NamedFact:
    """A fact of the kind of item, with its name; `value` is a day, a moment, a number, an address or words."""

    name: str
    type: str
    label: str | Promise
    value: Any


@dataclass(frozen=True, slots=True)
class FileBeside:
    """A file beside an article, as it was approved."""

    pk: int
    kind: str
    name: str
    title: str
    alt: str
    credit: str
    media_type: str
    size: int
    language: str
    readable: bool

    @property
    def extension(self) -> str:
        """What kind of file it is, as readers know it: PDF, DOCX, MP3."""
        return self.name.rpartition(".")[2].upper()


@dataclass(frozen=True, slots=True)
class Entry:
    """News of the world as somebody else reported it."""

    title: str
    summary: str
    outlet: str
    country: str
    reported_on: date | None
    url: str


@dataclass(frozen=True, slots=True)
class Article:
    """A published text with everything a reader should know of it."""

    language: str
    slug: str
    kind: str
    title: str
    summary: str
    body: str
    unit: str
    contact: str
    topic: str
    topic_name: str
    picture: LeadPicture | None
    facts: tuple[NamedFact, ...]
    pictures: tuple[FileBeside, ...]
    files: tuple[FileBeside, ...]
    media: tuple[FileBeside, ...]
    subtitles: tuple[FileBeside, ...]
    entries: tuple[Entry, ...]
    sources: tuple[NamedSource, ...]
    published_at: datetime | None
    replaced_at: datetime | None
    archived_at: datetime | None
    readings: int
    changes: tuple[PublicChange, ...]
    languages: tuple[str, ...]
    is_outdated: bool

    @property
    def is_corrected(self) -> bool:
        """Whether something that was wrong was mended."""
        return any(change.kind == "correction" for change in self.changes)

    @property
    def balance(self) -> dict[str, int]:
        """How many entries of a digest come from which country."""
        return newsroom.balance(entry.country for entry in self.entries)

    @property
    def outlets(self) -> int:
        """From how many outlets the entries of a digest come."""
        return len({entry.outlet for entry in self.entries})

    def fact(self, name: str) -> Any:
        """Return the value of a fact, None where it is not said."""
        return next((fact.value for fact in self.facts if fact.name == name), None)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What is left of a withdrawn text: that it was there, and why it is gone."""

    title: str
    unit: str
    contact: str
    at: datetime | None
    reason: str


def find_text(language: str, slug: str) -> ItemText | None:
    """Return the text at an address if it is or was published, else None. Two queries."""
    texts = ItemText.objects.filter(language=language, item__slug=slug, published_revision__isnull=False)
    ready = (
        with_series(texts)
        .exclude(item__kind__in=newsroom.INTERNAL)
        .select_related("item__unit", "item__topic", "published_revision", "public_picture")
    )
    found: ItemText | None = (
        ready.annotate(readings=_READINGS).prefetch_related("item__unit__versions").first()
    )
    return found


def languages_of(slug: str) -> list[str]:
    """Return the languages in which readers may read the item at `slug`. One query."""
    public = ItemText.objects.public().exclude(item__kind__in=newsroom.INTERNAL).filter(item__slug=slug)
    return list(public.order_by("language").values_list("language", flat=True))


def article_of(text: ItemText) -> Article:
    """Return a public text as its readers see it. Three queries."""
    content = published_content(text)
    siblings = {other.language: other for other in ItemText.objects.public().filter(item=text.item_id)}
    changes = text.public_changes.filter(revision__lte=text.published_revision_id)
    replaced = text.last_published_at if text.last_published_at != text.first_published_at else None
    beside = _files(content, text.language)
    return Article(
        language=text.language,
        slug=text.item.slug,
        kind=content.get("kind", text.item.kind),
        title=content["title"],
        summary=content["summary"],
        body=content["body"],
        unit=text.item.unit.name,
        contact=content["contact"],
        topic=text.public_topic,
        topic_name=text.item.topic.name_in(text.language),
        picture=_picture(content, text.public_picture),
        facts=facts_of(content),
        pictures=_of_kind(beside, AttachmentKind.PICTURE),
        files=_of_kind(beside, AttachmentKind.FILE),
        media=_of_kind(beside, AttachmentKind.AUDIO, AttachmentKind.VIDEO),
        subtitles=_of_kind(beside, AttachmentKind.SUBTITLES),
        entries=tuple(_entry(data) for data in content.get("entries", ())),
        sources=tuple(_source(data) for data in content["sources"]),
        published_at=text.first_published_at,
        replaced_at=replaced,
        archived_at=text.archived_at,
        readings=getattr(text, "readings", 0),
        changes=tuple(changes),
        languages=tuple(sorted(siblings)),
        is_outdated=_is_outdated(content, siblings.get(newsroom.ORIGINAL), text.language),
    )


def published_content(text: ItemText) -> dict[str, Any]:
    """Return what readers were given. Raises ValueError for a text that never was published."""
    if text.published_revision is None:
        raise ValueError(f"text {text.pk} was never published")
    return dict(text.published_revision.content)


def facts_of(content: dict[str, Any]) -> tuple[NamedFact, ...]:
    """Return the facts a revision says of its kind, in their order."""
    said = kinds.told(content.get("kind", ""), content.get("facts", {}), content.get("worded") or {})
    return tuple(NamedFact(fact.name, fact.type, fact.label, value) for fact, value in said)


def _picture(content: dict[str, Any], picture: Picture | None) -> LeadPicture | None:
    said = content.get("picture")
    if not said or picture is None:
        return None
    return LeadPicture(picture.pk, picture.width, picture.height, said["alt"], said["credit"])


def _files(content: dict[str, Any], language: str) -> list[FileBeside]:
    """Return the files beside a text; those that can be read as text are known by one query, made only for files."""
    beside = content.get("attachments", ())
    readable = set()
    if beside:
        kept = Attachment.objects.filter(pk__in=[data["id"] for data in beside]).exclude(text="")
        readable = set(kept.values_list("pk", flat=True))
    return [_file(data, language, readable) for data in beside]


def _file(data: dict[str, Any], language: str, readable: Collection[int]) -> FileBeside:
    words = data["words"].get(language) or data["words"].get(newsroom.ORIGINAL) or {}
    return FileBeside(
        pk=data["id"],
        kind=data["kind"],
        name=data["name"],
        title=words.get("title") or data["name"],
        alt=words.get("alt", ""),
        credit=data["credit"],
        media_type=data["type"],
        size=data["size"],
        language=data["language"],
        readable=data["id"] in readable,
    )


def _of_kind(files: list[FileBeside], *wanted: str) -> tuple[FileBeside, ...]:
    return tuple(file for file in files if file.kind in wanted)


def _entry(data: dict[str, Any]) -> Entry:
    day = parse_date(data["reported_on"])
    return Entry(data["title"], data["summary"], data["outlet"], data["country"], day, data["url"])


def _source(data: dict[str, Any]) -> NamedSource:
    return NamedSource(
        data["label"],
        data["document"],
        data.get("clause", ""),
        data["url"],
        parse_date(data["read_on"]) if data["read_on"] else None,
        data.get("archive_sha256", ""),
        data["person_role"],
    )


def _is_outdated(content: dict[str, Any], original: ItemText | None, language: str) -> bool:
    """Return whether the published translation was made before the original that readers now have."""
    if language == newsroom.ORIGINAL or original is None:
        return False
    return newsroom.is_behind(content["translated_from_revision"], original.published_revision_id)


def withdrawn_of(text: ItemText) -> Withdrawn:
    """Return what is left of a withdrawn text."""
    contact = published_content(text)["contact"]
    return Withdrawn(
        text.public_title, text.item.unit.name, contact, text.withdrawn_at, text.withdrawal_reason
    )


def public_picture(pk: int) -> Picture | None:
    """Return a picture that a public text shows, None for any other. One query."""
    shown = ItemText.objects.public().filter(public_picture=pk)
    return Picture.objects.filter(pk=pk, pk__in=shown.values("public_picture")).first()


def public_file(pk: int) -> Attachment | None:
    """Return a file that a public text has beside it, None for any other. Two queries."""
    found = Attachment.objects.filter(pk=pk).first()
    if found is None:
        return None
    texts = ItemText.objects.public().exclude(item__kind__in=newsroom.INTERNAL).filter(item=found.item_id)
    for text in texts.select_related("published_revision"):
        if any(data["id"] == pk for data in published_content(text).get("attachments", ())):
            return found
    return None
