"""Who may open which address of `channels`: url name → Row."""

from datetime import timedelta

from django.urls import reverse

from nhipcau.channels import actions
from nhipcau.channels.tests.builders import make_channel
from nhipcau.newsroom.tests.builders import NOON, approve, make_item, publish, text_of
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row

READERS = ("vy", "phuc", "son", "tam", "quang")
PUBLISHERS = ("phuc",)
NOT_PUBLISHERS = ("khach", "lan", "hoa", "quang", "vy", "son", "minh", "tam")
KEEPERS = ("quang",)
NOT_KEEPERS = ("khach", "lan", "hoa", "phuc", "vy", "son", "minh", "tam")


def _approved(house: House) -> str:
    return reverse("channels:publish", args=[approve(house, text_of(make_item(house))).pk])


def _published(house: House) -> str:
    return reverse("channels:withdraw", args=[publish(house, text_of(make_item(house))).pk])


def _waiting(house: House) -> str:
    text = approve(house, text_of(make_item(house)))
    [delivery] = actions.publish_text(text, [make_channel(house)], by=house.phuc, at=NOON)
    return reverse("channels:delivery_retry", args=[delivery.pk])


def _scheduled(house: House) -> str:
    text = approve(house, text_of(make_item(house)))
    later = NOON + timedelta(days=1)
    actions.publish_text(text, [make_channel(house)], by=house.phuc, at=NOON, publish_at=later)
    return reverse("channels:cancel", args=[text.pk])


ROWS: dict[str, Row] = {
    "channels": Row(lambda house: reverse("channels:channels"), (*READERS, "khach"), ("lan", "hoa", "minh")),
    "channel_new": Row(
        lambda house: reverse("channels:channel_new"),
        (*KEEPERS, "khach"),
        ("lan", "hoa", "phuc", "vy", "son", "minh", "tam"),
    ),
    "channel_end": Row(
        lambda house: reverse("channels:channel_end", args=[make_channel(house).pk]), KEEPERS, NOT_KEEPERS
    ),
    "publish": Row(_approved, PUBLISHERS, NOT_PUBLISHERS),
    "withdraw": Row(_published, PUBLISHERS, NOT_PUBLISHERS),
    "cancel": Row(_scheduled, PUBLISHERS, NOT_PUBLISHERS, post=True),
    "deliveries": Row(
        lambda house: reverse("channels:deliveries"),
        ("vy", "phuc", "son", "minh", "tam", "khach", "hoa"),
        ("lan", "quang"),
    ),
    "delivery_retry": Row(_waiting, PUBLISHERS, NOT_PUBLISHERS, post=True),
}
