"""No page shows English to who reads Vietnamese: every address of the permission table, the door, the account."""

import pytest
from django.test import Client

from nhipcau.units.tests.builders import House
from tests.i18n import english_left, is_english
from tests.test_permissions import ROWS

PAGES = [name for name, row in sorted(ROWS.items()) if not row.post and (row.public or row.allowed)]
EVERYONE = ("lan", "hoa", "son", "minh", "vy", "phuc", "quang", "tam")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_ours_is_in_vietnamese(name: str, house: House, client: Client) -> None:
    row = ROWS[name]
    if row.allowed:
        client.force_login(getattr(house, row.allowed[0]))

    answer = client.get(row.path(house))

    if answer.get("Content-Type", "").startswith("text/html") and 'lang="vi"' in answer.content.decode():
        assert english_left(answer.content.decode()) == []


@pytest.mark.parametrize("person", EVERYONE)
@pytest.mark.parametrize("path", ["/staff/", "/staff/account/", "/staff/nowhere/"])
def test_what_everyone_meets_is_in_vietnamese(path: str, person: str, house: House, client: Client) -> None:
    client.force_login(getattr(house, person))

    assert english_left(client.get(path).content.decode()) == []


def test_the_door_is_in_vietnamese_and_says_in_vietnamese_what_was_wrong(
    house: House, client: Client
) -> None:
    wrong = {"username": "lan", "password": "wrong", "next": "/staff/"}

    assert english_left(client.get("/staff/login/").content.decode()) == []
    refused = client.post("/staff/login/", wrong).content.decode()
    assert english_left(refused) == []
    assert "mật khẩu không đúng" in refused


@pytest.mark.parametrize(
    "given", [{"account-email": "x"}, {"password-old_password": "x", "password-new_password1": "1"}]
)
def test_a_form_that_was_filled_in_wrongly_says_so_in_vietnamese(
    given: dict[str, str], house: House, client: Client
) -> None:
    client.force_login(house.lan)

    assert english_left(client.post("/staff/account/", given).content.decode()) == []


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Sign in", True),  # a message of Wagtail
        ("Page 2 of 7", True),  # a message with its places filled
        ("This is your work for the week", True),  # words, though no message
        ("Báo cáo quý IV", False),  # Vietnamese
        ("Zalo", False),  # a name
        ("12/16", False),  # no letters
        ("Tin trong tuan", False),  # Vietnamese without signs
        ("English", False),  # a language in its own name
    ],
)
def test_english_is_told_from_vietnamese(text: str, english: bool) -> None:  # noqa: FBT001  (a test's case)
    assert is_english(text) is english


def test_labels_attributes_and_the_sidebar_are_read_and_what_people_typed_is_not() -> None:
    page = """<html lang="vi"><body><a title="Sign in">Đăng nhập</a><input type="submit" value="Save changes">
    <script type="application/json">[{"_type": "x", "_args": [{"label": "Log out", "name": "log-out"}]}]</script>
    <p translate="no">Back to the future</p><a lang="en">Skip to main content</a></body></html>"""

    assert english_left(page) == ["Sign in", "Save changes", "Log out"]
