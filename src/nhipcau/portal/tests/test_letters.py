"""The forms for letters: without cookies, with a receipt, and nothing of them public."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.channels.tests.builders import CaptureCommits, make_channel, send_out
from nhipcau.letterbox import rules
from nhipcau.letterbox.models import Letter
from nhipcau.letterbox.tests.builders import ANSWER, WORDS, make_public
from nhipcau.newsroom.models import Item
from nhipcau.newsroom.tests.builders import make_item, picture_file, text_of
from nhipcau.portal.throttle import THROTTLE
from nhipcau.units.tests.builders import House

CONTACT = "/vi/contact/"
TYPED = {
    "name": "Bạn đọc Mẫu",
    "reply_to": "ban-doc@example.vn",
    "subject": "Lối đi cho xe lăn",
    "words": WORDS,
    "consent": "initials",
}


@pytest.fixture(autouse=True)
def no_letters_before() -> None:
    THROTTLE.forget()


@pytest.fixture
def site(house: House) -> House:
    """A house whose province owns the portal."""
    make_channel(house)
    return house


def token(client: Client, address: str = CONTACT) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get(address).content.decode())
    assert found
    return found[1]


def send(client: Client, address: str = CONTACT, **values: Any) -> Any:
    return client.post(address, {**TYPED, "token": token(client, address), **values})


def receipt_of(page: str) -> tuple[str, str]:
    number = re.search(r"\d{2}-\d{6}-\d{2}", page)
    secret = re.search(r"<strong>([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})</strong>", page)
    assert number
    assert secret
    return number[0], secret[1]


def test_a_letter_is_taken_in_with_a_receipt_that_shows_how_far_it_is(site: House, client: Client) -> None:
    answer = send(client)
    number, secret = receipt_of(answer.content.decode())

    letter = Letter.objects.get()
    shown = client.post("/vi/contact/receipt/", {"number": number, "secret": secret}).content.decode()
    wrong = client.post("/vi/contact/receipt/", {"number": number, "secret": "0000-0000-0000"})

    assert (letter.unit, letter.words, letter.consent) == (site.province, WORDS, "initials")
    assert "Đã nhận" in shown
    assert wrong.status_code == 422
    assert WORDS not in shown
    assert not answer.cookies
    assert not client.get(CONTACT).cookies
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_same_form_sent_twice_makes_one_letter_and_the_same_receipt(site: House, client: Client) -> None:
    once = token(client)

    first = client.post(CONTACT, {**TYPED, "token": once}).content.decode()
    second = client.post(CONTACT, {**TYPED, "token": once}).content.decode()

    assert receipt_of(first) == receipt_of(second)
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("name", ""),
        ("words", ""),
        ("words", "x\0y"),
        ("words", "x" * 20_001),
        ("reply_to", "x" * 201),
        ("consent", "everything"),
        ("token", "forged"),
        ("token", ""),
        ("website", "https://example.org"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_what_was_typed(
    site: House, client: Client, field: str, wrong: str
) -> None:
    answer = send(client, **{field: wrong})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Lối đi cho xe lăn" in page
    assert 'role="alert"' in page
    assert not Letter.objects.exists()


def test_a_form_that_came_back_can_be_sent(site: House, client: Client) -> None:
    page = send(client, token="forged").content.decode()
    fresh = re.search(r'name="token" value="([^"]+)"', page)
    assert fresh

    assert client.post(CONTACT, {**TYPED, "token": fresh[1]}).status_code == 200
    assert Letter.objects.count() == 1


def test_forms_filled_in_at_once_and_many_from_one_place_are_put_off(
    site: House, client: Client, settings: Any
) -> None:
    settings.LETTER_FORM_LEAST_S = 60
    quick = send(client)
    settings.LETTER_FORM_LEAST_S = 0
    settings.LETTERS_AN_HOUR = 2
    answers = [send(client).status_code for _time in range(3)]

    assert quick.status_code == 422
    assert answers == [200, 200, 422]
    assert Letter.objects.count() == 2
    elsewhere = client.post(
        CONTACT, {**TYPED, "token": token(client)}, headers={"x-forwarded-for": "203.0.113.9"}
    )
    assert elsewhere.status_code == 200


def test_a_letter_on_a_text_goes_to_the_unit_that_answers_for_the_text(
    site: House, client: Client, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    from nhipcau.channels.models import Channel

    item = make_item(site)
    send_out(site, text_of(item), [Channel.objects.get()], django_capture_on_commit_callbacks)
    address = reverse("portal:about_text", args=["vi", item.slug])

    assert address in client.get(f"/vi/a/{item.slug}/").content.decode()
    send(client, address)

    letter = Letter.objects.get()
    assert (letter.kind, letter.item, letter.unit) == (rules.ABOUT_TEXT, Item.objects.get(), item.unit)
    assert client.get(reverse("portal:about_text", args=["vi", "khong-co"])).status_code == 404


def test_without_an_owner_of_the_site_nobody_is_left_without_an_answer(house: House, client: Client) -> None:
    answer = send(client)

    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert not Letter.objects.exists()


def test_a_contribution_comes_in_signed_with_its_pictures_and_rights(site: House, client: Client) -> None:
    address = "/vi/contribute/"
    told = {**TYPED, "token": token(client, address)}
    picture = SimpleUploadedFile("cho.jpg", picture_file())
    refused = client.post(address, {**told, "first_file": picture})
    assert {"rights", "credits"} <= set(refused.context["form"].errors)
    assert not Letter.objects.exists()

    picture = SimpleUploadedFile("cho.jpg", picture_file())
    client.post(address, {**told, "rights": "on", "credits": "Bạn đọc Mẫu", "first_file": picture})

    letter = Letter.objects.get()
    assert (letter.kind, letter.credits, letter.files.count()) == (rules.CONTRIBUTION, "Bạn đọc Mẫu", 1)
    program = SimpleUploadedFile("x.jpg", b"MZ\x90")
    wrong = client.post(address, {**told, "rights": "on", "credits": "x", "first_file": program})
    assert wrong.context["form"].errors["first_file"]


def test_who_holds_the_receipt_takes_back_consent(site: House, client: Client) -> None:
    letter = make_public(site)
    from nhipcau.letterbox.access import secret_of

    held = {"number": letter.number, "secret": secret_of(letter.token)}
    assert 'name="take_back"' in client.post("/vi/contact/receipt/", held).content.decode()

    client.post("/vi/contact/receipt/", {**held, "take_back": "1"})

    assert ANSWER not in client.get("/vi/answers/").content.decode()
    assert Letter.objects.get().consent == rules.NOT_PUBLIC


def test_the_list_of_answers_costs_the_same_for_many(site: House, client: Client) -> None:
    from nhipcau.portal.keeping import KEPT

    def asked() -> int:
        KEPT.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/vi/answers/").status_code == 200
        return len(queries)

    make_public(site)
    asked()
    few = asked()
    for _number in range(4):
        make_public(site)

    assert asked() == few <= 15
