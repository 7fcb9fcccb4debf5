"""A draft that begins with what was taken over from a review."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.drafting.models import Draft
from nhipcau.oversight import reviewing
from nhipcau.oversight.tests.builders import make_replied
from nhipcau.units.tests.builders import House

pytestmark = pytest.mark.django_db


def test_a_draft_begins_with_what_was_taken_over_from_a_review(house: House, client: Client) -> None:
    reply = make_replied(house)
    chosen = reply.passages.get(heading="results")
    chosen.text = "Đã mở {{10}} gian hàng\nở hai nơi"
    chosen.save()
    reviewing.take_over(reply.review, [chosen.pk], offered=[chosen.pk], by=house.son)
    client.force_login(house.son)
    address = f"{reverse('drafting:start')}?review={reply.review_id}"
    page = client.get(reverse("oversight:review", args=[reply.review_id])).content.decode()
    assert address in page

    begin: Any = client.get(address)
    form = client.get(begin["Location"]).context["form"]
    answer: Any = client.post(
        begin["Location"],
        {"unit": house.department.pk, "layout": "state", "review": form.initial["review"]},
    )

    assert answer.status_code == 302, answer.context["form"].errors
    written = Draft.objects.get().sections.get(chapter="results")
    assert written.heading == "Kết quả"
    assert written.body == "- Phường A: Đã mở {10} gian hàng ở hai nơi"


def test_a_review_of_others_opens_no_draft(house: House, client: Client) -> None:
    review = make_replied(house).review
    client.force_login(house.khach)

    assert client.get(f"{reverse('drafting:start')}?review={review.pk}").status_code == 404
