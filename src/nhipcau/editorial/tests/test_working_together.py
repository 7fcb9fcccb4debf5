"""Work given to people, facts asked of others, items taken over from them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from nhipcau.channels import actions as channels
from nhipcau.channels.models import Channel
from nhipcau.channels.tests.builders import CaptureCommits, send_out
from nhipcau.editorial import actions, errors, overviews, rules
from nhipcau.editorial.models import Commission, FactRequest, TakenOver
from nhipcau.editorial.tests.builders import (
    ASKED,
    AT,
    DAY,
    DUE,
    make_entry,
    make_published,
    make_request,
    make_taken,
    make_work,
    ward_editor,
)
from nhipcau.newsroom.models import Item, ItemKind, ItemText
from nhipcau.newsroom.tests.builders import VIETNAMESE, make_item, text_of, write
from nhipcau.shell.waiting import offered
from nhipcau.units.models import User
from nhipcau.units.tests.builders import House


def waits(user: User) -> set[str]:
    return {one.kind for one in offered(user, AT)}


def test_work_is_given_to_an_editor_waits_for_an_answer_and_is_done(house: House) -> None:
    work = make_work(house)
    assert "work_given" in waits(house.vy)

    actions.answer_work(work, rules.ACCEPTED, by=house.vy, at=AT)
    assert "work_in_hand" in waits(house.vy)
    actions.answer_work(work, rules.DONE, by=house.vy, at=AT)

    assert not {"work_given", "work_in_hand"} & waits(house.vy)
    with pytest.raises(errors.ClosedCommissionError):
        actions.answer_work(work, rules.DECLINED, reason="Bận", by=house.vy, at=AT)


def test_work_is_refused_to_others_for_what_is_off_and_for_a_moment_that_is_over(house: House) -> None:
    entry = make_entry(house)
    for person, error in ((house.son, errors.NotAnEditorError), (house.khach, errors.NotAnEditorError)):
        with pytest.raises(error):
            actions.give_work(entry, actions.Given(person, "text", DUE), by=house.phuc, at=AT)
    with pytest.raises(errors.PastDayError):
        actions.give_work(entry, actions.Given(house.vy, "text", AT), by=house.phuc, at=AT)
    with pytest.raises(PermissionDenied):
        actions.give_work(entry, actions.Given(house.vy, "text", DUE), by=house.son, at=AT)
    actions.set_intent(entry, rules.NOT_COVERED, reason="", by=house.vy)
    with pytest.raises(errors.OffError):
        actions.give_work(entry, actions.Given(house.vy, "text", DUE), by=house.phuc, at=AT)

    assert not Commission.objects.exists()


def test_declining_and_taking_back_need_a_reason_and_the_right_person(house: House) -> None:
    work = make_work(house)
    with pytest.raises(errors.ReasonMissingError):
        actions.answer_work(work, rules.DECLINED, by=house.vy, at=AT)
    with pytest.raises(PermissionDenied):
        actions.answer_work(work, rules.ACCEPTED, by=house.phuc, at=AT)
    with pytest.raises(errors.ReasonMissingError):
        actions.take_back_work(work, reason="", by=house.phuc, at=AT)

    actions.answer_work(work, rules.DECLINED, reason="Đi công tác", by=house.vy, at=AT)

    assert Commission.objects.get().reason == "Đi công tác"


def test_work_goes_into_ones_own_calendar(house: House, client: Client) -> None:
    work = make_work(house)
    client.force_login(house.vy)

    one = client.get(reverse("editorial:work_file", args=[work.pk])).content.decode()
    mine = client.get(reverse("editorial:mine_file")).content.decode()

    for file in (one, mine):
        assert "DTEND;TZID=Asia/Ho_Chi_Minh:20260903T120000" in file
        assert "Mở màn lễ hội đèn biển" in file.replace("\r\n ", "")
    client.force_login(house.lan)
    assert client.get(reverse("editorial:work_file", args=[work.pk])).status_code == 404


def test_a_request_for_facts_runs_on_a_clock_and_is_answered_with_its_source(house: House) -> None:
    request = make_request(house)
    assert "facts" in waits(house.lan)
    assert overviews.clock(request, ASKED.due_on - timedelta(days=1)).stands == "còn 1 ngày"
    late = overviews.clock(request, ASKED.due_on + timedelta(days=2))
    assert late.is_late
    with pytest.raises(ValidationError):
        actions.answer_request(request, "Hai nghìn khách", source=" ", by=house.lan, at=AT)
    with pytest.raises(PermissionDenied):
        actions.answer_request(request, "Hai nghìn khách", source="Sổ", by=house.hoa, at=AT)

    actions.answer_request(request, "Hai nghìn khách", source="Sổ đăng ký lưu trú", by=house.lan, at=AT)

    assert "facts" not in waits(house.lan)
    with pytest.raises(errors.AnsweredError):
        actions.answer_request(request, "Ba nghìn", source="Sổ", by=house.lan, at=AT)
    with pytest.raises(errors.AnsweredError):
        actions.withdraw_request(request, by=house.vy, at=AT)
    assert FactRequest.objects.get().answer == "Hai nghìn khách"


def test_what_a_body_outside_answers_is_noted_by_who_asked(house: House) -> None:
    entry = make_entry(house)
    asked = replace(ASKED, outside="Cảng vụ hàng hải")
    request = actions.ask_for_facts(entry, asked, by=house.vy, at=AT)
    with pytest.raises(PermissionDenied):
        actions.answer_request(request, "40 tàu", source="Công văn", by=house.lan, at=AT)

    actions.answer_request(request, "40 tàu", source="Công văn 12/CV-CV ngày 03/9/2026", by=house.vy, at=AT)

    assert FactRequest.objects.get().answered_by == house.vy


def test_facts_are_asked_of_one_other_body_by_a_day_to_come(house: House) -> None:
    entry = make_entry(house)
    for asked, error in (
        (ASKED, errors.NobodyAskedError),
        (replace(ASKED, unit=house.ward_a, outside="Cảng vụ"), errors.NobodyAskedError),
        (replace(ASKED, unit=house.department), errors.OwnUnitError),
        (replace(ASKED, unit=house.ward_a, due_on=AT.date() - timedelta(days=1)), errors.PastDayError),
    ):
        with pytest.raises(error):
            actions.ask_for_facts(entry, asked, by=house.vy, at=AT)
    with pytest.raises(PermissionDenied):
        actions.ask_for_facts(entry, replace(ASKED, unit=house.ward_a), by=house.lan, at=AT)

    assert not FactRequest.objects.exists()


def test_who_is_asked_sees_the_request_and_not_the_plan(house: House, client: Client) -> None:
    request = make_request(house)
    client.force_login(house.lan)

    page = client.get(reverse("editorial:request", args=[request.pk]))
    answered = client.post(
        reverse("editorial:request", args=[request.pk]), {"answer": "Hai nghìn khách", "source": ""}
    )

    assert ASKED.question in page.content.decode()
    assert "Hai nghìn khách" in answered.content.decode()  # what was typed is not lost
    assert client.get(reverse("editorial:entry", args=[request.entry_id])).status_code == 404
    client.force_login(house.hoa)
    assert client.get(reverse("editorial:request", args=[request.pk])).status_code == 404


def test_an_item_taken_over_is_a_copy_of_what_readers_read_and_names_its_origin(
    house: House, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    origin = make_published(house, django_capture_on_commit_callbacks)
    write(house, origin, "vi", replace(VIETNAMESE, title="Đang viết lại"))  # not published
    an = ward_editor(house)

    item = actions.take_over(origin, house.ward_a, contact="Phường A", by=an, at=AT)

    text = text_of(item)
    assert (text.title, text.body) == (VIETNAMESE.title, text_of(origin).published_revision.content["body"])  # type: ignore[union-attr]
    assert (text.state, text.published_revision) == ("draft", None)
    source = item.sources.get()
    assert str(house.department) in source.label
    assert source.url.endswith(f"/vi/a/{origin.slug}/")
    with pytest.raises(errors.TakenOverAlreadyError):
        actions.take_over(origin, house.ward_a, contact="Phường A", by=an, at=AT)


def test_only_what_is_published_by_another_unit_is_taken_over_by_who_writes(
    house: House, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    an = ward_editor(house)
    unpublished = make_item(house)
    sheet = make_item(house, kind=ItemKind.MESSAGES, slug="thong-diep")
    for origin in (unpublished, sheet):
        with pytest.raises(errors.NotPublicError):
            actions.take_over(origin, house.ward_a, contact="Phường A", by=an, at=AT)
    public = make_published(house, django_capture_on_commit_callbacks, slug="da-dang")
    with pytest.raises(errors.OwnItemError):
        actions.take_over(public, house.department, contact="Sở", by=house.vy, at=AT)
    for other in (house.lan, house.hoa, house.khach):
        with pytest.raises(PermissionDenied):
            actions.take_over(public, house.ward_a, contact="Phường A", by=other, at=AT)

    assert not TakenOver.objects.exists()
    assert Item.objects.count() == 3


def test_an_item_taken_over_shows_when_its_origin_changes_until_somebody_has_looked(
    house: House, client: Client, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    taken, an = make_taken(house, django_capture_on_commit_callbacks)
    assert "origin" not in waits(an)
    text = taken.origin
    write(house, text.item, "vi", replace(VIETNAMESE, title="Lễ hội đèn biển mở cửa ngày 06/9"))
    portal = Channel.objects.get()
    told = {"note": "Đổi ngày", "note_kind": "correction"}
    send_out(house, text_of(text.item), [portal], django_capture_on_commit_callbacks, **told)

    [origin] = overviews.origins_of(taken.item)
    assert (VIETNAMESE.title, "Lễ hội đèn biển mở cửa ngày 06/9") in origin.passages
    assert "origin" in waits(an)
    client.force_login(an)
    page = client.get(reverse("newsroom:item", args=[taken.item_id])).content.decode()
    assert reverse("editorial:origin", args=[taken.pk]) in page
    client.post(reverse("editorial:seen", args=[taken.pk]))

    [seen] = overviews.origins_of(taken.item)
    assert not seen.changed
    assert "origin" not in waits(an)
    assert text_of(taken.item).title == VIETNAMESE.title  # nothing is changed by itself


def test_an_item_taken_over_shows_that_its_origin_was_withdrawn(
    house: House, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    taken, an = make_taken(house, django_capture_on_commit_callbacks)
    channels.withdraw_text(ItemText.objects.get(pk=taken.origin_id), reason="Sai ngày", by=house.phuc, at=AT)

    [origin] = overviews.origins_of(taken.item)

    assert origin.withdrawn
    assert "origin" in waits(an)
    actions.see_origin(taken, by=an)
    assert "origin" not in waits(an)


def test_other_units_published_items_are_found_by_words(
    house: House, client: Client, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    make_published(house, django_capture_on_commit_callbacks)
    client.force_login(ward_editor(house))

    found = client.get(reverse("editorial:others"), {"q": "den bien"}).content.decode()
    none = client.get(reverse("editorial:others"), {"q": "\0khong co"}).content.decode()

    assert VIETNAMESE.title in found
    assert VIETNAMESE.title not in none
    client.force_login(house.lan)
    assert client.get(reverse("editorial:others")).status_code == 302


def test_the_entry_page_shows_all_of_it(house: House, client: Client) -> None:
    entry = make_entry(house)
    make_work(house, entry=entry)
    request = make_request(house, entry)
    actions.answer_request(request, "Hai nghìn khách", source="Sổ đăng ký lưu trú", by=house.lan, at=AT)
    client.force_login(house.vy)

    page = client.get(reverse("editorial:entry", args=[entry.pk])).content.decode()

    assert all(
        said in page for said in ("Vy", "Hai nghìn khách", "Sổ đăng ký lưu trú", DAY.strftime("%d/%m/%Y"))
    )
