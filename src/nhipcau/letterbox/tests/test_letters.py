"""Letters: received once, answered by two people, published with consent only, erased in time."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.audit import log
from nhipcau.channels.tests.builders import CaptureCommits
from nhipcau.letterbox import access, actions, errors, rules
from nhipcau.letterbox.models import Letter, LetterFile
from nhipcau.letterbox.tests.builders import (
    ANSWER,
    AT,
    LATER,
    WORDS,
    make_answered,
    make_contribution,
    make_letter,
    make_public,
    make_written,
    written,
)
from nhipcau.newsroom.models import Item
from nhipcau.newsroom.tests.builders import picture_file, text_of
from nhipcau.shell import files
from nhipcau.shell.waiting import offered
from nhipcau.units.models import User
from nhipcau.units.tests.builders import House


def waits(user: User) -> set[str]:
    return {one.kind for one in offered(user, AT)}


def test_a_letter_waits_for_the_unit_and_is_due_in_five_working_days(house: House) -> None:
    letter = make_letter(house)

    assert (letter.state, letter.due_on.isoformat()) == ("received", "2026-09-09")  # 01–02/9 are holidays
    assert "letter" in waits(house.vy)
    assert "letter" not in waits(house.lan)
    assert "letter" not in waits(house.khach)


def test_a_form_sent_twice_makes_one_letter(house: House) -> None:
    said = written(token=uuid4())

    first = actions.receive_letter(house.province, said, at=AT)
    second = actions.receive_letter(house.province, said, at=LATER)

    assert first == second
    assert Letter.objects.count() == 1


def test_a_receipt_opens_its_own_letter_and_no_other(house: House) -> None:
    first, second = make_letter(house), make_letter(house)
    secret = access.secret_of(first.token)

    assert access.letter_of_receipt(first.number, secret) == first
    assert access.letter_of_receipt(f" {first.number} ", secret.upper().replace("-", " ")) == first
    for number, word in ((second.number, secret), (first.number, "0000"), ("26-999999-00", secret), ("", "")):
        assert access.letter_of_receipt(number, word) is None


def test_an_answer_is_approved_by_somebody_else_than_its_writer_and_goes_out_by_mail_once(
    house: House, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    letter = make_letter(house)
    with pytest.raises(errors.NoAnswerError):
        actions.write_answer(letter, "  ", by=house.vy)
    with pytest.raises(errors.NoAnswerError):
        actions.approve_answer(letter, by=house.phuc, at=LATER)
    own = actions.write_answer(letter, ANSWER, by=house.phuc)
    with pytest.raises(errors.OwnAnswerError):
        actions.approve_answer(own, by=house.phuc, at=LATER)
    actions.write_answer(letter, ANSWER, by=house.vy)
    assert "answer" in waits(house.phuc)
    assert "answer" not in waits(house.vy)
    for other in (house.vy, house.son):
        with pytest.raises(PermissionDenied):
            actions.approve_answer(letter, by=other, at=LATER)

    with django_capture_on_commit_callbacks(execute=True):
        actions.approve_answer(letter, by=house.phuc, at=LATER)

    kept = Letter.objects.get()
    assert (kept.state, kept.answered_at, kept.mailed_at is not None) == ("answered", LATER, True)
    assert [message.to for message in mail.outbox] == [["ban-doc@example.vn"]]
    assert ANSWER in mail.outbox[0].body
    with pytest.raises(errors.SettledError):
        actions.approve_answer(letter, by=house.phuc, at=LATER)


def test_no_mail_goes_to_who_left_no_address_for_it(
    house: House, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        make_answered(house, reply_to="0912 345 678")

    assert mail.outbox == []
    assert Letter.objects.get().mailed_at is None


def test_letters_are_handled_by_people_of_the_unit_only(house: House) -> None:
    letter = make_letter(house)
    for other in (house.lan, house.hoa, house.tam, house.khach):
        with pytest.raises(PermissionDenied):
            actions.write_answer(letter, ANSWER, by=other)
        with pytest.raises(PermissionDenied):
            actions.close_letter(letter, reason="x", by=other, at=LATER)
    with pytest.raises(errors.NotAHandlerError):
        actions.assign_letter(letter, house.lan, by=house.son)
    with pytest.raises(errors.ReasonMissingError):
        actions.close_letter(letter, reason=" ", by=house.son, at=LATER)
    with pytest.raises(errors.SameUnitError):
        actions.pass_on(letter, house.province, reason="x", by=house.son)

    actions.assign_letter(letter, house.vy, by=house.son)
    actions.pass_on(letter, house.ward_a, reason="Việc của phường", by=house.son)

    kept = Letter.objects.get()
    assert (kept.unit, kept.handler, kept.state) == (house.ward_a, None, "received")


def test_nothing_is_published_without_consent_and_all_is_gone_when_it_is_taken_back(
    house: House, client: Client
) -> None:
    private = make_answered(house, consent=rules.NOT_PUBLIC)
    with pytest.raises(errors.NoConsentError):
        actions.publish_answer(private, question=WORDS, answer=ANSWER, by=house.phuc, at=LATER)
    waiting = make_letter(house, consent=rules.WITH_NAME)
    with pytest.raises(errors.NotAnsweredError):
        actions.publish_answer(waiting, question=WORDS, answer=ANSWER, by=house.phuc, at=LATER)
    public = make_public(house)
    address = reverse("portal:answer", args=["vi", public.pk])
    page = client.get(address).content.decode()
    assert WORDS in page
    assert "B. đ. M." in page
    assert "Bạn đọc Mẫu" not in page
    assert "ban-doc@example.vn" not in page

    actions.take_back_consent(public)

    assert client.get(address).status_code == 404
    assert WORDS not in client.get(reverse("portal:answers", args=["vi"])).content.decode()
    with pytest.raises(errors.NoConsentError):
        actions.publish_answer(public, question=WORDS, answer=ANSWER, by=house.phuc, at=LATER)


def test_publishing_is_for_approvers_and_can_be_undone(house: House) -> None:
    letter = make_answered(house)
    with pytest.raises(PermissionDenied):
        actions.publish_answer(letter, question=WORDS, answer=ANSWER, by=house.vy, at=LATER)

    actions.publish_answer(letter, question=WORDS, answer=ANSWER, by=house.phuc, at=LATER)
    assert Letter.objects.public().count() == 1
    actions.unpublish_answer(letter, by=house.phuc)
    assert Letter.objects.public().count() == 0


def test_what_a_letter_says_of_a_person_is_erased_in_time_with_its_files(
    house: House, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    photo = files.document("cho.jpg", picture_file())
    contribution = make_contribution(house, files=[photo], credits="Bạn đọc Mẫu")
    kept = LetterFile.objects.get().file
    storage, stored = kept.storage, str(kept.name)
    actions.close_letter(contribution, reason="Đã có bài", by=house.son, at=LATER)
    day = LATER.date() + timedelta(days=rules.KEPT_DAYS)
    assert actions.erase_old_letters(day - timedelta(days=1), at=LATER) == 0

    with django_capture_on_commit_callbacks(execute=True):
        assert actions.erase_old_letters(day, at=LATER) == 1

    letter = Letter.objects.get()
    assert (letter.name, letter.reply_to, letter.words, letter.credits) == ("", "", "", "")
    assert (letter.state, letter.reason) == ("closed", "Đã có bài")
    assert not LetterFile.objects.exists()
    assert not storage.exists(stored)
    assert actions.erase_old_letters(day, at=LATER) == 0


def test_no_audit_row_says_what_a_letter_says(house: House) -> None:
    letter = make_public(house)

    said = " ".join(f"{row.label} {row.data}" for row in log.history(letter))

    assert all(word not in said for word in (WORDS, ANSWER, "ban-doc@example.vn", "Bạn đọc Mẫu"))
    assert letter.number in said


def test_a_contribution_becomes_an_item_that_names_its_writer(house: House) -> None:
    letter = make_contribution(house, words="Chợ họp lúc 5 giờ.\n<script>x</script>")
    with pytest.raises(errors.NoContributionError):
        actions.make_item(make_letter(house), slug="x", topic="culture", contact="Sở", by=house.vy, at=LATER)
    for other in (house.phuc, house.son):
        with pytest.raises(PermissionDenied):
            actions.make_item(letter, slug="cho", topic="culture", contact="Sở", by=other, at=LATER)

    item = actions.make_item(letter, slug="cho", topic="culture", contact="Sở", by=house.vy, at=LATER)

    text = text_of(item)
    assert (text.title, text.state) == ("Phiên chợ trên sông", "draft")
    assert "Chợ họp lúc 5 giờ." in text.body
    assert "<script>" not in text.body
    assert item.sources.get().person_role == "Bạn đọc Mẫu"
    assert Letter.objects.get(pk=letter.pk).made_item == item
    assert Item.objects.count() == 1


@pytest.mark.parametrize("page", ["letters", "letter"])
def test_staff_pages_cost_the_same_for_many_letters(house: House, client: Client, page: str) -> None:
    def asked() -> int:
        address = (
            reverse("letterbox:letters")
            if page == "letters"
            else reverse("letterbox:letter", args=[first.pk])
        )
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    first = make_letter(house)
    client.force_login(house.son)
    asked()
    few = asked()
    for _number in range(5):
        make_letter(house)

    assert asked() == few <= 20


def test_a_letter_is_answered_and_published_in_the_browser_pages(house: House, client: Client) -> None:
    letter = make_letter(house, consent=rules.WITH_NAME)
    client.force_login(house.vy)
    empty = client.post(reverse("letterbox:answer", args=[letter.pk]), {"answer": ""})
    assert "answer" in Letter.objects.get().state or empty.status_code == 200
    client.post(reverse("letterbox:answer", args=[letter.pk]), {"answer": ANSWER})
    client.force_login(house.phuc)
    client.post(reverse("letterbox:approve", args=[letter.pk]))
    client.post(reverse("letterbox:publish", args=[letter.pk]), {"question": WORDS, "answer": ANSWER})

    assert Letter.objects.get().published_at is not None
    assert ANSWER in client.get(reverse("letterbox:letter", args=[letter.pk])).content.decode()


def test_an_answer_that_waits_is_not_shown_with_the_receipt(house: House, client: Client) -> None:
    letter = make_written(house)

    page = client.post(
        reverse("portal:receipt", args=["vi"]),
        {"number": letter.number, "secret": access.secret_of(letter.token)},
    ).content.decode()

    assert letter.number in page
    assert ANSWER not in page


@given(st.integers(2000, 2099), st.integers(1, 10**9), st.integers(0, 30), st.integers(1, 9))
def test_one_wrong_figure_in_a_number_is_noticed(year: int, key: int, place: int, shift: int) -> None:
    number = rules.receipt_number(year, key)
    assert rules.key_of(number) == key
    at = place % len(number)
    if number[at] == "-":
        return
    wrong = f"{number[:at]}{(int(number[at]) + shift) % 10}{number[at + 1 :]}"

    assert rules.key_of(wrong) is None
