"""The pages of oversight."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhipcau.oversight.models import Checklist, Inspection, Photo, Review, Shortcoming, YearPlan
from nhipcau.oversight.tests.builders import (
    AT,
    make_check,
    make_checklist,
    make_held,
    make_inspection,
    make_mended,
    make_plan,
    make_replied,
    make_review,
    make_sent,
    make_shortcoming,
    png,
)
from nhipcau.programmes.issuing import issue_programme
from nhipcau.programmes.tests.builders import assignment_of, make_issued
from nhipcau.shell.waiting import offered
from nhipcau.units.models import User
from nhipcau.units.tests.builders import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(house: House, client: Client) -> Client:
    client.force_login(house.son)
    return client


@pytest.fixture
def reporter(house: House, client: Client) -> Client:
    client.force_login(house.lan)
    return client


def _said(client: Client, name: str, *args: int) -> str:
    return client.get(reverse(f"oversight:{name}", args=args)).content.decode()


def test_an_inspection_is_planned_with_the_questions_of_a_checklist(officer: Client, house: House) -> None:
    kept, plan = make_checklist(house), make_plan(house)
    form = {
        "unit": "Sở Văn hóa, Thể thao và Du lịch",
        "inspected": "Phường A",
        "title": "Chuẩn bị lễ hội",
        "planned_on": "05/12/2026",
        "plan": plan.pk,
        "checklist": kept.pk,
        "questions": "Có người trực?",
    }

    answer: Any = officer.post(reverse("oversight:new"), {**form, "inspected": "Phường X"})
    assert answer.status_code == 422
    assert "inspected" in answer.context["form"].errors
    officer.post(reverse("oversight:new"), form)

    made = Inspection.objects.get()
    assert [point.question for point in made.points.all()] == [
        "Có kế hoạch?",
        "Có biển báo?",
        "Có người trực?",
    ]
    assert "Chuẩn bị lễ hội" in _said(officer, "plan", plan.pk)


def test_a_visit_is_entered_on_one_page_and_nothing_typed_is_lost(officer: Client, house: House) -> None:
    shown = make_inspection(house)
    visit = {"held_on": "08/09/2026", "a1": "yes", "r1": "Có ban hành", "a2": ""}
    address = reverse("oversight:record", args=[shown.pk])

    answer: Any = officer.post(address, visit)
    assert answer.status_code == 422
    assert "Có ban hành" in answer.content.decode()
    officer.post(address, {**visit, "a2": "no"})

    assert [point.answer for point in shown.points.all()] == ["yes", "no"]


def test_a_photo_is_added_and_something_else_refused_beside_its_field(officer: Client, house: House) -> None:
    address = reverse("oversight:add_photo", args=[make_held(house).pk])
    answer: Any = officer.post(address, {"photo": SimpleUploadedFile("a.png", b"no picture")})
    assert "photo" in answer.context["form"].errors

    officer.post(address, {"photo": SimpleUploadedFile("a.png", png()), "caption": "Bảng"})

    small = officer.get(reverse("oversight:thumbnail", args=[Photo.objects.get().pk]))
    assert small["Content-Type"] == "image/jpeg"


def test_a_shortcoming_is_added_mended_with_proof_and_accepted(house: House, client: Client) -> None:
    held = make_held(house)
    client.force_login(house.son)
    found = {"what": "Bảng thiếu tiếng Anh", "mend": "Thay bảng", "mend_by": "07/09/2026"}
    answer: Any = client.post(reverse("oversight:find", args=[held.pk]), found)
    assert answer.status_code == 422
    client.post(reverse("oversight:find", args=[held.pk]), {**found, "mend_by": "30/09/2026"})
    shortcoming = Shortcoming.objects.get()
    client.force_login(house.lan)
    proof = SimpleUploadedFile("anh.pdf", b"%PDF-1.7\n%%EOF")
    client.post(reverse("oversight:mended", args=[shortcoming.pk]), {"note": "Đã thay", "file": proof})
    assert "anh.pdf" in _said(client, "shortcoming", shortcoming.pk)
    client.force_login(house.son)
    client.post(reverse("oversight:accept", args=[shortcoming.pk]), {"note": "Đạt"})

    shortcoming.refresh_from_db()
    assert shortcoming.state == "accepted"


def test_a_shortcoming_becomes_a_task_whose_page_leads_back(officer: Client, house: House) -> None:
    shortcoming = make_shortcoming(house)
    form = {"title": "Thay bảng", "lead": "Phường A", "due_on": "30/12/2026", "product": "Bảng mới"}
    form |= {"responsible": "Phó Chủ tịch", "authority": "Chủ tịch"}
    officer.post(reverse("oversight:make_task", args=[shortcoming.pk]), form)

    shortcoming.refresh_from_db()
    assert shortcoming.task is not None
    assert shortcoming.task.title == "Thay bảng"
    issue_programme(shortcoming.task.programme, by=house.son, at=AT)
    given = shortcoming.task.assignments.get()
    page = officer.get(reverse("programmes:assignment", args=[given.pk])).content.decode()
    assert reverse("oversight:shortcoming", args=[shortcoming.pk]) in page


def test_a_reporter_plans_and_sends_a_self_check(reporter: Client, house: House) -> None:
    form = {"unit": house.ward_a.pk, "title": "Tự kiểm tra", "planned_on": "08/09/2026", "questions": "Đủ?"}
    reporter.post(reverse("oversight:self_check"), form)
    made = Inspection.objects.get()
    reporter.post(reverse("oversight:record", args=[made.pk]), {"held_on": "08/09/2026", "a1": "yes"})
    reporter.post(reverse("oversight:send", args=[made.pk]))

    made.refresh_from_db()
    assert made.sent_at is not None


def test_a_self_check_is_accepted_or_sent_back(officer: Client, house: House) -> None:
    back = make_sent(house)
    officer.post(reverse("oversight:return_check", args=[back.pk]), {"note": "Thiếu câu 2"})
    assert "Thiếu câu 2" in _said(officer, "inspection", back.pk)

    sent = make_sent(house)
    officer.post(reverse("oversight:accept_check", args=[sent.pk]))

    sent.refresh_from_db()
    assert sent.accepted_by == house.son


def test_a_plan_and_a_checklist_are_entered(officer: Client) -> None:
    unit = "Sở Văn hóa, Thể thao và Du lịch"
    plan = {"unit": unit, "year": "2026", "title": "Kiểm tra năm 2026", "number": "99/không-có"}
    answer: Any = officer.post(reverse("oversight:new_plan"), plan)
    assert "number" in answer.context["form"].errors
    officer.post(reverse("oversight:new_plan"), {**plan, "number": ""})
    officer.post(
        reverse("oversight:new_checklist"), {"unit": unit, "title": "Lễ hội", "questions": "Có kế hoạch?"}
    )

    assert YearPlan.objects.get().year == 2026
    kept = Checklist.objects.get()
    assert "Lễ hội" in _said(officer, "checklists")
    officer.post(reverse("oversight:retire_checklist", args=[kept.pk]))
    assert "Lễ hội" not in _said(officer, "checklists")


def test_a_review_goes_from_the_programme_to_the_unit_and_back(house: House, client: Client) -> None:
    programme = make_issued(house)
    client.force_login(house.son)
    page = client.get(reverse("programmes:programme", args=[programme.pk])).content.decode()
    asking = reverse("oversight:ask_review", args=[programme.pk])
    assert asking in page
    client.post(asking, {"kind": "interim", "title": "Sơ kết", "due_on": "30/12/2099"})
    review = Review.objects.get()
    reply = review.replies.get()
    assert "Phường A" in _said(client, "review", review.pk)

    client.force_login(house.lan)
    given = assignment_of(programme, house.ward_a)
    address = reverse("oversight:reply", args=[reply.pk])
    assert address in client.get(reverse("programmes:assignment", args=[given.pk])).content.decode()
    client.post(address, {"results": "Đã mở 10 gian hàng"})
    refused: Any = client.post(address, {"results": "", "send": "1"})
    assert refused.status_code == 422
    client.post(address, {"results": "Đã mở 10 gian hàng", "send": "1"})

    client.force_login(house.son)
    assert "Đã mở 10 gian hàng" in _said(client, "review", review.pk)
    taken = reply.passages.get()
    pk = str(taken.pk)
    client.post(reverse("oversight:take_over", args=[review.pk]), {"take": [pk, "x"], "offered": [pk]})
    taken.refresh_from_db()
    assert taken.taken


def test_what_was_not_sent_is_not_shown_to_who_asked(officer: Client, house: House) -> None:
    reply = make_replied(house)
    officer.post(reverse("oversight:return_reply", args=[reply.pk]), {"note": "Thiếu số liệu"})

    assert "Đã mở 10 gian hàng" not in _said(officer, "review", reply.review_id)


def test_everybody_is_told_what_waits(house: House) -> None:
    make_inspection(house)
    make_check(house)
    make_sent(house)
    make_shortcoming(house)
    make_mended(house)
    make_review(house)
    now = timezone.now()

    def kinds(user: User) -> set[str]:
        return {one.kind for one in offered(user, now)}

    assert kinds(house.lan) == {"self_check", "shortcoming", "review", "task"}  # the task of the builder
    assert {"check", "mending"} <= kinds(house.son)
    assert kinds(house.khach) == set()


def test_the_list_shows_what_is_to_be_mended_and_names_what_is_overdue(
    reporter: Client, house: House
) -> None:
    make_shortcoming(house)
    make_review(house)

    said = _said(reporter, "home")

    assert "Thay bảng" in said
    assert "nc-state--late" in said
    assert "Sơ kết" in said
