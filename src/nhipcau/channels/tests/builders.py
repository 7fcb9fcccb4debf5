"""Builders of channels with readable defaults."""

from collections.abc import Callable
from datetime import date
from typing import Any

from nhipcau.channels import actions
from nhipcau.channels.models import Channel, ChannelKind, Delivery
from nhipcau.newsroom.models import ItemText
from nhipcau.newsroom.tests.builders import MORNING, NOON, approve
from nhipcau.units.models import Unit
from nhipcau.units.tests.builders import House

ADDRESS = "https://benda.example.vn"
CaptureCommits = Callable[..., Any]


def make_channel(
    house: House,
    kind: str = ChannelKind.PORTAL,
    *,
    unit: Unit | None = None,
    name: str = "Cổng thông tin đối ngoại tỉnh Bến Đá",
    valid_from: date = date(2024, 1, 1),
) -> Channel:
    """Return a channel of the province, entered by Quang."""
    entry = actions.Entry(
        kind,
        name,
        ADDRESS,
        "Quyết định 12/QĐ-UBND ngày 02/01/2024",
        valid_from,
        "Bến Đá external information",
    )
    return actions.add_channel(unit or house.province, entry, by=house.quang, at=MORNING)


def make_portal_and_feed(house: House) -> list[Channel]:
    """Return the two channels the system sends to."""
    return [make_channel(house), make_channel(house, ChannelKind.FEED, name="Nguồn tin Atom")]


def send_out(
    house: House,
    text: ItemText,
    channels: list[Channel],
    commits: CaptureCommits,
    *,
    note: str = "",
    note_kind: str = "update",
) -> list[Delivery]:
    """Vy submits, Phúc approves and publishes; the background work is done at once."""
    approved = approve(house, text)
    with commits(execute=True):
        deliveries = actions.publish_text(
            approved, channels, by=house.phuc, at=NOON, note=note, note_kind=note_kind
        )
    return list(Delivery.objects.filter(pk__in=[delivery.pk for delivery in deliveries]).order_by("pk"))
