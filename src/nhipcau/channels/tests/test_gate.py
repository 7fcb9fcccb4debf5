"""The one gate by which texts leave: approval, embargo, schedule, update, correction, withdrawal."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.channels import actions, errors
from nhipcau.channels.models import Channel, Delivery, DeliveryState
from nhipcau.channels.tests.builders import CaptureCommits, make_portal_and_feed, send_out
from nhipcau.newsroom import actions as newsroom
from nhipcau.newsroom.models import ItemText, PublicChange
from nhipcau.newsroom.tests.builders import NOON, VIETNAMESE, approve, make_item, text_of, write
from nhipcau.units.tests.builders import House

HOUR = timedelta(hours=1)
LATER = NOON + 2 * HOUR
NEWER = newsroom.Words("Lễ hội lùi sang 06/9", VIETNAMESE.summary, VIETNAMESE.body)


class Gate:
    """A text, the portal and the feed, and what happens to them at an hour."""

    def __init__(self, house: House, commits: CaptureCommits) -> None:
        self.house, self.commits = house, commits
        self.channels: list[Channel] = make_portal_and_feed(house)
        self.item = make_item(house)

    @property
    def text(self) -> ItemText:
        """The text as it stands in the database."""
        return text_of(self.item)

    def order(self, **said: object) -> None:
        """Phúc orders the publication of what is approved, at noon."""
        with self.commits(execute=False):
            actions.publish_text(self.text, self.channels, by=self.house.phuc, at=NOON, **said)  # type: ignore[arg-type]  # named by the test

    def strike(self, hour: datetime) -> list[str]:
        """Let the worker try everything at an hour; return the states."""
        with self.commits(execute=False):
            for delivery in Delivery.objects.order_by("pk"):
                actions.deliver(delivery, at=hour)
        return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


@pytest.fixture
def gate(house: House, django_capture_on_commit_callbacks: CaptureCommits) -> Gate:
    """An approved text whose hour has not come."""
    made = Gate(house, django_capture_on_commit_callbacks)
    approve(house, made.text)
    return made


WAITING, DELIVERED = [DeliveryState.WAITING] * 2, [DeliveryState.DELIVERED] * 2


@pytest.mark.parametrize(
    ("embargo", "schedule", "hour", "states"),
    [
        (None, None, NOON, DELIVERED),
        (None, LATER, NOON + HOUR, WAITING),
        (None, LATER, LATER, DELIVERED),
        (LATER, None, NOON + HOUR, WAITING),
        (LATER, None, LATER, DELIVERED),
        (LATER + HOUR, LATER, LATER, WAITING),  # the embargo is longer than the schedule
        (LATER + HOUR, LATER, LATER + HOUR, DELIVERED),
        (LATER, LATER + HOUR, LATER, WAITING),  # the schedule is longer than the embargo
        (NOON - HOUR, NOON - HOUR, NOON, DELIVERED),  # both are over
    ],
)
def test_a_text_leaves_at_its_hour_and_never_before_its_embargo(
    gate: Gate, embargo: datetime | None, schedule: datetime | None, hour: datetime, states: list[str]
) -> None:
    newsroom.set_embargo(gate.item, embargo, by=gate.house.phuc)
    gate.order(publish_at=schedule)

    assert gate.strike(hour) == states
    assert (gate.text.published_revision_id is not None) == (states == DELIVERED)


def test_an_embargo_set_after_the_order_still_holds(gate: Gate) -> None:
    gate.order()
    newsroom.set_embargo(gate.item, LATER, by=gate.house.phuc)

    assert gate.strike(NOON) == WAITING
    assert gate.strike(LATER) == DELIVERED


def test_the_embargo_is_the_publishers(gate: Gate) -> None:
    with pytest.raises(PermissionDenied):
        newsroom.set_embargo(gate.item, None, by=gate.house.vy)


def test_an_edit_after_the_order_stops_what_was_scheduled(gate: Gate) -> None:
    gate.order(publish_at=LATER)
    write(gate.house, gate.item, "vi", NEWER)

    assert gate.strike(LATER) == [DeliveryState.FAILED] * 2
    assert gate.text.published_revision is None
    assert Delivery.objects.order_by("pk")[0].error == str(errors.ReopenedError.message)

    approve(gate.house, gate.text)
    gate.order()
    gate.strike(LATER)
    assert gate.text.public_title == NEWER.title


def test_what_is_scheduled_can_be_called_off_by_publishers(gate: Gate) -> None:
    with pytest.raises(errors.NotScheduledError):
        actions.cancel_publishing(gate.text, by=gate.house.phuc)
    gate.order(publish_at=LATER)
    with pytest.raises(PermissionDenied):
        actions.cancel_publishing(gate.text, by=gate.house.vy)

    actions.cancel_publishing(gate.text, by=gate.house.phuc)

    assert gate.strike(LATER) == [DeliveryState.CANCELLED] * 2
    assert gate.text.published_revision is None
    gate.order()
    assert gate.strike(LATER) == DELIVERED


def test_a_correction_called_off_tells_readers_nothing(gate: Gate) -> None:
    gate.order()
    gate.strike(NOON)
    approve(gate.house, write(gate.house, gate.item, "vi", NEWER))
    gate.order(publish_at=LATER, note="Đổi ngày", note_kind="correction")

    actions.cancel_publishing(gate.text, by=gate.house.phuc)

    assert not PublicChange.objects.exists()
    assert gate.text.public_title == VIETNAMESE.title


def test_a_correction_waits_for_its_hour_like_anything_else_and_says_what_stood_there(gate: Gate) -> None:
    gate.order()
    gate.strike(NOON)
    approve(gate.house, write(gate.house, gate.item, "vi", NEWER))
    gate.order(publish_at=LATER, note="Đổi ngày", note_kind="correction")

    gate.strike(NOON + HOUR)
    assert gate.text.public_title == VIETNAMESE.title
    gate.strike(LATER)

    assert gate.text.public_title == NEWER.title
    change = PublicChange.objects.get()
    assert change.passages == [[VIETNAMESE.title, NEWER.title]]
    assert change.at == LATER


def test_what_is_withdrawn_before_its_hour_does_not_leave(gate: Gate) -> None:
    gate.order()
    gate.strike(NOON)
    approve(gate.house, write(gate.house, gate.item, "vi", NEWER))
    gate.order(publish_at=LATER, note="Đổi ngày")

    with gate.commits(execute=False):
        actions.withdraw_text(gate.text, reason="Hủy lễ hội", by=gate.house.phuc, at=NOON + HOUR)

    assert set(gate.strike(LATER)) == {DeliveryState.WITHDRAWN}
    assert gate.text.withdrawn_at is not None
    assert gate.text.public_title == VIETNAMESE.title


def test_an_archived_text_comes_back_into_the_lists_when_it_is_published_anew(
    house: House, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    made = Gate(house, django_capture_on_commit_callbacks)
    send_out(house, made.text, made.channels, django_capture_on_commit_callbacks)
    with pytest.raises(PermissionDenied):
        newsroom.archive_publication(made.text, by=house.vy, at=NOON)

    newsroom.archive_publication(made.text, by=house.phuc, at=NOON)
    assert not ItemText.objects.listed().exists()
    assert ItemText.objects.public().exists()  # its page stays
    newsroom.restore_publication(made.text, by=house.phuc)
    assert ItemText.objects.listed().exists()

    newsroom.archive_publication(made.text, by=house.phuc, at=NOON)
    write(house, made.item, "vi", NEWER)
    send_out(house, made.text, made.channels, django_capture_on_commit_callbacks, note="Mới")
    assert ItemText.objects.listed().exists()
