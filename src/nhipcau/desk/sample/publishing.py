"""The sample's official channels and its items, written by the editor, approved and published by the publisher."""

from datetime import datetime, timedelta

from django.utils import timezone

from nhipcau.channels import actions as channels
from nhipcau.channels.actions import Entry
from nhipcau.channels.models import Channel, ChannelKind
from nhipcau.desk.sample.articles import ARTICLES, Article
from nhipcau.desk.sample.organisation import PEOPLE_SINCE, Organisation
from nhipcau.desk.sample.pictures import draw_boats
from nhipcau.newsroom import actions as newsroom
from nhipcau.newsroom import kinds
from nhipcau.newsroom.actions import Details, Origin, Words
from nhipcau.newsroom.models import Item
from nhipcau.units.models import Role

DECISION = "Quyết định số 02/QĐ-MAU ngày 25/6/2025 (văn bản mẫu)"
CONTACT = "Phòng Thông tin đối ngoại, 1900 0000, thongtin@ben-da.example.vn"
REGISTER = (
    (ChannelKind.PORTAL, "Cổng thông tin tỉnh Bến Đá", "Bến Đá Province portal", "/"),
    (ChannelKind.FEED, "Dòng tin Atom", "Atom feed", "/vi/feed.atom"),
    (ChannelKind.FAN_PAGE, "Trang Bến Đá", "Bến Đá page", "https://facebook.example/benda"),
    (ChannelKind.LOUDSPEAKER, "Truyền thanh phường Cửa Bến", "Cửa Bến loudspeakers", "Phường Cửa Bến"),
)


def build_publishing(organisation: Organisation, at: datetime) -> None:
    """Enter the channels in the register and publish the items in both languages."""
    administrator = organisation.people[Role.ADMINISTRATOR]
    entered = [
        channels.add_channel(
            organisation.province,
            Entry(kind, name, address, DECISION, PEOPLE_SINCE, name_en=name_en),
            by=administrator,
            at=at,
        )
        for kind, name, name_en, address in REGISTER
    ]
    open_to_us = [channel for channel in entered if channel.kind in (ChannelKind.PORTAL, ChannelKind.FEED)]
    for number, article in enumerate(ARTICLES):
        item = _write(article, organisation, at, picture=number if article.kind == "event" else None)
        _publish(item, open_to_us, organisation, at)


def _write(article: Article, organisation: Organisation, at: datetime, *, picture: int | None) -> Item:
    editor = organisation.people[Role.EDITOR]
    item = newsroom.add_item(
        organisation.province,
        Details(article.kind, article.topic, article.slug, CONTACT, _facts(article, at)),
        title=article.title,
        by=editor,
        at=at,
    )
    newsroom.add_source(
        item,
        Origin(article.source, url="https://ben-da.example.vn/nguon", read_on=timezone.localdate(at)),
        by=editor,
        at=at,
    )
    shows: dict[str, str] = {"vi": "", "en": ""}
    if picture is not None:
        shows = {
            "vi": "Thuyền hoa trên sông, phía sau là đồi.",
            "en": "Boats on a river before hills.",
        }
        newsroom.choose_picture(item, draw_boats(21), credit="Nhịp Cầu", alts=shows, by=editor, at=at)
    words = {
        "vi": Words(article.title, article.summary, article.body, shows["vi"], article.worded),
        "en": Words(article.title_en, article.summary_en, article.body_en, shows["en"], article.worded_en),
    }
    for language, written in words.items():
        before = item.texts.filter(language=language).values_list("latest_revision", flat=True).first()
        newsroom.write_text(item, language, written, by=editor, at=at, before=before)
    return item


def _facts(article: Article, at: datetime) -> dict[str, str]:
    """Return when an event of the sample takes place: in the days after it was published."""
    if article.kind != "event":
        return {}
    morning = timezone.localtime(at).replace(hour=6, minute=0, second=0, microsecond=0)
    begins = morning + timedelta(days=article.begins_in)
    ends = begins.replace(hour=22) + timedelta(days=article.days - 1)
    return {"starts_at": kinds.kept(begins), "ends_at": kinds.kept(ends)}


def _publish(item: Item, entered: list[Channel], organisation: Organisation, at: datetime) -> None:
    editor, publisher = organisation.people[Role.EDITOR], organisation.people[Role.PUBLISHER]
    for text in item.texts.order_by("-language"):  # the Vietnamese original first
        handed_over = newsroom.submit_text(text, by=editor, at=at)
        assert handed_over.latest_revision_id is not None  # noqa: S101  (a text that was handed over has one)
        approved = newsroom.approve_text(
            handed_over, revision=handed_over.latest_revision_id, by=publisher, at=at
        )
        channels.publish_text(approved, entered, by=publisher, at=at)
