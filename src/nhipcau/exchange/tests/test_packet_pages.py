"""The pages of packets, and their panel on a document's page."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nhipcau.exchange.formats.edxml import Attachment, Business, OtherInfo, write_packet
from nhipcau.exchange.packets import watching
from nhipcau.exchange.packets.models import OrganisationId, Packet
from nhipcau.exchange.packets.taking import take_in_packet
from nhipcau.exchange.tests.packets import AT, LETTER, make_packet
from nhipcau.registry.actions import register_document
from nhipcau.registry.models import Document
from nhipcau.registry.tests.builders import head_with
from nhipcau.units.actions import ensure_system_user
from nhipcau.units.tests.builders import House

SEND = {
    "to": ["000.00.00.H98"],
    "others": "H97.01; Sở Văn hóa",
    "place": "Bến Đá",
    "signer": "Nguyễn Văn Mẫu",
}


@pytest.fixture
def officer(house: House, client: Client) -> Client:
    client.force_login(house.son)
    return client


@pytest.fixture
def packet(house: House, own: OrganisationId) -> Packet:
    """A letter that came for ward A."""
    made = make_packet()
    return take_in_packet(made, write_packet(made), name="a.edxml", by=ensure_system_user(), at=AT)[0]


def page(client: Client, name: str, *args: int) -> str:
    """Return the page of that address."""
    answer = client.get(reverse(f"exchange:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_list_says_what_to_do_first(officer: Client) -> None:
    assert "mã định danh của đơn vị" in page(officer, "packets")


def test_a_packet_shows_what_it_says_and_hands_out_its_files(officer: Client, packet: Packet) -> None:
    assert "12/SNgV-LT" in page(officer, "packets")
    shown = page(officer, "packet", packet.pk)
    assert "đã đến" in shown
    assert "Từ chối nhận văn bản" in shown
    original = officer.get(reverse("exchange:packet_original", args=[packet.pk]))
    assert original.content == packet.file.read()
    assert officer.get(reverse("exchange:packet_file", args=[packet.pk, 0])).content == LETTER.encode()
    assert officer.get(reverse("exchange:packet_file", args=[packet.pk, 1])).status_code == 404


def test_refusing_without_a_reason_says_so(officer: Client, packet: Packet) -> None:
    tell = reverse("exchange:packet_tell", args=[packet.pk])

    assert "Hãy ghi lý do" in officer.post(tell, {"code": "02"}, follow=True).content.decode()
    assert (
        "Đã báo bên kia"
        in officer.post(tell, {"code": "02", "description": "Sai nơi nhận"}, follow=True).content.decode()
    )
    assert "Sai nơi nhận" in page(officer, "packet", packet.pk)


def test_the_documents_page_shows_its_packets_and_the_way_to_send(
    house: House, officer: Client, packet: Packet, issued: Document
) -> None:
    assert packet.document is not None
    register_document(packet.document, head_with(number="12/SNgV-LT"), by=house.son, at=AT)
    came = officer.get(reverse("registry:document", args=[packet.document.pk])).content.decode()
    goes = officer.get(reverse("registry:document", args=[issued.pk])).content.decode()

    assert "đã tiếp nhận" in came
    assert "Gửi qua gói tin" not in came
    assert "Gửi qua gói tin" in goes


def test_a_document_is_sent_to_those_chosen_and_typed(
    officer: Client, packet: Packet, issued: Document, folders: tuple[Path, Path]
) -> None:
    address = reverse("exchange:send", args=[issued.pk])
    assert "Sở Ngoại vụ tỉnh Khác" in officer.get(address).content.decode()

    wrong = officer.post(address, {**SEND, "priority": "0", "others": "H97.01"})
    assert wrong.status_code == 422
    assert "Dòng 1" in wrong.content.decode()
    nobody = officer.post(address, {**SEND, "priority": "0", "others": "", "to": []})
    assert "ít nhất một nơi nhận" in nobody.content.decode()
    officer.post(address, {**SEND, "priority": "1"})

    sent = Packet.objects.get(way="out")
    assert [one["name"] for one in sent.addressees] == ["Sở Ngoại vụ tỉnh Khác", "Sở Văn hóa"]
    watching.look(at=AT)
    assert "chưa trả lời" in page(officer, "packet", sent.pk)


def test_a_recall_is_labelled(house: House, officer: Client, packet: Packet) -> None:
    made = make_packet(business=Business("1", "Gửi nhầm", packet.edxml_id))
    (recall,) = take_in_packet(made, write_packet(made), name="b", by=ensure_system_user(), at=AT)

    shown = page(officer, "packet", recall.pk)

    assert "Thu hồi" in shown
    assert "Từ chối yêu cầu" in shown
    assert "Thu hồi" in page(officer, "packets")


def test_administrators_enter_end_and_take_over_identifiers(house: House, client: Client) -> None:
    client.force_login(house.quang)
    address = reverse("exchange:identifiers")
    typed = {"code": "H99.02", "name": "Phường A", "unit": house.ward_a.pk, "valid_from": "01/01/2026"}

    assert client.post(address, typed).status_code == 302
    again = client.post(address, {**typed, "unit": ""})
    assert again.status_code == 422
    assert "đang mang mã này" in again.content.decode()
    made = OrganisationId.objects.get()
    assert made.code in page(client, "identifiers")
    client.post(reverse("exchange:end_identifier", args=[made.pk]), {"day": "01/10/2026"})
    made.refresh_from_db()
    assert made.valid_to is not None
    rows = SimpleUploadedFile("ma.csv", "ma_dinh_danh,ten\nH98,Sở Ngoại vụ\n".encode())
    client.post(reverse("exchange:identifier_list"), {"file": rows})
    assert OrganisationId.objects.count() == 2
    bad = client.post(reverse("exchange:identifier_list"), {"file": SimpleUploadedFile("ma.csv", b"a\nb\n")})
    assert "Dòng 1" in bad.content.decode()


def test_what_is_not_confirmed_is_said(officer: Client) -> None:
    assert "MessageHeader" in page(officer, "packets_unconfirmed")
    assert "không nhận là hợp chuẩn" in page(officer, "packets_unconfirmed")


def test_pages_stay_within_twenty_queries(
    officer: Client, packet: Packet, django_assert_max_num_queries: object
) -> None:
    for number in range(13, 25):
        made = make_packet(document_id=f"H98,2026/08/20,{number}/SNgV-LT", number=str(number))
        take_in_packet(made, write_packet(made), name="a", by=ensure_system_user(), at=AT)
    for address in (reverse("exchange:packets"), reverse("exchange:packet", args=[packet.pk])):
        with django_assert_max_num_queries(20):  # type: ignore[operator]  # pytest-django's fixture
            assert officer.get(address).status_code == 200


def test_appendixes_are_shown_with_their_files(officer: Client, house: House, own: OrganisationId) -> None:
    files = (Attachment("cong-van.txt", LETTER.encode()), Attachment("phu-luc-2.txt", b"Kinh phi"))
    said = OtherInfo(appendixes=("Phụ lục II: Kinh phí <b>", "Sơ đồ"))
    made = make_packet(files=files, other=said)
    packet = take_in_packet(made, write_packet(made), name="a.edxml", by=ensure_system_user(), at=AT)[0]

    shown = page(officer, "packet", packet.pk)

    assert "Kinh phí &lt;b&gt;" in shown
    table = shown.split("<caption>")[1]
    assert reverse("exchange:packet_file", args=[packet.pk, 1]) in table
    assert "Sơ đồ" in table
    assert "không có tệp nào chắc chắn" in table
