"""What a person sees when something of ours has failed."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.i18n import english_left


@pytest.mark.parametrize(("name", "to_do"), [("500.html", "thử lần nữa"), ("400.html", "gửi lại")])
def test_the_page_of_a_fault_says_what_to_do_in_both_languages_and_needs_nothing(
    name: str, to_do: str
) -> None:
    page = render_to_string(name)

    assert to_do in page
    assert "try again" in page
    assert english_left(page) == []
    assert "<link" not in page


@pytest.mark.django_db
def test_too_much_sent_at_once_is_refused_with_words() -> None:
    answer = Client().post("/staff/login/", {"username": "x" * 11 * 1024**2})

    assert answer.status_code == 400
    assert "chia nhỏ" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_that_is_no_longer_valid_is_refused_with_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/staff/login/", {"username": "lan"})

    assert answer.status_code == 403
    assert "gửi lại" in answer.content.decode()
    assert english_left(answer.content.decode()) == []
