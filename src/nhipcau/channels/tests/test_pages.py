"""The pages of channels."""

from django.test import Client
from django.urls import reverse

from nhipcau.channels.models import Channel, Delivery
from nhipcau.channels.tests.builders import CaptureCommits, make_portal_and_feed, send_out
from nhipcau.newsroom import actions as newsroom
from nhipcau.newsroom.tests.builders import ENGLISH, approve, make_item, text_of, write
from nhipcau.units.tests.builders import House


def test_a_publisher_publishes_and_withdraws_on_the_page(
    house: House, client: Client, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    channels = make_portal_and_feed(house)
    item = make_item(house)
    text = approve(house, text_of(item))
    page = reverse("channels:publish", args=[text.pk])
    client.force_login(house.phuc)
    shown = client.get(reverse("newsroom:item", args=[item.pk])).content.decode()
    assert page in shown
    assert page in client.get(reverse("newsroom:read", args=[item.pk, "vi"])).content.decode()
    assert "note" not in client.get(page).context["form"].fields

    with django_capture_on_commit_callbacks(execute=True):
        client.post(page, {"channels": [channel.pk for channel in channels]})
    assert text_of(item).published_revision is not None

    withdraw = reverse("channels:withdraw", args=[text.pk])
    assert client.post(withdraw, {"reason": ""}).status_code == 200
    client.post(withdraw, {"reason": "Hoãn vì bão"})
    assert text_of(item).withdrawal_reason == "Hoãn vì bão"


def test_a_withdrawal_reminds_of_the_other_language(
    house: House, client: Client, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    channels = make_portal_and_feed(house)
    item = make_item(house)
    write(house, item, "en", ENGLISH)
    client.force_login(house.phuc)
    send_out(house, text_of(item), channels, django_capture_on_commit_callbacks)
    page = reverse("channels:withdraw", args=[text_of(item).pk])
    assert "intro" not in client.get(page).context

    send_out(house, text_of(item, "en"), channels, django_capture_on_commit_callbacks)
    assert client.get(page).context["intro"]


def test_another_channel_is_offered_only_where_one_is_left(
    house: House, client: Client, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    portal, feed = make_portal_and_feed(house)
    item = make_item(house)
    send_out(house, text_of(item), [portal], django_capture_on_commit_callbacks)
    client.force_login(house.phuc)
    publish = reverse("channels:publish", args=[text_of(item).pk])
    assert publish in client.get(reverse("newsroom:item", args=[item.pk])).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(publish, {"channels": [feed.pk]})

    assert publish not in client.get(reverse("newsroom:item", args=[item.pk])).content.decode()


def test_a_new_version_asks_for_a_note(
    house: House, client: Client, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    channels = make_portal_and_feed(house)
    item = make_item(house)
    send_out(house, text_of(item), channels, django_capture_on_commit_callbacks)
    write(house, item, "vi", newsroom.Words("Mới", "Tóm tắt", "<p>Mới</p>"))
    approve(house, text_of(item))
    client.force_login(house.phuc)
    page = reverse("channels:publish", args=[text_of(item).pk])
    chosen = {"channels": [channel.pk for channel in channels], "note_kind": "correction"}

    refused = client.post(page, chosen)
    assert "note" in refused.context["form"].errors
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page, {**chosen, "note": "Sửa tên"})

    assert text_of(item).public_title == "Mới"


def test_a_channel_that_is_not_offered_is_refused(house: House, client: Client) -> None:
    make_portal_and_feed(house)
    text = approve(house, text_of(make_item(house)))
    client.force_login(house.phuc)

    response = client.post(reverse("channels:publish", args=[text.pk]), {"channels": [999]})

    assert "channels" in response.context["form"].errors
    assert not Delivery.objects.exists()


def test_the_register_is_seen_by_those_who_work_with_it_and_kept_by_administrators(
    house: House, client: Client
) -> None:
    make_portal_and_feed(house)
    register = reverse("channels:channels")
    for person, seen, keeps in ((house.quang, 2, True), (house.son, 2, False), (house.khach, 0, True)):
        client.force_login(person)
        context = client.get(register).context
        assert (len(context["channels"]), context["keeps"]) == (seen, keeps)

    client.force_login(house.quang)
    entry = {
        "unit": house.province.pk,
        "kind": "video",
        "name": "Kênh video",
        "address": "https://example.vn/v",
        "decision": "QĐ 3",
        "valid_from": "01/01/2026",
    }
    client.post(reverse("channels:channel_new"), entry)
    channel = Channel.objects.get(kind="video")
    end = reverse("channels:channel_end", args=[channel.pk])
    assert client.post(end, {"first_day_without": "2025-01-01"}).status_code == 200
    client.post(end, {"first_day_without": "1/6/2026"})
    channel.refresh_from_db()
    assert channel.valid_to is not None


def test_deliveries_are_listed_with_their_state(
    house: House, client: Client, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    send_out(
        house, text_of(make_item(house)), make_portal_and_feed(house), django_capture_on_commit_callbacks
    )
    client.force_login(house.phuc)

    deliveries = client.get(reverse("channels:deliveries")).context["deliveries"]

    assert len(deliveries) == 2
