"""Publishing, delivering, correcting and withdrawing."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.channels import actions, errors, tasks
from nhipcau.channels.models import ChannelKind, Delivery, DeliveryState
from nhipcau.channels.tests.builders import CaptureCommits, make_channel, make_portal_and_feed, send_out
from nhipcau.newsroom import actions as newsroom
from nhipcau.newsroom import errors as newsroom_errors
from nhipcau.newsroom.tests.builders import (
    ENGLISH,
    MORNING,
    NOON,
    VIETNAMESE,
    approve,
    make_item,
    text_of,
    write,
)
from nhipcau.units.models import Membership, Role
from nhipcau.units.tests.builders import House


def test_publishing_is_for_publishers_of_the_unit(
    house: House, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    channels = make_portal_and_feed(house)
    text = approve(house, text_of(make_item(house)))

    for other in (house.vy, house.son, house.minh, house.quang, house.khach):
        with pytest.raises(PermissionDenied):
            actions.publish_text(text, channels, by=other, at=NOON)

    with django_capture_on_commit_callbacks(execute=True):
        actions.publish_text(text, channels, by=house.phuc, at=NOON)
    text = text_of(text.item)
    assert text.published_revision_id == text.approved_revision_id
    assert text.public_title == VIETNAMESE.title


def test_what_waits_since_the_machine_stopped_is_sent_once_at_the_next_start(
    house: House, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    text = approve(house, text_of(make_item(house)))
    with django_capture_on_commit_callbacks(execute=False):
        actions.publish_text(text, [make_channel(house)], by=house.phuc, at=NOON)
    assert Delivery.objects.get().state == DeliveryState.WAITING

    tasks.hand_over_waiting()
    tasks.hand_over_waiting()

    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries) == (DeliveryState.DELIVERED, 1)


def test_the_key_is_kept_before_anything_is_sent(house: House) -> None:
    text = approve(house, text_of(make_item(house)))

    [delivery] = actions.publish_text(text, [make_channel(house)], by=house.phuc, at=NOON)

    assert Delivery.objects.get().key == delivery.key
    assert Delivery.objects.get().state == DeliveryState.WAITING
    assert text_of(text.item).published_revision is None


def test_each_channel_has_a_state_of_its_own(
    house: House, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    sent = send_out(
        house, text_of(make_item(house)), make_portal_and_feed(house), django_capture_on_commit_callbacks
    )

    assert [delivery.state for delivery in sent] == [DeliveryState.DELIVERED] * 2
    assert sent[0].external_address == "https://benda.example.vn/vi/a/le-hoi-den-bien/"
    assert sent[1].external_address == "https://benda.example.vn/vi/feed.atom"


def test_only_what_was_approved_is_published(house: House) -> None:
    portal = make_channel(house)
    item = make_item(house)
    with pytest.raises(newsroom_errors.NotApprovedError):
        actions.publish_text(text_of(item), [portal], by=house.phuc, at=NOON)

    approve(house, text_of(item))
    write(house, item, "vi", newsroom.Words("Sửa sau khi duyệt", "Tóm tắt", "<p>Nội dung</p>"))
    with pytest.raises(newsroom_errors.NotApprovedError):
        actions.publish_text(text_of(item), [portal], by=house.phuc, at=NOON)


def test_nothing_goes_to_a_channel_that_is_not_open_to_the_unit_today(house: House) -> None:
    text = approve(house, text_of(make_item(house)))
    portal = make_channel(house)
    later = make_channel(house, name="Sau này", valid_from=date(2027, 1, 1))
    of_a_ward = make_channel(house, unit=house.ward_a, name="Phường A")
    fan_page = make_channel(house, ChannelKind.FAN_PAGE, name="Trang mạng xã hội")

    for channel in (later, of_a_ward, fan_page):
        with pytest.raises(errors.NoSuchChannelError):
            actions.publish_text(text, [portal, channel], by=house.phuc, at=NOON)
    with pytest.raises(errors.NoChannelChosenError):
        actions.publish_text(text, [], by=house.phuc, at=NOON)

    assert not Delivery.objects.exists()


def test_a_channel_that_ended_between_order_and_sending_gets_nothing(house: House) -> None:
    text = approve(house, text_of(make_item(house)))
    portal = make_channel(house)
    [delivery] = actions.publish_text(text, [portal], by=house.phuc, at=NOON)
    actions.end_channel(portal, first_day_without=date(2026, 9, 1), by=house.quang, at=NOON)

    delivery = actions.deliver(delivery, at=NOON)

    assert delivery.state == DeliveryState.FAILED
    assert delivery.error
    assert text_of(text.item).published_revision is None


def test_who_may_publish_no_more_sends_nothing_and_another_publisher_tries_again(
    house: House, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    text = approve(house, text_of(make_item(house)))
    [delivery] = actions.publish_text(text, [make_channel(house)], by=house.phuc, at=NOON)
    role = Membership.objects.filter(user=house.phuc)
    role.update(valid_to=date(2026, 8, 1))
    assert actions.deliver(delivery, at=NOON).state == DeliveryState.FAILED

    role.update(valid_to=None)
    with django_capture_on_commit_callbacks(execute=True):
        actions.retry_delivery(delivery, by=house.phuc, at=NOON)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == (DeliveryState.DELIVERED, 2)
    with pytest.raises(errors.NotFailedError):
        actions.retry_delivery(delivery, by=house.phuc, at=NOON)


def test_ordering_twice_sends_once(house: House, django_capture_on_commit_callbacks: CaptureCommits) -> None:
    channels = make_portal_and_feed(house)
    text = text_of(make_item(house))
    first = send_out(house, text, channels, django_capture_on_commit_callbacks)

    with django_capture_on_commit_callbacks(execute=True):
        actions.publish_text(text_of(text.item), channels, by=house.phuc, at=NOON)

    assert {d.pk: d.tries for d in Delivery.objects.all()} == {d.pk: 1 for d in first}


def test_the_feed_needs_the_portals_page(house: House) -> None:
    text = approve(house, text_of(make_item(house)))
    _portal, feed = make_portal_and_feed(house)

    with pytest.raises(errors.PortalFirstError):
        actions.publish_text(text, [feed], by=house.phuc, at=NOON)


def test_a_published_text_is_replaced_with_a_note_for_readers(
    house: House, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    channels = make_portal_and_feed(house)
    item = make_item(house)
    send_out(house, text_of(item), channels, django_capture_on_commit_callbacks)
    write(house, item, "vi", newsroom.Words("Lễ hội lùi sang 06/9", "Tóm tắt", "<p>Ngày 06/9/2026.</p>"))
    assert text_of(item).public_title == VIETNAMESE.title

    with pytest.raises(newsroom_errors.NoteMissingError):
        send_out(house, text_of(item), channels, django_capture_on_commit_callbacks)
    with django_capture_on_commit_callbacks(execute=True):
        actions.publish_text(
            text_of(item), channels, by=house.phuc, at=NOON, note="Đổi ngày khai mạc", note_kind="correction"
        )

    text = text_of(item)
    assert text.public_title == "Lễ hội lùi sang 06/9"
    assert text.public_changes.get().note == "Đổi ngày khai mạc"


def test_an_older_version_delivered_late_does_not_replace_a_newer_one(
    house: House, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    portal = make_channel(house)
    item = make_item(house)
    [late] = actions.publish_text(approve(house, text_of(item)), [portal], by=house.phuc, at=NOON)
    write(house, item, "vi", newsroom.Words("Bản mới", "Tóm tắt", "<p>Mới</p>"))
    send_out(house, text_of(item), [portal], django_capture_on_commit_callbacks)

    actions.deliver(late, at=NOON)

    assert text_of(item).public_title == "Bản mới"


def test_a_withdrawal_says_why_and_the_text_returns_only_reviewed_anew(
    house: House, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    channels = make_portal_and_feed(house)
    item = make_item(house)
    send_out(house, text_of(item), channels, django_capture_on_commit_callbacks)

    with pytest.raises(PermissionDenied):
        actions.withdraw_text(text_of(item), reason="x", by=house.vy, at=NOON)
    with pytest.raises(newsroom_errors.ReasonMissingError):
        actions.withdraw_text(text_of(item), reason=" ", by=house.phuc, at=NOON)
    actions.withdraw_text(text_of(item), reason="Lễ hội hoãn vì bão", by=house.phuc, at=NOON)

    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.WITHDRAWN}
    with pytest.raises(newsroom_errors.NotApprovedError):
        actions.publish_text(text_of(item), channels, by=house.phuc, at=NOON)
    with pytest.raises(newsroom_errors.NotPublishedError):
        actions.withdraw_text(text_of(item), reason="x", by=house.phuc, at=NOON)

    send_out(house, text_of(item), channels, django_capture_on_commit_callbacks, note="Đã có ngày mới")
    assert text_of(item).withdrawn_at is None


def test_each_language_is_published_by_itself(
    house: House, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    channels = make_portal_and_feed(house)
    item = make_item(house)
    write(house, item, "en", ENGLISH)
    send_out(house, text_of(item, "en"), channels, django_capture_on_commit_callbacks)

    assert text_of(item, "en").published_revision is not None
    assert text_of(item, "vi").published_revision is None


def test_the_register_is_kept_by_administrators(house: House) -> None:
    entry = actions.Entry(ChannelKind.VIDEO, "Kênh video", "https://example.vn/v", "QĐ 1", date(2026, 1, 1))
    for other in (house.phuc, house.vy, house.son, house.khach):
        with pytest.raises(PermissionDenied):
            actions.add_channel(house.province, entry, by=other, at=MORNING)

    channel = actions.add_channel(house.province, entry, by=house.quang, at=MORNING)

    with pytest.raises(PermissionDenied):
        actions.end_channel(channel, first_day_without=date(2026, 2, 1), by=house.phuc, at=MORNING)
    with pytest.raises(errors.ChannelEndedError):
        actions.end_channel(channel, first_day_without=date(2026, 1, 1), by=house.quang, at=MORNING)
    actions.end_channel(channel, first_day_without=date(2026, 2, 1), by=house.quang, at=MORNING)
    with pytest.raises(errors.ChannelEndedError):
        actions.end_channel(channel, first_day_without=date(2026, 3, 1), by=house.quang, at=MORNING)


def test_a_role_elsewhere_gives_nothing_here(house: House) -> None:
    assert Membership.objects.filter(user=house.khach, role=Role.PUBLISHER).exists()
    text = approve(house, text_of(make_item(house)))

    with pytest.raises(PermissionDenied):
        actions.publish_text(text, [make_channel(house)], by=house.khach, at=NOON)
