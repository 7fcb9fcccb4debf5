"""The pages of bodies, meetings and joint programmes."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhipcau.bodies.models import Agreement, Body, Conclusion, Meeting, Seat
from nhipcau.bodies.tasking import make_tasks_of_conclusions
from nhipcau.bodies.tests.builders import (
    AFTER,
    agreed,
    conclusion_of,
    make_body,
    make_joint,
    make_meeting,
    seat,
    side_of,
)
from nhipcau.programmes.actions import TaskPlan
from nhipcau.programmes.issuing import issue_programme
from nhipcau.registry.tests.builders import make_registered
from nhipcau.units.tests.builders import House


@pytest.fixture
def officer(house: House, client: Client) -> Client:
    client.force_login(house.son)
    return client


def test_a_body_is_entered_with_its_seats_and_linked_to_the_decision_in_the_register(
    officer: Client, house: House
) -> None:
    document = make_registered(house.department, house.son)
    form = {
        "unit": house.department.pk,
        "name": "Ban Chỉ đạo",
        "kind": "steering",
        "valid_from": "01/01/2026",
    }
    officer.post(
        reverse("bodies:new"), {**form, "founded_words": document.number, "purpose": "", "valid_to": ""}
    )
    body = Body.objects.get()
    assert body.founded_by == document

    given = {"role": "head", "office": "", "person": "minh", "email": "", "valid_from": "01/01/2026"}
    officer.post(reverse("bodies:give_seat", args=[body.pk]), given)

    assert Seat.objects.get().person == house.minh
    assert "Minh" in officer.get(reverse("bodies:body", args=[body.pk])).content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({}, "office"), ({"person": "không ai"}, "person"), ({"office": "A", "email": "x"}, "email")],
    ids=["nobody", "stranger", "address"],
)
def test_a_seat_is_refused_beside_its_place(
    officer: Client, house: House, wrong: dict[str, str], field: str
) -> None:
    form = {"role": "member", "office": "", "person": "", "email": "", "valid_from": "01/01/2026", **wrong}

    answer: Any = officer.post(reverse("bodies:give_seat", args=[make_body(house).pk]), form)

    assert answer.status_code == 422
    assert field in answer.context_data["form"].errors
    assert not Seat.objects.exists()


def test_a_meeting_is_called_and_its_times_are_judged(officer: Client, house: House) -> None:
    address = reverse("bodies:call", args=[make_body(house).pk])
    form = {
        "title": "Phiên I",
        "day": "05/09/2026",
        "begins": "8h",
        "ends": "7:30",
        "place": "P2",
        "agenda": "A\nB",
    }

    wrong: Any = officer.post(address, form)
    assert list(wrong.context_data["form"].errors) == ["ends"]
    ancient: Any = officer.post(address, {**form, "day": "01/01/0001", "begins": "0:00"})
    assert list(ancient.context_data["form"].errors) == ["day"]
    officer.post(address, {**form, "ends": "11h30"})

    meeting = Meeting.objects.get()
    local = timezone.localtime(meeting.starts_at)
    assert (local.hour, local.date(), meeting.agenda.count()) == (8, date(2026, 9, 5), 2)


def test_somebody_with_a_seat_sees_the_meeting_and_takes_it_into_their_calendar(
    house: House, client: Client
) -> None:
    meeting = make_meeting(house)
    address = reverse("bodies:entry", args=[meeting.pk])
    client.force_login(house.lan)
    assert client.get(address).status_code == 404
    seat(meeting.body, house, office="", email="", person=house.lan)

    answer = client.get(address)

    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert f"UID:{meeting.uid}@nhipcau".encode() in answer.content.replace(b"\r\n ", b"")
    assert reverse("bodies:home") in client.get(reverse("programmes:tasks")).content.decode()
    assert client.get(reverse("bodies:meeting", args=[meeting.pk])).status_code == 200


def test_attendance_and_minutes_are_entered_on_one_page(officer: Client, house: House) -> None:
    meeting = make_meeting(house)
    [held] = meeting.body.seats.all()
    address = reverse("bodies:record", args=[meeting.pk])
    form = {f"s{held.pk}-presence": "substitute", f"s{held.pk}-substitute": "", "minutes": "Đã bàn ba việc"}

    wrong: Any = officer.post(address, form)
    assert wrong.status_code == 422
    assert "Đã bàn ba việc" in wrong.content.decode()
    damaged: Any = officer.post(address, {**form, "file": SimpleUploadedFile("bien-ban.pdf", b"MZ")})
    assert "file" in damaged.context_data["form"].errors
    file = SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.7 x %%EOF")
    officer.post(address, {**form, f"s{held.pk}-substitute": "Phó Giám đốc", "file": file})

    assert meeting.attendances.get().substitute == "Phó Giám đốc"
    answer = officer.get(reverse("bodies:minutes", args=[meeting.pk]))
    assert answer.content == b"%PDF-1.7 x %%EOF"


def test_conclusions_become_tasks_and_both_ends_show_the_other(officer: Client, house: House) -> None:
    meeting = make_meeting(house)
    said = {"text": "Mở lớp tập huấn", "unit": "phường a", "due_on": "01/12/2099"}
    officer.post(reverse("bodies:conclude", args=[meeting.pk]), said)
    conclusion = Conclusion.objects.get()
    address = reverse("bodies:make_tasks", args=[meeting.pk])
    begun = officer.get(address).content.decode()
    assert "Phường A" in begun
    assert "date-time-chooser.js" in begun

    row = {"include": "on", "lead": "Phường A", "due_on": "01/12/2099", "product": "01 lớp"}
    usual = {"usual-product": "", "usual-responsible": "Phó Giám đốc", "usual-authority": "Giám đốc"}
    typed = {f"t{conclusion.pk}-{name}": value for name, value in row.items()} | usual
    wrong = officer.post(address, {**typed, f"t{conclusion.pk}-lead": "Phường không có"})
    assert wrong.status_code == 422
    officer.post(address, {**typed, "programme": ""})

    conclusion.refresh_from_db()
    assert conclusion.task is not None
    programme = issue_programme(conclusion.task.programme, by=house.son, at=timezone.now())
    page = officer.get(reverse("bodies:meeting", args=[meeting.pk])).content.decode()
    assert reverse("programmes:programme", args=[programme.pk]) in page
    given = conclusion.task.assignments.get()
    task_page = officer.get(reverse("programmes:assignment", args=[given.pk])).content.decode()
    assert reverse("bodies:meeting", args=[meeting.pk]) in task_page


def test_a_task_says_where_it_comes_from_to_those_who_may_not_open_it(house: House, client: Client) -> None:
    meeting = make_meeting(house)
    conclusion = conclusion_of(meeting, house)
    whole = TaskPlan("x", lead=house.ward_a.pk, undated=True, product="p", responsible="r", authority="a")
    programme = make_tasks_of_conclusions(meeting, {conclusion.pk: whole}, None, by=house.son, at=AFTER)
    issue_programme(programme, by=house.son, at=AFTER)
    client.force_login(house.lan)

    page = client.get(reverse("programmes:assignment", args=[programme.tasks.get().assignments.get().pk]))

    assert meeting.title in page.content.decode()
    assert reverse("bodies:meeting", args=[meeting.pk]) not in page.content.decode()


def test_a_joint_programme_is_made_filled_and_agreed_on_its_page(officer: Client, house: House) -> None:
    form = {
        "title": "Phối hợp",
        "starts_on": "01/01/2026",
        "ends_on": "31/12/2026",
        "purpose": "",
        "document_words": "",
    }
    wrong: Any = officer.post(reverse("bodies:new_agreement"), {**form, "units": "Phường A; Nơi nào đó"})
    assert "units" in wrong.context_data["form"].errors
    officer.post(reverse("bodies:new_agreement"), {**form, "units": "Phường A; Phường B"})
    joint = Agreement.objects.get()
    side = side_of(joint, house.ward_a)

    empty = officer.post(reverse("bodies:add_obligation", args=[side.pk]), {f"o{side.pk}-text": ""})
    assert empty.status_code == 422
    officer.post(reverse("bodies:add_obligation", args=[side.pk]), {f"o{side.pk}-text": "Cử người dẫn đoàn"})
    officer.post(reverse("bodies:agree", args=[side.pk]))

    side.refresh_from_db()
    assert side.agreed_at
    assert "Cử người dẫn đoàn" in officer.get(reverse("bodies:agreement", args=[joint.pk])).content.decode()


def test_the_list_shows_what_comes_and_what_there_is(officer: Client, house: House) -> None:
    make_meeting(house, title="Phiên tới", starts_at=timezone.now() + timedelta(days=3))
    agreed(side_of(make_joint(house), house.department), house)

    page = officer.get(reverse("bodies:home")).content.decode()

    assert "Phiên tới" in page
    assert "Chương trình phối hợp quảng bá du lịch" in page


def test_thousands_of_units_and_people_are_suggested_and_never_listed(
    officer: Client, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nhipcau.units.forms.picking.SUGGESTED_WHOLE", 1)
    monkeypatch.setattr("nhipcau.programmes.forms.units.SUGGESTED_WHOLE", 1)
    body = make_body(house)

    for address in ("/staff/bodies/new/", "/staff/bodies/joint/new/", f"/staff/bodies/{body.pk}/seats/give/"):
        page = officer.get(address).content.decode()
        assert "data-suggest" in page
        assert "<datalist" not in page
        assert "Phường B" not in page
        assert "(hoa)" not in page

    answer = officer.get(reverse("units:suggest"), {"q": "tinh khac", "roles": "officer", "anywhere": "1"})
    assert [one["value"].split(" · ")[0] for one in answer.json()["suggestions"]] == ["Tỉnh Khác"]
    answer = officer.get(reverse("units:suggest_people"), {"q": "hoa", "roles": "officer"})
    assert [one["value"] for one in answer.json()["suggestions"]] == ["hoa"]


def test_a_person_who_is_not_meant_clearly_is_chosen_below_the_field(officer: Client, house: House) -> None:
    body = make_body(house)
    address = reverse("bodies:give_seat", args=[body.pk])
    form = {"role": "member", "office": "", "person": "h", "email": "", "valid_from": "01/01/2026"}

    refused = officer.post(address, form)
    assert refused.status_code == 422
    assert 'name="person-chosen" value="hoa"' in refused.content.decode()
    officer.post(address, {**form, "person-chosen": "hoa"})
    assert Seat.objects.get().person == house.hoa
    wrong = officer.post(address, {**form, "person": "minh", "person-chosen": "hoa"})
    assert wrong.status_code == 422
    stranger = officer.post(address, {**form, "person": "khach"})
    assert stranger.status_code == 422


def test_strangers_suggest_neither_units_everywhere_nor_people(client: Client, house: House) -> None:
    client.force_login(house.lan)
    told: dict[str, Any] = {"headers": {"X-Requested-With": "XMLHttpRequest"}}
    anywhere = client.get(reverse("units:suggest"), {"q": "tinh khac", "roles": "officer", "anywhere": "1"})
    people = client.get(reverse("units:suggest_people"), {"q": "hoa", "roles": "officer"}, **told)
    reporter = client.get(reverse("units:suggest_people"), {"q": "hoa", "roles": "reporter"}, **told)

    assert anywhere.json() == {"suggestions": []}
    assert (people.status_code, reporter.status_code) == (403, 403)
