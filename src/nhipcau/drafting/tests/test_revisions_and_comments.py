"""The draft as it was at each saving, and what was said about it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from nhipcau.drafting import actions, comparing, composing, errors
from nhipcau.drafting.models import Comment, Draft
from nhipcau.drafting.rules import SectionText
from nhipcau.drafting.tests.builders import AT, docx_of, make_draft, make_year
from nhipcau.units.tests.builders import House


def begin(house: House, client: Client) -> Draft:
    client.force_login(house.son)
    return make_draft(house.department, make_year(house).period, house.son)


def test_sections_that_were_moved_added_and_removed_are_told_apart() -> None:
    one, two, three = (SectionText(name, name, uid=name) for name in ("a", "b", "c"))
    new = SectionText("d", "d", uid="d")

    changes = {
        (change.newer or change.older or new).heading: change
        for change in comparing.compared((one, two, three), (three, one, new)).sections
    }

    assert changes["c"].moved
    assert not changes["a"].moved
    assert changes["b"].newer is None
    assert changes["d"].older is None
    assert changes["a"].is_same


def test_two_revisions_are_compared_and_the_older_is_written_back(house: House, client: Client) -> None:
    draft = begin(house, client)
    texts = list(composing.texts_of(draft.sections.all()))
    for body in ("Tiếp tục thực hiện chương trình đã đề ra.", "Tiếp tục đổi mới chương trình."):
        texts[2] = SectionText("Phương hướng", body, uid=texts[2].uid)
        first = draft.revision
        draft = actions.write_sections(draft, texts, by=house.son, at=AT, before=first)
    address = reverse("drafting:revisions", args=[draft.pk])

    page = client.get(address, {"older": draft.revision, "newer": first}).content.decode()
    nonsense = client.get(address, {"older": "x", "newer": "99999999999"})
    back = reverse("drafting:write_back", args=[draft.pk])
    asked = client.get(back, {"revision": first}).content.decode()
    stale = client.post(back, {"revision": first, "before": first})
    done = client.post(back, {"revision": first, "before": draft.revision})

    assert "<ins>đổi mới</ins>" in page
    assert "<del>thực hiện</del>" in page
    assert nonsense.status_code == 200
    assert "đã đề ra" in asked
    assert stale["Location"].startswith(back)
    assert done["Location"] == reverse("drafting:edit", args=[draft.pk])
    assert "đã đề ra" in draft.sections.all()[2].body
    assert draft.revisions.filter(number=draft.revision).exists()


def test_a_comment_is_written_beside_its_section_answered_settled_and_opened_again(
    house: House, client: Client
) -> None:
    draft = begin(house, client)
    section = draft.sections.all()[1]
    client.force_login(house.minh)

    client.post(
        reverse("drafting:comments", args=[draft.pk]), {"section": section.uid, "text": "Nêu rõ số liệu."}
    )
    said = Comment.objects.get()
    client.force_login(house.son)
    edit = client.get(reverse("drafting:edit", args=[draft.pk])).content.decode()
    client.post(reverse("drafting:answer_comment", args=[said.pk]), {"text": "Đã bổ sung."})
    client.post(reverse("drafting:settle_comment", args=[said.pk]))
    settled = client.get(reverse("drafting:edit", args=[draft.pk])).content.decode()
    listed = client.get(reverse("drafting:comments", args=[draft.pk])).content.decode()

    assert "Nêu rõ số liệu." in edit
    assert "Nêu rõ số liệu." not in settled
    assert "Đã bổ sung." in listed
    assert not draft.comments.open().exists()
    assert "Nêu rõ số liệu." not in docx_of(draft).decode("latin-1")
    with pytest.raises(errors.SettledError):
        actions.answer(said, "Còn nữa", by=house.son, at=AT)
    client.post(reverse("drafting:reopen_comment", args=[said.pk]))
    assert draft.comments.open().get() == said


@pytest.mark.parametrize("person", ["tam", "lan", "khach", "hoa"])
def test_only_who_writes_or_approves_says_something(house: House, person: str) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    said = actions.comment(draft, "", "Xem lại.", by=house.minh, at=AT)
    other = getattr(house, person)

    with pytest.raises(PermissionDenied):
        actions.comment(draft, "", "Không được.", by=other, at=AT)
    with pytest.raises(PermissionDenied):
        actions.answer(said, "Không được.", by=other, at=AT)
    with pytest.raises(PermissionDenied):
        actions.settle(said, by=other, at=AT)
    with pytest.raises(PermissionDenied):
        actions.reopen_comment(said, by=other)


def test_an_empty_comment_and_one_on_nonsense_are_refused(house: House, client: Client) -> None:
    draft = begin(house, client)
    address = reverse("drafting:comments", args=[draft.pk])

    assert client.post(address, {"text": " "}).status_code == 422
    assert client.post(address, {"text": "a\0b"}).status_code == 422
    assert client.post(address, {"text": "a", "section": "x"}).status_code == 422
    assert not Comment.objects.exists()
