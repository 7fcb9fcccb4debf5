"""What a person sees when something of ours has failed."""

from django.template.loader import render_to_string

from tests.i18n import english_left


def test_the_page_of_a_fault_says_what_to_do_in_both_languages_and_needs_nothing() -> None:
    page = render_to_string("500.html")

    assert "thử lần nữa" in page
    assert "try again" in page
    assert english_left(page) == []
    assert "<link" not in page
