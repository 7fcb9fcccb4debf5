"""Who may open which address of `portal`: url name → Row. Everything here is for every reader."""

from django.urls import reverse

from nhipcau.channels import actions
from nhipcau.channels.tests.builders import make_channel
from nhipcau.newsroom import actions as newsroom
from nhipcau.newsroom.models import Item
from nhipcau.newsroom.tests.builders import NOON, approve, make_item, picture_file, text_of
from nhipcau.reporting.tests.builders import (
    make_answer,
    make_collection,
    make_form,
    make_indicator,
    make_period,
)
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row

READERS = ("lan", "khach")


def _published(house: House) -> Item:
    item = make_item(house)
    newsroom.choose_picture(item, picture_file(), credit="Sở", alts={"vi": "Đèn biển"}, by=house.vy, at=NOON)
    text = approve(house, text_of(item))
    for delivery in actions.publish_text(text, [make_channel(house)], by=house.phuc, at=NOON):
        actions.deliver(delivery, at=NOON)
    return Item.objects.get(pk=item.pk)


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
}
