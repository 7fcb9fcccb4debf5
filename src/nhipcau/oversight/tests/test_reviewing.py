"""Reviews: who is asked, what they say, what is taken over, and what was gathered."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from nhipcau.oversight import errors, overviews, reviewing
from nhipcau.oversight.models import Passage, Reply
from nhipcau.oversight.tests.builders import AT, MEND_BY, TEXTS, make_replied, make_review
from nhipcau.programmes.models import Programme
from nhipcau.programmes.tests.builders import make_draft, make_issued
from nhipcau.units.tests.builders import House

pytestmark = pytest.mark.django_db


def test_a_review_is_asked_of_every_unit_that_carries_out_a_task(house: House) -> None:
    with pytest.raises(errors.NotIssuedError):
        reviewing.ask(make_draft(house), "final", "Tổng kết", MEND_BY, by=house.son, at=AT)
    programme: Programme = make_issued(house)
    with pytest.raises(PermissionDenied):
        reviewing.ask(programme, "final", "Tổng kết", MEND_BY, by=house.minh, at=AT)
    past = timezone.localdate(AT) - timedelta(days=1)
    with pytest.raises(errors.PastDueError):
        reviewing.ask(programme, "final", "Tổng kết", past, by=house.son, at=AT)
    made = reviewing.ask(programme, "final", "Tổng kết", MEND_BY, by=house.son, at=AT)

    assert [one.unit for one in made.replies.all()] == [house.ward_a]


def test_a_reply_is_kept_sent_once_and_can_come_back(house: House) -> None:
    reply = make_review(house).replies.get()
    with pytest.raises(PermissionDenied):
        reviewing.write(reply, TEXTS, by=house.hoa)
    reviewing.write(reply, {"causes": "Mưa"}, by=house.lan)
    with pytest.raises(errors.NothingSaidError):
        reviewing.send(reply, {"causes": "Mưa"}, by=house.lan, at=AT)
    with pytest.raises(errors.NotSentError):
        reviewing.send_back(reply, "Thiếu", by=house.son)
    reviewing.send(reply, TEXTS, by=house.lan, at=AT)
    with pytest.raises(errors.SentError):
        reviewing.write(reply, TEXTS, by=house.lan)
    back = reviewing.send_back(reply, "Thiếu số liệu", by=house.son)

    assert back.sent_at is None
    assert [one.heading for one in back.passages.all()] == ["results", "causes", "proposals"]


def test_what_was_gathered_names_who_is_missing_and_what_is_taken_over(house: House) -> None:
    review = make_review(house)
    reply = review.replies.get()
    reviewing.write(reply, TEXTS, by=house.lan)
    before = overviews.gathered(review, MEND_BY)
    assert [one.unit for one in before.waiting] == [house.ward_a.pk]
    assert before.units[0].said == ()

    reviewing.send(reply, TEXTS, by=house.lan, at=AT)
    chosen = Passage.objects.get(heading="results").pk
    with pytest.raises(PermissionDenied):
        reviewing.take_over(review, [chosen], offered=[chosen], by=house.lan)
    assert reviewing.take_over(review, [chosen], offered=[chosen], by=house.son) == 1
    after = overviews.gathered(review, MEND_BY)

    assert after.waiting == ()
    assert after.taken("results") == (("Phường A", "Đã mở 10 gian hàng"),)
    assert after.taken("causes") == ()
    assert after.cells.total == 1


def test_what_is_not_chosen_any_more_is_not_taken_over(house: House) -> None:
    reply = make_replied(house)
    every = list(reply.passages.values_list("pk", flat=True))

    reviewing.take_over(reply.review, every, offered=every, by=house.son)
    reviewing.take_over(reply.review, every[:1], offered=every[:2], by=house.son)

    assert set(Passage.objects.filter(taken=True).values_list("pk", flat=True)) == {every[0], *every[2:]}


def test_a_review_that_is_asked_twice_at_once_is_one(house: House) -> None:
    programme = make_issued(house)
    first, again = (
        reviewing.ask(programme, "final", "Tổng kết", MEND_BY, by=house.son, at=AT) for _time in range(2)
    )
    assert first == again
    assert Reply.objects.count() == 1


def test_whoever_stands_above_does_not_reply_for_a_unit(house: House) -> None:
    with pytest.raises(PermissionDenied):
        reviewing.send(make_review(house).replies.get(), TEXTS, by=house.son, at=AT)
