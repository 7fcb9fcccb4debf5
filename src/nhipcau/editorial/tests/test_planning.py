"""The plan: written, moved, called off, copied; what is meant apart from how far it is."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.audit import log
from nhipcau.channels.tests.builders import CaptureCommits, make_channel, send_out
from nhipcau.editorial import actions, errors, overviews, rules
from nhipcau.editorial.models import Entry
from nhipcau.editorial.tests.builders import AT, DAY, make_entry, make_work, planned
from nhipcau.newsroom import actions as newsroom
from nhipcau.newsroom.tests.builders import ORIGIN, VIETNAMESE, text_of, write
from nhipcau.programmes.tests.builders import assignment_of, make_issued, task_plan
from nhipcau.units.tests.builders import House


def progress(entry: Entry) -> str:
    [line] = overviews.lines(Entry.objects.filter(pk=entry.pk))
    return line.progress


def test_an_entry_says_what_when_by_whom_and_for_which_channel(house: House) -> None:
    channel = make_channel(house, unit=house.department)
    entry = make_entry(house, channels=[channel], languages=["vi", "en", "xx"])
    make_work(house, entry=entry)

    [line] = overviews.lines(Entry.objects.all())

    assert (line.entry.day, line.people, line.channels) == (DAY, ("Vy",), (str(channel),))
    assert line.entry.languages == ["vi", "en"]
    assert [row.action for row in log.history(entry)][-1] == "editorial.entry_planned"


def test_only_who_edits_or_publishes_for_the_unit_plans(house: House) -> None:
    for other in (house.lan, house.son, house.minh, house.khach):
        with pytest.raises(PermissionDenied):
            actions.plan_entry(house.department, planned(), by=other, at=AT)
    entry = make_entry(house)
    for other in (house.lan, house.son, house.khach):
        with pytest.raises(PermissionDenied):
            actions.set_intent(entry, rules.OPEN, reason="", by=other)
        with pytest.raises(PermissionDenied):
            actions.move_entry(entry, DAY, reason="x", by=other, at=AT)


def test_nothing_is_planned_for_a_day_that_is_over(house: House) -> None:
    with pytest.raises(errors.PastDayError):
        make_entry(house, day=AT.date() - timedelta(days=1))
    entry = make_entry(house)
    with pytest.raises(errors.PastDayError):
        actions.move_entry(entry, AT.date() - timedelta(days=1), reason="Mưa bão", by=house.vy, at=AT)

    assert Entry.objects.get().day == DAY


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"kind": "poem"},
        {"topic": "nothing"},
        {"happens_from": date(2026, 9, 5), "happens_to": date(2026, 9, 4)},
    ],
)
def test_what_cannot_stand_in_the_plan_is_refused(house: House, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        make_entry(house, **wrong)

    assert not Entry.objects.exists()


def test_calling_off_and_moving_need_a_reason_and_leave_it_on_record(house: House) -> None:
    entry = make_entry(house)
    with pytest.raises(errors.ReasonMissingError):
        actions.set_intent(entry, rules.CALLED_OFF, reason=" ", by=house.vy)
    with pytest.raises(errors.ReasonMissingError):
        actions.move_entry(entry, DAY + timedelta(days=1), reason="", by=house.vy, at=AT)

    actions.move_entry(entry, DAY + timedelta(days=1), reason="Mưa bão", by=house.vy, at=AT)
    actions.set_intent(entry, rules.CALLED_OFF, reason="Lễ hội hoãn", by=house.phuc)

    kept = Entry.objects.get()
    assert (kept.day, kept.intent, kept.reason) == (DAY + timedelta(days=1), "called_off", "Lễ hội hoãn")
    said = [row.data.get("reason") for row in log.history(entry)]
    assert said[:2] == ["Lễ hội hoãn", "Mưa bão"]


def test_intent_stands_apart_from_progress(
    house: House, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    entry = make_entry(house)
    assert (progress(entry), entry.intent) == ("", "cover")
    item = actions.begin_item(entry, contact="Phòng Quản lý văn hóa", by=house.vy, at=AT)
    assert progress(entry) == "draft"

    write(house, item, "vi", VIETNAMESE)
    newsroom.add_source(item, ORIGIN, by=house.vy, at=AT)
    send_out(house, text_of(item), [make_channel(house)], django_capture_on_commit_callbacks)

    assert progress(entry) == "published"
    actions.set_intent(entry, rules.CALLED_OFF, reason="Đăng nhầm ngày", by=house.vy)
    assert progress(entry) == "published"


def test_an_entry_has_one_item_and_none_while_it_is_off(house: House) -> None:
    entry = make_entry(house)
    actions.set_intent(entry, rules.NOT_COVERED, reason="", by=house.vy)
    with pytest.raises(errors.OffError):
        actions.begin_item(entry, contact="Phòng", by=house.vy, at=AT)
    actions.set_intent(entry, rules.COVER, reason="", by=house.vy)
    first = actions.begin_item(entry, contact="Phòng", by=house.vy, at=AT)
    with pytest.raises(errors.HasItemError):
        actions.begin_item(entry, contact="Phòng", by=house.vy, at=AT)
    second = actions.begin_item(make_entry(house), contact="Phòng", by=house.vy, at=AT)

    assert (first.kind, first.topic_id, first.unit) == (entry.kind, entry.topic_id, entry.unit)
    assert (first.slug, second.slug) == ("mo-man-le-hoi-den-bien", "mo-man-le-hoi-den-bien-2")
    with pytest.raises(PermissionDenied):
        actions.begin_item(make_entry(house), contact="Phòng", by=house.phuc, at=AT)


def test_a_copy_goes_to_later_days_without_item_and_work(house: House) -> None:
    entry = make_entry(house, channels=[make_channel(house, unit=house.department)])
    make_work(house, entry=entry)
    actions.begin_item(entry, contact="Phòng", by=house.vy, at=AT)

    made = actions.copy_entry(entry, every_days=7, until=date(2026, 9, 20), by=house.vy, at=AT)

    assert [one.day for one in made] == [date(2026, 9, 12), date(2026, 9, 19)]
    assert all(
        one.item is None and not one.commissions.exists() and one.channels.count() == 1 for one in made
    )


def test_an_idea_is_an_open_task_of_the_own_units_until_something_is_planned_from_it(
    house: House, client: Client
) -> None:
    issued = make_issued(house, task_plan(house.ward_a, title="Giới thiệu lễ hội", due_on=date(2030, 9, 10)))
    given = assignment_of(issued, house.ward_a)
    client.force_login(house.vy)

    page = client.get(reverse("editorial:ideas")).content.decode()
    form = client.get(reverse("editorial:new"), {"task": given.pk}).context["form"]
    assert "Giới thiệu lễ hội" in page
    assert form.initial["title"] == "Giới thiệu lễ hội"
    typed = {"title": "Giới thiệu lễ hội", "kind": "news", "topic": "culture", "day": "05/09/2030"}
    client.post(f"{reverse('editorial:new')}?task={given.pk}", typed)

    entry = Entry.objects.get()
    assert (entry.task, entry.unit) == (given.task, house.ward_a)
    assert "Giới thiệu lễ hội" not in client.get(reverse("editorial:ideas")).content.decode()


def test_a_form_that_cannot_stand_comes_back_with_what_was_typed(house: House, client: Client) -> None:
    client.force_login(house.vy)
    address = f"{reverse('editorial:new')}?unit={house.department.pk}"
    typed = {
        "title": "Mở màn",
        "kind": "news",
        "topic": "culture",
        "day": "05/09/2020",
        "note": "Xe buýt ra cảng",
    }

    past = client.post(address, typed)
    never = client.post(address, {**typed, "day": "31/02/2030", "happens_to": "05/09/2030"})

    assert "Xe buýt ra cảng" in past.content.decode()
    assert past.context["form"].errors
    assert {"day", "happens_to"} <= set(never.context["form"].errors)
    assert not Entry.objects.exists()


def test_changing_an_entry_keeps_its_day_and_its_intent(house: House, client: Client) -> None:
    entry = make_entry(house)
    actions.set_intent(entry, rules.OPEN, reason="", by=house.vy)
    client.force_login(house.vy)

    typed = {"title": "Khai mạc", "kind": "feature", "topic": "visit", "day": "01/01/2030"}
    client.post(reverse("editorial:edit", args=[entry.pk]), typed)

    kept = Entry.objects.get()
    assert (kept.title, kept.kind, kept.topic_id, kept.day, kept.intent) == (
        "Khai mạc", "feature", "visit", DAY, "open",
    )  # fmt: skip


@pytest.mark.parametrize("span", rules.SPANS)
def test_the_calendar_shows_the_days_that_are_asked_for_and_costs_the_same_for_many(
    house: House, client: Client, span: str
) -> None:
    today = timezone.localdate()
    channel = make_channel(house, unit=house.department)
    now = timezone.now()

    def plan(number: int) -> None:
        told = planned(title=f"Tin {number}", day=today, channels=[channel])
        entry = actions.plan_entry(house.department, told, by=house.vy, at=now)
        given = actions.Given(house.vy, "text", now + timedelta(days=1))
        actions.give_work(entry, given, by=house.phuc, at=now)
        actions.begin_item(entry, contact="Phòng", by=house.vy, at=now)

    def asked() -> tuple[int, str]:
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("editorial:plan"), {"span": span, "day": today.isoformat()})
        assert page.status_code == 200
        return len(queries), page.content.decode()

    plan(0)
    client.force_login(house.vy)
    asked()
    few, _page = asked()
    for number in range(1, 9):
        plan(number)
    many, page = asked()

    assert many == few
    assert many <= 15
    assert span == rules.YEAR or "Tin 8" in page
    other = client.get(reverse("editorial:plan"), {"span": span, "day": "2031-05-05"}).content.decode()
    assert "Tin 8" not in other


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-31", "x", "\0", ""])
@pytest.mark.parametrize("span", ["week", "month", "year", "x"])
def test_any_day_can_be_asked_for(house: House, client: Client, span: str, day: str) -> None:
    client.force_login(house.vy)

    assert client.get(reverse("editorial:plan"), {"span": span, "day": day}).status_code == 200


def test_the_calendar_is_filtered_by_person_channel_and_topic(house: House) -> None:
    channel = make_channel(house, unit=house.department)
    first = make_entry(house, title="Một", channels=[channel])
    second = make_entry(house, title="Hai", topic="visit")
    make_work(house, entry=second)

    def found(**values: Any) -> list[Entry]:
        return list(overviews.chosen(house.vy, overviews.Choice(**values)))

    assert found(channel=channel.pk) == [first]
    assert found(topic="visit") == [second]
    assert found(person=house.vy.pk) == [second]
    assert list(overviews.chosen(house.khach, overviews.Choice())) == []


def test_the_plan_goes_out_as_csv_and_runs_no_formula(house: House, client: Client) -> None:
    make_entry(house, title="=1+1")
    client.force_login(house.vy)

    file = client.get(reverse("editorial:plan_file"), {"span": "month", "day": "2026-09-01"})

    assert "'=1+1" in file.content.decode("utf-8-sig")


def test_the_editors_home_begins_with_the_plan_of_the_week(house: House, client: Client) -> None:
    told = planned(title="Tin tuần này", day=timezone.localdate())
    actions.plan_entry(house.department, told, by=house.vy, at=timezone.now())
    client.force_login(house.vy)

    with CaptureQueriesContext(connection) as queries:
        home = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "Tin tuần này" in home
    assert len(queries) <= 20


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9990, 1, 1)), st.sampled_from(rules.SPANS))
def test_every_day_lies_in_one_span_and_spans_follow_one_another(day: date, span: str) -> None:
    first = rules.first_of(span, day)
    until = rules.after(span, first)

    assert first <= day < until
    assert rules.before(span, until) == first
    assert rules.first_of(span, first) == first


@given(
    st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)),
    st.integers(1, 366),
    st.integers(-50, 4000),
)
def test_copies_lie_after_the_day_within_the_time_and_are_evenly_spaced(
    day: date, every: int, room: int
) -> None:
    until = day + timedelta(days=room)
    found = rules.copies(day, every_days=every, until=until)

    assert all(day < one <= until and (one - day).days % every == 0 for one in found)
    assert len(found) <= rules.MOST_COPIES
