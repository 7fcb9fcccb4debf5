"""Who may open which address of `portal`: url name → Row. Everything here is for every reader."""

from django.urls import reverse

from nhipcau.channels import actions
from nhipcau.channels.tests.builders import make_channel
from nhipcau.letterbox.tests.builders import make_public
from nhipcau.newsroom import actions as newsroom
from nhipcau.newsroom.models import Item, ItemKind
from nhipcau.newsroom.tests.builders import NOON, approve, make_item, picture_file, text_of
from nhipcau.productions.tests.builders import make_place
from nhipcau.reporting.tests.builders import (
    make_answer,
    make_collection,
    make_form,
    make_indicator,
    make_period,
)
from nhipcau.shell import files
from nhipcau.units.tests.builders import House
from nhipcau.writing import to_docx
from nhipcau.writing.tests.builders import make_document
from tests.permissions.row import Row

READERS = ("lan", "khach")


def _event(house: House) -> Item:
    return _published(house, ItemKind.EVENT)


def _published(house: House, kind: str = ItemKind.NEWS) -> Item:
    item = make_item(house, kind=kind)
    newsroom.choose_picture(item, picture_file(), credit="Sở", alts={"vi": "Đèn biển"}, by=house.vy, at=NOON)
    text = approve(house, text_of(item))
    for delivery in actions.publish_text(text, [make_channel(house)], by=house.phuc, at=NOON):
        actions.deliver(delivery, at=NOON)
    return Item.objects.get(pk=item.pk)


PAPER = files.document("chuong-trinh.docx", to_docx(make_document()))


def _file(house: House, file: files.Checked | None = None) -> int:
    item = make_item(house)
    kept = file or files.photo("cang.png", picture_file(kind="PNG"))
    words = {"vi": {"title": "Cảng", "alt": "Thuyền ở cảng"}}
    row = newsroom.attach_file(item, kept, newsroom.Beside(words, credit="Sở"), by=house.vy, at=NOON)
    text = approve(house, text_of(item))
    for delivery in actions.publish_text(text, [make_channel(house)], by=house.phuc, at=NOON):
        actions.deliver(delivery, at=NOON)
    return row.pk


def _period(house: House) -> int:
    period = make_period(year=2025)
    form = make_form(house.province, make_indicator("events"))
    make_answer(make_collection(form, house.ward_a, period=period), house.ward_a, {"events": 3})
    return period.pk


def _row(name: str, *args: object) -> Row:
    return Row(lambda house: reverse(f"portal:{name}", args=args), READERS, (), public=True)


ROWS: dict[str, Row] = {
    "root": _row("root"),
    "home": _row("home", "vi"),
    "topic": _row("topic", "en", "visit"),
    "article": Row(
        lambda house: reverse("portal:article", args=["vi", _published(house).slug]),
        READERS,
        (),
        public=True,
    ),
    "channels": _row("channels", "vi"),
    "figures": _row("figures", "en"),
    "figures_file": Row(
        lambda house: reverse("portal:figures_file", args=["vi", _period(house)]), READERS, (), public=True
    ),
    "search": _row("search", "vi"),
    "feed": _row("feed", "vi"),
    "picture": Row(
        lambda house: reverse("portal:picture", args=[_published(house).picture_id, "large"]),
        READERS,
        (),
        public=True,
    ),
    "file": Row(
        lambda house: reverse("portal:file", args=[_file(house), "cang.jpg"]), READERS, (), public=True
    ),
    "small_picture": Row(
        lambda house: reverse("portal:small_picture", args=[_file(house)]), READERS, (), public=True
    ),
    "file_text": Row(
        lambda house: reverse("portal:file_text", args=["vi", _file(house, PAPER)]), READERS, (), public=True
    ),
    "event_file": Row(
        lambda house: reverse("portal:event_file", args=["vi", _event(house).slug]), READERS, (), public=True
    ),
    **{
        name: _row(name, "vi")
        for name in (
            "events", "events_file", "guides", "projects", "publications", "media", "world", "corrections",
            "corrections_file", "press", "place", "imprint", "readings", "readings_file",
            "all_series",
        )
    },
    "series": Row(
        lambda house: reverse("portal:series", args=["vi", make_place(house).series.slug]), READERS, (), public=True
    ),
    **{name: _row(name, "vi") for name in ("contact", "receipt", "contribute", "answers")},
    "about_text": Row(
        lambda house: reverse("portal:about_text", args=["vi", _published(house).slug]), READERS, (), public=True
    ),
    "answer": Row(
        lambda house: reverse("portal:answer", args=["vi", make_public(house).pk]), READERS, (), public=True
    ),
    "sitemap": _row("sitemap"),
    "robots": _row("robots"),
    "figures_json": Row(
        lambda house: reverse("portal:figures_json", args=["vi", _period(house)]), READERS, (), public=True
    ),
}  # fmt: skip
