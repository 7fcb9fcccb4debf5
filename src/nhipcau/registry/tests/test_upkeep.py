"""The regular review of a unit's own regulations, and the pages of issued numbers."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail import hooks

from nhipcau.registry import offices
from nhipcau.registry.actions import issue_document
from nhipcau.registry.errors import NotOwnRegulationError, ReviewDayError, ReviewReasonError
from nhipcau.registry.links import DocumentLink
from nhipcau.registry.models import CommitteeTerm, Document, IssuedNumber, ReviewCycle, ReviewOutcome
from nhipcau.registry.numbering import take_number
from nhipcau.registry.tests.builders import AT, make_registered
from nhipcau.registry.upkeep import Reviewed, review_regulation, set_review
from nhipcau.units.tests.builders import House

DAY = date(2026, 9, 1)


def issued(house: House) -> Document:
    with transaction.atomic():
        number = take_number(house.department, "Quyết định", "state", DAY, by=house.son, at=AT)
        return issue_document(
            house.department,
            kind="quyết định",
            number=f"{number:02d}/QĐ-SVHTTDL",
            issued_on=DAY,
            authority="Sở Văn hóa, Thể thao và Du lịch",
            subject="Ban hành Quy chế đón đoàn khách",
            signer="",
            file_name="quy-che.txt",
            content="Quy chế đón đoàn khách tại các lễ hội.".encode(),
            by=house.son,
            at=AT,
        )


def reviewed(outcome: str) -> Reviewed:
    return Reviewed(timezone.localdate(), outcome, "Còn phù hợp với thực tế lễ hội")


def test_a_cycle_is_counted_from_the_day_of_issue_and_then_from_each_review(house: House) -> None:
    document = issued(house)
    assert set_review(document, months=12, due_on=None, by=house.son).due_on == date(2027, 9, 1)
    review = review_regulation(document, reviewed(ReviewOutcome.KEEP), by=house.son, at=timezone.now())
    assert review.was_due_on == date(2027, 9, 1)
    due_on = ReviewCycle.objects.get().due_on
    assert due_on is not None
    assert due_on > timezone.localdate() + timedelta(days=360)


def test_what_is_to_be_repealed_is_due_no_more(house: House) -> None:
    document = issued(house)
    set_review(document, months=12, due_on=None, by=house.son)
    review_regulation(document, reviewed(ReviewOutcome.REPEAL), by=house.son, at=timezone.now())
    assert ReviewCycle.objects.get().due_on is None


def test_reviews_need_a_day_a_reason_and_an_own_document(house: House) -> None:
    document = issued(house)
    with pytest.raises(ReviewDayError):
        set_review(document, months=None, due_on=None, by=house.son)
    said = Reviewed(DAY, ReviewOutcome.KEEP, " ")
    with pytest.raises(ReviewReasonError):
        review_regulation(document, said, by=house.son, at=timezone.now())
    with pytest.raises(NotOwnRegulationError):
        set_review(make_registered(house.department, house.son), months=12, due_on=None, by=house.son)


def test_a_due_review_waits_for_who_keeps_the_register(house: House) -> None:
    set_review(issued(house), months=None, due_on=timezone.localdate(), by=house.son)
    assert [one.kind for one in offices.waiting(house.son, timezone.now())] == ["regulation_review"]
    assert offices.waiting(house.lan, timezone.now()) == []


def test_a_review_is_entered_on_the_page_and_stands_in_the_round_of_the_year(
    house: House, client: Client
) -> None:
    client.force_login(house.son)
    document, today = issued(house), timezone.localdate()
    answer = client.post(reverse("registry:set_review", args=[document.pk]), {"months": "", "due_on": ""})
    assert answer.status_code == 422
    client.post(
        reverse("registry:set_review", args=[document.pk]), {"months": "12", "due_on": f"{today:%d/%m/%Y}"}
    )
    said = {"outcome": "amend", "held_on": f"{today:%d/%m/%Y}", "reason": "Thêm tiếng Anh"}
    assert client.post(reverse("registry:review", args=[document.pk]), said).status_code == 302
    assert "Thêm tiếng Anh" in client.get(reverse("registry:reviews")).content.decode()
    book = load_workbook(BytesIO(client.get(reverse("registry:reviews_xlsx")).content))
    assert "Thêm tiếng Anh" in [cell.value for row in book.active.iter_rows() for cell in row]

    def offer(_user: Any, review: Any) -> list[DocumentLink]:
        return [DocumentLink(f"/draft-of/{review.pk}/", "Bắt đầu dự thảo", "edit")]

    with hooks.register_temporarily("nhipcau_regulation_links", offer):
        assert "/draft-of/" in client.get(reverse("registry:document", args=[document.pk])).content.decode()


def test_the_register_of_numbers_shows_every_number_and_that_none_is_missing(
    house: House, client: Client
) -> None:
    client.force_login(house.son)
    document = issued(house)
    given = IssuedNumber.objects.get()
    shown = client.get(reverse("registry:series", args=[given.series_id])).content.decode()
    assert document.number in shown
    assert offices.density_of(given.series).is_dense
    void = reverse("registry:void_number", args=[given.pk])
    assert client.post(void, {"reason": " "}).status_code == 422
    client.post(void, {"reason": "Ban hành nhầm"})
    book = load_workbook(BytesIO(client.get(reverse("registry:series_xlsx", args=[given.series_id])).content))
    assert "Ban hành nhầm" in [cell.value for row in book.active.iter_rows() for cell in row]


def test_a_term_that_overlaps_is_refused_beside_its_first_day(house: House, client: Client) -> None:
    client.force_login(house.quang)
    term = {
        "unit": house.department.pk,
        "name": "Nhiệm kỳ 2025 - 2030",
        "starts_on": "01/10/2025",
        "ends_on": "",
    }
    assert client.post(reverse("registry:new_term"), term).status_code == 302
    refused = client.post(reverse("registry:new_term"), term)
    assert refused.status_code == 422
    assert "starts_on" in refused.context["form"].errors
    kept = CommitteeTerm.objects.get()
    change = reverse("registry:change_term", args=[kept.pk])
    said = {"name": "Nhiệm kỳ XVI", "starts_on": "01/10/2025", "ends_on": "30/09/2030"}
    assert client.post(change, said).status_code == 302
    kept.refresh_from_db()
    assert kept.ends_on == date(2030, 9, 30)


def test_a_series_is_begun_at_a_number_on_its_page(house: House, client: Client) -> None:
    client.force_login(house.son)
    said = {"unit": house.department.pk, "layout": "state", "kind": "", "day": "01/09/2026", "first": "57"}
    assert client.post(reverse("registry:begin_series"), said).status_code == 302
    assert issued(house).number == "57/QĐ-SVHTTDL"
    assert client.post(reverse("registry:begin_series"), said | {"first": "0"}).status_code == 422
