"""Who gets an issued document: units acknowledge it, outside bodies get it by mail."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.urls import reverse

from nhipcau.drafting import access, actions, errors, mailing
from nhipcau.drafting.actions import Outside
from nhipcau.drafting.models import Draft
from nhipcau.drafting.tests.builders import AT, issue, make_approved, make_draft, make_year
from nhipcau.drafting.waiting import waiting
from nhipcau.units.models import Role
from nhipcau.units.tests.builders import House, make_person

FRIENDS = Outside("Hội Hữu nghị", "hop.thu@example.org")


@pytest.fixture
def draft(house: House) -> Draft:
    """A draft of the department that two wards and an outside body are to get."""
    made = make_draft(house.department, make_year(house).period, house.son)
    units = [house.ward_a.pk, house.ward_b.pk]
    actions.add_recipients(made, units=units, outside=[FRIENDS, Outside("Kho lưu trữ")], by=house.son, at=AT)
    return made


def issued(house: House, draft: Draft) -> Draft:
    make_approved(draft, house.son, house.minh)
    return issue(draft, house.minh)


def test_a_unit_gets_the_document_when_it_is_issued_and_acknowledges_it(house: House, draft: Draft) -> None:
    assert not access.received(house.lan).exists()
    issued(house, draft)

    [found] = access.received(house.lan)
    assert [one.kind for one in waiting(house.lan, AT)] == ["received"]
    actions.acknowledge(found, by=house.lan, at=AT)

    assert waiting(house.lan, AT) == []
    assert draft.receivers.all().counted() == {
        "units": 2,
        "acknowledged": 1,
        "letters": 1,
        "gone": 0,
        "failed": 0,
    }


def test_an_acknowledgement_stays_as_it_was_first_said(house: House, draft: Draft) -> None:
    issued(house, draft)
    reporter = make_person("ut", house.ward_a, Role.REPORTER)
    [found] = access.received(house.lan)

    actions.acknowledge(found, by=house.lan, at=AT)
    again = actions.acknowledge(found, by=reporter, at=AT)

    assert again.acknowledged_by == house.lan


def test_nobody_acknowledges_for_another_unit_or_before_there_is_a_document(
    house: House, draft: Draft
) -> None:
    recipient = draft.receivers.get(unit=house.ward_a)
    with pytest.raises(PermissionDenied):
        actions.acknowledge(recipient, by=house.lan, at=AT)

    issued(house, draft)

    with pytest.raises(PermissionDenied):
        actions.acknowledge(recipient, by=house.khach, at=AT)
    with pytest.raises(Http404):
        access.get_received(house.khach, recipient.pk)
    assert draft.receivers.filter(acknowledged_at__isnull=False).count() == 0


def test_an_outside_body_gets_a_letter_with_the_pdf_once(house: House, draft: Draft) -> None:
    done = issued(house, draft)

    mailing.send_letters(done, at=AT)
    mailing.send_letters(done, at=AT)

    [letter] = mail.outbox
    [(name, content, media)] = letter.attachments
    assert letter.to == ["hop.thu@example.org"]
    assert (name, media) == ("Báo cáo 01-BC-SVHTTDL.pdf", "application/pdf")
    assert content.startswith(b"%PDF-")
    assert done.receivers.get(email=FRIENDS.email).sent_at == AT


def test_a_letter_that_the_server_does_not_take_says_so_and_goes_when_it_is_sent_again(
    house: House, draft: Draft, settings: object
) -> None:
    done = issued(house, draft)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]  # a fixture
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # type: ignore[attr-defined]  # nobody listens there
    mailing.send_letters(done, at=AT)
    row = done.receivers.get(email=FRIENDS.email)
    assert row.failure
    assert row.sent_at is None

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]  # a fixture
    mailing.send_letters(done, at=AT)

    sent = done.receivers.get(email=FRIENDS.email)
    assert (sent.failure, sent.sent_at) == ("", AT)


def test_somebody_is_taken_off_the_list_only_before_it_goes_out(house: House, draft: Draft) -> None:
    first, second = draft.receivers.filter(unit__isnull=False)
    actions.remove_recipient(first, by=house.son, at=AT)
    issued(house, draft)

    with pytest.raises(errors.AlreadySentError):
        actions.remove_recipient(second, by=house.son, at=AT)

    assert [one.unit for one in draft.receivers.filter(unit__isnull=False)] == [house.ward_b]


def test_a_unit_named_later_gets_it_at_once(house: House, draft: Draft) -> None:
    done = issued(house, draft)

    actions.add_recipients(done, units=[house.province.pk, house.ward_a.pk], by=house.son, at=AT)

    assert done.receivers.get(unit=house.province).sent_at == AT
    assert done.receivers.filter(unit=house.ward_a).count() == 1


def test_recipients_are_named_on_a_page_and_a_wrong_address_is_refused(
    house: House, client: Client, draft: Draft
) -> None:
    client.force_login(house.son)
    address = reverse("drafting:recipients", args=[draft.pk])

    refused = client.post(address, {"outside": "Thư viện; khong@"})
    nobody = client.post(address, {})
    added = client.post(address, {"outside": "Thư viện tỉnh <thu.vien@example.org>\nBảo tàng"})

    assert refused.status_code == nobody.status_code == 422
    assert "Thư viện; khong@" in refused.content.decode()
    assert added["Location"] == address
    named = set(draft.receivers.values_list("name", "email"))
    assert {("Thư viện tỉnh", "thu.vien@example.org"), ("Bảo tàng", "")} <= named


def test_a_received_document_is_read_and_acknowledged_on_its_page(
    house: House, client: Client, draft: Draft
) -> None:
    done = issued(house, draft)
    found = done.receivers.get(unit=house.ward_a)
    client.force_login(house.lan)

    listed = client.get(reverse("drafting:received")).content.decode()
    pdf = client.get(reverse("drafting:received_pdf", args=[found.pk]))
    client.post(reverse("drafting:acknowledge", args=[found.pk]))

    assert done.subject in listed
    assert pdf.content.startswith(b"%PDF-")
    found.refresh_from_db()
    assert found.acknowledged_by == house.lan
    client.force_login(house.khach)
    assert client.get(reverse("drafting:received_one", args=[found.pk])).status_code == 404
